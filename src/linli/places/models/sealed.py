"""What a roster says of people, sealed by the vault; places keep ids and keyed hashes.

These rows are bound to a random number of their own, because no person of the platform stands
behind them yet: an owner on a roster becomes one when a claim of residence matches.
"""

import secrets
from typing import ClassVar

from django.db import models

from linli.identity.models.sealing import Sealing
from linli.kernel.scoping import ScopedManager


def new_binding() -> int:
    """62 random bits; a sealed field does not open in a row of another number."""
    return secrets.randbits(62)


class RosterOwner(Sealing):
    """Somebody, or a body, that a roster of an estate names as owner."""

    sealed = ("name", "id_number", "phone")
    sealed_for = "binding"

    community = models.BigIntegerField()
    estate = models.BigIntegerField()
    binding = models.BigIntegerField(default=new_binding)
    #: Keyed hash of what makes them one person within the estate.
    mark = models.BinaryField()
    name = models.BinaryField(null=True)
    name_hash = models.BinaryField(null=True)
    #: `resident_id`, `credit_code`, `other`; empty when there is none, or none that is valid.
    id_kind = models.CharField(max_length=12, blank=True)
    id_number = models.BinaryField(null=True)
    id_hash = models.BinaryField(null=True)
    phone = models.BinaryField(null=True)
    phone_hash = models.BinaryField(null=True)
    #: Of the last four digits, for the clerk at the desk.
    phone_tail_hash = models.BinaryField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["estate", "mark"], name="one_roster_owner_per_mark"),
        ]
        indexes: ClassVar = [
            # the clerk's search by full name and by last four digits; claims match by number
            models.Index(fields=["community", "name_hash"]),
            models.Index(fields=["community", "phone_tail_hash"]),
            models.Index(fields=["community", "id_hash"]),
            models.Index(fields=["community", "phone_hash"]),
        ]

    def __str__(self) -> str:
        return f"roster owner {self.pk}"


class SealedText(Sealing):
    """A text that may name people: an uploaded roster, the reason of a correction, a new owner."""

    sealed = ("text",)
    sealed_for = "binding"

    binding = models.BigIntegerField(default=new_binding)
    text = models.BinaryField(null=True)

    def __str__(self) -> str:
        return f"sealed text {self.pk}"
