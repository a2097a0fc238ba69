"""Which breaches of the covenant a version names, and sanctions from the proposal to the end."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from linli.awards.models.deeds import Version
from linli.awards.sanction_states import ENDED, OPEN, State, Verb
from linli.kernel.immutable import Immutable
from linli.kernel.scoping import ScopedManager
from linli.places.models import SealedText


class Breach(Immutable):
    """What one kind of breach costs by a version."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="breaches")
    kind = models.CharField(max_length=20)
    points = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "kind"], name="one_line_a_breach"),
            models.CheckConstraint(condition=Q(points__gt=0), name="a_breach_costs_something"),
        ]

    def __str__(self) -> str:
        return f"breach {self.kind} of {self.version_id}"


class Sanction(models.Model):
    """Points that a breach may cost: told first, decided by another, taken as far as they are there."""

    community = models.BigIntegerField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    #: Of the breach; the version in force on it counts, whatever came later.
    day = models.DateField()
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    points = models.BigIntegerField()
    state = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in State], default=State.PROPOSED
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    #: The last day on which the person may answer.
    answer_until = models.DateField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    appeal_until = models.DateField(null=True)
    #: What there was; nothing of the rest is owed.
    taken = models.BigIntegerField(default=0)
    #: In the ledger, one for each account of the person that gave something.
    transfers = ArrayField(models.BigIntegerField(), default=list)
    at = models.DateTimeField()

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["community", "person", "kind", "day"],
                condition=~Q(state__in=sorted(ENDED)),
                name="a_breach_is_sanctioned_once",
            ),
            models.CheckConstraint(
                condition=Q(taken__gte=0, taken__lte=F("points")),
                name="no_more_is_taken_than_the_rule_says",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="a_sanction_is_decided_by_another",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "-id"], name="sanctions_of_a_person"),
            models.Index(fields=["community", "-id"], name="sanctions_of_a_community"),
            # what waits for somebody
            models.Index(
                fields=["community", "state"],
                name="sanctions_that_wait",
                condition=Q(state__in=sorted(OPEN)),
            ),
        ]

    def __str__(self) -> str:
        return f"sanction {self.pk}"


class Step(Immutable):
    """Who proposed, answered, decided, appealed, with words that are sealed."""

    sanction = models.ForeignKey(Sanction, on_delete=models.PROTECT, related_name="steps")
    verb = models.CharField(max_length=10, choices=[(v.value, v.value) for v in Verb])
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    #: By whose hands, where somebody acted for `by`.
    helper = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    words = models.ForeignKey(SealedText, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.verb} of sanction {self.sanction_id}"
