"""Reads of the live floor. Between two changes a process asks for the version alone."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import get_language

from linli.deliberation.floor.state import Floor
from linli.identity.queries import display_names
from linli.kernel import clock
from linli.kernel.errors import Refused
from linli.kernel.prepared import ask, read
from linli.meetings.models import Item, Meeting, PhoneVote, Seat
from linli.meetings.procedures import State
from linli.meetings.queries import any_meeting, floor_of, items_of, seats_of, title_of
from linli.meetings.states import CANCELLED
from linli.meetings.told_floor import sentences, unkept

#: Another time or place, or calling it off, changes what is shown and is no step of the floor.
_HEAD = "SELECT version + changes, binding FROM meetings_meeting WHERE id = $1"
_VOTES = """
SELECT count(DISTINCT seat_id) FROM meetings_phonevote WHERE meeting_id = $1 AND vote = $2"""
#: No row has it, and a number in an address may be larger than any column holds.
NO_ID = 2**62
#: Versions of meetings that a process remembers.
_MOST = 64
#: Seconds for which names are remembered: somebody may choose another name meanwhile.
_NAMES_FOR = 30


def head_of(meeting: int) -> tuple[int, int] | None:
    """What grows with each change, and what tells it from all others. One read by the primary key."""
    found = ask(_HEAD, [min(meeting, NO_ID)])
    return (int(found[0][0]), int(found[0][1])) if found else None


@dataclass(frozen=True, slots=True)
class Seen:
    """A meeting at one version: what everybody who may see it sees of it."""

    row: Meeting
    state: State
    agenda: tuple[Item, ...]
    #: whether those near may follow it, and whether they read who sits there
    published: bool
    named: bool
    #: what was made of it, by whoever shows it
    made: dict[Any, Any]

    @property
    def mark(self) -> int:
        """As `head_of` says it: versions and changes only grow."""
        return self.row.version + self.row.changes

    @property
    def items(self) -> Mapping[str, str]:
        """Key -> what it is called, in the reader's language."""
        return {item.key: item.heading for item in self.agenda}


_seen: OrderedDict[tuple[int, int], Seen] = OrderedDict()
_names: OrderedDict[tuple[int, str, bool], tuple[float, dict[str, str]]] = OrderedDict()


def seen(meeting: int, head: tuple[int, int] | None = None) -> Seen:
    """From memory when this process has seen this version; else two reads. `head`: as just asked."""
    head = head or head_of(meeting)
    if head is None:
        raise Refused("kernel.not_found")
    key = (head[1], head[0])
    known = _seen.get(key)
    if known is None:
        known = _remember(_seen, key, _read(meeting))
    return known


def _read(meeting: int) -> Seen:
    row = any_meeting(meeting)
    state = floor_of(row)
    if state is None or row.state == CANCELLED:
        raise Refused("meetings.not_noticed")
    parts = row.charter.plain.publication
    return Seen(
        row, state, tuple(items_of(row.pk)), "floor" in parts, "attendance" in parts, made={}
    )


def _remember(store: OrderedDict[Any, Any], key: Any, value: Any) -> Any:
    store[key] = value
    while len(store) > _MOST:
        store.popitem(last=False)
    return value


def people_of(row: Meeting, *, named: bool) -> dict[str, str]:
    """Seat -> “building or body, and the name that its holder shows”. Remembered a little while.

    `named` False: for whom the charter publishes no names.
    """
    key, now = (row.binding, get_language() or "", named), clock.now().timestamp()
    known = _names.get(key)
    if known and abs(now - known[0]) < _NAMES_FOR:
        return known[1]
    seats = seats_of(row.pk)
    held = (seat.person_id for seat in seats if seat.person_id)
    names = display_names(held) if named else {}
    found = {seat.key: _named(seat, names) for seat in seats}
    _remember(_names, key, (now, found))
    return found


def _named(seat: Seat, names: Mapping[int, str]) -> str:
    name = names.get(seat.person_id or 0, "")
    return f"{title_of(seat)} {name}".strip()


def told_of(whole: Seen, people: Mapping[str, str]) -> tuple[tuple[datetime, str], ...]:
    """What the last steps brought about, the newest first."""
    return tuple(
        (told.at, each)
        for told in reversed(unkept(whole.row.recent))
        for each in reversed(sentences(told, people))
    )


# --- votes by phone ----------------------------------------------------------------------------
def vote_key(state: State) -> str:
    """Which vote is under way by phone: a motion may be voted on again when it is reconsidered."""
    if not isinstance(state, Floor) or state.vote is None or state.pending is None:
        return ""
    return f"{state.vote.motion}.{state.pending.reconsidered}"


def votes_cast(row: Meeting, state: State) -> int:
    """How many have voted by phone, and the chair's own if it is in."""
    return int(ask(_VOTES, [row.pk, vote_key(state)])[0][0])


def choice_of(state: State, seat: Seat | None) -> str:
    """What this seat cast last in the vote by phone that is under way."""
    if seat is None:
        return ""
    rows = read(
        PhoneVote,
        "one.seat_id = $1 AND one.vote = $2 ORDER BY one.id DESC LIMIT 1",
        [seat.pk, vote_key(state)],
    )
    return rows[0].choice if rows else ""
