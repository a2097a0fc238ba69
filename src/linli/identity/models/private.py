"""The private record: the one place that names a person."""

from typing import ClassVar

from django.db import models

from linli.identity.models.person import Person
from linli.identity.models.sealing import Sealing


class PrivateRecord(Sealing):
    """The sealed fields of one person (see `vault.py`) and the hashes to find them by."""

    sealed = ("name", "title", "phone", "former_phone", "id_number", "birth_date")

    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, primary_key=True, related_name="private"
    )
    name = models.BinaryField(null=True)
    name_hash = models.BinaryField(null=True)
    #: `mr` or `ms`, as the person wishes to be addressed.
    title = models.BinaryField(null=True)
    phone = models.BinaryField(null=True)
    phone_hash = models.BinaryField(null=True)
    #: Of the last four digits, for the clerk at the desk.
    phone_tail_hash = models.BinaryField(null=True)
    #: The number before, until a message told it of the change; see `operations.phones`.
    former_phone = models.BinaryField(null=True)
    phone_proved_at = models.DateTimeField(null=True)
    #: The kind of paper: `resident_id`, `hk_macao_taiwan_residence`, `foreign_residence`.
    id_kind = models.CharField(max_length=40, blank=True)
    id_number = models.BinaryField(null=True)
    id_hash = models.BinaryField(null=True)
    birth_date = models.BinaryField(null=True)
    #: When name and ID were proved, how (`papers`, `provider`) and by which member of staff.
    proved_at = models.DateTimeField(null=True)
    proved_how = models.CharField(max_length=10, blank=True)
    proved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            # one phone and one ID belong to one person: the database says so, whoever races
            models.UniqueConstraint(fields=["phone_hash"], name="one_person_per_phone"),
            models.UniqueConstraint(fields=["id_hash"], name="one_person_per_id"),
        ]
        indexes: ClassVar = [
            # the clerk's search by full name and by last four digits
            models.Index(fields=["name_hash"]),
            models.Index(fields=["phone_tail_hash"]),
        ]

    def __str__(self) -> str:
        return f"private record {self.pk}"
