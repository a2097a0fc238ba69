"""Votes cast by phone while a vote is under way: rows of their own, one insert each.

A vote through the floor locks the meeting and packs all of its state; five hundred at once would stand
in line. These wait beside it. Whatever command comes next takes them into the floor first, in their
order, as what they are: `cast` commands (`operations/phone.py`).
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from linli.identity.models import Person
from linli.identity.models.sealing import SealedWords, Sealing
from linli.meetings.models.meeting import Meeting
from linli.meetings.models.seat import Seat


class PhoneVote(Sealing):
    """Who votes again adds a row: the last one counts. Rows are never changed but for `taken`."""

    sealed = ("packed",)
    sealed_for = "binding"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="phone_votes")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    binding = models.BigIntegerField()
    #: Which vote: the motion's number, and how often the vote on it was undone before.
    vote = models.CharField(max_length=16)
    packed = models.BinaryField(null=True)
    choice = SealedWords("packed")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    helper = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    capacity = models.CharField(max_length=20)
    at = models.DateTimeField()
    #: The version at which the floor took it in; none: it waits.
    taken = models.IntegerField(null=True)

    class Meta:
        indexes: ClassVar = [
            # how many have voted
            models.Index(fields=["meeting", "vote", "seat"]),
            # my vote so far
            models.Index(fields=["seat", "vote"]),
            # what the next command takes in
            models.Index(
                fields=["meeting", "id"], condition=Q(taken__isnull=True), name="votes_that_wait"
            ),
        ]

    def __str__(self) -> str:
        return f"phone vote {self.pk} of meeting {self.meeting_id}"
