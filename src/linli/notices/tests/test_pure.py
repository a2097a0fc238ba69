"""Quiet hours and what counts as delivered."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from linli.notices.evidence import Channel, Outcome, Proof, delivered, units_reached
from linli.notices.quiet import is_quiet, next_loud

EVENING = datetime(2026, 5, 11, 13, 30, tzinfo=UTC)  # 21:30 in Shanghai


def test_the_night_goes_over_midnight():
    morning = datetime(2026, 5, 12, 0, 0, tzinfo=UTC)  # 08:00 in Shanghai
    assert next_loud(EVENING, 21, 8) == morning
    assert next_loud(EVENING + timedelta(hours=5), 21, 8) == morning
    assert next_loud(morning, 21, 8) == morning
    assert next_loud(EVENING, 8, 8) == EVENING
    assert next_loud(EVENING, 12, 22) == EVENING + timedelta(minutes=30)


@given(
    minutes=st.integers(0, 60 * 24 * 366),
    start=st.integers(0, 23),
    end=st.integers(0, 23),
)
def test_it_never_rings_in_quiet_hours_and_never_waits_a_day(minutes, start, end):
    at = EVENING + timedelta(minutes=minutes)
    loud = next_loud(at, start, end)
    assert not is_quiet(loud, start, end)
    assert timedelta(0) <= loud - at < timedelta(days=1)


def test_delivered_before_a_moment():
    rows = [
        Proof(1, Channel.INBOX, Outcome.PLACED, EVENING),
        Proof(1, Channel.INBOX, Outcome.READ, EVENING + timedelta(hours=2)),
        Proof(1, Channel.SMS, Outcome.ACCEPTED, EVENING + timedelta(hours=1)),
        Proof(2, Channel.INBOX, Outcome.PLACED, EVENING),
        Proof(2, Channel.SMS, Outcome.FAILED, EVENING),
        Proof(3, Channel.WECHAT, Outcome.ACCEPTED, EVENING + timedelta(hours=3)),
        Proof(4, Channel.SMS, Outcome.DIGESTED, EVENING),
    ]
    later = EVENING + timedelta(hours=3)
    assert delivered(rows, later) == {1: EVENING + timedelta(hours=1)}
    only_read = frozenset({(Channel.INBOX, Outcome.READ)})
    assert delivered(rows, later, counts=only_read) == {1: EVENING + timedelta(hours=2)}
    reached = delivered(rows, later + timedelta(seconds=1))
    assert set(reached) == {1, 3}
    assert units_reached({1: (10, 11), 2: (11,), 3: (11, 12)}, reached) == {
        10: EVENING + timedelta(hours=1),
        11: EVENING + timedelta(hours=1),
        12: later,
    }
