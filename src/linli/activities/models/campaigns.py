"""Campaigns: tasks that count by confirmed facts alone, and a board for who wants to stand on it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from linli.activities.states import Kind
from linli.kernel.immutable import Immutable
from linli.kernel.scoping import ScopedManager

TITLE_LENGTH = 60
TEXT_LENGTH = 500


class Campaign(models.Model):
    """From a day until a day, both in it."""

    community = models.BigIntegerField()
    title = models.CharField(max_length=TITLE_LENGTH)
    text = models.CharField(max_length=TEXT_LENGTH, blank=True)
    since = models.DateField()
    until = models.DateField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()

    objects = ScopedManager()

    class Meta:
        indexes: ClassVar = [
            # what runs in a community, newest first; which campaigns a fact may count in
            models.Index(fields=["community", "-id"]),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until__gte=F("since")), name="a_campaign_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"campaign {self.pk}"


class Task(models.Model):
    """What counts, how often one may do it, and how often on one day."""

    class Counts(models.TextChoices):
        """By which confirmed fact."""

        ATTENDANCE = "attendance", _("hours of an activity that somebody else confirmed")
        DUTY = "duty", _("a duty that somebody else confirmed")

    community = models.BigIntegerField()
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="tasks")
    counts = models.CharField(max_length=12, choices=Counts.choices)
    #: Of the activity; empty for any.
    kind = models.CharField(max_length=16, choices=Kind.choices, blank=True)
    times = models.PositiveSmallIntegerField()
    per_day = models.PositiveSmallIntegerField(default=1)

    objects = ScopedManager()

    def __str__(self) -> str:
        return f"task {self.pk}"


class Entrant(models.Model):
    """Somebody takes part. `shown`: they want to stand on the board; nobody does unless asked."""

    community = models.BigIntegerField()
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="entrants")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    shown = models.BooleanField(default=False)
    #: How much was counted; changed under the row's lock.
    done = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()

    objects = ScopedManager()

    class Meta:
        indexes: ClassVar = [
            # the board
            models.Index(fields=["campaign", "-done", "id"], condition=Q(shown=True), name="board"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "campaign"], name="takes_part_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in campaign {self.campaign_id}"


class Counted(Immutable):
    """A confirmed fact counted for a task; each fact once."""

    community = models.BigIntegerField()
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="counted")
    entrant = models.ForeignKey(Entrant, on_delete=models.PROTECT, related_name="counted")
    event = models.BigIntegerField()
    #: Who confirmed it.
    verifier = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    on = models.DateField()

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entrant", "task", "event"], name="counted_once"),
        ]

    def __str__(self) -> str:
        return f"event {self.event} in task {self.task_id}"
