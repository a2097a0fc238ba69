"""Who hears of a duty that stalls, and on which working day. Pure.

A ladder is data: rungs of (clock, working days, to whom). A clock runs in some states from some
day: `acceptance` from the day of giving, `due` from the due day (negative days remind before
it), `confirmation` from the day on which the owner reported it done.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from linli.duties.states import OWED, State
from linli.kernel import workdays


class Clock(StrEnum):
    ACCEPTANCE = "acceptance"
    DUE = "due"
    CONFIRMATION = "confirmation"


class To(StrEnum):
    """In the order of the ladder: where nobody serves, the next one above hears of it."""

    OWNER = "owner"
    GIVER = "giver"
    #: Of the home that the duty is about: its party contact household (or grid head), its branch.
    CONTACT = "contact"
    BRANCH = "branch"
    COMMUNITY = "community"
    STREET = "street"
    DISTRICT = "district"


@dataclass(frozen=True, slots=True)
class Rung:
    clock: Clock
    days: int
    to: To


@dataclass(frozen=True, slots=True)
class Course:
    """What the clocks need to know of a duty. `began_on`: the first day of the present round."""

    state: State
    began_on: date
    due_on: date
    reported_on: date | None = None


@dataclass(frozen=True, slots=True)
class Climb:
    """The rung number `level` (from 0) is reached on a working day."""

    level: int
    rung: Rung
    day: date


RUNS_IN = {
    Clock.ACCEPTANCE: frozenset({State.GIVEN}),
    Clock.DUE: OWED,
    Clock.CONFIRMATION: frozenset({State.DONE}),
}


def day_of(rung: Rung, course: Course) -> date | None:
    """The rung's working day; None while its clock does not run.

    A rung whose day lies before the round began (a reminder of a very short duty) has none.
    """
    if course.state not in RUNS_IN[rung.clock]:
        return None
    start = {
        Clock.ACCEPTANCE: course.began_on,
        Clock.DUE: course.due_on,
        Clock.CONFIRMATION: course.reported_on,
    }[rung.clock]
    if start is None:
        return None
    day = workdays.shifted(start, rung.days)
    return day if day > course.began_on else None


def reached(
    ladder: Sequence[Rung], course: Course, *, today: date, climbed: Iterable[int] = ()
) -> list[Climb]:
    """Rungs that are reached and were not climbed yet, in order of day and level.

    On a day that does not work nothing is reached: what fell due waits for the next working day.
    """
    if not workdays.is_workday(today):
        return []
    done = set(climbed)
    found = []
    for level, rung in enumerate(ladder):
        day = None if level in done else day_of(rung, course)
        if day is not None and day <= today:
            found.append(Climb(level, rung, day))
    return sorted(found, key=lambda each: (each.day, each.level))


def packed(ladder: Iterable[Rung]) -> list[list[str | int]]:
    """For a JSON column."""
    return [[rung.clock.value, rung.days, rung.to.value] for rung in ladder]


def unpacked(rows: Iterable[Sequence[str | int]]) -> list[Rung]:
    return [Rung(Clock(str(row[0])), int(row[1]), To(str(row[2]))) for row in rows]
