"""The end of what stands between two communities whose agreement is over."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from linli.kernel.adopting import DECISION_LENGTH
from linli.kernel.scoping import ScopedManager
from linli.timebank.models.clearing import Agreement


class Settlement(models.Model):
    """What both communities decided about the minutes between them: entered by the one, then the other.

    `minutes` are as the agreement's first community sees them: above zero the second owes service.
    Nothing is ever paid for them.
    """

    class How(models.TextChoices):
        WORKED_OFF = "worked_off", pgettext_lazy("settlement", "worked off by service")
        WRITTEN_OFF = "written_off", pgettext_lazy("settlement", "written off")

    class State(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("settlement", "waits for the other community")
        ACCEPTED = "accepted", pgettext_lazy("settlement", "settled")
        DECLINED = "declined", pgettext_lazy("settlement", "declined")

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="settlements")
    #: Whose staff entered it, and whose staff answer.
    community = models.BigIntegerField()
    other = models.BigIntegerField()
    how = models.CharField(max_length=12, choices=How.choices)
    minutes = models.BigIntegerField()
    decision = models.CharField(max_length=DECISION_LENGTH)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)
    transfers = models.JSONField(default=list)
    event = models.BigIntegerField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["agreement"],
                condition=~Q(state="declined"),
                name="an_agreement_is_settled_once",
            ),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=F("by")),
                name="a_settlement_is_accepted_by_another",
            ),
            models.CheckConstraint(condition=~Q(minutes=0), name="a_settlement_has_minutes"),
        ]

    def __str__(self) -> str:
        return f"settlement {self.pk}"
