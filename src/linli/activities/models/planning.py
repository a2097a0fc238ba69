"""Activities and their dates."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from linli.activities.festivals import Festival
from linli.activities.models.asking import Group
from linli.activities.states import Kind, State
from linli.kernel import clock
from linli.kernel.scoping import ScopedManager

TITLE_LENGTH = 60
TEXT_LENGTH = 1000
WHERE_LENGTH = 80
REASON_LENGTH = 200
RULE_LENGTH = 200


class Activity(models.Model):
    """What is to happen, told to the community: its words name no private matters.

    `organisation` is set when it was made in an office: then whoever holds an office there runs it.
    """

    community = models.BigIntegerField()
    kind = models.CharField(max_length=16, choices=Kind.choices)
    title = models.CharField(max_length=TITLE_LENGTH)
    text = models.CharField(max_length=TEXT_LENGTH, blank=True)
    where = models.CharField(max_length=WHERE_LENGTH)
    organiser = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, related_name="+"
    )
    capacity = models.CharField(max_length=20)
    #: RFC 5545; empty for a single date.
    rule = models.CharField(max_length=RULE_LENGTH, blank=True)
    #: The festival that it is held for.
    festival = models.CharField(max_length=12, choices=Festival.choices, blank=True)
    #: Only for people of this estate, or of this group of it.
    estate = models.ForeignKey(
        "places.Estate", on_delete=models.PROTECT, null=True, related_name="+"
    )
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=12, choices=State.choices)
    #: Why it was refused or cancelled.
    reason = models.CharField(max_length=REASON_LENGTH, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()

    objects = ScopedManager()

    class Meta:
        indexes: ClassVar = [
            # the staff's list, newest first
            models.Index(fields=["community", "-id"]),
            # what I organise, newest first
            models.Index(fields=["organiser", "-id"]),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("organiser")),
                name="nobody_approves_their_own_activity",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["birthday", "neighbours", "deliberation"])
                | Q(estate__isnull=False),
                name="a_gathering_has_an_estate",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["refused", "cancelled"]) | ~Q(reason=""),
                name="an_activity_ends_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"activity {self.pk}: {self.state}"


class Occasion(models.Model):
    """One date. `taken` counts places that are given away: never more than there are.

    `last` is the number of the newest sign-up; the waitlist goes by these numbers. Both are changed
    under the row's lock alone.
    """

    community = models.BigIntegerField()
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="occasions")
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    seats = models.PositiveIntegerField()
    taken = models.PositiveIntegerField(default=0)
    last = models.PositiveIntegerField(default=0)
    cancelled = models.BooleanField(default=False)
    reason = models.CharField(max_length=REASON_LENGTH, blank=True)

    objects = ScopedManager()

    class Meta:
        indexes: ClassVar = [
            # what comes next in a community
            models.Index(fields=["community", "begins_at", "id"]),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(taken__lte=F("seats")), name="no_more_people_than_places"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("begins_at")), name="an_occasion_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(cancelled=False) | ~Q(reason=""), name="cancelled_for_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"occasion {self.pk} of activity {self.activity_id}"

    @property
    def free(self) -> int:
        return self.seats - self.taken

    @property
    def is_open(self) -> bool:
        """Whether people may still sign up."""
        return (
            not self.cancelled and self.activity.state == State.OPEN and clock.now() < self.ends_at
        )

    @property
    def is_over(self) -> bool:
        return clock.now() >= self.ends_at
