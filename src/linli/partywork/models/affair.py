"""A great public affair that a party organisation decides, and the texts that were put to people."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from linli.identity.models import Person
from linli.identity.models.sealing import SealedWords, Sealing
from linli.kernel.scoping import ScopedManager
from linli.organisations.models import Organisation
from linli.partywork.parameters import FILE_NUMBER_MAX, TITLE_MAX
from linli.partywork.states import ASKED, HUNG, OVER, State
from linli.partywork.terms import Rules
from linli.places.models import Estate
from linli.places.models.sealed import new_binding

_ASKED, _HUNG, _OVER = (sorted(each.value for each in some) for some in (ASKED, HUNG, OVER))


class Affair(Sealing):
    """Studied, put to the people, shown, decided, filed; by the rules of the day it was begun."""

    sealed = ("studied", "said", "reason")
    sealed_for = "binding"

    STATES = (
        (State.DRAFT.value, pgettext_lazy("affair", "in preparation")),
        (State.STUDIED.value, pgettext_lazy("affair", "studied")),
        (State.CONSULTING.value, pgettext_lazy("affair", "people are asked")),
        (State.SHOWN.value, pgettext_lazy("affair", "hangs out")),
        (State.DECIDED.value, pgettext_lazy("affair", "decided")),
        (State.FILED.value, pgettext_lazy("affair", "decided and filed")),
        (State.WITHDRAWN.value, pgettext_lazy("affair", "withdrawn")),
    )

    class Outcome(models.TextChoices):
        ADOPTED = "adopted", pgettext_lazy("affair", "adopted")
        REJECTED = "rejected", pgettext_lazy("affair", "not adopted")

    community = models.BigIntegerField()
    estate = models.ForeignKey(Estate, on_delete=models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    number = models.IntegerField()
    #: Names nobody.
    title = models.CharField(max_length=TITLE_MAX)
    binding = models.BigIntegerField(default=new_binding)
    state = models.CharField(max_length=10, choices=STATES, default=State.DRAFT.value)
    profile = models.CharField(max_length=40)
    rules = models.JSONField()
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    studied_on = models.DateField(null=True)
    study_entitled = models.IntegerField(null=True)
    study_present = models.IntegerField(null=True)
    #: What the meeting that studied it said.
    studied = models.BinaryField(null=True)
    study = SealedWords("studied")
    #: How often people were asked; the days are those of the last time.
    round = models.SmallIntegerField(default=0)
    consult_from = models.DateField(null=True)
    consult_until = models.DateField(null=True)
    shown_from = models.DateField(null=True)
    shown_until = models.DateField(null=True)
    decided_on = models.DateField(null=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    entitled = models.IntegerField(null=True)
    present = models.IntegerField(null=True)
    agree = models.IntegerField(null=True)
    oppose = models.IntegerField(null=True)
    #: What the meeting that decided said besides the text.
    said = models.BinaryField(null=True)
    decision = SealedWords("said")
    #: Somebody is to carry it out: it becomes a resolution, whose number comes back.
    carry = models.BooleanField(default=False)
    resolution = models.BigIntegerField(null=True)
    filed_on = models.DateField(null=True)
    file_number = models.CharField(max_length=FILE_NUMBER_MAX, blank=True)
    #: SHA-256 of the whole file, as everybody may take it along.
    file_hash = models.CharField(max_length=64, blank=True)
    #: Why it was withdrawn.
    reason = models.BinaryField(null=True)
    why = SealedWords("reason")
    ended_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["community", "number"], name="one_affair_a_number"),
            models.CheckConstraint(
                condition=~Q(state__in=_ASKED)
                | Q(round__gt=0, studied_on__isnull=False, consult_from__isnull=False)
                & Q(consult_until__isnull=False, consult_until__gt=F("consult_from")),
                name="people_are_asked_about_what_was_studied",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_HUNG)
                | Q(shown_from__isnull=False, shown_from__gt=F("consult_until"))
                & Q(shown_until__isnull=False, shown_until__gt=F("shown_from")),
                name="nothing_hangs_out_before_people_were_asked",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_OVER) & Q(outcome="", decided_on__isnull=True)
                | Q(state__in=_OVER, decided_on__isnull=False, decided_on__gt=F("shown_until"))
                & ~Q(outcome="")
                & Q(agree__isnull=False, oppose__isnull=False, entitled__isnull=False)
                & Q(present__lte=F("entitled"), present__gte=F("agree") + F("oppose"))
                & Q(present__isnull=False),
                name="nothing_is_decided_before_it_hung_out",
            ),
            models.CheckConstraint(
                condition=~Q(state="filed") & Q(filed_on__isnull=True, file_hash="")
                | Q(state="filed", filed_on__isnull=False) & ~Q(file_hash="") & ~Q(file_number=""),
                name="a_file_has_its_number_and_hash",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | Q(reason__isnull=False),
                name="who_withdraws_an_affair_says_why",
            ),
            models.CheckConstraint(
                condition=Q(carry=False) | Q(outcome="adopted"),
                name="only_what_was_adopted_is_carried_out",
            ),
        ]
        indexes: ClassVar = [
            # what people of a community read, the newest first
            models.Index(fields=["community", "state", "-id"]),
            # what waits for a party organisation
            models.Index(fields=["organisation", "state"]),
        ]

    def __str__(self) -> str:
        return f"affair {self.pk}: {self.state}"

    @property
    def law(self) -> Rules:
        return Rules.model_validate(self.rules)


class Text(Sealing):
    """A version of what is to be decided; never changed, a change is the next one."""

    sealed = ("words",)
    sealed_for = "binding"

    affair = models.ForeignKey(Affair, on_delete=models.PROTECT, related_name="texts")
    number = models.SmallIntegerField()
    binding = models.BigIntegerField()
    words = models.BinaryField()
    text = SealedWords("words")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    #: Since when everybody reads it; null while it is the party organisation's own.
    put_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["affair", "number"], name="one_text_a_number"),
        ]
        ordering: ClassVar = ["number"]

    def __str__(self) -> str:
        return f"text {self.number} of affair {self.affair_id}"
