"""The ladders as data, and the clock as a machine: no rung is told twice or missed, however the job runs."""

import tomllib
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from linli.deliberation.matters import matters
from linli.kernel import workdays
from linli.stalling import course, letters
from linli.stalling.course import Do, Phase, Terms
from linli.stalling.ladders import FILE, STEPS, ladder_for, ladders
from linli.stalling.words import NEEDS
from linli.stalling.words import STEPS as STEP_WORDS

DAY = date(2026, 5, 12)


def test_every_kind_of_matter_has_a_ladder_of_its_own_with_sources():
    for code in matters():
        ladder = ladder_for(code, DAY)
        assert code in ladder.matters
        steps = [rung.step for rung in ladder.rungs]
        assert len(steps) == len(set(steps))
        assert steps[0] == "demand"
        assert steps[-1] in {"suit", "authority"}
        for rung in ladder.rungs:
            assert rung.source, (code, rung.step)
            # our own numbers say so
            assert rung.law, (code, rung.step)
            assert rung.needs, (code, rung.step)
            assert rung.letter in letters.templates()
            assert set(rung.needs) <= set(NEEDS)
            assert rung.act_days > 0 < rung.days
            # nobody sues for another
            assert rung.step != "suit" or (rung.by == "raiser" and not rung.falls)
    assert set(STEP_WORDS) == set(STEPS)
    assert "本平台默认" not in "".join(r.law for each in ladders().values() for r in each.rungs)


def test_what_began_by_a_ladder_goes_on_by_it():
    assert ladder_for("warranty", DAY).key == "developer@2021-01-01"
    rows = tomllib.loads(FILE.read_text("utf-8"))["ladder"]
    assert len({f"{row['code']}@{row['since']}" for row in rows}) == len(rows)


def test_letters_are_whole_in_both_languages():
    values = dict.fromkeys(
        ("to", "against", "title", "kind", "place", "number", "raised", "missed", "term", "law"),
        "x",
    ) | {"earlier": "x", "needs": "x"}
    for code, form in letters.templates().items():
        assert len(form["zh"]) == len(form["en"]), code
        assert form["signed"] in {"person", "body", "hand"}
        for line in (form["zh_title"], form["en_title"], *form["zh"], *form["en"]):
            assert "{" not in line.format_map(values)


def test_the_days_of_one_rung_by_hand():
    """Over the holidays of May: 1–5 May are free, Saturday 9 May works."""
    ladder = [Terms(3, 10, falls=True), Terms(5, 5)]
    at = course.begun(date(2026, 5, 1))
    assert at.on == date(2026, 5, 6)
    assert course.tick(at, ladder, date(2026, 5, 5)) is None
    at, tick = course.tick(at, ladder, date(2026, 5, 6))
    assert (tick.do, tick.level, tick.until) == (Do.TELL, 0, date(2026, 5, 9))
    assert course.tick(at, ladder, date(2026, 5, 9)) is None
    fallen, tick = course.tick(at, ladder, date(2026, 5, 12))
    assert (tick.do, tick.planned, fallen.on) == (Do.FALL, date(2026, 5, 11), None)
    done = course.climbed(fallen, ladder, date(2026, 5, 12))
    # ten working days end on the 26th; the next rung is told on the 27th
    assert (done.phase, done.level, done.on) == (Phase.WAITING, 1, date(2026, 5, 27))
    slept = course.promised(done, date(2026, 6, 5))
    assert (slept.phase, slept.on) == (Phase.PROMISED, date(2026, 6, 8))
    assert course.refused(done, date(2026, 5, 14)).on == date(2026, 5, 15)
    assert course.asked_back(done, ladder, date(2026, 5, 20)).on == date(2026, 6, 4)


ACTS = st.sampled_from(["done", "skip", "promise", "refuse", "ask", "nothing"])


@given(
    ladder=st.lists(
        st.builds(Terms, st.integers(1, 6), st.integers(1, 12), st.booleans()),
        min_size=1,
        max_size=6,
    ),
    runs=st.lists(st.tuples(st.integers(0, 9), st.integers(1, 3), ACTS), min_size=1, max_size=80),
)
def test_no_rung_is_told_twice_or_missed(ladder, runs):
    """The job runs after gaps of any length, up to three times a day; people do whatever they like."""
    day, at = DAY, course.begun(DAY)
    told, ended, promises = [], 0, 0
    for gap, times, act in runs:
        day += timedelta(days=gap)
        for _ in range(times):
            found = course.tick(at, ladder, day)
            if found is None:
                continue
            at, tick = found
            assert workdays.is_workday(day)
            assert tick.planned <= day
            if tick.do is Do.TELL:
                told.append(tick.level)
                assert tick.until == workdays.shifted(day, ladder[tick.level].act_days)
            ended += tick.do is Do.END
        # after a run nothing that is due stays
        late = course.tick(at, ladder, day)
        assert late is None
        if at.phase is Phase.ACTING and act == "done":
            at = course.climbed(at, ladder, day)
        elif at.phase is Phase.ACTING and act == "skip":
            at = course.passed_over(at, day)
        elif act == "promise" and promises < 2 and at.phase is not Phase.CLIMBED:
            at, promises = course.promised(at, day + timedelta(days=3)), promises + 1
        elif act == "ask":
            at = course.asked_back(at, ladder, day)
        elif act == "refuse":
            at = course.refused(at, day)
    # each once, in order, none left out
    assert told == list(range(len(told)))
    assert at.level in {len(told), len(told) - 1} or (not told and at.level == 0)
    assert ended <= 1


@given(gaps=st.lists(st.integers(1, 20), min_size=1, max_size=60))
def test_whoever_acts_at_once_reaches_the_end(gaps):
    """Enough days: every rung was told, whatever the job's gaps."""
    ladder = [Terms(2, 5), Terms(3, 4, falls=True), Terms(1, 7)]
    day, at, told = DAY, course.begun(DAY), []
    for gap in [*gaps, *([1] * 40)]:
        day += timedelta(days=gap)
        found = course.tick(at, ladder, day)
        if found is not None:
            at, tick = found
            told += [tick.level] if tick.do is Do.TELL else []
        if at.phase is Phase.ACTING:
            at = course.climbed(at, ladder, day)
    assert told == [0, 1, 2]
    assert at.phase is Phase.CLIMBED
