"""The audit of paper: a sample of sheets is read anew, and what the readers found."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from linli.kernel.immutable import Immutable
from linli.voting.models.assembly import CODE_LENGTH, HASH_LENGTH, Assembly
from linli.voting.models.ballot import Ballot


class PaperAudit(models.Model):
    """One in each round of keying: after a difference all is keyed anew, and may be audited once more.

    The risk limit is set when it begins, the sample when the log has its seed.
    """

    class Outcome(models.TextChoices):
        WAITING = "waiting", _("sheets are still to be read anew")
        SAME = "same", _("every sheet of the sample says what was keyed")
        DIFFERS = "differs", _("a sheet says something else: all are keyed anew")

    assembly = models.ForeignKey(Assembly, on_delete=models.PROTECT, related_name="audits")
    round = models.PositiveSmallIntegerField(default=1)
    #: The chance that a wrong outcome stands is at most one in so many.
    one_in = models.PositiveSmallIntegerField()
    sheets = models.PositiveIntegerField()
    #: SHA-256 over what was keyed: fixed in the log before the seed can be known.
    keyed_hash = models.CharField(max_length=HASH_LENGTH)
    begun_at = models.DateTimeField()
    #: The event of the beginning; the first checkpoint that holds it is the seed.
    event = models.BigIntegerField()

    #: Origin, size and root of that checkpoint.
    seed = models.TextField(blank=True)
    #: The fewest wrong sheets that could have changed an outcome; null: not all could.
    least = models.PositiveIntegerField(null=True)
    #: Numbers of the drawn ballots, in the order in which they were drawn.
    drawn = ArrayField(models.CharField(max_length=CODE_LENGTH), default=list)
    drawn_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, default=Outcome.WAITING)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["assembly", "round"], name="one_audit_in_each_round_of_keying"
            ),
            models.CheckConstraint(condition=Q(one_in__gt=1), name="a_risk_limit_is_below_one"),
            models.CheckConstraint(
                condition=Q(drawn_at__isnull=True, seed="")
                | Q(drawn_at__isnull=False) & ~Q(seed=""),
                name="a_sample_has_its_seed",
            ),
        ]

    def __str__(self) -> str:
        return f"paper audit of assembly {self.assembly_id}: {self.outcome}"


class AuditReading(Immutable):
    """What somebody read on a drawn sheet who had not keyed it and did not see what was keyed."""

    audit = models.ForeignKey(PaperAudit, on_delete=models.PROTECT, related_name="readings")
    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="readings")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    choices = models.JSONField()
    same = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["audit", "ballot"], name="a_drawn_sheet_is_read_once"),
        ]

    def __str__(self) -> str:
        return f"reading of ballot {self.ballot_id}"
