"""How proofs of identity are corrected, moved between records, and records joined."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from linli.identity.identifiers import masked_phone
from linli.identity.models.person import Person
from linli.identity.models.sealing import SealedWords, Sealing
from linli.identity.parameters import PERIODS
from linli.identity.states import CorrectionState, ProposalState, TransferState
from linli.kernel import clock
from linli.kernel.periods import in_force
from linli.kernel.scoping import ScopedManager


class Correction(Sealing):
    """A proved name or ID shall change: one member of staff proposes, another confirms."""

    sealed = ("value", "reason", "answer")

    class Field(models.TextChoices):
        NAME = "name", _("name")
        ID_NUMBER = "id_number", _("ID number")

    community = models.BigIntegerField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="corrections")
    field = models.CharField(max_length=10, choices=Field.choices)
    value = models.BinaryField(null=True)
    reason = models.BinaryField(null=True)
    answer = models.BinaryField(null=True)
    state = models.CharField(max_length=10, choices=CorrectionState.choices)
    at = models.DateTimeField()
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "field"],
                condition=Q(state__in=["asked", "proposed"]),
                name="one_open_correction_per_field",
            ),
            # whoever proposed does not confirm: also in the database
            models.CheckConstraint(
                condition=~Q(state="confirmed") | ~Q(proposed_by=models.F("decided_by")),
                name="a_second_person_confirms",
            ),
        ]
        indexes: ClassVar = [
            # the staff's queue
            models.Index(fields=["community", "state", "id"])
        ]

    def __str__(self) -> str:
        return f"correction {self.pk} ({self.state})"


class Transfer(Sealing):
    """An ID or phone held by one record is claimed for another; both sides see it and may speak.

    Sealed in the claimant's name are the claimed value, the name on the papers and the ground;
    what the holder says is sealed there too, so that one erasure empties the whole row.
    """

    sealed = ("value", "name", "reason", "claimant_says", "holder_says", "answer")
    sealed_for = "claimant_id"

    class Kind(models.TextChoices):
        ID_NUMBER = "id_number", _("ID number")
        PHONE = "phone", _("phone number")

    #: Of the claimant; whoever decides must reach the holder's community too.
    community = models.BigIntegerField()
    holder_community = models.BigIntegerField(null=True)
    claimant = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="claims")
    holder = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="claims_against")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    value = models.BinaryField(null=True)
    name = models.BinaryField(null=True)
    reason = models.BinaryField(null=True)
    #: Null: silent; true: objects; false: agrees.
    claimant_objects = models.BooleanField(null=True)
    claimant_says = models.BinaryField(null=True)
    holder_objects = models.BooleanField(null=True)
    holder_says = models.BinaryField(null=True)
    answer = models.BinaryField(null=True)
    state = models.CharField(
        max_length=10, choices=TransferState.choices, default=TransferState.OPEN
    )
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    #: Until then both sides may object; the decision comes after it, or once both agreed.
    objections_until = models.DateTimeField()
    #: The first of two members of staff, where the claimant opened it alone.
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["claimant", "holder", "kind"],
                condition=Q(state="open"),
                name="one_open_transfer_per_pair",
            ),
            models.CheckConstraint(
                condition=~Q(claimant=models.F("holder")), name="a_transfer_has_two_sides"
            ),
            models.CheckConstraint(
                condition=~Q(state="granted")
                | Q(proposed_by__isnull=True)
                | ~Q(proposed_by=models.F("decided_by")),
                name="a_second_person_grants_a_transfer",
            ),
        ]
        indexes: ClassVar = [
            # the staff's queue
            models.Index(fields=["community", "state", "id"])
        ]

    @property
    def needs_two(self) -> bool:
        """The claimant opened it alone: no member of staff has seen papers yet."""
        return self.opened_by_id == self.claimant_id

    def __str__(self) -> str:
        return f"transfer {self.pk} ({self.state})"


class Proposal(Sealing):
    """One member of staff proposes with the papers in hand; another one looks and confirms."""

    sealed = ("value", "reason")

    class Kind(models.TextChoices):
        MERGE = "merge", _("join two records")
        GUARDIAN = "guardian", _("enter a guardian")
        GUARDIAN_END = "guard_end", _("end a guardian")
        FACTOR = "factor", _("take a lost second proof away")
        PHONE = "phone", _("write another phone number")

    #: Kinds about one record, with a reason; the person reads it and may stop it.
    ALONE: ClassVar = (Kind.FACTOR, Kind.PHONE)

    community = models.BigIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    #: The record that stays; the child; whose record it is.
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="proposals")
    #: The record that goes; the guardian.
    other = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    #: The new phone number.
    value = models.BinaryField(null=True)
    reason = models.BinaryField(null=True)
    #: The reason, for the second person and for whom it is about.
    said = SealedWords("reason")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    state = models.CharField(
        max_length=10, choices=ProposalState.choices, default=ProposalState.OPEN
    )
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "person", "other"],
                condition=Q(state="open"),
                nulls_distinct=False,
                name="one_open_proposal_per_pair",
            ),
            # whoever proposed does not confirm: also in the database
            models.CheckConstraint(
                condition=~Q(state="confirmed") | ~Q(by=models.F("decided_by")),
                name="a_second_person_confirms_a_proposal",
            ),
            models.CheckConstraint(
                condition=Q(other__isnull=True, kind__in=["factor", "phone"])
                | (Q(other__isnull=False) & ~Q(kind__in=["factor", "phone"])),
                name="a_proposal_names_whom_it_takes",
            ),
        ]
        indexes: ClassVar = [
            # the staff's queue
            models.Index(fields=["community", "state", "id"])
        ]

    @property
    def rests_until(self) -> datetime:
        """Before it nobody confirms what concerns a way in: the person was told, and may stop it."""
        if self.kind not in self.ALONE:
            return self.at
        return self.at + in_force(PERIODS, "proposal_rests", self.at)

    @property
    def resting(self) -> bool:
        return self.rests_until > clock.now()

    def __str__(self) -> str:
        return f"proposal {self.pk} ({self.state})"

    @property
    def number(self) -> str:
        """The new phone number, masked."""
        value = self.read("value")
        return masked_phone(value) if value else ""


class Merge(models.Model):
    """Two records of one person were joined. Nothing is moved, so parting restores exactly."""

    community = models.BigIntegerField()
    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merges_kept")
    gone = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merges_gone")
    #: How the second record was locked before (`Person.Locked`).
    locked_before = models.CharField(max_length=10, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    parted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    parted_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["gone"], condition=Q(parted_at__isnull=True), name="merged_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.gone_id} into {self.kept_id}"
