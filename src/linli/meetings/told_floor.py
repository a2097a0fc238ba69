"""What a step brought about, as a sentence: for the screen, the screen reader, and “what happened”."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import TypeAdapter

from linli.deliberation.floor.kinds import HouseRule, Kind, MeetingState, MotionState, Side
from linli.deliberation.floor.state import Counted, Floor, Happened, Motion, What
from linli.meetings.shown_floor import figures_word
from linli.meetings.words_floor import number, word

#: So many steps are told; the minutes have all of them.
KEPT = 6
#: A motion's way through these is seen anyway; a sentence for each would drown the rest.
PASSING = frozenset({MotionState.PUT, MotionState.DEBATE})


@dataclass(frozen=True, slots=True)
class Told:
    """What a step brought about, with what must be known of its motions when they are off the floor.

    `motions`: number -> (kind, who moved it).
    """

    at: datetime
    happened: tuple[Happened, ...]
    motions: dict[str, tuple[Kind, str]]


_told: TypeAdapter[tuple[Told, ...]] = TypeAdapter(tuple[Told, ...])


def kept(packed: str, before: Floor, after: Floor) -> str:
    """What happened last, packed, with what this step brought about at its end."""
    if not after.happened:
        return packed
    known = {m.id: (m.kind, m.mover) for state in (before, after) for m in _all(state)}
    named = {event.motion for event in after.happened if event.motion}
    motions = {number: known[number] for number in sorted(named & set(known))}
    all_told = (*unkept(packed), Told(after.clock, after.happened, motions))
    return _told.dump_json(all_told[-KEPT:]).decode()


def unkept(packed: str) -> tuple[Told, ...]:
    return _told.validate_json(packed) if packed else ()


def sentences(told: Told, people: Mapping[str, str]) -> tuple[str, ...]:
    """In the order in which they came about; nothing for what is seen anyway."""
    found = []
    for event in told.happened:
        say = SAY.get(event.what)
        names = {
            "name": people.get(event.member or "", ""),
            "motion": _motion_word(told, event.motion),
        }
        found.append(say(told, event, names) if say else "")
    return tuple(each for each in dict.fromkeys(found) if each)


Say = Callable[[Told, Happened, dict[str, str]], str]


def _voted(_told: Told, event: Happened, names: dict[str, str]) -> str:
    votes = event.counted or Counted(0, 0, 0)
    result = {
        "result": word(MotionState(event.state or "")),
        "figures": figures_word(votes.yes, votes.no, votes.abstain),
    }
    return _("%(motion)s: %(result)s — %(figures)s") % (names | result)


def _speaks(_told: Told, event: Happened, names: dict[str, str]) -> str:
    side = word(Side(event.state or Side.NEUTRAL))
    return _("%(name)s has the floor (%(side)s)") % (names | {"side": side})


def _meeting(_told: Told, event: Happened, _names: dict[str, str]) -> str:
    return _("The meeting: %(state)s") % {"state": word(MeetingState(event.state or ""))}


def _ruled(_told: Told, event: Happened, _names: dict[str, str]) -> str:
    upheld = event.state == "upheld"
    return _("The chair upholds it") if upheld else _("The chair does not uphold it")


def _suspended(_told: Told, event: Happened, _names: dict[str, str]) -> str:
    return _("Suspended: %(rule)s") % {"rule": word(HouseRule(event.state or ""))}


def _plain(words: Any) -> Say:
    return lambda _told, _event, names: str(words) % names


def _motion(told: Told, event: Happened, names: dict[str, str]) -> str:
    into = MotionState(event.state or "")
    voted = any(each.what is What.VOTED and each.motion == event.motion for each in told.happened)
    if into in PASSING or voted:
        return _("Vote: %(motion)s") % names if into is MotionState.PUT else ""
    if into is MotionState.MADE:
        return _("%(name)s moves: %(motion)s. It waits for a second.") % names
    if into is MotionState.STATED:
        mine = _moved_by(told, event.motion) == event.member
        return (_("%(name)s: %(motion)s") if mine else _("%(name)s seconds %(motion)s")) % names
    return _("%(motion)s: %(state)s") % (names | {"state": word(into)})


def _all(state: Floor) -> Iterable[Motion]:
    yield from state.stack
    for settled in state.settled:
        yield settled.main
        yield from settled.before
    for waits in state.waiting:
        yield from waits.stack


def _moved_by(told: Told, motion: str | None) -> str | None:
    known = told.motions.get(motion or "")
    return known[1] if known else None


def _motion_word(told: Told, motion: str | None) -> str:
    if motion is None:
        return ""
    known = told.motions.get(motion)
    kind = word(known[0]) if known else _("motion")
    return _("%(kind)s no. %(number)s") % {"kind": kind, "number": number(motion)}


SAY: dict[What, Say] = {
    What.MOTION: _motion,
    What.VOTED: _voted,
    What.SPEAKS: _speaks,
    What.MEETING: _meeting,
    What.RULED: _ruled,
    What.SUSPENDED: _suspended,
    What.TIME_UP: _plain(gettext_lazy("%(name)s: the time is up")),
    What.QUORUM_LOST: _plain(gettext_lazy("There is no quorum any more")),
    What.QUORUM_BACK: _plain(gettext_lazy("There is a quorum again")),
    What.VOTE_VOID: _plain(gettext_lazy("The vote is void: no quorum")),
    What.RETURNED: _plain(gettext_lazy("%(motion)s is on the floor again")),
    What.RULING_CHANGED: _plain(gettext_lazy("The chair's ruling is changed by the meeting")),
    What.UNDONE: _plain(gettext_lazy("The vote on %(motion)s is undone: it is open again")),
    What.DISPOSED: _plain(gettext_lazy("The chair says what becomes of an item")),
}
