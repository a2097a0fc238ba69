"""The ladder as data: which rung on which working day."""

from datetime import date

from linli.duties.kinds import kinds
from linli.duties.ladder import Clock, Course, Rung, To, day_of, packed, reached, unpacked
from linli.duties.states import State

BEGAN = date(2026, 9, 14)
DUE = date(2026, 9, 28)


def course(state: State, **more) -> Course:
    return Course(state, BEGAN, DUE, **more)


def test_each_clock_runs_in_its_states_only():
    due = Rung(Clock.DUE, 1, To.GIVER)
    days = {state: day_of(due, course(state)) for state in State}
    owed = {State.GIVEN, State.ACCEPTED, State.REFUSED}
    assert {s for s, day in days.items() if day} == owed
    assert days[State.GIVEN] == date(2026, 9, 29)
    answer = Rung(Clock.ACCEPTANCE, 5, To.GIVER)
    # Monday 14 to Sunday 20 September, which is worked for the holiday
    assert day_of(answer, course(State.GIVEN)) == date(2026, 9, 20)
    assert day_of(answer, course(State.ACCEPTED)) is None
    check = Rung(Clock.CONFIRMATION, 3, To.GIVER)
    done = course(State.DONE, reported_on=date(2026, 9, 29))
    assert day_of(check, done) == date(2026, 10, 9)
    assert day_of(check, course(State.DONE)) is None


def test_a_reminder_before_the_beginning_never_comes():
    reminder = Rung(Clock.DUE, -2, To.OWNER)
    short = Course(State.ACCEPTED, date(2026, 9, 28), date(2026, 9, 29))
    assert day_of(reminder, short) is None
    assert day_of(reminder, course(State.ACCEPTED)) == date(2026, 9, 23)


def test_on_a_holiday_nothing_is_reached_and_missed_days_are_made_up():
    ladder = [Rung(Clock.DUE, n, To.GIVER) for n in (1, 2, 3)]
    at = course(State.ACCEPTED)
    assert reached(ladder, at, today=date(2026, 10, 3)) == []
    made_up = reached(ladder, at, today=date(2026, 10, 10), climbed=[0])
    assert [(c.level, c.day) for c in made_up] == [(1, date(2026, 9, 30)), (2, date(2026, 10, 8))]
    assert reached(ladder, at, today=DUE) == []


def test_ladders_survive_json():
    for kind in kinds():
        assert unpacked(packed(kind.ladder)) == list(kind.ladder)
