"""The life of a representative's mandate. Pure."""

from enum import StrEnum


class State(StrEnum):
    #: Entered: it lies open to the homes that it would bind.
    OPEN = "open"
    RECOGNISED = "recognised"
    REJECTED = "rejected"
    ENDED = "ended"


class Side(StrEnum):
    """On whose side somebody must stand."""

    #: The residents' committee, by another person than who entered it.
    COMMITTEE = "committee"
    #: Staff, or the body that sent the representative.
    DESK = "desk"
    REPRESENTATIVE = "representative"
    CLOCK = "clock"


class Ending(StrEnum):
    """How a mandate ends, but for rejection."""

    RESIGNED = "resigned"
    RECALLED = "recalled"
    WITHDRAWN = "withdrawn"
    TERM = "term"
    ERASED = "erased"


#: From which states, by whom, each ending may come.
ENDINGS: dict[Ending, tuple[frozenset[State], Side]] = {
    Ending.RESIGNED: (frozenset({State.OPEN, State.RECOGNISED}), Side.REPRESENTATIVE),
    Ending.RECALLED: (frozenset({State.RECOGNISED}), Side.DESK),
    Ending.WITHDRAWN: (frozenset({State.OPEN}), Side.DESK),
    Ending.TERM: (frozenset({State.OPEN, State.RECOGNISED}), Side.CLOCK),
    Ending.ERASED: (frozenset({State.OPEN, State.RECOGNISED}), Side.CLOCK),
}
#: Still speaks, or may come to speak, for somebody.
LIVING = frozenset({State.OPEN, State.RECOGNISED})
