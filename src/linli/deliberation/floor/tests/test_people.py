"""Quorum, recusal, the neutral chair, speaking and voting."""

from datetime import timedelta

import pytest

from linli.deliberation.floor import commands as given
from linli.deliberation.floor import next_speaker, quorum
from linli.deliberation.floor.charter import ChairVotes
from linli.deliberation.floor.kinds import Choice, Kind, Method, Side
from linli.deliberation.floor.state import What
from linli.deliberation.floor.tests.room import TODAY, Room


def waiting(room):
    first = next_speaker(room.state)
    return first.member if first else None


# --- quorum -----------------------------------------------------------------------------------
def test_opening_needs_a_quorum_unless_the_charter_lets():
    with pytest.raises(AssertionError, match="no_quorum"):
        Room("abcde")  # ten members: six are needed
    room = Room("abcde", open_without_quorum=True)
    assert room.allowed() == {"recess", "adjourn", "fix_time"}
    room = Room("abcde", quorum_strict=False)
    assert quorum(room.state) == (5, 5)
    room = Room("abcdefg", quorum_num=2, quorum_den=3)
    assert quorum(room.state) == (7, 7)


def test_a_quorum_lost_voids_the_vote_and_ends_the_speech():
    room = Room("abcdef")
    main = room.main()
    room.ok(given.Ask, "d")
    room.ok(given.Recognise, "a")
    room.ok(given.Leave, "f")
    assert room.state.speech is None
    room.ok(given.Arrive, "f")
    assert [event.what for event in room.state.happened] == [What.QUORUM_BACK]
    room.ok(given.Put, "a", method=Method.PHONE)
    room.ok(given.Cast, "b", choice=Choice.YES)
    room.ok(given.Leave, "e")
    assert (room.state.vote, room.top.state) == (None, "debate")
    assert [event.what for event in room.state.happened] == [What.VOTE_VOID, What.QUORUM_LOST]
    assert room.no(given.Announce, "a") == "no_vote"
    assert room.no(given.Put, "a") == "no_quorum"
    assert room.no(given.Ask, "b") == "no_quorum"
    room.move(Kind.ADJOURN)
    room.vote(3, 1)
    assert room.state.meeting == "adjourned"
    assert room.state.waiting[0].main.id == main


# --- recusal ----------------------------------------------------------------------------------
def test_recused_members_have_no_part_in_their_item():
    room = Room("abcdefg", agenda=["lift", "roof"])
    room.ok(given.Recuse, "d", item="lift")
    assert room.no(given.Recuse, "d", item="lift") == "already_recused"
    assert room.no(given.Recuse, "d", item="moon") == "unknown_item"
    assert room.no(given.Recuse, "b", item="lift", member="e") == "not_the_chair"
    assert room.cannot(Kind.MAIN, by="d", text="a lift", item="lift") == "recused"
    room.main("a lift", item="lift")
    assert quorum(room.state) == (6, 6)
    assert room.cannot(Kind.AMEND, by="d", insert="x") == "recused"
    assert room.no(given.Ask, "d") == "recused"
    room.ok(given.Put, "a")
    assert room.no(given.Cast, "d", choice=Choice.YES) == "recused"
    room.ok(given.Announce, "a")
    room.main("a roof", item="roof")
    room.ok(given.Ask, "d")


def test_recused_members_take_part_in_what_is_privileged():
    room = Room(agenda=["lift"])
    room.main("a lift", item="lift")
    room.ok(given.Recuse, "d", item="m1")
    recess = room.move(Kind.RECESS, by="d", minutes=5)
    room.move(Kind.POINT_OF_ORDER, by="d")
    room.ok(given.Rule, "a", upheld=False)
    assert room.top.id == recess
    room.ok(given.Put, "a", method=Method.PHONE)
    room.ok(given.Cast, "d", choice=Choice.YES)


def test_who_recuses_in_the_middle_leaves_floor_queue_and_vote():
    room = Room("abcdefghij")
    room.main()
    room.ok(given.Ask, "d")
    room.ok(given.Recognise, "a")
    room.ok(given.Recuse, "d", item="m1")
    assert room.state.speech is None
    room.ok(given.Ask, "e")
    room.ok(given.Recuse, "a", item="m1", member="e")
    assert room.top.queue == ()
    room.ok(given.Recuse, "a", item="m1")
    assert room.no(given.Put, "a") == "chair_recused"
    room.ok(given.HandOver, "a", to="c")
    room.ok(given.Put, "c", method=Method.PHONE)
    room.ok(given.Cast, "f", choice=Choice.YES)
    room.ok(given.Cast, "g", choice=Choice.YES)
    room.ok(given.Recuse, "f", item="m1")
    assert room.state.vote.cast == (("g", "yes"),)
    room.ok(given.Recuse, "h", item="m1")
    assert room.state.vote is None  # five are left for this item: the vote is void
    assert quorum(room.state) == (5, 6)
    assert room.no(given.SetAside, "b") == "not_the_chair"
    room.ok(given.SetAside, "c")
    assert (room.state.stack, room.state.waiting[0].main.id) == ((), "m1")
    assert quorum(room.state) == (10, 6)
    room.ok(given.HandOver, "c", to="a")
    room.ok(given.Close, "a")
    room.next(TODAY + timedelta(days=7))
    assert room.top.id == "m1"


def test_who_raises_a_hand_in_the_room_is_put_into_the_queue_by_chair_or_keeper():
    room = Room("abcdefg", keeper="k", agenda=["lift"])
    room.ok(given.Recuse, "d", item="lift")
    room.main(item="lift")
    room.ok(given.Ask, "b", side=Side.FOR)
    assert room.no(given.Ask, "b", member="c", side=Side.FOR) == "not_the_chair"
    room.ok(given.Ask, "k", member="c", side=Side.AGAINST)
    assert room.no(given.Ask, "a", member="c") == "already_asked"
    assert room.no(given.Ask, "k", member="d") == "recused"
    assert room.no(given.Ask, "k", member="h") == "not_present"
    assert room.no(given.Ask, "k", member="a") == "chair_is_neutral"
    assert room.no(given.Ask, "k") == "not_a_member"  # who only keeps order does not speak
    assert [(each.member, each.side) for each in room.top.queue] == [("b", "for"), ("c", "against")]
    assert room.no(given.StepBack, "b", member="c") == "not_the_chair"
    room.ok(given.StepBack, "k", member="c")
    room.ok(given.Ask, "a", member="c", side=Side.AGAINST)
    room.ok(given.Recognise, "a")
    room.ok(given.EndSpeech, "b")
    assert waiting(room) == "c"


def test_setting_aside_is_for_recusals_alone():
    room = Room("abcdef")
    assert room.no(given.SetAside, "a") == "nothing_pending"
    room.main()
    assert room.no(given.SetAside, "a") == "has_quorum"
    room.ok(given.Leave, "f")
    assert room.no(given.SetAside, "a") == "no_quorum"


# --- chair ------------------------------------------------------------------------------------
def test_the_chair_is_neutral_until_the_chair_is_handed_over():
    room = Room()
    room.main()
    for command, fields in ((given.Ask, {}), (given.Move, room.moving(Kind.TABLE, {}))):
        assert room.no(command, "a", **fields) == "chair_is_neutral"
    assert room.no(given.Leave, "a") == "chair_must_hand_over"
    assert room.no(given.HandOver, "b", to="b") == "not_the_chair"
    assert room.no(given.HandOver, "a", to="i") == "not_present"
    room.ok(given.Ask, "c")
    room.ok(given.HandOver, "a", to="c")
    assert room.top.queue == ()  # who presides does not wait to speak
    room.speak("a")
    assert room.no(given.HandOver, "c", to="a") == "chair_returns_later"
    room.ok(given.HandOver, "c", to="d")
    assert room.no(given.HandOver, "d", to="a") == "chair_returns_later"
    room.vote(5, 1)
    room.ok(given.HandOver, "d", to="a")
    assert room.state.presiding == "a"


def test_the_chair_votes_last_and_only_when_it_matters():
    room = Room()
    main = room.main()
    room.ok(given.Put, "a", method=Method.PHONE)
    for member in "bc":
        room.ok(given.Cast, member, choice=Choice.YES)
    assert room.no(given.Cast, "a", choice=Choice.YES) == "chair_cannot_decide"
    for member in "de":
        room.ok(given.Cast, member, choice=Choice.NO)
    assert room.no(given.Cast, "a", choice=Choice.NO) == "chair_cannot_decide"
    room.ok(given.Cast, "a", choice=Choice.YES)
    room.ok(given.Announce, "a")
    assert room.fate(main) == "adopted"
    assert dict(room.state.settled[0].cast)["a"] == "yes"


def test_a_vote_of_the_chair_that_came_too_early_keeps_nobody_from_voting():
    room = Room()
    main = room.main()
    room.ok(given.Put, "a", method=Method.PHONE)
    room.ok(given.Cast, "a", choice=Choice.YES)
    for member in "bcd":
        room.ok(given.Cast, member, choice=Choice.NO)
    room.ok(given.Announce, "a")
    assert room.fate(main) == "lost"
    assert "a" not in dict(room.state.settled[0].cast)


def test_the_chairs_vote_after_a_count_and_by_the_charter():
    room = Room()
    main = room.main()
    room.ok(given.Put, "a")
    room.ok(given.Count, "a", yes=4, no=3)
    room.ok(given.Cast, "a", choice=Choice.NO)  # makes it a tie
    room.ok(given.Announce, "a")
    assert room.fate(main) == "lost"
    room = Room(chair_votes=ChairVotes.NEVER)
    room.main()
    room.ok(given.Put, "a")
    assert room.no(given.Cast, "a", choice=Choice.YES) == "chair_is_neutral"
    room = Room(chair_votes=ChairVotes.ALWAYS)
    room.main()
    room.ok(given.Put, "a")
    room.ok(given.Cast, "a", choice=Choice.YES)
    room.ok(given.Cast, "b", choice=Choice.NO)


# --- speaking ---------------------------------------------------------------------------------
def test_the_queue_prefers_new_voices_then_the_other_side_then_who_came_first():
    room = Room()
    room.main()
    room.speak("b", Side.FOR)
    for member, side in (("b", Side.AGAINST), ("c", Side.FOR), ("d", Side.FOR)):
        room.ok(given.Ask, member, side=side)
    assert waiting(room) == "c"
    room.ok(given.Ask, "e", side=Side.AGAINST)
    assert waiting(room) == "e"
    assert room.no(given.Recognise, "a", member="c") == "not_next"
    assert room.no(given.Recognise, "a", member="f") == "not_asked"
    heard = []
    while waiting(room):
        heard.append(waiting(room))
        room.ok(given.Recognise, "a")
        room.ok(given.EndSpeech, heard[-1])
    assert heard == ["e", "c", "d", "b"]
    assert room.no(given.Recognise, "a") == "nobody_waits"


def test_speeches_end_by_themselves_and_are_counted():
    room = Room(keeper="k", speech_seconds=120)
    room.main()
    room.ok(given.Ask, "b")
    assert room.no(given.Ask, "b") == "already_asked"
    assert room.no(given.Put, "a") == "speakers_wait"
    room.ok(given.Recognise, "a")
    assert room.no(given.Put, "a") == "speech_under_way"
    assert room.cannot(Kind.TABLE, by="d") == "speech_under_way"
    assert room.no(given.EndSpeech, "d") == "not_the_chair"
    room.ok(given.Tick, "", after=118)
    assert room.state.speech.member == "b"
    room.ok(given.Tick, "", after=2)
    assert [event.what for event in room.state.happened] == [What.TIME_UP]
    room.ok(given.Ask, "b")
    room.ok(given.Recognise, "a")
    room.ok(given.EndSpeech, "k")
    assert room.no(given.EndSpeech, "k") == "no_speech"
    assert room.no(given.Ask, "b") == "spoken_enough"
    room.ok(given.Ask, "c")
    room.ok(given.StepBack, "c")
    assert room.no(given.StepBack, "c") == "not_asked"
    room.vote(5, 1)


def test_an_interrupted_speech_goes_on_with_what_was_left():
    room = Room()
    room.main()
    room.ok(given.Ask, "b")
    room.ok(given.Ask, "c")
    room.ok(given.Recognise, "a")
    room.move(Kind.POINT_OF_ORDER, by="d")
    room.ok(given.Rule, "a", upheld=True)
    room.ok(given.Recognise, "a")
    speech = room.state.speech
    assert (speech.member, speech.until - speech.since) == ("b", timedelta(seconds=119))
    assert dict(room.top.spoken) == {"b": 1}
    room.move(Kind.POINT_OF_ORDER, by="d", decorum=True)
    room.ok(given.Rule, "a", upheld=True)  # out of order: the next speaks
    assert waiting(room) == "c"


def test_who_speaks_may_move_and_so_ends_the_speech():
    room = Room()
    room.main()
    room.ok(given.Ask, "b")
    room.ok(given.Recognise, "a")
    room.move(Kind.TABLE, by="b")
    assert room.state.speech is None
    assert room.no(given.Ask, "d") == "not_debatable"
    assert room.no(given.Recognise, "a") == "not_debatable"


# --- voting -----------------------------------------------------------------------------------
def test_a_roll_call_is_complete_and_votes_may_change_until_it_is_announced():
    room = Room("abcdef")
    main = room.main()
    room.ok(given.Put, "a", method=Method.ROLL_CALL)
    assert room.no(given.Count, "a", yes=1, no=0) == "hands_only"
    for member in "bcde":
        room.ok(given.Cast, member, choice=Choice.NO)
    assert room.no(given.Cast, "a", choice=Choice.YES) == "chair_votes_last"
    assert room.no(given.Announce, "a") == "roll_not_called"
    room.ok(given.Cast, "f", choice=Choice.ABSTAIN)
    for member in "bcd":
        room.ok(given.Cast, member, choice=Choice.YES)
    room.ok(given.Announce, "a")
    assert room.fate(main) == "adopted"
    assert dict(room.state.settled[0].cast)["e"] == "no"


def test_counted_hands():
    room = Room()
    room.main()
    assert room.no(given.Count, "a", yes=1, no=1) == "no_vote"
    room.ok(given.Put, "a")
    assert room.no(given.Count, "a", yes=6, no=2) == "too_many_hands"
    assert room.no(given.Count, "a", yes=-1, no=2) == "terms_wrong"
    room.ok(given.Count, "a", yes=3, no=4)
    assert room.no(given.Cast, "b", choice=Choice.YES) == "votes_recorded"
    room.ok(given.Count, "a", yes=4, no=3)
    assert room.no(given.Announce, "b") == "not_the_chair"


def test_who_leaves_takes_the_vote_along():
    room = Room()
    main = room.main()
    room.ok(given.Put, "a", method=Method.PHONE)
    room.ok(given.Cast, "b", choice=Choice.YES)
    room.ok(given.Leave, "b")
    assert room.no(given.Cast, "b", choice=Choice.YES) == "not_present"
    room.ok(given.Announce, "a")
    assert room.fate(main) == "lost"


# --- the meeting ------------------------------------------------------------------------------
def test_closing_without_a_motion():
    room = Room(agenda=["roof"])
    assert room.no(given.Close, "a") == "business_left"
    room.main("mend the roof", item="roof")
    assert room.no(given.Close, "a") == "business_left"
    room.vote(5, 0)
    room.ok(given.Close, "a")
    assert room.state.meeting == "adjourned"


def test_time_does_not_go_back_and_steps_follow_their_order():
    room = Room()
    assert room.no(given.Tick, "", after=-1) == "time_goes_back"
    for command in (given.Notice, given.Call, given.Open, given.Resume, given.ApproveMinutes):
        assert room.no(command, "a") == "wrong_meeting_state"
    assert room.no(given.Arrive, "b") == "already_present"
    assert room.no(given.Arrive, "b", member="i") == "not_the_chair"
    room.ok(given.Arrive, "a", member="i")
    assert room.no(given.Leave, "j") == "not_present"
