"""What is kept of a file besides its bytes."""

from typing import ClassVar

from django.db import models

from linli.identity.models import Person
from linli.identity.models.sealing import Sealing
from linli.kernel import ids

ID_LENGTH = 16


def _id() -> str:
    return ids.public_id(ID_LENGTH)


class StoredFile(Sealing):
    """An upload. Nobody's until it is given to an owner; then its owner's rule says who reads it.

    The name that it had with its uploader is not kept: names of files are full of names of people.
    """

    sealed = ("key",)

    public_id = models.CharField(max_length=ID_LENGTH, unique=True, default=_id)
    #: The name on the disk; see `storing`.
    name = models.CharField(max_length=32, unique=True)
    format = models.CharField(max_length=10)
    #: Bytes, before sealing.
    size = models.IntegerField()
    width = models.IntegerField(default=0)
    height = models.IntegerField(default=0)
    #: SHA-256 of the bytes on the disk: of a sealed file it tells nothing about the content.
    digest = models.BinaryField(max_length=32)
    #: The key of a sealed file; None for a plain one.
    key = models.BinaryField(null=True)
    #: Whose data it is, and who brought it (a clerk scans a resident's paper).
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    uploader = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    #: The kind of owner that it was brought for, and the owner once it took the file.
    holder = models.CharField(max_length=40)
    owner = models.BigIntegerField(null=True)
    position = models.SmallIntegerField(default=0)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            # an owner shows its files
            models.Index(fields=["holder", "owner", "position"]),
            # the job that deletes what nothing took
            models.Index(
                fields=["at"], condition=models.Q(owner__isnull=True), name="files_untaken"
            ),
            # a person's own list; their erasure
            models.Index(fields=["person", "-id"]),
        ]

    def __str__(self) -> str:
        return f"{self.format} {self.public_id}"

    @property
    def is_private(self) -> bool:
        return self.key is not None

    @property
    def has_small(self) -> bool:
        return self.width > 0


class DailyUse(models.Model):
    """How much a person brought on a day (Shanghai); its row is the lock of their uploads."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    files = models.IntegerField()
    bytes = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "day"], name="one_count_per_person_and_day")
        ]

    def __str__(self) -> str:
        return f"{self.files} files of {self.person_id}"
