"""Words of a meeting that the floor does not know. Pure."""

from enum import StrEnum

from linli.deliberation.floor.kinds import MeetingState

#: No machine runs any more: it was called off before it opened.
CANCELLED = "cancelled"

BEFORE = frozenset({MeetingState.DRAFT, MeetingState.NOTICED, MeetingState.CALLED})
GATHERED = frozenset({MeetingState.IN_SESSION, MeetingState.RECESS})
HELD = frozenset({MeetingState.ADJOURNED, MeetingState.MINUTES_APPROVED})


class Series(StrEnum):
    """By the charter's calendar, or for an occasion."""

    INTERNAL = "internal"
    JOINT = "joint"
    EXTRA = "extra"
    EMERGENCY = "emergency"


class Arrived(StrEnum):
    ROOM = "room"
    REMOTE = "remote"


class Outcome(StrEnum):
    """What became of an item of the agenda."""

    OPEN = ""
    ADOPTED = "adopted"
    REJECTED = "rejected"
    DEFERRED = "deferred"
    REFERRED = "referred"
    WITHDRAWN = "withdrawn"
