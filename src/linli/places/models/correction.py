"""Changes of single units by hand: one member of staff proposes, another confirms."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from linli.identity.models import Person
from linli.kernel.scoping import ScopedManager
from linli.places.models.homes import Unit
from linli.places.models.sealed import SealedText
from linli.places.states import CorrectionState


class UnitCorrection(models.Model):
    """`value`: the area in 0.01 m², or a holding. A new owner stands sealed in `owner`."""

    class Kind(models.TextChoices):
        AREA = "area", _("correct the floor area")
        OWNER = "owner", _("correct the owners")
        HOLDING = "holding", _("correct who holds it")
        SETTLE = "settle", _("settle the dispute: what the roster says is right")
        GONE = "gone", _("take it off: there is no such unit")

    community = models.BigIntegerField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="corrections")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    value = models.CharField(max_length=20, blank=True)
    owner = models.ForeignKey(SealedText, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.ForeignKey(SealedText, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=10, choices=CorrectionState.choices, default=CorrectionState.PROPOSED
    )
    at = models.DateTimeField()
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit"],
                condition=Q(state="proposed"),
                name="one_open_correction_per_unit",
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | ~Q(proposed_by=models.F("decided_by")),
                name="a_second_person_confirms_a_unit",
            ),
        ]
        indexes: ClassVar = [
            # the staff's queue
            models.Index(fields=["community", "state", "id"])
        ]

    def __str__(self) -> str:
        return f"correction {self.pk} ({self.state})"
