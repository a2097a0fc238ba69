"""Which motions there are to withdraw, to take from the table, to reconsider. Pure."""

from linli.deliberation.floor.kinds import Kind
from linli.deliberation.floor.state import Floor, How, Motion

#: Kinds that are about a motion which must be there.
ABOUT = frozenset({Kind.WITHDRAW, Kind.TAKE_FROM_TABLE, Kind.RECONSIDER})


def candidates(state: Floor, kind: Kind, seat: str) -> list[Motion]:
    """The latest first."""
    if kind is Kind.WITHDRAW:
        return [each for each in reversed(state.stack) if each.mover == seat]
    if kind is Kind.TAKE_FROM_TABLE:
        return [each.main for each in state.waiting if each.how is How.TABLED]
    return [each.before[-1] for each in reversed(state.settled) if each.before]
