"""What became of each item of the agenda, read off the machine's state. Pure.

An item ends in exactly one way. Where several main motions stood on it (a divided question, a second try):

1. one adopted: the item is adopted, in the words of all that were adopted, in their order, with the
   figures of the last vote;
2. else one rests: deferred or referred as the last that went to rest;
3. else one lost or killed: rejected, with the figures of the last vote;
4. else withdrawn;
5. else as the chair said of it (`dispose`).

What nobody moved on and the chair said nothing of is open: after an adjournment it goes to the next
meeting, as does what was pending or on the table.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from linli.deliberation.floor.kinds import Method, MotionState, Outcome
from linli.deliberation.floor.staged.planning import of_item
from linli.deliberation.floor.staged.state import Course
from linli.deliberation.floor.state import (
    Counted,
    Disposed,
    Floor,
    How,
    Settled,
    Vote,
    Waiting,
)
from linli.deliberation.floor.voting import tally


class Source(StrEnum):
    """Who said so."""

    FLOOR = "floor"
    CHAIR = "chair"
    ADJOURNED = "adjourned"  #: the meeting ended before it


@dataclass(frozen=True, slots=True)
class Ending:
    """`on` of what is deferred without a day: none, the next meeting's day is put in."""

    outcome: Outcome
    source: Source
    on: date | None = None
    body: str = ""
    reason: str = ""
    decision: str = ""
    counted: Counted | None = None


def endings(state: Floor | Course) -> dict[str, Ending]:
    """Item -> how it ended; items that are still open are not in it."""
    found: dict[str, Ending | None]
    if isinstance(state, Floor):
        found = {item: _on_floor(state, item) for item in agenda_of(state)}
    else:
        found = {item: _in_course(state, item) for item in agenda_of(state)}
    return {item: ending for item, ending in found.items() if ending}


def agenda_of(state: Floor | Course) -> tuple[str, ...]:
    if isinstance(state, Floor):
        return tuple(item.id for item in state.agenda)
    return state.agenda


def still_open(state: Floor | Course) -> tuple[str, ...]:
    done = endings(state)
    return tuple(item for item in agenda_of(state) if item not in done)


def to_next(state: Floor | Course) -> dict[str, Ending]:
    """The endings of a meeting that is over: what was left goes to the next."""
    left = Ending(Outcome.DEFERRED, Source.ADJOURNED)
    return {**endings(state), **dict.fromkeys(still_open(state), left)}


def _on_floor(state: Floor, item: str) -> Ending | None:
    settled = [each for each in state.settled if each.main.item == item]
    rests = [each for each in state.waiting if each.main.item == item]
    adopted = _those(settled, MotionState.ADOPTED)
    lost = _those(settled, MotionState.LOST, MotionState.KILLED, MotionState.DIED)
    if adopted:
        words = "\n".join(each.main.terms.text or "" for each in adopted)
        return Ending(Outcome.ADOPTED, Source.FLOOR, decision=words, counted=figures(adopted[-1]))
    if rests:
        return _resting(rests[-1])
    if lost:
        return Ending(Outcome.REJECTED, Source.FLOOR, counted=figures(lost[-1]))
    if settled:
        return Ending(Outcome.WITHDRAWN, Source.FLOOR)
    return _by_chair(state.disposed, item)


def _those(settled: Iterable[Settled], *states: MotionState) -> list[Settled]:
    return [each for each in settled if each.main.state in states]


def figures(settled: Settled) -> Counted | None:
    """Of the vote that took it off the floor; none when it lapsed without one."""
    if not (settled.cast or settled.counted or settled.before):
        return None
    return tally(Vote(settled.by, Method.HANDS, settled.cast, settled.counted))


def _resting(rests: Waiting) -> Ending:
    if rests.how is How.REFERRED:
        return Ending(Outcome.REFERRED, Source.FLOOR, on=rests.due, body=rests.body or "")
    return Ending(Outcome.DEFERRED, Source.FLOOR, on=rests.due)


def _by_chair(disposed: tuple[Disposed, ...], item: str) -> Ending | None:
    said = next((each for each in disposed if each.item == item), None)
    if said is None:
        return None
    return Ending(said.outcome, Source.CHAIR, said.on, said.body or "", said.reason)


def _in_course(state: Course, item: str) -> Ending | None:
    """Adopted means: with its tasks."""
    ending = _by_chair(state.disposed, item)
    if ending is None or ending.outcome is not Outcome.ADOPTED:
        return ending
    words = "\n".join(task.text for task in of_item(state, item))
    return Ending(Outcome.ADOPTED, Source.CHAIR, reason=ending.reason, decision=words)
