"""Tables of this module."""

from linli.meetings.models.command import FloorCommand
from linli.meetings.models.item import Item
from linli.meetings.models.meeting import Meeting
from linli.meetings.models.minutes import Minutes, MinutesAmendment
from linli.meetings.models.seat import Interest, Seat
from linli.meetings.models.vote import PhoneVote

__all__ = [
    "FloorCommand",
    "Interest",
    "Item",
    "Meeting",
    "Minutes",
    "MinutesAmendment",
    "PhoneVote",
    "Seat",
]
