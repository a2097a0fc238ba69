"""What was done on the floor, command by command: the record of a meeting."""

from typing import ClassVar

from django.db import models

from linli.identity.models import Person
from linli.identity.models.sealing import SealedWords, Sealing
from linli.meetings.models.meeting import Meeting


class FloorCommand(Sealing):
    """One accepted command. Played in their order from `Meeting.start` they give `Meeting.floor`.

    `person` is who really gave it: the desk enters people at the door in the keeper's name.
    """

    sealed = ("command",)
    sealed_for = "binding"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="commands")
    binding = models.BigIntegerField()
    version = models.IntegerField()
    do = models.CharField(max_length=20)
    command = models.BinaryField(null=True)
    packed = SealedWords("command")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    helper = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    capacity = models.CharField(max_length=20)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            # two at once are two versions; also what minutes are played from
            models.UniqueConstraint(fields=["meeting", "version"], name="one_command_a_version")
        ]

    def __str__(self) -> str:
        return f"{self.do} {self.version} of meeting {self.meeting_id}"
