"""Who has earned which badge: pure."""

from linli.recognition.badges import Totals, earned, editions


def test_a_badge_needs_all_that_it_says():
    edition = editions()[1]
    assert earned(edition, Totals()) == frozenset()
    assert earned(edition, Totals(times={"wish": 9})) == {"first_hand"}
    assert earned(edition, Totals(times={"wish": 10})) == {"first_hand", "ten_wishes"}
    just = Totals(minutes={"wish": 1_000, "activity": 1_999})
    assert "fifty_hours" not in earned(edition, just)
    just.minutes["activity"] += 1
    assert earned(edition, just) == {"fifty_hours"}
    months = {"wish": frozenset(range(7)), "duty": frozenset(range(5, 12))}
    assert earned(edition, Totals(months=months)) == {"all_year"}
    assert len(edition.digest) == 64
