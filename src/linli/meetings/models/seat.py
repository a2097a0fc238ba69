"""Seats of a meeting: for whom, who holds them, who came."""

import secrets
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from linli.identity.models import Person
from linli.identity.models.sealing import SealedWords, Sealing
from linli.meetings.models.meeting import Meeting
from linli.meetings.states import Arrived
from linli.organisations.models import Organisation
from linli.places.models import Building
from linli.places.models.sealed import new_binding

#: Letters and digits that are not taken for each other.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 10
#: The key of whoever keeps order without a seat of their own.
KEEPER = "k1"


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


class Seat(Sealing):
    """`key` is the member's name on the floor. A seat without `votes` keeps order, and no more."""

    sealed = ("reason", "departure")
    sealed_for = "binding"

    ARRIVED = (
        (Arrived.ROOM.value, pgettext_lazy("seat", "in the room")),
        (Arrived.REMOTE.value, pgettext_lazy("seat", "by phone")),
    )

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="seats")
    binding = models.BigIntegerField(default=new_binding)
    key = models.CharField(max_length=6)
    #: Its place in the order of seats.
    position = models.IntegerField()
    building = models.ForeignKey(Building, on_delete=models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, related_name="+"
    )
    #: The first, second … seat of that building or organisation.
    nth = models.IntegerField(default=1)
    votes = models.BooleanField(default=True)
    #: Gives a report, where the meeting hears reports.
    reports = models.BooleanField(default=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    #: By which mandate the holder speaks for the building or body; its id.
    mandate = models.BigIntegerField(null=True)
    #: Entered by staff, with the reason: nothing else puts somebody else on it.
    by_hand = models.BooleanField(default=False)
    reason = models.BinaryField(null=True)
    why = SealedWords("reason")
    #: For whom the holder sits there, when somebody else does not come.
    substitute_for = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+"
    )
    #: What stands in the holder's QR; it opens the door of this meeting alone.
    code = models.CharField(max_length=CODE_LENGTH, default=new_code, unique=True)
    arrived = models.CharField(max_length=6, choices=ARRIVED, blank=True)
    accredited_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    #: Why the chair or whoever keeps order noted that they left; none: they left by themselves.
    departure = models.BinaryField(null=True)
    why_left = SealedWords("departure")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "key"], name="one_seat_a_key"),
            # whoever acts is one member
            models.UniqueConstraint(
                fields=["meeting", "person"],
                condition=Q(person__isnull=False),
                name="one_seat_a_person",
            ),
            models.CheckConstraint(
                condition=Q(arrived="", accredited_at__isnull=True)
                | ~Q(arrived="") & Q(accredited_at__isnull=False, person__isnull=False),
                name="somebody_sits_on_an_accredited_seat",
            ),
            models.CheckConstraint(
                condition=Q(by_hand=False) | Q(reason__isnull=False),
                name="a_substitute_has_a_reason",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "meeting"])]  # my meetings

    def __str__(self) -> str:
        return f"seat {self.key} of meeting {self.meeting_id}"


class Interest(Sealing):
    """Somebody has an interest of their own in an item and takes no part in it.

    That they are recused is public; why stands here for the desk and whoever presides.
    """

    sealed = ("reason",)
    sealed_for = "binding"

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="interests")
    item = models.ForeignKey("meetings.Item", on_delete=models.PROTECT, related_name="interests")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    binding = models.BigIntegerField(default=new_binding)
    reason = models.BinaryField(null=True)
    why = SealedWords("reason")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["seat", "item"], name="an_interest_is_declared_once")
        ]

    def __str__(self) -> str:
        return f"interest of seat {self.seat_id} in item {self.item_id}"
