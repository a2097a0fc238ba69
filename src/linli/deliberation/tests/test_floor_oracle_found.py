"""What the rules said otherwise than the machine once did, each in its shortest meeting."""

from linli.deliberation.floor import apply, in_order, next_speaker, quorum
from linli.deliberation.floor import commands as do
from linli.deliberation.floor.commands import Terms
from linli.deliberation.floor.kinds import Kind, MotionState, Scope, Side
from linli.deliberation.floor.refusals import Code, refusal
from linli.deliberation.floor.state import Floor, What
from linli.deliberation.tests.floor_plays import CHAIR, MEMBERS, START, fresh_meeting, played


def in_session(*members: str) -> Floor:
    arrivals = [do.Arrive(at=START, by=member) for member in members or MEMBERS]
    steps = (do.Notice(at=START, by=CHAIR), do.Call(at=START, by=CHAIR))
    state = fresh_meeting(agenda=("roof",))
    return played(state, *steps, *arrivals, do.Open(at=START, by=CHAIR))


def moved(kind: Kind, terms: Terms | None = None) -> tuple[do.Command, ...]:
    move = do.Move(at=START, by="ann", kind=kind, terms=terms or Terms())
    return move, do.Second(at=START, by="bo")


def voted(yes: int, no: int) -> tuple[do.Command, ...]:
    return (
        do.Put(at=START, by=CHAIR),
        do.Count(at=START, by=CHAIR, yes=yes, no=no),
        do.Announce(at=START, by=CHAIR),
    )


MAIN = moved(Kind.MAIN, Terms(text="修凉亭"))
RULED = (
    do.Move(at=START, by="dan", kind=Kind.POINT_OF_ORDER),
    do.Rule(at=START, by=CHAIR, upheld=False),
)


def test_an_appeal_is_not_debated_where_debate_was_ended() -> None:
    closed = (*moved(Kind.PREVIOUS_QUESTION, Terms(scope=Scope.ONE)), *voted(4, 2))
    state = played(in_session(), *MAIN, *closed, *RULED, *moved(Kind.APPEAL))
    assert state.stack[-1].debatable is False
    assert apply(state, do.Ask(at=START, by="eve")) == refusal(Code.NOT_DEBATABLE)
    assert played(in_session(), *MAIN, *RULED, *moved(Kind.APPEAL)).stack[-1].debatable


def test_a_ruling_is_appealed_from_though_a_motion_waits_for_its_second() -> None:
    state = played(in_session(), MAIN[0], *RULED)
    assert in_order(state)[Kind.APPEAL] is None
    decided = played(state, *moved(Kind.APPEAL), *voted(4, 1))
    assert [(one.kind, one.state) for one in decided.stack] == [(Kind.MAIN, MotionState.MADE)]
    assert What.RULING_CHANGED in [one.what for one in decided.happened]
    assert played(decided, MAIN[1]).stack[-1].state is MotionState.STATED


def test_who_joins_the_queue_takes_no_appeal_away() -> None:
    asked = played(in_session(), *MAIN, *RULED, do.Ask(at=START, by="eve", side=Side.FOR))
    assert in_order(asked)[Kind.APPEAL] is None
    assert in_order(played(asked, do.StepBack(at=START, by="eve")))[Kind.APPEAL] is None
    speaking = played(asked, do.Recognise(at=START, by=CHAIR))
    assert in_order(speaking)[Kind.APPEAL] == refusal(Code.NO_RULING)


def without_quorum_by_recusal() -> Floor:
    """Four are here of seven, and one of them is recused from what is pending."""
    state = played(in_session(CHAIR, "ann", "bo", "cai"), *MAIN)
    return played(state, do.Recuse(at=START, by="cai", item="m1"))


def test_nothing_is_set_aside_during_a_vote() -> None:
    recess = moved(Kind.RECESS, Terms(minutes=10))
    rules = moved(Kind.SUSPEND_RULES, Terms(rule=do.HouseRule.SPEECH_TIME))
    state = played(in_session(CHAIR, "ann", "bo", "cai"), *MAIN, *recess, *rules)
    state = played(state, do.Recuse(at=START, by="cai", item="m1"), do.Put(at=START, by=CHAIR))
    set_aside = do.SetAside(at=START, by=CHAIR)
    assert apply(state, set_aside) == refusal(Code.VOTING)
    after = played(state, do.Announce(at=START, by=CHAIR), *voted(0, 3), set_aside)
    assert (after.stack, after.vote) == ((), None)
    assert [rest.main.id for rest in after.waiting] == ["m1"]


def test_what_is_set_aside_is_told_of_every_motion() -> None:
    question = moved(Kind.PREVIOUS_QUESTION)
    state = played(in_session(CHAIR, "ann", "bo", "cai"), *MAIN, *question)
    state = played(state, do.Recuse(at=START, by="cai", item="m1"))
    after = played(state, do.SetAside(at=START, by=CHAIR))
    told = [(one.motion, one.state) for one in after.happened if one.what is What.MOTION]
    assert told == [("m2", "died"), ("m1", "postponed")]
    only_made = played(
        in_session(CHAIR, "ann", "bo", "cai"), MAIN[0], do.Recuse(at=START, by="cai", item="m1")
    )
    refused = apply(only_made, do.SetAside(at=START, by=CHAIR))
    assert refused == refusal(Code.AWAITING_SECOND)
    assert next_speaker(without_quorum_by_recusal()) is None


def test_who_is_recused_by_the_number_has_no_part_in_reconsidering() -> None:
    item = do.Move(at=START, by="ann", kind=Kind.MAIN, terms=Terms(text="修凉亭"), item="roof")
    state = played(
        in_session(),
        item,
        MAIN[1],
        do.Recuse(at=START, by="cai", item="m1"),
        *voted(4, 1),
        *moved(Kind.RECONSIDER),
    )
    assert quorum(state) == (6, 4)
    vote = played(state, do.Put(at=START, by=CHAIR))
    refused = apply(vote, do.Cast(at=START, by="cai", choice=do.Choice.YES))
    assert refused == refusal(Code.RECUSED, member="cai")
