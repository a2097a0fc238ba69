"""Blocks and reports between neighbours."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from linli.identity.models.person import Person
from linli.identity.models.sealing import Sealing
from linli.identity.states import ReportState
from linli.kernel.scoping import ScopedManager


class Block(models.Model):
    """One person does not want to meet another; only the first knows."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="blocks")
    blocked = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "blocked"], name="blocked_once"),
            models.CheckConstraint(
                condition=~models.Q(person=models.F("blocked")), name="nobody_blocks_themselves"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} blocks {self.blocked_id}"


class Report(Sealing):
    """A neighbour tells staff of somebody's conduct; staff answer the reporter."""

    sealed = ("text", "answer")
    sealed_for = "reporter_id"

    class Reason(models.TextChoices):
        FRAUD = "fraud", _("fraud or impersonation")
        INSULT = "insult", _("insult or threat")
        SPAM = "spam", _("advertising")
        PRIVACY = "privacy", _("spreads other people's private data")
        OTHER = "other", _("something else")

    community = models.BigIntegerField()
    reporter = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="reports_made")
    reported = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=10, choices=Reason.choices)
    text = models.BinaryField(null=True)
    state = models.CharField(max_length=10, choices=ReportState.choices, default=ReportState.OPEN)
    answer = models.BinaryField(null=True)
    at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            # one open report per pair: a second tap is not a second case
            models.UniqueConstraint(
                fields=["reporter", "reported"],
                condition=models.Q(state="open"),
                name="one_open_report_per_pair",
            )
        ]
        indexes: ClassVar = [
            # the staff's queue
            models.Index(fields=["community", "state", "id"])
        ]

    def __str__(self) -> str:
        return f"report {self.pk} ({self.state})"
