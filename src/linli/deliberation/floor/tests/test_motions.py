"""What becomes of motions, one kind after the other."""

from datetime import timedelta

import pytest

from linli.deliberation.floor import commands as given
from linli.deliberation.floor.charter import Base, Threshold
from linli.deliberation.floor.kinds import HouseRule, Kind, Method, Scope
from linli.deliberation.floor.state import Item, What
from linli.deliberation.floor.tests.room import TODAY, Room

LATER = TODAY + timedelta(days=14)


def happened(room):
    return [(event.what, event.motion, event.state) for event in room.state.happened]


def test_a_motion_without_a_second_dies_after_its_time_and_not_before():
    room = Room(second_within_seconds=60)
    first = room.main(second=None)
    room.ok(given.Tick, "", after=60)
    assert room.top.id == first
    assert room.no(given.Second, "b") == "nothing_to_second"  # a second later it is too late
    assert room.top.id == first  # a refusal changes nothing, not even that
    room.ok(given.Tick, "")
    assert room.state.stack == ()
    assert happened(room) == [(What.MOTION, first, "died")]
    assert room.fate(first) is None
    room.main()  # what died may be moved again


def test_who_may_second():
    room = Room("abcdefg")
    room.main(second=None)
    assert room.no(given.Second, "b") == "own_motion"
    assert room.no(given.Second, "a") == "chair_is_neutral"
    assert room.no(given.Second, "h") == "not_present"
    assert room.no(given.Second, "x") == "not_a_member"
    room.ok(given.Second, "d")
    assert room.top.seconder == "d"
    assert room.no(given.Second, "e") == "nothing_to_second"


def test_fixing_the_time_to_adjourn():
    room = Room()
    clock = room.state.clock
    assert room.cannot(Kind.FIX_TIME) == "terms_missing"
    assert room.cannot(Kind.FIX_TIME, until=clock) == "date_not_later"
    until = clock + timedelta(days=7)
    room.move(Kind.FIX_TIME, until=until)
    room.adopt(Kind.AMEND, until=until + timedelta(hours=1))
    room.vote(5, 2)
    assert room.state.continues_at == until + timedelta(hours=1)


def test_a_meeting_that_goes_on_is_the_same_meeting():
    room = Room()
    lost = room.main()
    room.vote(1, 5)
    room.adopt(Kind.FIX_TIME, until=room.state.clock + timedelta(days=7))
    room.adopt(Kind.ADJOURN)
    room.next(TODAY + timedelta(days=7))
    assert room.fate(lost) == "lost"
    assert room.cannot(Kind.MAIN, text="Paint the gate!") == "decided_this_meeting"
    assert room.cannot(Kind.RECONSIDER, motion=lost) == "not_reconsiderable"
    room = Room()
    room.main()
    room.vote(1, 5)
    room.adopt(Kind.ADJOURN)
    room.next(TODAY + timedelta(days=7))
    room.main()  # another meeting may decide otherwise


def test_recess_and_adjourning():
    room = Room(recess_minutes_most=30)
    assert room.cannot(Kind.RECESS, minutes=31) == "terms_wrong"
    assert room.cannot(Kind.RECESS, minutes=0) == "terms_wrong"
    main = room.main()
    room.adopt(Kind.RECESS, minutes=10)
    assert room.state.meeting == "recess"
    assert room.no(given.Resume, "a", after=599) == "recess_not_over"
    assert room.no(given.Resume, "b", after=600) == "not_the_chair"
    room.ok(given.Resume, "a", after=600)
    assert room.top.id == main
    room.adopt(Kind.ADJOURN)
    assert room.state.meeting == "adjourned"
    assert [(w.how, w.main.id) for w in room.state.waiting] == [("pending", main)]
    room.ok(given.ApproveMinutes, "a")
    assert room.state.meeting == "minutes_approved"
    assert room.no(given.ApproveMinutes, "a") == "wrong_meeting_state"


def test_a_question_of_privilege_and_the_agenda_on_demand():
    room = Room()
    room.main()
    room.move(Kind.PRIVILEGE, text="nobody hears the speaker")
    assert room.no(given.Put, "a") == "chair_decides"
    assert room.no(given.Rule, "b", upheld=True) == "not_the_chair"
    room.ok(given.Rule, "a", upheld=True)
    assert room.kinds == ["main"]
    called = room.move(Kind.CALL_AGENDA)
    assert room.kinds == ["main"]
    assert (What.MOTION, called, "adopted") in happened(room)
    assert room.no(given.Rule, "a", upheld=True) == "nothing_to_rule"


def test_tabled_with_everything_pending_and_taken_back():
    room = Room()
    main = room.main()
    amendment = room.move(Kind.AMEND, strike="gate", insert="fence")
    room.speak("d")
    room.adopt(Kind.TABLE)
    assert room.fate(main) == "tabled"
    other = room.main("sweep the stairs")
    room.vote(5, 0)
    assert room.fate(other) == "adopted"
    assert room.cannot(Kind.MAIN, text="paint the gate") == "still_in_hand"
    assert room.cannot(Kind.TAKE_FROM_TABLE, motion=other) == "not_on_table"
    room.adopt(Kind.TAKE_FROM_TABLE, motion=main)
    assert [(m.id, m.state) for m in room.state.stack] == [(main, "stated"), (amendment, "debate")]
    assert dict(room.top.spoken) == {"d": 1}


def test_previous_question_on_one_and_on_all():
    room = Room()
    room.main()
    room.move(Kind.AMEND, strike="gate", insert="fence")
    room.adopt(Kind.PREVIOUS_QUESTION)
    assert [m.closed for m in room.state.stack] == [False, True]
    room.vote(1, 5)
    assert room.order()["amend"] is None
    room.move(Kind.AMEND, strike="gate", insert="door")
    room.adopt(Kind.PREVIOUS_QUESTION, scope=Scope.ALL)
    assert [m.closed for m in room.state.stack] == [True, True]
    assert room.no(given.Ask, "d") == "debate_closed"


@pytest.mark.parametrize(("yes", "no", "passes"), [(4, 2, True), (3, 2, False), (0, 0, False)])
def test_two_thirds(yes, no, passes):
    room = Room()
    room.main()
    room.move(Kind.LIMIT_DEBATE, seconds=30)
    room.vote(yes, no, 1)
    assert (room.top.seconds == 30) is passes


def test_limiting_and_extending_debate():
    room = Room()
    room.main()
    assert room.cannot(Kind.LIMIT_DEBATE) == "terms_missing"
    assert room.cannot(Kind.LIMIT_DEBATE, speeches=0) == "terms_wrong"
    room.move(Kind.LIMIT_DEBATE, seconds=60, speeches=1)
    room.adopt(Kind.AMEND, seconds=30)
    room.vote(7, 0)
    assert (room.top.seconds, room.top.speeches) == (30, 1)
    room.speak("d")
    assert room.no(given.Ask, "d") == "spoken_enough"
    room.ok(given.Ask, "e")
    room.ok(given.Recognise, "a")
    assert room.state.speech.until - room.state.clock == timedelta(seconds=30)
    room.ok(given.EndSpeech, "e")
    room.adopt(Kind.LIMIT_DEBATE, seconds=300, speeches=3)
    room.speak("d", seconds=299)


def test_postponed_comes_back_on_its_day_and_the_pending_one_before_it():
    room = Room(postpone_within_days=60)
    first = room.main()
    assert room.cannot(Kind.POSTPONE, on=TODAY) == "date_not_later"
    assert room.cannot(Kind.POSTPONE, on=TODAY + timedelta(days=61)) == "date_too_far"
    room.move(Kind.POSTPONE, on=LATER)
    room.adopt(Kind.AMEND, on=LATER + timedelta(days=1))
    room.speak("d")
    room.vote(5, 1)
    second = room.main("sweep the stairs")
    room.adopt(Kind.POSTPONE, on=LATER)
    third = room.main("mend the roof")
    room.adopt(Kind.ADJOURN)
    room.next(LATER + timedelta(days=1))
    order = []
    while room.top:
        order.append(room.top.id)
        room.vote(5, 1)
    assert order == [third, second, first]
    assert room.state.waiting == ()


def test_referred_with_a_report_date_without_the_pending_indefinite_postponement():
    room = Room()
    main = room.main()
    room.move(Kind.POSTPONE_INDEFINITELY)
    assert room.cannot(Kind.REFER, body="estate office") == "terms_missing"
    room.move(Kind.REFER, body="estate office", report_on=LATER)
    room.adopt(Kind.AMEND, body="owners' committee")
    room.vote(5, 1)
    waiting = room.state.waiting[0]
    assert (waiting.body, waiting.due, len(waiting.stack)) == ("owners' committee", LATER, 1)
    assert room.fate(main) == "referred"
    room.ok(given.Close, "a")
    room.next(LATER)
    assert room.top.id == main


def test_postponed_indefinitely_is_killed_for_this_meeting():
    room = Room()
    main = room.main()
    room.move(Kind.POSTPONE_INDEFINITELY)
    room.vote(5, 2)
    assert room.fate(main) == "killed"
    assert room.cannot(Kind.MAIN, text="Paint  the gate.") == "decided_this_meeting"


AMENDMENTS = [
    ({"strike": "gate", "insert": "fence"}, "paint the fence in May"),
    ({"strike": "in May"}, "paint the gate "),
    ({"insert": "and the door", "after": "gate"}, "paint the gate and the door in May"),
    ({"insert": "or June"}, "paint the gate in May or June"),
    ({"text": "sweep"}, "sweep"),
]


@pytest.mark.parametrize(("change", "text"), AMENDMENTS)
def test_amendments_of_a_text(change, text):
    room = Room()
    main = room.main("paint the gate in May")
    room.adopt(Kind.AMEND, **change)
    assert room.text(main) == text


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, "terms_missing"),
        ({"strike": "roof"}, "words_not_found"),
        ({"strike": "t", "insert": "T"}, "words_not_unique"),
        ({"strike": "gate", "insert": "gate"}, "changes_nothing"),
        ({"text": "x", "strike": "gate"}, "terms_wrong"),
        ({"text": "  "}, "terms_missing"),
        ({"minutes": 5}, "terms_wrong"),
    ],
)
def test_amendments_that_cannot_stand(change, code):
    room = Room()
    room.main("paint the gate at noon")
    before = room.state
    assert room.cannot(Kind.AMEND, **change) == code
    assert room.state == before


def test_amendments_of_the_second_degree():
    room = Room()
    main = room.main("两盏灯")
    room.move(Kind.AMEND, strike="两", insert="三十")
    assert room.cannot(Kind.AMEND, strike="三十", insert="两") == "changes_nothing"
    room.move(Kind.AMEND, strike="十", insert="百")
    assert (room.top.degree, room.order()["amend"]) == (2, "not_amendable")
    room.vote(5, 1)
    room.vote(5, 1)
    assert room.text(main) == "三百盏灯"
    room.move(Kind.RECESS, minutes=5)
    assert room.cannot(Kind.AMEND, strike="5") == "terms_wrong"
    assert room.cannot(Kind.AMEND, minutes=5) == "changes_nothing"
    assert room.cannot(Kind.AMEND, minutes=999) == "terms_wrong"


def test_one_degree_only_if_the_charter_says_so():
    room = Room(amendment_degrees=1)
    room.main()
    room.move(Kind.AMEND, strike="gate", insert="fence")
    assert room.order()["amend"] == "not_amendable"


def test_reconsidering_undoes_postponement_referral_and_killing():
    for kind, terms in (
        (Kind.POSTPONE, {"on": LATER}),
        (Kind.REFER, {"body": "estate office", "report_on": LATER}),
        (Kind.POSTPONE_INDEFINITELY, {}),
    ):
        room = Room()
        main = room.main()
        moved = room.move(kind, **terms)
        room.ballots(yes="bcd", no="ef")
        assert room.cannot(Kind.RECONSIDER, by="e") == "not_on_winning_side"
        room.move(Kind.RECONSIDER, by="b", motion=moved)
        room.vote(5, 1)
        assert [m.id for m in room.state.stack] == [main, moved]
        assert (room.state.waiting, room.state.settled) == ((), ())


def test_nobody_was_on_a_side_for_which_no_hand_was_raised():
    """0–0 loses, and no member voted against it: nobody can move to reconsider."""
    for hands, answer in (((0, 0), "not_on_winning_side"), ((2, 3), None)):
        room = Room()
        room.main()
        room.vote(*hands)
        if answer:
            assert room.cannot(Kind.RECONSIDER, by="b") == answer
        else:
            room.move(Kind.RECONSIDER, by="b")
            assert room.state.stack[-1].kind is Kind.RECONSIDER


def test_what_was_not_reconsidered_is_not_asked_again():
    room = Room()
    main = room.main()
    room.ballots(yes="bcde", no="f")
    room.move(Kind.RECONSIDER, by="b")
    room.vote(1, 5)
    assert room.fate(main) == "adopted"
    assert room.cannot(Kind.RECONSIDER) == "reconsidered_before"
    assert room.cannot(Kind.RECONSIDER, motion="m99") == "unknown_motion"
    tabled = room.main("sweep")
    room.adopt(Kind.TABLE)
    assert room.cannot(Kind.RECONSIDER, motion=tabled) == "not_reconsiderable"


def test_an_appeal_changes_a_ruling_only_by_a_majority():
    for yes, no, state in ((4, 3, "adopted"), (3, 3, "lost"), (0, 0, "lost")):
        room = Room()
        room.main()
        room.move(Kind.POINT_OF_ORDER)
        room.ok(given.Rule, "a", upheld=False)
        appeal = room.move(Kind.APPEAL)
        room.vote(yes, no)
        assert (What.MOTION, appeal, state) in happened(room)
        changed = any(what is What.RULING_CHANGED for what, _, _ in happened(room))
        assert changed is (state == "adopted")
        assert room.order()["appeal"] == "no_ruling"


def test_suspended_rules_last_as_long_as_the_main_matter():
    room = Room()
    for rule in (HouseRule.QUORUM, HouseRule.LAW, HouseRule.THRESHOLD, HouseRule.RECUSAL):
        assert room.cannot(Kind.SUSPEND_RULES, rule=rule) == "never_suspended"
    room.adopt(Kind.SUSPEND_RULES, rule=HouseRule.SPEECH_COUNT)
    room.main()
    for _ in range(3):
        room.speak("d")
    room.vote(5, 1)
    assert room.state.suspended == ()
    room.main("sweep")
    room.speak("d")
    room.speak("d")
    assert room.no(given.Ask, "d") == "spoken_enough"


def test_an_ordered_way_of_voting():
    room = Room()
    room.main()
    room.move(Kind.VOTE_METHOD, method=Method.PHONE)
    room.adopt(Kind.AMEND, method=Method.ROLL_CALL)
    room.vote(5, 1)
    assert room.no(given.Put, "a", method=Method.HANDS) == "terms_wrong"
    room.ok(given.Put, "a")
    assert room.state.vote.method == "roll_call"


def test_withdrawn():
    room = Room()
    room.main()
    amendment = room.move(Kind.AMEND, by="d", strike="gate", insert="fence")
    assert room.cannot(Kind.WITHDRAW, by="b", motion=amendment) == "not_the_mover"
    assert room.cannot(Kind.WITHDRAW, by="b", motion="m9") == "unknown_motion"
    room.move(Kind.WITHDRAW, by="b", motion="m1")
    room.ok(given.Object, "e")
    assert room.no(given.Object, "f") == "nothing_to_object"
    room.vote(3, 3)
    assert room.kinds == ["main", "amend"]
    room.move(Kind.WITHDRAW, by="b", motion="m1")
    room.ok(given.Put, "a")  # nobody objects
    assert room.state.stack == ()
    assert room.fate("m1") == "withdrawn"
    assert (What.MOTION, amendment, "withdrawn") in happened(room)
    room.main()  # and may be moved again


def test_an_items_own_threshold_holds_for_main_motions_alone():
    law = Threshold(2, 3, strict=False, base=Base.ALL)
    room = Room(agenda=[Item("roof", law), "stairs"], agenda_order=True)
    assert room.cannot(Kind.MAIN, text="x", item="lift") == "unknown_item"
    assert room.cannot(Kind.MAIN, text="x", item="stairs") == "item_not_due"
    main = room.main("mend the roof", item="roof")
    room.adopt(Kind.AMEND, insert="in May")
    room.vote(6, 0)  # 6 of 10 is less than two thirds of all
    assert room.fate(main) == "lost"
    main = room.main("mend the roof in June", item="stairs")
    room.vote(1, 0)
    assert room.fate(main) == "adopted"


def test_a_threshold_of_those_present():
    present = Threshold(1, 2, strict=True, base=Base.PRESENT)
    for yes, fate in ((4, "lost"), (5, "adopted")):
        room = Room(main_threshold=present)  # eight are present
        main = room.main()
        room.vote(yes, 0, 1)
        assert room.fate(main) == fate
