"""What belongs to an estate and not to one assembly."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from linli.kernel.immutable import Immutable
from linli.kernel.scoping import ScopedManager

TITLE_LENGTH = 120
TEXT_LENGTH = 4000


class EmergencyUse(Immutable):
    """Maintenance funds used in an emergency (Civil Code §281): no vote, but published."""

    community = models.BigIntegerField()
    estate = models.ForeignKey("places.Estate", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=TITLE_LENGTH)
    text = models.CharField(max_length=TEXT_LENGTH)
    amount_fen = models.BigIntegerField()
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ScopedManager()

    class Meta:
        indexes: ClassVar = [
            # an estate's uses, newest first
            models.Index(fields=["estate", "-id"]),
        ]

    def __str__(self) -> str:
        return f"emergency use {self.pk}"


class TransitionStep(models.Model):
    """A step of the way to an estate's own owners' assembly that was taken."""

    community = models.BigIntegerField()
    estate = models.ForeignKey("places.Estate", on_delete=models.PROTECT, related_name="+")
    #: A code of `mandate.STEPS`.
    step = models.CharField(max_length=40)
    note = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["estate", "step"], name="a_transition_step_once"),
        ]

    def __str__(self) -> str:
        return f"{self.step} of estate {self.estate_id}"
