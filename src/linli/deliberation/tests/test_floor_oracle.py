"""Every kind of motion in every situation that a meeting can come into: the machine against the rules."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from linli.deliberation.floor import apply, in_order, quorum
from linli.deliberation.floor import commands as do
from linli.deliberation.floor.kinds import Kind, MeetingState, MotionState, Scope
from linli.deliberation.floor.refusals import Refusal
from linli.deliberation.floor.state import Floor
from linli.deliberation.tests.floor_oracle import (
    EVERY_KIND,
    Situation,
    debatable,
    degree,
    may_be_moved,
    refused_because,
)
from linli.deliberation.tests.floor_plays import (
    CHAIR,
    MEMBERS,
    OF_THE_ORDER,
    START,
    fresh_meeting,
    played,
    sound_move,
)
from linli.deliberation.tests.floor_witness import Witness, quorum_figures


def steps_of_the_meeting(state: Floor) -> Iterator[do.Command]:
    now = state.clock
    if state.meeting is MeetingState.RECESS and state.recess_until is not None:
        yield do.Resume(at=state.recess_until, by=CHAIR)
    step = {
        MeetingState.DRAFT: do.Notice,
        MeetingState.NOTICED: do.Call,
        MeetingState.CALLED: do.Open,
        MeetingState.ADJOURNED: do.ApproveMinutes,
    }.get(state.meeting, do.Close)
    yield step(at=now, by=CHAIR)
    absent = [member for member in MEMBERS[:4] if member not in state.present]
    for member in absent[:1]:
        yield do.Arrive(at=now, by=member)
    yield do.Leave(at=now, by=MEMBERS[3])


def steps_of_motions(state: Floor) -> Iterator[do.Command]:
    now = state.clock
    for kind in Kind:
        move = sound_move(state, kind, "ann")
        yield move
        if kind in (Kind.PREVIOUS_QUESTION, Kind.LIMIT_DEBATE):
            yield replace(move, terms=replace(move.terms, scope=Scope.ALL))
        if kind is Kind.POINT_OF_ORDER:
            yield replace(move, terms=replace(move.terms, decorum=True))
    yield do.Second(at=now, by="bo")
    yield do.Object(at=now, by="bo")
    yield do.Rule(at=now, by=CHAIR, upheld=True)
    yield do.Put(at=now, by=CHAIR)
    yield do.Announce(at=now, by=CHAIR)
    if state.vote is not None and state.vote.counted is None:
        yield do.Count(at=now, by=CHAIR, yes=3, no=0)
        yield do.Count(at=now, by=CHAIR, yes=0, no=3)
    made = [motion for motion in state.stack if motion.state is MotionState.MADE]
    if made and made[0].second_until is not None:
        yield do.Tick(at=made[0].second_until + timedelta(seconds=1), by=CHAIR)
    if state.stack and state.stack[0].kind is Kind.MAIN:
        yield do.Recuse(at=now, by=CHAIR, item=state.stack[0].id, member=MEMBERS[3])


def with_something_behind_it() -> Floor:
    """One matter lies on the table, one was voted down, and nothing is pending."""
    now, state = START, fresh_meeting()
    steps: list[do.Command] = [do.Notice(at=now, by=CHAIR), do.Call(at=now, by=CHAIR)]
    steps += [do.Arrive(at=now, by=member) for member in MEMBERS[:4]]
    state = played(state, *steps, do.Open(at=now, by=CHAIR))
    for kind, yes, no in ((Kind.MAIN, 0, 0), (Kind.TABLE, 3, 0), (Kind.MAIN, 0, 3)):
        state = played(state, sound_move(state, kind, "ann"), do.Second(at=now, by="bo"))
        if yes + no:
            vote = (do.Put(at=now, by=CHAIR), do.Count(at=now, by=CHAIR, yes=yes, no=no))
            state = played(state, *vote, do.Announce(at=now, by=CHAIR))
    return state


def differs(state: Floor, situation: Situation) -> object:
    """What could still go otherwise in an equal situation."""
    kept = (state.waiting, state.settled) if not state.stack else ()
    return (
        situation,
        len(state.present),
        bool(state.recused),
        state.vote is not None and state.vote.counted,
        tuple(bool(matters) for matters in kept),
        bool(state.stack) and state.stack[-1].objected,
    )


def play_everything(deepest: int, most: int, every: int) -> Iterator[tuple[Floor, Situation]]:
    """Breadth first: every state that differs, with its situation.

    Of the motions that are not in order, each `every`-th is moved all the same.
    """
    seen: set[object] = set()
    edge = [(fresh_meeting(), Witness()), (with_something_behind_it(), Witness())]
    while edge:
        beyond: list[tuple[Floor, Witness]] = []
        for state, witness in edge:
            situation = witness.situation(state)
            key = differs(state, situation)
            if key in seen:
                continue
            seen.add(key)
            if len(seen) > most:
                return
            yield state, situation
            steps = (*steps_of_the_meeting(state), *steps_of_motions(state))
            for number, command in enumerate(steps):
                vain = isinstance(command, do.Move) and refused_because(situation, command.kind)
                if vain and (number + len(seen)) % every:
                    continue
                then = apply(state, command)
                if isinstance(then, Refusal):
                    check_refusal(state, situation, command, then)
                    continue
                check_accepted(situation, command)
                if len(then.stack) <= deepest:
                    beyond.append((then, witness.after(state, command, then)))
        edge = beyond


def check_refusal(state: Floor, now: Situation, command: do.Command, why: Refusal) -> None:
    if isinstance(command, do.Move):
        expected = refused_because(now, command.kind)
        if expected is None:
            assert why.code not in OF_THE_ORDER, (now, command, why)
        else:
            assert why.code == f"floor.{expected}", (now, command, why)


def check_accepted(now: Situation, command: do.Command) -> None:
    if isinstance(command, do.Move):
        assert refused_because(now, command.kind) is None, (now, command)


def check_order(state: Floor, now: Situation) -> None:
    told = {
        str(kind): why and why.code.removeprefix("floor.") for kind, why in in_order(state).items()
    }
    expected = {kind: refused_because(now, kind) for kind in EVERY_KIND}
    assert told == expected, now
    # the two tellings of the oracle are one
    assert {kind for kind in EVERY_KIND if may_be_moved(now, kind)} == {
        kind for kind, why in expected.items() if why is None
    }, now


def check_nature(state: Floor, now: Situation) -> None:
    for motion, matter in zip(state.stack, now.pile, strict=True):
        assert motion.debatable is debatable(matter), (now, motion)
        assert motion.degree == degree(matter), (now, motion)


@pytest.mark.parametrize(
    ("deepest", "most", "every"),
    [
        pytest.param(5, 1_500, 5, id="thousands"),
        pytest.param(5, 40_000, 1, id="tens-of-thousands", marks=pytest.mark.long),
    ],
)
def test_every_motion_in_every_state(deepest: int, most: int, every: int) -> None:
    seen: set[Situation] = set()
    for state, now in play_everything(deepest, most, every):
        check_order(state, now)
        check_nature(state, now)
        assert quorum(state) == quorum_figures(state), now
        seen.add(now)
    assert {now.meeting for now in seen} >= {
        "in_session",
        "recess",
        "adjourned",
        "minutes_approved",
    }
    assert any(now.ruling for now in seen)
    assert any(now.voting for now in seen)
    assert any(not now.quorate and now.pile for now in seen)
    kinds = {matter.kind for now in seen for matter in now.pile}
    assert kinds == set(EVERY_KIND) - {"call_agenda"}  # that one is handled by being moved
