"""When the next thing happens on a ladder, and what. Pure; the property test plays it.

`on` is the working day on which the daily look must do something, however late it runs: tell whoever
must act of a rung (`TELL`), let a rung fall to the desk when its raiser stayed silent (`FALL`), wake a rung
that a promise had put to sleep (`WAKE`), or say that the last rung is climbed (`END`). A course without
`on` waits for people: the office that owes the rung is watched by its duty.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from linli.kernel import workdays


class Phase(StrEnum):
    #: The rung at `level` is told next.
    READY = "ready"
    #: Somebody must act on the rung at `level`.
    ACTING = "acting"
    #: The rung before `level` is climbed; the other side has its days.
    WAITING = "waiting"
    #: The other side promised something by a day.
    PROMISED = "promised"
    #: All rungs are climbed, and the last term is over.
    CLIMBED = "climbed"
    OVER = "over"


class Do(StrEnum):
    TELL = "tell"
    FALL = "fall"
    WAKE = "wake"
    END = "end"


@dataclass(frozen=True, slots=True)
class Terms:
    """Of one rung: working days to act, working days for the other side, whether it falls to the desk."""

    act_days: int
    days: int
    falls: bool = False


@dataclass(frozen=True, slots=True)
class Course:
    """`asleep`: a rung was told when the other side promised; it goes on when the promise is broken."""

    phase: Phase
    level: int
    on: date | None
    asleep: bool = False


@dataclass(frozen=True, slots=True)
class Tick:
    """`planned`: the day on which it should have been done; `until`: by when somebody must act."""

    do: Do
    level: int
    planned: date
    until: date | None = None


def after(day: date, days: int) -> date:
    """The first working day after a term of working days that begins with `day`."""
    return workdays.shifted(workdays.shifted(day, days), 1)


def begun(day: date, level: int = 0) -> Course:
    """From the first working day that is not before `day`."""
    return Course(Phase.READY, level, workdays.shifted(day, 0))


def tick(course: Course, ladder: Sequence[Terms], today: date) -> tuple[Course, Tick] | None:
    """What the daily look does next; None: nothing, or not on a day that does not work."""
    if course.on is None or today < course.on or not workdays.is_workday(today):
        return None
    level, planned = course.level, course.on
    if course.phase is Phase.ACTING:
        return replace(course, on=None), Tick(Do.FALL, level, planned, _until(ladder, level, today))
    if course.phase is Phase.PROMISED and course.asleep:
        until = _until(ladder, level, today)
        return _acting(ladder, level, until), Tick(Do.WAKE, level, planned, until)
    if level >= len(ladder):
        return Course(Phase.CLIMBED, level, None), Tick(Do.END, level, planned)
    until = _until(ladder, level, today)
    return _acting(ladder, level, until), Tick(Do.TELL, level, planned, until)


def _until(ladder: Sequence[Terms], level: int, today: date) -> date:
    return workdays.shifted(today, ladder[level].act_days)


def _acting(ladder: Sequence[Terms], level: int, until: date) -> Course:
    falls = ladder[level].falls
    return Course(Phase.ACTING, level, workdays.shifted(until, 1) if falls else None)


def watched(course: Course) -> Course:
    """An office owes the rung from the start, or the raiser alone can do it: the look has nothing to do."""
    return replace(course, on=None)


def climbed(course: Course, ladder: Sequence[Terms], today: date) -> Course:
    """The rung is done: now the other side has its days."""
    on = after(today, ladder[course.level].days)
    return Course(Phase.WAITING, course.level + 1, _not_before_promised(course, on))


def passed_over(course: Course, today: date) -> Course:
    """Two people agreed that it is not needed: the next one on the next working day."""
    on = workdays.shifted(today, 1)
    return Course(Phase.READY, course.level + 1, _not_before_promised(course, on))


def _not_before_promised(course: Course, on: date) -> date:
    """Whoever acts while a promise stands does not take its days back."""
    return max(on, course.on) if course.phase is Phase.PROMISED and course.on else on


def promised(course: Course, day: date) -> Course:
    """The clock stands until the day is over."""
    asleep = course.asleep or course.phase is Phase.ACTING
    return Course(Phase.PROMISED, course.level, workdays.shifted(day, 1), asleep=asleep)


def refused(course: Course, today: date) -> Course:
    """No need to wait any longer. Where somebody must act already, nothing changes."""
    if course.phase in {Phase.WAITING, Phase.PROMISED}:
        return replace(course, on=workdays.shifted(today, 1))
    return course


def asked_back(course: Course, ladder: Sequence[Terms], today: date) -> Course:
    """The other side needs something: its days begin anew."""
    if course.phase is Phase.WAITING:
        return replace(course, on=after(today, ladder[course.level - 1].days))
    return course


OVER = Course(Phase.OVER, 0, None)
