"""How each item ended, read off the floor; the order of what counts is that of `outcomes`."""

from datetime import timedelta

import pytest

from linli.deliberation.floor import commands as given
from linli.deliberation.floor.kinds import Kind, Outcome
from linli.deliberation.floor.state import Counted
from linli.deliberation.floor.tests.room import TODAY, Room
from linli.meetings.outcomes import Source, endings, still_open, to_next

LATER = TODAY + timedelta(days=10)


def on_roof(room, text="mend the roof"):
    room.main(text, item="roof")


def adopt(room, text="mend the roof"):
    on_roof(room, text)
    room.vote(5, 1)


def lose(room, text="sell the roof"):
    on_roof(room, text)
    room.vote(1, 4, 1)


def postpone(room, text="paint the roof"):
    on_roof(room, text)
    room.adopt(Kind.POSTPONE, on=LATER)


def refer(room, text="look at the roof"):
    on_roof(room, text)
    room.adopt(Kind.REFER, body="the street", report_on=LATER)


def table(room, text="think of the roof"):
    on_roof(room, text)
    room.adopt(Kind.TABLE)


def kill(room, text="forget the roof"):
    on_roof(room, text)
    room.adopt(Kind.POSTPONE_INDEFINITELY)


def withdraw(room, text="leave the roof"):
    on_roof(room, text)
    room.move(Kind.WITHDRAW)
    room.vote(0, 0)


def nobody(room, text="a tent as a roof"):
    on_roof(room, text)
    room.vote(0, 0)


def dispose(room):
    room.ok(given.Dispose, "a", item="roof", outcome=Outcome.WITHDRAWN, reason="its raiser did")


CASES = [
    ([adopt], ("adopted", None, "mend the roof", (5, 1, 0))),
    ([lose], ("rejected", None, "", (1, 4, 1))),
    ([nobody], ("rejected", None, "", (0, 0, 0))),
    ([kill], ("rejected", None, "", (7, 0, 0))),
    ([postpone], ("deferred", LATER, "", None)),
    ([refer], ("referred", LATER, "", None)),
    ([table], ("deferred", None, "", None)),
    ([withdraw], ("withdrawn", None, "", None)),
    ([dispose], ("withdrawn", None, "", None)),
    # several on one item: adopted, then what rests, then lost, then withdrawn, then the chair's word
    ([adopt, lose, postpone], ("adopted", None, "mend the roof", (5, 1, 0))),
    ([postpone, lose, withdraw], ("deferred", LATER, "", None)),
    ([postpone, refer], ("referred", LATER, "", None)),
    ([withdraw, lose], ("rejected", None, "", (1, 4, 1))),
    ([dispose, lose], ("rejected", None, "", (1, 4, 1))),
]


@pytest.mark.parametrize(("steps", "expected"), CASES)
def test_f102_how_an_item_ends(steps, expected):
    room = Room(agenda=["roof", "stairs"])
    for step in steps:
        step(room)
    ending = endings(room.state)["roof"]
    outcome, on, decision, figures = expected
    assert (ending.outcome, ending.on, ending.decision) == (outcome, on, decision)
    assert ending.counted == (Counted(*figures) if figures else None)
    assert ending.source == (Source.CHAIR if ending.reason else Source.FLOOR)
    assert still_open(room.state) == ("stairs",)


def test_adopted_twice_keeps_both_words_and_the_last_figures():
    room = Room(agenda=["roof"])
    adopt(room)
    on_roof(room, "and the gutter")
    room.vote(4, 0)
    ending = endings(room.state)["roof"]
    assert (ending.decision, ending.counted) == ("mend the roof\nand the gutter", Counted(4, 0, 0))


def test_a_vote_that_was_undone_settles_nothing():
    room = Room(agenda=["roof"])
    on_roof(room)
    room.ballots(yes="bcd", no="e")
    room.adopt(Kind.RECONSIDER)
    assert still_open(room.state) == ("roof",)
    room.vote(1, 4)
    assert endings(room.state)["roof"].outcome == "rejected"


def test_what_was_pending_or_not_reached_goes_to_the_next_meeting():
    room = Room(agenda=["roof", "stairs"])
    on_roof(room)
    room.adopt(Kind.ADJOURN)
    ends = to_next(room.state)
    assert [(e.outcome, e.on, e.source) for e in ends.values()] == [
        ("deferred", None, Source.FLOOR),
        ("deferred", None, Source.ADJOURNED),
    ]
