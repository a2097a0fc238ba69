"""Evenings of up to 200 steps, at random: order, results, speakers and fates against the rules."""

from datetime import timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.deliberation.floor import apply, carry_over, in_order, next_speaker, quorum
from linli.deliberation.floor import commands as do
from linli.deliberation.floor.charter import ChairVotes
from linli.deliberation.floor.kinds import (
    FINAL,
    Choice,
    Kind,
    MeetingState,
    Method,
    MotionState,
)
from linli.deliberation.floor.refusals import Refusal
from linli.deliberation.floor.state import Floor, What
from linli.deliberation.tests import floor_oracle_votes as votes
from linli.deliberation.tests.floor_evenings import next_command, some_charter
from linli.deliberation.tests.floor_oracle import EVERY_KIND, debatable, degree, refused_because
from linli.deliberation.tests.floor_plays import (
    OF_THE_ORDER,
    fresh_meeting,
)
from linli.deliberation.tests.floor_witness import (
    Witness,
    quorum_figures,
    recused,
    who_speaks_next,
)


# --- what is checked --------------------------------------------------------------------------------
def check_state(state: Floor, witness: Witness) -> None:
    now = witness.situation(state)
    told = {
        str(kind): why and why.code.removeprefix("floor.") for kind, why in in_order(state).items()
    }
    assert told == {kind: refused_because(now, kind) for kind in EVERY_KIND}, now
    assert quorum(state) == quorum_figures(state), now
    if state.vote is None:
        speaker = next_speaker(state)
        assert (speaker and speaker.member) == who_speaks_next(state), state.pending
    for one, matter in zip(state.stack, now.pile, strict=True):
        assert (one.debatable, one.degree) == (debatable(matter), degree(matter)), (one, now)
        assert one.state not in FINAL
    voted = [one.id for one in state.stack if one.state is MotionState.PUT]
    assert voted == ([state.vote.motion] if state.vote else [])


def tally(state: Floor) -> tuple[int, int]:
    assert state.vote is not None
    said = [choice for _, choice in state.vote.cast]
    yes, no = said.count(Choice.YES), said.count(Choice.NO)
    hands = state.vote.counted  # the chair may have added one vote to them
    return (yes + hands.yes, no + hands.no) if hands else (yes, no)


def final_states(state: Floor) -> dict[str, str]:
    return {
        one.motion: one.state
        for one in state.happened
        if one.what is What.MOTION and one.motion and one.state in FINAL
    }


def comes_back(before: Floor) -> list[str]:
    """What was due when the floor became free: pending before, then by day."""
    due = [
        rest
        for rest in before.waiting
        if rest.since < before.number
        and (rest.how == "pending" or (rest.due is not None and rest.due <= before.day))
        and rest.how != "tabled"
    ]
    due.sort(key=lambda rest: (rest.how != "pending", rest.due or before.day))
    return [one.id for one in due[0].stack] if due else []


def check_result(before: Floor, then: Floor, witness: Witness) -> None:
    """A vote was announced: who won, and what became of everything that was pending."""
    top = before.stack[-1]
    yes, no = tally(before)
    carried = votes.adopted(top.kind, yes, no)
    pile = witness.pile(before)
    expected = votes.outcome(
        [(one.id, one.kind) for one in before.stack],
        carried=carried,
        scope=top.terms.scope or "one",
        debatable=[
            one.id for one, matter in zip(before.stack, pile, strict=True) if debatable(matter)
        ],
        made=[one.id for one in before.stack if one.state is MotionState.MADE],
    )
    fates, stays = expected.fates, expected.stays
    if carried and top.kind is Kind.WITHDRAW:
        stays = votes.withdrawn([one.id for one in before.stack], str(top.target))
        fates[str(top.target)] = "withdrawn"
    if carried and top.kind is Kind.TAKE_FROM_TABLE:
        stays = next(
            [one.id for one in rest.stack] for rest in before.waiting if rest.main.id == top.target
        )
    if carried and top.kind is Kind.RECONSIDER:
        stays = [one.id for one in next(s for s in before.settled if s.by == top.target).before]
    if not stays and expected.meeting == "in_session":
        stays = comes_back(before)
    told = final_states(then)
    assert {number: told.get(number) for number in fates} == fates, (before.stack, then.happened)
    assert [one.id for one in then.stack] == stays, (before.stack, then.stack)
    assert then.meeting == expected.meeting
    if expected.rests is not None:
        how, numbers = expected.rests
        rest = next(one for one in then.waiting if one.main.id == numbers[0])
        assert (rest.how, [one.id for one in rest.stack]) == (how, numbers)
    now = {one.id: one for one in then.stack}
    assert all(now[number].closed for number in expected.ended)
    assert all(now[number].seconds == top.terms.seconds for number in expected.limited)
    if carried and top.kind is Kind.AMEND:
        check_amended(before, then)


def check_amended(before: Floor, then: Floor) -> None:
    said, target = before.stack[-1].terms, before.stack[-1].target
    old = next(one for one in before.stack if one.id == target).terms
    new = next(one for one in then.stack if one.id == target).terms
    if said.insert is None and said.strike is None:
        changed = {name: getattr(said, name) for name in TERMS if getattr(said, name) is not None}
        assert {name: getattr(new, name) for name in changed} == changed
        return
    wording = "text" if old.text is not None else "insert"
    words = votes.amended(
        getattr(old, wording), strike=said.strike, insert=said.insert, after=said.after
    )
    assert getattr(new, wording) == words


TERMS = do.Terms.__dataclass_fields__


def check_step(before: Floor, command: do.Command, then: Floor | Refusal, witness: Witness) -> None:
    now = witness.situation(before)
    if isinstance(command, do.Move) and command.at == before.clock:
        expected = refused_because(now, command.kind)
        if not isinstance(then, Refusal):
            assert expected is None, (now, command)
        elif then.code in OF_THE_ORDER:
            assert then.code == f"floor.{expected}", (now, command)
    if isinstance(command, do.Announce) and not isinstance(then, Refusal):
        check_result(before, then, witness)
    if isinstance(command, do.Cast) and command.by == before.presiding and before.vote is not None:
        check_chair_votes(before, command, then)


def check_chair_votes(before: Floor, command: do.Cast, then: Floor | Refusal) -> None:
    """The chair votes if the result then is another one, and not otherwise."""
    assert before.vote is not None
    if command.by in recused(before) | dict(before.vote.cast).keys():
        return
    yes, no = tally(before)
    kind = before.stack[-1].kind
    with_chair = (yes + (command.choice is Choice.YES), no + (command.choice is Choice.NO))
    decides = votes.adopted(kind, yes, no) is not votes.adopted(kind, *with_chair)
    if before.vote.method is Method.ROLL_CALL:  # the chair is called last
        called = {member for member, _ in before.vote.cast} | {command.by}
        decides = decides and called >= set(before.present) - recused(before)
    may = {ChairVotes.NEVER: False, ChairVotes.ALWAYS: True}.get(before.rules.chair_votes, decides)
    assert isinstance(then, Refusal) is not may, (before.vote, command, then)


def evening(state: Floor, dice: Random, steps: int) -> Floor:
    witness = Witness()
    for _ in range(steps):
        command = next_command(state, dice)
        kept = hash(state)
        then = apply(state, command)
        assert hash(state) == kept
        check_step(state, command, then, witness)
        if isinstance(then, Refusal):
            continue
        witness = witness.after(state, command, then)
        check_state(then, witness)
        state = then
        if state.meeting is MeetingState.MINUTES_APPROVED:
            state = carry_over(state, day=state.day + timedelta(days=32), at=state.clock)
            witness = Witness()
    return state


@settings(max_examples=25)
@given(seed=st.integers(0, 2**32), steps=st.integers(100, 200))
def test_an_evening_of_two_hundred_steps(seed: int, steps: int) -> None:
    dice = Random(seed)
    evening(fresh_meeting(**some_charter(dice)), dice, steps)


@pytest.mark.long
@settings(max_examples=2_000)
@given(seed=st.integers(0, 2**32))
def test_many_evenings(seed: int) -> None:
    dice = Random(seed)
    evening(fresh_meeting(**some_charter(dice)), dice, 200)
