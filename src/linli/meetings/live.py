"""What a live page is made of for one reader: the scene, which all share, and what is theirs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import get_language

from linli.deliberation.floor import passed
from linli.deliberation.floor.kinds import Method
from linli.deliberation.floor.staged import passed as passed_course
from linli.deliberation.floor.staged.state import Course
from linli.deliberation.floor.state import Floor
from linli.kernel import clock
from linli.meetings import doing_course, doing_floor, shown_course, shown_floor
from linli.meetings.doing import Mine
from linli.meetings.procedures import State
from linli.meetings.queries_live import Seen, people_of, told_of
from linli.meetings.stamps import AT_MOST

#: While people vote by phone the number of votes grows without a new version: how often it is read.
VOTES_EVERY, VOTES_EVERY_MEMBER = 2, 10


@dataclass(frozen=True, slots=True)
class Now:
    """A meeting as it stands at this moment, for one language."""

    seen: Seen
    state: State
    at: datetime
    people: Mapping[str, str]
    scene: Any
    told: tuple[tuple[datetime, str], ...]

    @property
    def by_motions(self) -> bool:
        return isinstance(self.state, Floor)

    @property
    def phase(self) -> tuple[Any, ...]:
        """What time alone may have changed since this version was made."""
        state = self.state
        if isinstance(state, Course):
            return (state.speech is None, bool(self.scene.stage_over))
        return (state.speech is None, len(state.stack), self.scene.ends is None)


def now(seen: Seen) -> Now:
    """Speeches end and motions die by the clock: shown at once, written down with the next command."""
    at = max(clock.now(), seen.state.clock)
    people = people_of(seen.row)
    state: State
    scene: Any
    if isinstance(seen.state, Course):
        state = passed_course(seen.state, at)
        scene = shown_course.scene(state, people)
    else:
        state = passed(seen.state, at)
        scene = shown_floor.scene(state, people, seen.items)
    return Now(seen, state, at, people, scene, told_of(seen, people))


def mine(this: Now, seat: str | None, choice: str = "") -> Mine:
    """`choice`: what this seat cast by phone."""
    if isinstance(this.state, Course):
        return doing_course.mine(this.state, seat, this.people)
    votes = {seat: choice} if seat and choice else {}
    return doing_floor.mine(this.state, seat, this.people, votes=votes)


def by_phone(state: State) -> bool:
    return isinstance(state, Floor) and state.vote is not None and state.vote.method is Method.PHONE


def stands_until(this: Now, role: str) -> datetime:
    """When a page must ask for all of it again, even without a new version."""
    until = this.at + timedelta(seconds=AT_MOST)
    if by_phone(this.state):
        every = VOTES_EVERY_MEMBER if role in {"member", ""} else VOTES_EVERY
        until = this.at + timedelta(seconds=every)
    return min(until, this.scene.ends or until)


def key(this: Now, part: str) -> tuple[Any, ...]:
    """By which a part that all share is remembered."""
    return (part, get_language(), this.phase)
