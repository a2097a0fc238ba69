"""Ballots that come in without a phone: sheets of paper, read by two, and answers given at doors."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from linli.identity.models import Person
from linli.polls.models.ballot import Turn
from linli.polls.models.poll import Poll
from linli.polls.urn import new_code


class Sheet(models.Model):
    """A printed ballot. Its number names nobody: who came is ticked off, the sheet goes into the box."""

    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="sheets")
    code = models.CharField(max_length=10, default=new_code)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["poll", "code"], name="a_sheet_per_number"),
        ]

    def __str__(self) -> str:
        return f"sheet {self.code}"


class Reading(models.Model):
    """What one person read on a sheet after the close. Two must read the same."""

    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="readings")
    nth = models.PositiveSmallIntegerField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    choice = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sheet", "by"], name="a_reader_once_per_sheet"),
            models.UniqueConstraint(fields=["sheet", "nth"], name="readings_one_after_another"),
        ]

    def __str__(self) -> str:
        return f"reading {self.nth} of sheet {self.sheet_id}"


class DoorAnswer(models.Model):
    """What a home or a person answered at the door, sealed like a slip until the count.

    Whoever asked knows it, so it is not secret; whoever it is ascribed to hears of it and may say
    that it was not so. Then it counts for nothing and the line is free again.
    """

    turn = models.OneToOneField(
        Turn, on_delete=models.PROTECT, primary_key=True, related_name="door"
    )
    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="door_answers")
    #: Emptied with the count.
    box = models.BinaryField(null=True)
    denied_at = models.DateTimeField(null=True)
    #: Who said so: somebody of the line, or staff to whom they did.
    denied_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(denied_at__isnull=True, denied_by__isnull=True)
                | Q(denied_at__isnull=False, denied_by__isnull=False, box__isnull=True),
                name="a_denied_answer_is_gone",
            ),
        ]

    def __str__(self) -> str:
        return f"answer of turn {self.turn_id}"
