"""What may happen in an evening, by dice: mostly sensible steps, by whoever is there."""

from datetime import datetime, timedelta
from random import Random

from linli.deliberation.floor import commands as do
from linli.deliberation.floor import in_order
from linli.deliberation.floor.charter import ChairVotes
from linli.deliberation.floor.kinds import (
    Choice,
    Kind,
    MeetingState,
    Method,
    Side,
)
from linli.deliberation.floor.state import Floor
from linli.deliberation.tests.floor_plays import (
    CHAIR,
    MEMBERS,
    sound_terms,
    waits_for_second,
)

Dice = Random


def next_command(state: Floor, dice: Dice) -> do.Command:
    """Mostly something sensible, by somebody; now and then anything."""
    now = state.clock + timedelta(seconds=dice.choice((0, 0, 1, 7, 40)))
    chair, somebody = state.presiding or CHAIR, dice.choice(state.present or MEMBERS)
    roll = dice.random()
    if roll < 0.06:
        return whoever_comes_and_goes(state, dice, now)
    if state.meeting is not MeetingState.IN_SESSION:
        return step_of_the_meeting(state, dice, now)
    if state.vote is not None:
        return step_of_the_vote(state, dice, now, somebody, chair)
    return step_of_the_floor(state, dice, now, somebody, chair)


def step_of_the_floor(
    state: Floor, dice: Dice, now: datetime, somebody: str, chair: str
) -> do.Command:
    if state.ruling is not None and dice.random() < 0.4:
        return do.Move(at=now, by=somebody, kind=Kind.APPEAL)
    if waits_for_second(state) and dice.random() < 0.7:
        return do.Second(at=now, by=somebody)
    if dice.random() < 0.35:
        return step_of_the_debate(dice, now, somebody, chair)
    if state.stack and dice.random() < 0.4:
        if state.stack[-1].kind in (Kind.POINT_OF_ORDER, Kind.PRIVILEGE):
            return do.Rule(at=now, by=chair, upheld=dice.random() < 0.5)
        return do.Put(at=now, by=chair, method=dice.choice((None, *Method)))
    return motion(state, dice, now, somebody)


def motion(state: Floor, dice: Dice, now: datetime, by: str) -> do.Command:
    kinds = [
        kind for kind, why in in_order(state).items() if why is None and kind is not Kind.ADJOURN
    ]
    kind = dice.choice(kinds) if kinds and dice.random() < 0.8 else dice.choice(list(Kind))
    if not state.stack and dice.random() < 0.6:
        kind = Kind.MAIN
    terms = sound_terms(state, kind)
    if kind is Kind.WITHDRAW and state.stack:
        target = dice.choice(state.stack)
        by, terms = target.mover, do.Terms(motion=target.id)
    return do.Move(at=now, by=by, kind=kind, terms=terms)


def whoever_comes_and_goes(state: Floor, dice: Dice, now: datetime) -> do.Command:
    member = dice.choice(MEMBERS)
    if dice.random() < 0.15 and state.stack and member != state.presiding:
        return do.Recuse(at=now, by=member, item=state.stack[0].id)
    if dice.random() < 0.15:
        return do.HandOver(at=now, by=state.presiding or CHAIR, to=member)
    if dice.random() < 0.1:
        return do.SetAside(at=now, by=state.presiding or CHAIR)
    if member in state.present and dice.random() < 0.5:
        return do.Leave(at=now, by=member)
    return do.Arrive(at=now, by=member)


def step_of_the_meeting(state: Floor, dice: Dice, now: datetime) -> do.Command:
    chair = state.presiding or CHAIR
    if state.meeting is MeetingState.RECESS and state.recess_until is not None:
        return do.Resume(at=max(now, state.recess_until), by=chair)
    if state.meeting is MeetingState.CALLED and len(state.present) < 6:
        absent = [member for member in MEMBERS if member not in state.present]
        return do.Arrive(at=now, by=dice.choice(absent))
    steps: dict[MeetingState, do.Command] = {
        MeetingState.DRAFT: do.Notice(at=now, by=chair),
        MeetingState.NOTICED: do.Call(at=now, by=chair),
        MeetingState.CALLED: do.Open(at=now, by=chair),
    }
    return steps.get(state.meeting, do.ApproveMinutes(at=now, by=chair))


def step_of_the_vote(
    state: Floor, dice: Dice, now: datetime, somebody: str, chair: str
) -> do.Command:
    assert state.vote is not None
    roll = dice.random()
    if roll < 0.25:
        return do.Announce(at=now, by=chair)
    if roll < 0.35:
        return do.Count(at=now, by=chair, yes=dice.randrange(4), no=dice.randrange(3))
    answered = {member for member, _ in state.vote.cast}
    left = [member for member in state.present if member not in answered and member != chair]
    by = dice.choice(left) if left and roll < 0.85 else somebody
    return do.Cast(at=now, by=by, choice=dice.choice(list(Choice)))


def step_of_the_debate(dice: Dice, now: datetime, somebody: str, chair: str) -> do.Command:
    return dice.choice(
        [
            do.Ask(at=now, by=somebody, side=dice.choice(list(Side))),
            do.Ask(at=now, by=somebody, side=dice.choice(list(Side))),
            do.Recognise(at=now, by=chair),
            do.EndSpeech(at=now, by=chair),
            do.StepBack(at=now, by=somebody),
            do.Object(at=now, by=somebody),
        ]
    )


def some_charter(dice: Dice) -> dict[str, object]:
    """Mostly the usual one."""
    if dice.random() < 0.5:
        return {}
    return {
        "amendment_degrees": dice.choice((1, 2)),
        "chair_votes": dice.choice(list(ChairVotes)),
        "open_without_quorum": dice.random() < 0.5,
        "recused_stay_in_base": dice.random() < 0.5,
        "quorum_least": dice.choice((0, 3, 5)),
        "second_within_seconds": dice.choice((10, 60)),
        "speeches_each": dice.choice((1, 2)),
    }
