"""What is in order, motion by motion and state by state."""

import pytest

from linli.deliberation.floor import commands as given
from linli.deliberation.floor.kinds import Kind
from linli.deliberation.floor.tests.room import TODAY, Room

LATER = {"on": TODAY.replace(day=20)}
ALL = {kind.value for kind in Kind}
PRIVILEGED = {"fix_time", "adjourn", "recess", "privilege", "call_agenda"}
ALWAYS = {"point_of_order", "suspend_rules"}
WITH_PENDING = ALWAYS | {"vote_method", "withdraw"}
SUBSIDIARY = ["table", "previous_question", "limit_debate", "postpone", "refer", "amend"]
TERMS = {
    Kind.FIX_TIME: {"until": None},
    Kind.RECESS: {"minutes": 10},
    Kind.LIMIT_DEBATE: {"seconds": 60},
    Kind.POSTPONE: LATER,
    Kind.REFER: {"body": "estate office", "report_on": TODAY.replace(day=20)},
    Kind.AMEND: {"strike": "gate", "insert": "fence"},
    Kind.VOTE_METHOD: {"method": "roll_call"},
    Kind.SUSPEND_RULES: {"rule": "speech_time"},
}


def terms(room, kind):
    said = dict(TERMS.get(kind, {}))
    if "until" in said:
        said["until"] = room.state.clock.replace(day=20)
    return said


def test_nothing_pending():
    room = Room()
    assert room.allowed() == PRIVILEGED | ALWAYS | {"main", "take_from_table", "reconsider"}
    order = room.order()
    assert {order[kind] for kind in SUBSIDIARY} == {"nothing_pending"}
    assert order["appeal"] == "no_ruling"


def test_a_main_motion_pends():
    room = Room()
    room.main()
    assert ALL - room.allowed() == {"main", "take_from_table", "reconsider", "appeal"}
    assert room.order()["main"] == "something_pending"


def test_only_a_point_of_order_or_taking_it_back_before_the_second():
    room = Room()
    room.main(second=None)
    assert room.allowed() == {"point_of_order", "withdraw"}
    assert room.order()["adjourn"] == "awaiting_second"


def test_nothing_during_a_vote():
    room = Room()
    room.main()
    room.ok(given.Put, "a")
    assert set(room.order().values()) == {"voting"}


@pytest.mark.parametrize(
    ("pending", "in_order"),
    [
        ("fix_time", {"amend"} | WITH_PENDING),
        ("adjourn", {"fix_time"} | WITH_PENDING),
        ("recess", {"fix_time", "adjourn", "amend"} | WITH_PENDING),
        ("privilege", {"fix_time", "adjourn", "recess"} | ALWAYS | {"withdraw"}),
        ("table", PRIVILEGED | WITH_PENDING),
        ("previous_question", PRIVILEGED | {"table"} | WITH_PENDING),
        ("limit_debate", PRIVILEGED | set(SUBSIDIARY[:2]) | {"amend"} | WITH_PENDING),
        ("postpone", PRIVILEGED | set(SUBSIDIARY[:3]) | {"amend"} | WITH_PENDING),
        ("refer", PRIVILEGED | set(SUBSIDIARY[:4]) | {"amend"} | WITH_PENDING),
        ("amend", PRIVILEGED | set(SUBSIDIARY) | WITH_PENDING),
        ("postpone_indefinitely", PRIVILEGED | set(SUBSIDIARY) | WITH_PENDING),
        ("point_of_order", PRIVILEGED | {"suspend_rules", "withdraw"}),
        ("suspend_rules", PRIVILEGED | {"point_of_order", "vote_method", "withdraw"}),
        ("vote_method", PRIVILEGED | {"amend", "previous_question"} | ALWAYS | {"withdraw"}),
    ],
)
def test_what_may_follow_each_kind_on_a_main_motion(pending, in_order):
    room = Room()
    room.main()
    room.move(Kind(pending), **terms(room, Kind(pending)))
    assert room.top.kind == pending
    assert room.allowed() == in_order


def test_an_amendment_stands_as_high_as_what_it_amends():
    room = Room()
    room.main()
    room.move(Kind.RECESS, minutes=10)
    room.move(Kind.AMEND, minutes=15)
    assert room.allowed() == {"fix_time", "adjourn", "amend"} | WITH_PENDING
    room.move(Kind.AMEND, minutes=20)
    assert room.order()["amend"] == "not_amendable"


def test_an_amendment_of_a_postponement_may_be_referred_no_more():
    room = Room()
    room.main()
    room.move(Kind.POSTPONE, **LATER)
    room.move(Kind.AMEND, on=TODAY.replace(day=27))
    assert room.order()["refer"] == "outranked"
    assert room.order()["limit_debate"] is None


def test_postponing_indefinitely_leaves_the_main_motion_open_to_amendment():
    room = Room()
    main = room.main()
    room.move(Kind.POSTPONE_INDEFINITELY)
    room.adopt(Kind.AMEND, strike="gate", insert="fence")
    assert room.text(main) == "paint the fence"
    assert room.kinds == ["main", "postpone_indefinitely"]


def test_a_debatable_appeal_can_be_closed_and_limited_an_undebatable_cannot():
    room = Room()
    room.main()
    room.move(Kind.POINT_OF_ORDER)
    room.ok(given.Rule, "a", upheld=True)
    room.move(Kind.APPEAL)
    assert room.top.debatable
    assert room.allowed() == PRIVILEGED | {"previous_question", "limit_debate"} | WITH_PENDING
    assert room.order()["table"] == "not_applicable"


@pytest.mark.parametrize("decorum", [True, False])
def test_an_appeal_on_decorum_or_over_an_undebatable_motion_is_not_debated(decorum):
    room = Room()
    room.main()
    if not decorum:
        room.move(Kind.RECESS, minutes=5)
    room.move(Kind.POINT_OF_ORDER, decorum=decorum)
    room.ok(given.Rule, "a", upheld=True)
    room.move(Kind.APPEAL)
    assert not room.top.debatable
    expected = "not_applicable" if decorum else "outranked"
    assert room.order()["previous_question"] == expected


def test_the_occasion_for_an_appeal_passes():
    room = Room()
    room.main()
    room.move(Kind.PRIVILEGE)
    room.ok(given.Rule, "a", upheld=False)
    room.ok(given.Arrive, "i")
    assert room.order()["appeal"] is None
    room.ok(given.Ask, "b")
    assert room.order()["appeal"] is None
    room.ok(given.Recognise, "a")
    assert room.order()["appeal"] == "no_ruling"


def test_debate_that_was_ended():
    room = Room()
    room.main()
    room.adopt(Kind.PREVIOUS_QUESTION)
    order = room.order()
    assert {order[kind] for kind in (*SUBSIDIARY[1:], "postpone_indefinitely")} == {"debate_closed"}
    assert room.allowed() == PRIVILEGED | {"table"} | WITH_PENDING


def test_bringing_back_pends_alone():
    room = Room()
    room.main()
    room.adopt(Kind.TABLE)
    room.move(Kind.TAKE_FROM_TABLE)
    order = room.order()
    assert room.allowed() == PRIVILEGED | WITH_PENDING
    assert order["amend"] == "not_amendable"
    assert {order[k] for k in ("table", "postpone", "refer", "previous_question")} == {
        "not_applicable"
    }


def test_without_a_quorum_three_kinds_are_left():
    room = Room("abcdef")
    room.main()
    room.ok(given.Leave, "f")
    assert room.allowed() == {"recess", "adjourn", "fix_time"}
    assert room.order()["point_of_order"] == "no_quorum"


def test_outside_the_session_nothing_is_in_order():
    room = Room()
    room.adopt(Kind.RECESS, minutes=5)
    assert set(room.order().values()) == {"not_in_session"}
    room.ok(given.Resume, "a", after=300)
    room.adopt(Kind.ADJOURN)
    assert set(room.order().values()) == {"not_in_session"}


@pytest.mark.parametrize("kind", list(Kind))
def test_names_are_read_in_both_languages(kind):
    from linli.deliberation.floor.kinds import named, names

    chinese, english, others = names(kind)
    for words in (chinese, english, kind.value, *others, english.upper()):
        assert named(Kind, words) is kind
