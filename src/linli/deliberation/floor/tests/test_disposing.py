"""Nothing stays on the agenda: what nobody moved on, the chair disposes of."""

import pytest

from linli.deliberation.floor import commands as given
from linli.deliberation.floor.kinds import Outcome
from linli.deliberation.floor.play.player import play
from linli.deliberation.floor.staged import steps
from linli.deliberation.floor.tests.room import TODAY, Room
from linli.deliberation.floor.tests.test_staged import LATER, Circle

DEFERRED = {"outcome": Outcome.DEFERRED, "on": LATER, "reason": "figures are missing"}


def test_f102_the_chair_closes_only_when_every_item_is_disposed_of():
    room = Room(agenda=["roof", "stairs"])
    room.main("mend the roof", item="roof")
    assert room.no(given.Dispose, "a", item="stairs", **DEFERRED) == "something_pending"
    room.vote(5, 0)
    assert room.no(given.Close, "a") == "business_left"
    assert room.no(given.Dispose, "b", item="stairs", **DEFERRED) == "not_the_chair"
    assert room.no(given.Dispose, "a", item="roof", **DEFERRED) == "item_settled"
    assert room.no(given.Dispose, "a", item="cellar", **DEFERRED) == "unknown_item"
    room.ok(given.Dispose, "a", item="stairs", **DEFERRED)
    room.ok(given.Close, "a")
    assert [(d.item, d.outcome, d.on) for d in room.state.disposed] == [
        ("stairs", "deferred", LATER)
    ]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"outcome": Outcome.ADOPTED}, "terms_wrong"),
        ({"outcome": Outcome.REJECTED, "reason": " "}, "terms_missing"),
        ({"outcome": Outcome.REJECTED, "on": LATER}, "terms_wrong"),
        ({"outcome": Outcome.DEFERRED}, "terms_missing"),
        ({"outcome": Outcome.DEFERRED, "on": TODAY}, "date_not_later"),
        ({"outcome": Outcome.REFERRED, "on": LATER}, "terms_missing"),
        ({"outcome": Outcome.REFERRED, "body": "the estate office"}, "terms_missing"),
        ({"outcome": Outcome.WITHDRAWN, "body": "the estate office"}, "terms_wrong"),
    ],
)
def test_what_a_disposition_must_say(fields, code):
    room = Room(agenda=["roof"])
    assert room.no(given.Dispose, "a", item="roof", **{"reason": "because", **fields}) == code
    assert room.state.disposed == ()


def test_a_chair_who_is_recused_from_an_item_does_not_dispose_of_it():
    room = Room(agenda=["roof", "stairs"])
    room.ok(given.Recuse, "a", item="roof")
    assert room.no(given.Dispose, "a", item="roof", **DEFERRED) == "chair_recused"
    room.ok(given.Dispose, "a", item="stairs", **DEFERRED)
    room.ok(given.HandOver, "a", to="b")
    room.ok(given.Dispose, "b", item="roof", **DEFERRED)


def test_said_again_it_holds_anew_and_the_floor_has_the_last_word():
    room = Room(agenda=["roof"])
    room.ok(given.Dispose, "a", item="roof", outcome=Outcome.REJECTED, reason="no means")
    refer = {"outcome": Outcome.REFERRED, "body": "the street", "on": LATER, "reason": "its power"}
    room.ok(given.Dispose, "a", item="roof", **refer)
    assert [(d.outcome, d.body) for d in room.state.disposed] == [("referred", "the street")]
    room.main("mend the roof all the same", item="roof")
    room.vote(5, 0)
    assert room.no(given.Dispose, "a", item="roof", **refer) == "item_settled"


def test_f099_a_meeting_of_stages_disposes_of_its_items():
    circle = Circle(agenda=("lamp", "bins"))
    circle.until("plan")
    circle.ok(steps.AddTask, "b", text="mend the lamp", who="b", due=LATER, item="lamp")
    assert (
        circle.no(steps.AddTask, "b", text="x", who="b", due=LATER, item="roof") == "unknown_item"
    )
    assert circle.no(given.Close, "a") == "item_open"
    adopted = {"outcome": Outcome.ADOPTED, "reason": "with its task"}
    assert circle.no(given.Dispose, "a", item="bins", **adopted) == "no_tasks"
    circle.ok(given.Dispose, "a", item="lamp", **adopted)
    assert circle.no(given.Close, "a") == "item_open"
    circle.ok(given.Dispose, "a", item="bins", **DEFERRED)
    # what was adopted with a task is open again without it
    circle.ok(steps.DropTask, "b", task="t1")
    circle.ok(steps.AddTask, "c", text="sweep", who="c", due=LATER)
    assert circle.no(given.Close, "a") == "item_open"
    circle.ok(steps.AddTask, "b", text="mend the lamp", who="b", due=LATER, item="lamp")
    circle.ok(given.Close, "a")
    assert circle.state.meeting == "adjourned"


@pytest.mark.parametrize(
    "line",
    [
        "dispose roof referred to the estate office 2026-12-20: it has the means",
        "处置 roof 转交 the estate office 2026-12-20：it has the means",
    ],
)
def test_in_a_script(line):
    played = play(f"meeting 2026-12-05 14:00\nmembers 5\nagenda roof\ngather\n{line}\nclose")
    assert (played.failed, played.unread) == ([], [])
    assert played.state.meeting == "adjourned"
    [said] = played.state.disposed
    assert (said.outcome, said.body, said.reason) == (
        "referred",
        "the estate office",
        "it has the means",
    )
    assert said.on == TODAY.replace(month=12, day=20, year=2026)
