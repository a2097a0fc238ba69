"""Records of what people did, what they show of them, badges and honours. No amounts anywhere."""

from enum import StrEnum
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from linli.identity.models.sealing import Sealing
from linli.kernel.immutable import Immutable
from linli.kernel.scoping import ScopedManager
from linli.recognition import states
from linli.recognition.models.selections import (
    Candidate,
    Choice,
    Frozen,
    FrozenRow,
    Purpose,
    Selection,
    Switch,
)

WORDS_LENGTH = 500


def _values(kind: type[StrEnum]) -> list[tuple[str, str]]:
    return [(each.value, each.value) for each in kind]


class Record(models.Model):
    """Somebody did something, says a fact. It is not erased; in doubt or struck it does not count."""

    community = models.BigIntegerField()
    event = models.BigIntegerField()
    kind = models.CharField(max_length=20)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=40)
    minutes = models.IntegerField(default=0)
    day = models.DateField()
    state = models.CharField(
        max_length=8, choices=_values(states.Record), default=states.Record.STANDS
    )

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "kind", "person"], name="recorded_once"),
            models.CheckConstraint(condition=Q(minutes__gte=0), name="recorded_time_is_not_less"),
        ]
        indexes: ClassVar = [
            # what I did, newest first
            models.Index(fields=["person", "-id"], name="records_of_a_person"),
            # totals of a community, person by person
            models.Index(
                fields=["community", "person"],
                include=["kind", "minutes", "day"],
                condition=Q(state="stands"),
                name="records_that_count",
            ),
        ]

    def __str__(self) -> str:
        return f"record {self.pk}"


class Sharing(models.Model):
    """What somebody lets neighbours of their community see. No row: nothing.

    Every choice is a fact in the journal; here stands what holds now.
    """

    #: What can be shown beside the kinds of deeds.
    HOURS, BADGES = "hours", "badges"

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    community = models.BigIntegerField()
    parts = ArrayField(models.CharField(max_length=20))
    since = models.DateTimeField()

    objects = ScopedManager()

    class Meta:
        indexes: ClassVar = [
            # who shows something here, the newest first
            models.Index(fields=["community", "-id"], name="who_shows_something"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(parts=[]), name="showing_nothing_is_no_row")
        ]

    def __str__(self) -> str:
        return f"sharing of {self.person_id}"


class Adoption(Immutable):
    """From a day on an edition of badges holds in a community; edition 0: none."""

    community = models.BigIntegerField()
    edition = models.IntegerField()
    since = models.DateField()
    #: By what it was decided, as it stands on the document.
    decision = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ScopedManager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["community", "since", "id"])]

    def __str__(self) -> str:
        return f"badges {self.edition} in {self.community}"


class Badge(models.Model):
    """Given once; taken when what it rests on was struck. A row tells one time."""

    community = models.BigIntegerField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20)
    edition = models.IntegerField()
    given_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["community", "person", "code"],
                condition=Q(taken_at=None),
                name="a_badge_is_given_once",
            ),
        ]
        indexes: ClassVar = [
            # mine, and those of people on a page
            models.Index(fields=["person", "id"], name="badges_of_a_person"),
        ]

    def __str__(self) -> str:
        return f"badge {self.pk}"


class Honour(Sealing):
    """A title given by people: with reasons, the person's consent and days in which others object."""

    sealed = ("reason", "answer")
    sealed_for = "person_id"

    community = models.BigIntegerField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    state = models.CharField(
        max_length=9, choices=_values(states.Honour), default=states.Honour.OFFERED
    )
    reason = models.BinaryField(null=True)
    #: Why it was dropped or withdrawn.
    answer = models.BinaryField(null=True)
    public_until = models.DateField(null=True)
    #: The person may stop being named whenever they like; the honour stays theirs.
    named = models.BooleanField(default=False)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(settled_by=None) | ~Q(settled_by=F("proposed_by")),
                name="an_honour_is_settled_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(proposed_by=F("person")), name="nobody_honours_themselves"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["public", "stands"]) | Q(public_until__isnull=False),
                name="an_honour_is_public_first",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["community", "state", "-id"], name="honours_here"),
            models.Index(fields=["person", "-id"], name="honours_of_a_person"),
        ]

    def __str__(self) -> str:
        return f"honour {self.pk}: {self.state}"


class Objection(Sealing):
    """Why a neighbour thinks that somebody should not be honoured. Staff read it, nobody else."""

    sealed = ("words",)
    sealed_for = "person_id"

    community = models.BigIntegerField()
    honour = models.ForeignKey(Honour, on_delete=models.PROTECT, related_name="objections")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    words = models.BinaryField(null=True)
    at = models.DateTimeField()

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["honour", "person"], name="one_objection_to_an_honour"),
        ]

    def __str__(self) -> str:
        return f"objection {self.pk}"


#: What can be shown, besides the kinds of deeds.
EXTRA_PARTS = {Sharing.HOURS: _("Hours all together"), Sharing.BADGES: _("Badges")}

__all__ = [
    "EXTRA_PARTS",
    "WORDS_LENGTH",
    "Adoption",
    "Badge",
    "Candidate",
    "Choice",
    "Frozen",
    "FrozenRow",
    "Honour",
    "Objection",
    "Purpose",
    "Record",
    "Selection",
    "Sharing",
    "Switch",
]
