"""What was adopted, who carries it out, and who says that it is done."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.deliberation.models import Topic
from linli.identity.models import Person
from linli.identity.models.sealing import SealedWords, Sealing
from linli.kernel import clock
from linli.kernel.scoping import ScopedManager
from linli.organisations.models import Office, Organisation
from linli.places.models.sealed import new_binding
from linli.resolutions.states import DONE, ENDS, OWNED, SAID_DONE, State

TITLE_LENGTH = 120
_ENDS = sorted(state.value for state in ENDS)
_OWNED = sorted(state.value for state in OWNED)
_DONE = sorted(state.value for state in DONE)
_SAID_DONE = sorted(state.value for state in SAID_DONE)


class Resolution(Sealing):
    """Made of a decision by a consumer, never typed. Its words are sealed, its title is public.

    `due_on` is when whoever is at turn must have acted; everything that is not over has one.
    """

    sealed = ("words", "reason", "needs")
    sealed_for = "binding"

    STATES = (
        (State.TO_GIVE.value, _("waits for an owner")),
        (State.GIVEN.value, _("waits for acceptance")),
        (State.WORKING.value, pgettext_lazy("resolution", "in work")),
        (State.REPORTED.value, _("said to be done, waits for confirmation")),
        (State.CONFIRMED.value, _("carried out")),
        (State.REVIEW.value, _("looked at again: does it hold?")),
        (State.KEPT.value, _("carried out, and it holds")),
        (State.VOID.value, _("without effect")),
    )

    class Source(models.TextChoices):
        MEETING = "meeting", _("a meeting")
        OWNERS = "owners", _("the owners’ assembly")
        POLL = "poll", _("a residents’ poll")
        PARTY = "party", _("the party organisation")

    class Verdict(models.TextChoices):
        GOOD = "good", pgettext_lazy("supervision", "good")
        INSUFFICIENT = "insufficient", pgettext_lazy("supervision", "insufficient")

    community = models.BigIntegerField()
    estate = models.ForeignKey(
        "places.Estate", on_delete=models.PROTECT, null=True, related_name="+"
    )
    topic = models.ForeignKey(
        Topic, on_delete=models.PROTECT, null=True, related_name="resolutions"
    )
    #: Where it was decided: the meeting, assembly or poll, and the item or matter in it.
    source = models.CharField(max_length=8, choices=Source.choices)
    decided_by = models.BigIntegerField()
    item = models.BigIntegerField()
    decided_on = models.DateField()
    yes = models.IntegerField(null=True)
    no = models.IntegerField(null=True)
    title = models.CharField(max_length=TITLE_LENGTH)
    binding = models.BigIntegerField(default=new_binding)
    #: As they were adopted.
    words = models.BinaryField(null=True)
    text = SealedWords("words")
    #: Why it stands as it stands.
    reason = models.BinaryField(null=True)
    why = SealedWords("reason")
    #: Who led the meeting: may give it an owner as the desk may.
    chair = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    #: What the decision itself says of who and until when.
    named_body = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, related_name="+"
    )
    named_day = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=STATES, default=State.TO_GIVE.value)
    #: 1, and one more each time it is opened again.
    round = models.SmallIntegerField(default=1)
    due_on = models.DateField(null=True)
    #: The day until which it was to be carried out, also when that is over.
    until = models.DateField(null=True)
    owner_office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, related_name="+")
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    owner_body = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, related_name="+"
    )
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    given_body = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, related_name="+"
    )
    #: The means: what is needed, the budget, whose money it is.
    needs = models.BinaryField(null=True)
    means = SealedWords("needs")
    budget_fen = models.BigIntegerField(default=0)
    payer = models.CharField(max_length=40, blank=True)
    #: The duty that its owner owes meanwhile: reminders and the ladder hang on it.
    duty = models.BigIntegerField(null=True)
    reported_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    reported_at = models.DateTimeField(null=True)
    #: An official of another organisation.
    confirmed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_body = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, related_name="+"
    )
    #: Who raised it; where they are silent, a second official (then with an organisation).
    affirmed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    affirmed_body = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)
    #: At the review: who raised it, and a supervisor, say that it holds.
    held_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    held_supervisor = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+"
    )
    #: The supervisors' last word on its effect.
    verdict = models.CharField(max_length=12, choices=Verdict.choices, blank=True)
    #: For which day it was told that it is overdue.
    told_for = models.DateField(null=True)
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["source", "decided_by", "item"], name="one_resolution_of_a_decision"
            ),
            models.UniqueConstraint(
                fields=["topic"],
                condition=~Q(state__in=["void", "kept"]) & Q(topic__isnull=False),
                name="one_resolution_carries_a_topic",
            ),
            models.CheckConstraint(
                condition=Q(state__in=_ENDS, closed_at__isnull=False, due_on__isnull=True)
                | ~Q(state__in=_ENDS) & Q(closed_at__isnull=True, due_on__isnull=False),
                name="a_resolution_is_due_or_over",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_OWNED)
                | Q(
                    owner__isnull=False,
                    owner_office__isnull=False,
                    owner_body__isnull=False,
                    until__isnull=False,
                ),
                name="somebody_in_an_office_owes_it",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_SAID_DONE)
                | Q(reported_by__isnull=False, reported_at__isnull=False),
                name="somebody_said_that_it_is_done",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_DONE)
                | Q(
                    confirmed_by__isnull=False,
                    confirmed_body__isnull=False,
                    affirmed_by__isnull=False,
                    confirmed_at__isnull=False,
                ),
                name="two_confirmed_what_was_carried_out",
            ),
            # never by oneself: not the owner, not who reported it, not their organisation
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True)
                | ~Q(confirmed_by=F("owner"))
                & ~Q(confirmed_by=F("reported_by"))
                & ~Q(confirmed_body=F("owner_body")),
                name="another_organisation_confirms",
            ),
            models.CheckConstraint(
                condition=Q(affirmed_by__isnull=True)
                | ~Q(affirmed_by=F("owner")) & ~Q(affirmed_by=F("reported_by")),
                name="nobody_affirms_their_own_work",
            ),
            models.CheckConstraint(
                condition=Q(affirmed_body__isnull=True) | ~Q(affirmed_body=F("owner_body")),
                name="no_colleague_affirms",
            ),
            models.CheckConstraint(
                condition=Q(affirmed_by__isnull=True)
                | Q(confirmed_by__isnull=True)
                | ~Q(affirmed_by=F("confirmed_by")),
                name="nobody_confirms_twice",
            ),
            models.CheckConstraint(
                condition=~Q(state="void") | Q(reason__isnull=False),
                name="a_void_resolution_says_why",
            ),
            models.CheckConstraint(
                condition=Q(budget_fen=0) | Q(budget_fen__gt=0) & ~Q(payer=""),
                name="a_budget_is_somebodys_money",
            ),
        ]
        indexes: ClassVar = [
            # the desk's queue and the board's counts
            models.Index(fields=["community", "state", "due_on", "id"]),
            # what I owe, the nearest day first
            models.Index(fields=["owner", "state", "due_on"]),
            # the daily look at what is overdue and what comes back
            models.Index(
                fields=["due_on", "id"],
                condition=Q(due_on__isnull=False),
                name="resolutions_due",
            ),
            # the resolution of a duty
            models.Index(
                fields=["duty"], condition=Q(duty__isnull=False), name="resolutions_by_duty"
            ),
        ]

    def __str__(self) -> str:
        return f"resolution {self.pk}: {self.state}"

    @property
    def is_overdue(self) -> bool:
        return self.due_on is not None and self.due_on < clock.today()
