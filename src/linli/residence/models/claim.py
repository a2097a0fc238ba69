"""Somebody says that they belong to a home."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from linli.identity.models import Person
from linli.identity.models.sealing import Sealing
from linli.kernel.scoping import ScopedManager
from linli.places.models import RosterOwner, Unit
from linli.residence.models.home import Ground, Relation, Residence
from linli.residence.states import OPEN_CLAIMS, ClaimState


class Claim(Sealing):
    """A claim on a home. What both sides and staff write is sealed in the claimant's name.

    `roster_owner`: who of the roster the claimant would be. `against`: the residence that would
    end for it; such a claim is a transfer, seen by both sides and decided by two members of staff.
    """

    sealed = ("says", "holder_says", "answer")

    community = models.BigIntegerField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="claims")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="home_claims")
    relation = models.CharField(max_length=10, choices=Relation.choices)
    ground = models.CharField(max_length=10, choices=Ground.choices)
    state = models.CharField(max_length=10, choices=ClaimState.choices, default=ClaimState.OPEN)
    #: The last day of a tenancy.
    until = models.DateField(null=True)
    roster_owner = models.ForeignKey(
        RosterOwner, on_delete=models.PROTECT, null=True, related_name="+"
    )
    against = models.ForeignKey(
        Residence, on_delete=models.PROTECT, null=True, related_name="claims_against"
    )
    residence = models.ForeignKey(Residence, on_delete=models.PROTECT, null=True, related_name="+")
    says = models.BinaryField(null=True)
    #: Of a transfer. Null: silent; true: objects; false: gives it up.
    holder_objects = models.BooleanField(null=True)
    holder_says = models.BinaryField(null=True)
    answer = models.BinaryField(null=True)
    opened_at = models.DateTimeField()
    #: Until then the other side may speak; staff decide after it, or once they have spoken.
    objections_until = models.DateTimeField(null=True)
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    #: When the copies of papers were erased, or it was seen that there were none.
    papers_gone_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "unit", "relation"],
                condition=Q(state__in=OPEN_CLAIMS),
                name="one_open_claim_per_relation",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved", against__isnull=False)
                | Q(proposed_by__isnull=True)
                | ~Q(proposed_by=F("decided_by")),
                name="a_second_person_moves_a_home",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["contested", "proposed"]) | Q(against__isnull=False),
                name="a_contest_has_two_sides",
            ),
        ]
        indexes: ClassVar = [
            # the staff's queue
            models.Index(fields=["community", "state", "id"]),
            # my claims
            models.Index(fields=["person", "-id"]),
            # the daily look at papers that are no longer needed
            models.Index(
                fields=["decided_at"],
                condition=Q(decided_at__isnull=False, papers_gone_at__isnull=True),
                name="claims_with_papers",
            ),
            # what an owner of the home may confirm, what a new roster may settle
            models.Index(
                fields=["unit", "id"], condition=Q(state="open"), name="open_claims_of_a_unit"
            ),
        ]

    def __str__(self) -> str:
        return f"claim {self.pk} ({self.state})"
