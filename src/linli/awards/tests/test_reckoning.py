"""Rules, caps and guards as values: no database."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from linli.awards.deeds import Deed, Source, deeds_of
from linli.awards.defaults import default
from linli.awards.reckoning import Book, Past, Reason, Rule, Seen, book_on, reckon
from linli.awards.states import State

NOON = datetime(2026, 5, 11, 4, tzinfo=UTC)
DAY = NOON.date()


def book(**changes):
    base = default().book
    values = {
        "version": 1,
        "number": 1,
        "since": date(2026, 1, 1),
        "person_month": base.person_month,
        "pair_week": base.pair_week,
        "cycle_days": base.cycle_days,
        "late_days": base.late_days,
        "rules": base.rules,
    }
    return Book(**(values | changes))


def wish(helper=1, wisher=2, at=NOON, minutes=30, **more):
    return Deed(
        "wish",
        helper,
        f"wish:{at}",
        at,
        minutes=minutes,
        other=wisher,
        verifier=9,
        **({"timed": True} | more),
    )


def play(*deeds, books=None, reported=None):
    past = Past()
    return [
        (found.state, found.amount, found.reason)
        for deed in deeds
        for found in [reckon(deed, books or [book()], past, reported=reported or deed.ended.date())]
    ]


@pytest.mark.parametrize(
    ("rule", "minutes", "hard", "amount"),
    [
        (Rule("wish", 5, per_hour=2), 59, False, 5),
        (Rule("wish", 5, per_hour=2), 60, False, 7),
        (Rule("wish", 5, per_hour=2, started=True), 61, False, 9),
        (Rule("wish", 5, per_hour=2, started=True), 0, False, 5),
        (Rule("wish", 10, hard_extra=20), 10, True, 30),
        (Rule("wish", 10, hard_extra=20, most=25), 10, True, 25),
    ],
)
def test_formula(rule, minutes, hard, amount):
    assert rule.amount(wish(minutes=minutes, hard=hard)) == amount


def test_caps_of_day_and_month_clip_what_is_above():
    days = [NOON + timedelta(days=n) for n in (0, 0, 1)]
    votes = [Deed("ballot", 1, f"assembly:{n}", at) for n, at in enumerate(days)]
    assert play(*votes) == [
        (State.AWARDED, 5, ""),
        (State.NOTHING, 0, Reason.CAPPED),
        (State.AWARDED, 5, ""),
    ]
    many = [
        Deed("activity", 1, f"a:{n}", NOON + timedelta(hours=5 * n), minutes=240) for n in range(4)
    ]
    found = play(*many, books=[book(person_month=30)])
    assert [amount for _state, amount, _reason in found] == [13, 13, 4, 0]
    assert found[2][2] == Reason.CAPPED


def test_a_duty_that_was_opened_and_confirmed_again_counts_once():
    done = Deed("duty", 1, "duty:7", NOON, verifier=2)
    again = Deed("duty", 1, "duty:7", NOON + timedelta(days=40), verifier=2)
    other = Deed("duty", 1, "duty:8", NOON + timedelta(days=80), verifier=2)
    assert play(done, again, other) == [
        (State.AWARDED, 20, ""),
        (State.NOTHING, 0, Reason.ONCE),
        (State.AWARDED, 20, ""),
    ]


def test_one_assembly_counts_once_and_no_rule_gives_nothing():
    vote = Deed("ballot", 1, "assembly:1", NOON)
    later = Deed("ballot", 1, "assembly:1", NOON + timedelta(days=2))
    assert play(vote, later)[1] == (State.NOTHING, 0, Reason.ONCE)
    assert play(vote, books=[book(rules={})]) == [(State.NOTHING, 0, Reason.NO_RULE)]
    assert play(vote, books=[book(since=DAY + timedelta(days=1))])[0][2] == Reason.NO_RULE


@pytest.mark.parametrize(
    "deed",
    [
        wish(helper=9),
        wish(helper=2),
        Deed("activity", 4, "activity:1", NOON, minutes=60, organiser=4, verifier=5),
        Deed("duty", 4, "duty:1", NOON, verifier=4),
    ],
)
def test_nobody_confirms_for_themselves(deed):
    assert play(deed) == [(State.REFUSED, 0, Reason.SELF)]


def test_overlapping_sessions_are_refused_and_touching_ones_are_not():
    first = wish(minutes=60)
    touching = wish(wisher=3, at=NOON + timedelta(minutes=60), minutes=60)
    inside = wish(wisher=4, at=NOON + timedelta(minutes=30), minutes=10)
    # confirmed at the same hour: when it was done is not known
    unknown = wish(wisher=5, at=NOON + timedelta(minutes=30), timed=False)
    assert [state for state, *_ in play(first, touching, inside, unknown)] == [
        State.AWARDED,
        State.AWARDED,
        State.REFUSED,
        State.AWARDED,
    ]


def test_pairs_cycles_and_late_entries_are_looked_at():
    often = [wish(at=NOON + timedelta(days=n)) for n in range(4)]
    assert [reason for *_, reason in play(*often)] == ["", "", "", Reason.PAIR]
    ring = [
        wish(helper=1, wisher=2),
        wish(helper=2, wisher=3, at=NOON + timedelta(days=1)),
        wish(helper=3, wisher=1, at=NOON + timedelta(days=2)),
    ]
    assert play(*ring)[2] == (State.QUARANTINED, 0, Reason.CYCLE)
    apart = [*ring[:2], wish(helper=3, wisher=1, at=NOON + timedelta(days=20))]
    assert play(*apart)[2][0] == State.AWARDED
    assert play(wish(), reported=DAY + timedelta(days=8))[0][2] == Reason.LATE


def test_guards_know_a_wisher_without_a_name():
    """By an alias that means nobody to a reader; beside deeds that name the same person."""
    past = Past(lambda person: -1000 - person)
    deeds = [
        wish(helper=1, wisher=-1002),
        wish(helper=1, wisher=2, at=NOON + timedelta(hours=3)),
        wish(helper=1, wisher=-1002, at=NOON + timedelta(hours=6)),
        wish(helper=1, wisher=-1002, at=NOON + timedelta(hours=9)),
        wish(helper=2, wisher=3, at=NOON + timedelta(days=1)),
        wish(helper=3, wisher=-1001, at=NOON + timedelta(days=1)),
        wish(helper=4, wisher=-1004),
        wish(helper=5, wisher=-1006),
    ]
    found = [reckon(deed, [book()], past, reported=DAY) for deed in deeds]
    assert [each.reason for each in found] == [
        *[""] * 3, Reason.PAIR, "", Reason.CYCLE, Reason.SELF, ""
    ]  # fmt: skip


def test_what_one_alone_says_is_looked_at():
    alone = Deed("activity", 4, "activity:1", NOON, minutes=60, organiser=5, verifier=5, alone=True)
    assert play(alone) == [(State.QUARANTINED, 0, Reason.ALONE)]
    assert play(replace(alone, alone=False))[0][0] == State.AWARDED


def test_what_was_refused_or_taken_back_may_be_confirmed_anew():
    for state in (State.REFUSED, State.UPHELD, State.TAKEN_BACK):
        past = Past()
        deed = Deed("duty", 1, "duty:7", NOON, verifier=2)
        past.add(Seen(deed, state, 0))
        assert reckon(deed, [book()], past, reported=DAY).amount == 20
        assert reckon(deed, [book()], past, reported=DAY).reason == Reason.ONCE


def test_the_version_of_the_day_counts():
    old, new = book(), book(version=2, number=2, since=DAY, rules={"wish": Rule("wish", 1)})
    assert book_on([new, old], DAY - timedelta(days=1)).version == 1
    assert book_on([new, old], DAY).version == 2
    assert play(wish(), books=[old, new]) == [(State.AWARDED, 1, "")]


def test_facts_in_which_somebody_did_something():
    def of(kind, payload, **more):
        return deeds_of(Source(7, kind, payload, more.pop("actor", 5), NOON, **more))

    cast = {"ballot": 1, "assembly": 3, "channel": "web", "version": 1, "digest": "00"}
    assert of("ballots.cast", cast) == [Deed("ballot", 5, "assembly:3", NOON)]
    for changed in ({"version": 2}, {"channel": "paper"}):
        assert of("ballots.cast", cast | changed) == []
    done = {"duty": 4, "community": 1, "round": 1, "people": [6]}
    assert of("duties.confirmed", done, given={"owner_person": 6}) == [
        Deed("duty", 6, "duty:4", NOON, verifier=5)
    ]
    assert of("duties.confirmed", done, given={"owner_person": None}) == []
    told = {"wish": 8, "wisher": 2, "helpers": [3, 4], "verifier": 2, "minutes": 90, "hard": True}
    assert [(d.person, d.other, d.minutes, d.hard) for d in of("wishes.confirmed", told)] == [
        (3, 2, 90, True),
        (4, 2, 90, True),
    ]
    hidden = told | {"wisher": 0, "alias": -7, "ended_at": "2026-05-10T10:00:00+08:00"}
    assert [(d.other, d.timed) for d in of("wishes.confirmed", hidden)] == [(-7, True)] * 2
    came = {"activity": 1, "person": 2, "organiser": 3, "verifier": 4, "minutes": 60, "kind": "x"}
    came["ended_at"] = "2026-05-10T10:00:00+08:00"
    deed_type = "activities.attendance_confirmed"
    (deed,) = of(deed_type, came)
    assert (deed.person, deed.organiser, deed.verifier, deed.minutes) == (2, 3, 4, 60)
    assert (deed.timed, deed.ended.isoformat()) == (True, came["ended_at"])
    assert (deed.alone, of(deed_type, came | {"alone": True})[0].alone) == (False, True)
    assert of("activities.attendance_confirmed", came | {"minutes": 0}) == []
    assert of("threads.posted", {}) == []
