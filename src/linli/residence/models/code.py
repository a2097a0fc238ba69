"""Codes that lead into a home: invitations, and slips handed over at the door. Kept as hashes."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from linli.identity.models import Person
from linli.kernel.scoping import ScopedManager
from linli.places.models import Unit
from linli.residence.models.home import Relation, Residence
from linli.residence.states import LIVE_SLIPS, SlipState


class Invitation(models.Model):
    """Whoever has the code is brought into the home. Works once, and for some days."""

    community = models.BigIntegerField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    through = models.ForeignKey(Residence, on_delete=models.PROTECT, related_name="invitations")
    relation = models.CharField(max_length=10, choices=Relation.choices)
    #: The last day of a tenancy.
    until = models.DateField(null=True)
    token_hash = models.BinaryField(unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    used_at = models.DateTimeField(null=True)
    void_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        indexes: ClassVar = [
            # the open invitations that somebody may take back
            models.Index(
                fields=["through"],
                condition=Q(used_at__isnull=True, void_at__isnull=True),
                name="open_invitations",
            )
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"


class Slip(models.Model):
    """A slip of paper for a home. Its code works once, after it was handed over, until a day."""

    community = models.BigIntegerField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="slips")
    token_hash = models.BinaryField(unique=True)
    state = models.CharField(max_length=10, choices=SlipState.choices, default=SlipState.PRINTED)
    printed_at = models.DateTimeField()
    printed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    expires_on = models.DateField()
    #: Who gave it into somebody's hand, and when.
    handed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    handed_at = models.DateTimeField(null=True)
    used_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    used_at = models.DateTimeField(null=True)
    void_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit"], condition=Q(state__in=LIVE_SLIPS), name="one_live_slip_per_unit"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["printed", "void"]) | Q(handed_by__isnull=False),
                name="a_slip_is_handed_over_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"slip {self.pk} ({self.state})"
