"""Versions of the award rules, and what deeds earned by them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from linli.awards.states import State, Verb
from linli.kernel.adopting import Adoptable, settled_by_another
from linli.kernel.immutable import Immutable
from linli.kernel.scoping import ScopedManager
from linli.places.models import SealedText

TEXT_LENGTH = 500
#: Scans of a decision, beside the version; and how many there may be.
SCAN, SCANS_MOST = "awards.decision", 6


class Version(Adoptable):
    """Rules that a community decided, from a day on until those of a later version."""

    class Decided(models.TextChoices):
        RESIDENTS = "residents", _("residents' assembly")
        REPRESENTATIVES = "representatives", _("residents' representatives' assembly")
        OWNERS = "owners", _("owners' assembly")

    number = models.IntegerField()
    decided_by = models.CharField(max_length=16, choices=Decided.choices)
    #: Of all kinds together, of a person in a calendar month; null in these four: no limit.
    person_month = models.BigIntegerField(null=True)
    pair_week = models.IntegerField(null=True)
    cycle_days = models.IntegerField(null=True)
    late_days = models.IntegerField(null=True)
    #: To answer a proposed sanction, and to appeal against one; null: nothing is sanctioned.
    answer_days = models.IntegerField(null=True)
    appeal_days = models.IntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["community", "number"], name="one_version_a_number"),
            settled_by_another("rules_are_adopted_by_another"),
        ]

    def __str__(self) -> str:
        return f"award rules {self.number}"


class Rule(Immutable):
    """What one kind of deed earns in a version."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="rules")
    kind = models.CharField(max_length=20)
    base = models.BigIntegerField()
    per_hour = models.BigIntegerField(default=0)
    started = models.BooleanField(default=False)
    hard_extra = models.BigIntegerField(default=0)
    most = models.BigIntegerField(null=True)
    cap_day = models.BigIntegerField(null=True)
    cap_month = models.BigIntegerField(null=True)
    months = models.IntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "kind"], name="one_rule_a_kind"),
            models.CheckConstraint(
                condition=Q(base__gte=0, per_hour__gte=0, hard_extra__gte=0, months__gt=0),
                name="a_rule_gives_and_never_takes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.version_id}"


class Register(models.Model):
    """One row a community, locked while its deeds are reckoned: one after the other, in order."""

    community = models.BigIntegerField(unique=True)

    objects = ScopedManager()

    def __str__(self) -> str:
        return f"register {self.community}"


class Deed(models.Model):
    """A service record: what somebody did, and what it earned by which rules."""

    community = models.BigIntegerField()
    #: The fact that says so; of an activity or a wish each person has their own deed.
    event = models.BigIntegerField()
    kind = models.CharField(max_length=20)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=40)
    #: Below zero: an alias of somebody who is not named.
    other = models.BigIntegerField(null=True)
    organiser = models.BigIntegerField(null=True)
    verifier = models.BigIntegerField(null=True)
    minutes = models.IntegerField(default=0)
    #: Whether `ended` is when it ended, and not when somebody confirmed it.
    timed = models.BooleanField(default=False)
    hard = models.BooleanField(default=False)
    ended = models.DateTimeField()
    day = models.DateField()
    state = models.CharField(max_length=12, choices=[(s.value, s.value) for s in State])
    reason = models.CharField(max_length=10, blank=True)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, null=True, related_name="+")
    amount = models.BigIntegerField(default=0)
    #: Was to be taken back, but had been spent.
    owed = models.BigIntegerField(default=0)
    #: Of the award that stands, in the ledger.
    transfer = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "kind", "person"], name="a_deed_counts_once"),
            models.CheckConstraint(
                condition=Q(amount__gte=0, owed__gte=0), name="a_deed_earns_no_less_than_nothing"
            ),
        ]
        indexes: ClassVar = [
            # my deeds, newest first; and what a person did lately
            models.Index(fields=["person", "-id"], name="deeds_of_a_person"),
            # who helped whom lately
            models.Index(
                fields=["community", "day"],
                name="deeds_for_others",
                condition=Q(other__isnull=False),
            ),
            # what waits for somebody
            models.Index(
                fields=["community", "state", "id"],
                name="deeds_in_doubt",
                condition=Q(state__in=["quarantined", "appealed", "asked"]),
            ),
            models.Index(fields=["community", "id"], name="deeds_owed", condition=Q(owed__gt=0)),
        ]

    def __str__(self) -> str:
        return f"deed {self.pk}"


class Decision(Immutable):
    """Who decided about a deed, or appealed, with words that are sealed."""

    deed = models.ForeignKey(Deed, on_delete=models.PROTECT, related_name="decisions")
    verb = models.CharField(max_length=10, choices=[(v.value, v.value) for v in Verb])
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    #: By whose hands, where somebody acted for `by`.
    helper = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    words = models.ForeignKey(SealedText, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.verb} of {self.deed_id}"
