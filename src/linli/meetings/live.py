"""What a live page is made of for one reader: the scene, which all share, and what is theirs.

Both are made once a version by each process, and again when time alone has changed something.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, TypeVar

from django.utils.translation import get_language

from linli.deliberation.floor import passed
from linli.deliberation.floor.kinds import Method
from linli.deliberation.floor.staged import passed as passed_course
from linli.deliberation.floor.staged.state import Course
from linli.deliberation.floor.state import Floor
from linli.kernel import clock
from linli.kernel.errors import text_of
from linli.meetings import doing_course, doing_floor, shown_course, shown_floor
from linli.meetings.alike import NOTHING, Said, said_of_each
from linli.meetings.doing import Mine, held_back
from linli.meetings.hours import not_now, turns
from linli.meetings.procedures import State
from linli.meetings.queries_live import Seen, people_of, told_of
from linli.meetings.stamps import AT_MOST

T = TypeVar("T")
#: While people vote by phone the number of votes grows without a new version: how often it is read.
VOTES_EVERY, VOTES_EVERY_MEMBER = 2, 10


@dataclass(frozen=True, slots=True)
class Now:
    """A meeting as it stands at this moment, for one language."""

    seen: Seen
    state: State
    at: datetime
    people: Mapping[str, str]
    #: language, and what time alone may have changed since this version was made
    where: tuple[Any, ...]

    @property
    def by_motions(self) -> bool:
        return isinstance(self.state, Floor)

    @property
    def scene(self) -> Any:
        return self.once("scene", self._scene)

    def _scene(self) -> Any:
        if isinstance(self.state, Course):
            return shown_course.scene(self.state, self.people, self.seen.items)
        return shown_floor.scene(self.state, self.people, self.seen.items)

    @property
    def told(self) -> tuple[tuple[datetime, str], ...]:
        return self.once("told", lambda: told_of(self.seen, self.people))

    def said_of(self, seat: str) -> Said:
        """By which members are told apart; see `alike.py`."""
        return self.once("said of each", lambda: said_of_each(self.state)).get(seat, NOTHING)

    def once(self, what: Any, make: Callable[[], T]) -> T:
        """From memory when this process has made it for this version, phase and language."""
        kept, key = self.seen.made, (what, *self.where)
        if key not in kept:
            kept[key] = make()
        found: T = kept[key]
        return found


def now(seen: Seen, *, named: bool = True) -> Now:
    """Speeches end and motions die by the clock: shown at once, written down with the next command.

    `named`: whether its reader may know who sits where, or seats are called by what they are for.
    """
    at = max(clock.now(), seen.state.clock)
    state: State
    if isinstance(seen.state, Course):
        state = passed_course(seen.state, at)
    else:
        state = passed(seen.state, at)
    hour = sum(turn <= at for turn in turns(state.meeting.value, seen.row.starts_at))
    where = (get_language(), named, hour, *_phase(state))
    return Now(seen, state, at, people_of(seen.row, named=named), where)


def _phase(state: State) -> tuple[bool | int, ...]:
    if isinstance(state, Course):
        return (state.speech is None, shown_course.stage_over(state))
    return (state.speech is None, len(state.stack), shown_floor.ends(state) is None)


def mine(this: Now, seat: str | None, choice: str = "") -> Mine:
    """`choice`: what this seat cast by phone."""
    return held_back(_mine(this, seat, choice), partial(why_not_now, this))


def _mine(this: Now, seat: str | None, choice: str) -> Mine:
    if isinstance(this.state, Course):
        return doing_course.mine(this.state, seat, this.people, this.seen.items)
    votes = {seat: choice} if seat and choice else {}
    return doing_floor.mine(this.state, seat, this.people, votes=votes)


def why_not_now(this: Now, do: str) -> str:
    """What the hour says against a step, in words; nothing, when it may be taken."""
    row = this.seen.row
    found = not_now(do, this.state.meeting.value, row.starts_at, this.at)
    if found is None:
        return ""
    return str(text_of(found.code, {"at": clock.minute_of(found.at)}).title)


def by_phone(state: State) -> bool:
    return isinstance(state, Floor) and state.vote is not None and state.vote.method is Method.PHONE


def stands_until(this: Now, role: str) -> datetime:
    """When a page must ask for all of it again, even without a new version."""
    until = this.at + timedelta(seconds=AT_MOST)
    if by_phone(this.state):
        every = VOTES_EVERY_MEMBER if role in {"member", ""} else VOTES_EVERY
        until = this.at + timedelta(seconds=every)
    hours = turns(this.state.meeting.value, this.seen.row.starts_at)
    return min(until, this.scene.ends or until, *(turn for turn in hours if turn > this.at))
