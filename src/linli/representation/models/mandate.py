"""Whom a representative speaks for, how they were chosen, by how many homes, from when to when."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.identity.models import Person
from linli.identity.models.sealing import SealedWords, Sealing
from linli.kernel import clock
from linli.kernel.scoping import ScopedManager
from linli.organisations.models import Organisation
from linli.places.models.sealed import new_binding
from linli.representation.states import Ending, State


class Mandate(Sealing):
    """A person speaks for buildings, for some homes of one, or for an organisation.

    The homes that chose and the homes there were are counted on the day of the choice; they stay
    as they were when more homes come.
    """

    sealed = ("words", "verdict", "last_words")
    sealed_for = "binding"

    class Kind(models.TextChoices):
        BUILDING = "building", _("for whole buildings")
        HOMES = "homes", _("for a group of homes")
        ORGANISATION = "organisation", _("for an organisation")

    class How(models.TextChoices):
        MEETING = "meeting", _("elected at a meeting of the homes")
        SIGNATURES = "signatures", _("by signatures of the homes")
        LOT = "lot", _("drawn by lot among the homes")
        APPOINTED = "appointed", _("sent by the body")

    STATES = (
        (State.OPEN.value, _("open to objections")),
        (State.RECOGNISED.value, pgettext_lazy("mandate", "recognised")),
        (State.REJECTED.value, pgettext_lazy("mandate", "not recognised")),
        (State.ENDED.value, pgettext_lazy("mandate", "ended")),
    )
    ENDINGS = (
        (Ending.RESIGNED.value, pgettext_lazy("mandate", "resigned")),
        (Ending.RECALLED.value, pgettext_lazy("mandate", "recalled by the homes or the body")),
        (Ending.WITHDRAWN.value, pgettext_lazy("mandate", "entered by mistake")),
        (Ending.TERM.value, pgettext_lazy("mandate", "the term is over")),
        (Ending.ERASED.value, pgettext_lazy("mandate", "the account was closed")),
    )

    community = models.BigIntegerField()
    estate = models.ForeignKey(
        "places.Estate", on_delete=models.PROTECT, null=True, related_name="+"
    )
    kind = models.CharField(max_length=12, choices=Kind.choices)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, related_name="+"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=12, choices=How.choices)
    homes_chose = models.IntegerField(default=0)
    homes_of = models.IntegerField(default=0)
    since = models.DateField()
    #: The last day; every mandate has one.
    until = models.DateField()
    #: The last day on which a home may object.
    open_until = models.DateField()
    state = models.CharField(max_length=12, choices=STATES, default=State.OPEN.value)
    binding = models.BigIntegerField(default=new_binding)
    #: The choice as it was written down: the protocol, who counted.
    words = models.BinaryField(null=True)
    text = SealedWords("words")
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    settled_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)
    #: The day from which it counts.
    recognised_on = models.DateField(null=True)
    verdict = models.BinaryField(null=True)
    why = SealedWords("verdict")
    ending = models.CharField(max_length=12, choices=ENDINGS, blank=True)
    #: The first day on which it no longer counts.
    ended_on = models.DateField(null=True)
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    last_words = models.BinaryField(null=True)
    end_text = SealedWords("last_words")
    #: When its people heard that it ends soon.
    reminded_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until__gte=F("since")), name="a_mandate_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(homes_chose__gte=0, homes_of__gte=F("homes_chose")),
                name="no_more_homes_chose_than_there_were",
            ),
            models.CheckConstraint(
                condition=Q(kind="organisation", organisation__isnull=False)
                | ~Q(kind="organisation") & Q(organisation__isnull=True, estate__isnull=False),
                name="a_mandate_is_of_homes_or_of_a_body",
            ),
            models.CheckConstraint(
                condition=Q(recognised_on__isnull=True)
                | Q(settled_by__isnull=False)
                & ~Q(settled_by=F("entered_by"))
                & ~Q(settled_by=F("person")),
                name="a_second_person_recognises_a_mandate",
            ),
            models.CheckConstraint(
                condition=~Q(state="recognised")
                | Q(recognised_on__isnull=False, ended_on__isnull=True),
                name="a_recognised_mandate_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(state="ended", ended_on__isnull=False) & ~Q(ending="")
                | ~Q(state="ended") & Q(ended_on__isnull=True, ending=""),
                name="an_ended_mandate_says_how",
            ),
        ]
        indexes: ClassVar = [
            # the desk's lists of a community; what is in force there
            models.Index(fields=["community", "state", "until", "id"]),
            # for whom I speak
            models.Index(fields=["person", "state"]),
            # the daily look at what ends
            models.Index(
                fields=["until"],
                condition=Q(state__in=["open", "recognised"]),
                name="mandates_that_end",
            ),
        ]

    def __str__(self) -> str:
        return f"mandate {self.pk}: {self.state}"

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on a day."""
        if self.recognised_on is None or self.recognised_on > day:
            return False
        return self.since <= day <= self.until and (self.ended_on is None or self.ended_on > day)

    @property
    def is_open(self) -> bool:
        """Whether homes may still object."""
        return self.state == State.OPEN and clock.today() <= self.open_until


class Part(models.Model):
    """A building, or a single home, that a mandate speaks for. Never changed."""

    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="parts")
    building = models.ForeignKey("places.Building", on_delete=models.PROTECT, related_name="+")
    #: None: the whole building.
    unit = models.ForeignKey("places.Unit", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["mandate", "building", "unit"],
                nulls_distinct=False,
                name="a_part_once_in_a_mandate",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["building", "mandate"])]  # who speaks for it

    def __str__(self) -> str:
        return f"part {self.pk} of mandate {self.mandate_id}"
