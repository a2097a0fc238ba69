"""Putting the question, voting, and announcing what came of it."""

from dataclasses import replace

from linli.deliberation.floor.charter import Base, ChairVotes, Threshold
from linli.deliberation.floor.commands import Announce, Cast, Count, Put
from linli.deliberation.floor.effects import EFFECTS, popped, settle
from linli.deliberation.floor.kinds import Choice, Kind, Method, MotionState
from linli.deliberation.floor.people import (
    business,
    chair_presides,
    here,
    in_session,
    not_recused,
    recused,
)
from linli.deliberation.floor.refusals import Code
from linli.deliberation.floor.speaking import next_speaker
from linli.deliberation.floor.stack import changed, gone, halt, note, row
from linli.deliberation.floor.state import Counted, Floor, Motion, Settled, Vote, What
from linli.deliberation.floor.table import By


def voters(state: Floor) -> tuple[str, ...]:
    """Who may vote on the immediately pending motion, the chair by the charter."""
    out = recused(state, state.pending)
    never = state.rules.chair_votes is ChairVotes.NEVER
    return tuple(m for m in state.present if m not in out and not (never and m == state.presiding))


def tally(vote: Vote) -> Counted:
    """Single votes and counted hands together: only the chair ever adds to a count."""
    base = vote.counted or Counted(0, 0, 0)
    cast = [choice for _, choice in vote.cast]
    return Counted(
        base.yes + cast.count(Choice.YES),
        base.no + cast.count(Choice.NO),
        base.abstain + cast.count(Choice.ABSTAIN),
    )


def counting(state: Floor, vote: Vote, motion: Motion) -> Vote:
    """The votes that count: the chair's, by the usual charter, only if the result changes by it.

    It is looked at when the result is announced, so that nobody's later vote is lost and no vote of
    the chair's that came too early counts.
    """
    others = tuple(each for each in vote.cast if each[0] != state.presiding)
    if state.rules.chair_votes is not ChairVotes.WHEN_IT_MATTERS or len(others) == len(vote.cast):
        return vote
    threshold = motion.threshold or state.rules.majority
    without = replace(vote, cast=others)
    matters = passes(state, threshold, tally(without)) != passes(state, threshold, tally(vote))
    return vote if matters else without


def passes(state: Floor, threshold: Threshold, votes: Counted) -> bool:
    of = {
        Base.CAST: votes.yes + votes.no,
        Base.PRESENT: len(voters(state)),
        Base.ALL: len(state.members),
    }
    return threshold.met(votes.yes, of[threshold.base])


def put(state: Floor, command: Put) -> Floor:
    chair_presides(state, command.by)
    business(state)
    motion = state.pending
    if state.vote:
        halt(Code.VOTING)
    if motion is None:
        halt(Code.NOTHING_PENDING)
    if motion.state is MotionState.MADE:
        halt(Code.AWAITING_SECOND)
    if row(motion).by is By.CHAIR:
        halt(Code.CHAIR_DECIDES)
    if state.speech:
        halt(Code.SPEECH_UNDER_WAY, member=state.speech.member)
    first = next_speaker(state)
    if first:
        halt(Code.SPEAKERS_WAIT, next=first.member)
    if row(motion).by is By.CONSENT and not motion.objected:
        return _adopted(state, motion)
    if motion.method and command.method not in (None, motion.method):
        halt(Code.TERMS_WRONG, field="method")
    method = command.method or motion.method or state.rules.method
    state = changed(state, motion.id, state=MotionState.PUT)
    state = replace(state, vote=Vote(motion.id, method))
    return note(state, What.MOTION, motion=motion.id, state=MotionState.PUT.value)


def _voting(state: Floor) -> tuple[Vote, Motion]:
    if state.vote is None or state.pending is None:
        halt(Code.NO_VOTE)
    return state.vote, state.pending


def cast(state: Floor, command: Cast) -> Floor:
    in_session(state)
    vote, motion = _voting(state)
    here(state, command.by)
    not_recused(state, command.by, motion)
    others = tuple(each for each in vote.cast if each[0] != command.by)
    after = replace(vote, cast=(*others, (command.by, command.choice)))
    if command.by == state.presiding:
        _chair_may(state, after, motion)
    elif vote.counted:
        halt(Code.VOTES_RECORDED)
    return replace(state, vote=after)


def _chair_may(state: Floor, vote: Vote, motion: Motion) -> None:
    if state.rules.chair_votes is ChairVotes.NEVER:
        halt(Code.CHAIR_IS_NEUTRAL)
    if state.rules.chair_votes is ChairVotes.ALWAYS:
        return
    if vote.method is Method.ROLL_CALL and not_called(state, vote):
        halt(Code.CHAIR_VOTES_LAST)
    if state.presiding not in dict(counting(state, vote, motion).cast):
        halt(Code.CHAIR_CANNOT_DECIDE)


def not_called(state: Floor, vote: Vote) -> str | None:
    """Who has not answered a roll call yet; the chair only where the chair always votes."""
    answered = dict(vote.cast)
    always = state.rules.chair_votes is ChairVotes.ALWAYS
    return next(
        (m for m in voters(state) if m not in answered and (always or m != state.presiding)), None
    )


def count(state: Floor, command: Count) -> Floor:
    chair_presides(state, command.by)
    vote, _ = _voting(state)
    if vote.method is not Method.HANDS:
        halt(Code.HANDS_ONLY)
    if any(
        member != state.presiding or state.rules.chair_votes is ChairVotes.ALWAYS
        for member, _ in vote.cast
    ):
        halt(Code.VOTES_RECORDED)
    if min(command.yes, command.no, command.abstain) < 0:
        halt(Code.TERMS_WRONG, field="yes, no, abstain")
    hands = command.yes + command.no + command.abstain
    apart = state.rules.chair_votes is ChairVotes.ALWAYS
    may = len([member for member in voters(state) if apart or member != state.presiding])
    if hands > may:
        halt(Code.TOO_MANY_HANDS, hands=hands, may=may)
    counted = Counted(command.yes, command.no, command.abstain)
    return replace(state, vote=replace(vote, counted=counted))


def announce(state: Floor, command: Announce) -> Floor:
    chair_presides(state, command.by)
    vote, motion = _voting(state)
    missing = not_called(state, vote) if vote.method is Method.ROLL_CALL else None
    if missing:
        halt(Code.ROLL_NOT_CALLED, member=missing)
    vote = counting(state, vote, motion)
    votes = tally(vote)
    threshold = motion.threshold or state.rules.majority
    adopted = passes(state, threshold, votes)
    into = MotionState.DEBATE if motion.spoken else MotionState.STATED
    before = changed(state, motion.id, state=into).stack
    after = _adopted(state, motion, votes) if adopted else _lost(state, motion, votes)
    if len(after.settled) > len(state.settled) and after.settled[-1].main.id == before[0].id:
        after = _recorded(after, vote, motion, before, adopted=adopted)
    return after


def _adopted(state: Floor, motion: Motion, votes: Counted | None = None) -> Floor:
    state = _voted(popped(state), motion, MotionState.ADOPTED, votes)
    if motion.kind is not Kind.MAIN:
        state = gone(state, motion, MotionState.ADOPTED)
    return EFFECTS[row(motion).effect](state, motion)


def _lost(state: Floor, motion: Motion, votes: Counted) -> Floor:
    state = _voted(popped(state), motion, MotionState.LOST, votes)
    if motion.kind is Kind.MAIN:
        return settle(state, motion, MotionState.LOST)
    state = gone(state, motion, MotionState.LOST)
    return _not_again(state, motion) if motion.kind is Kind.RECONSIDER else state


def _voted(state: Floor, motion: Motion, into: MotionState, votes: Counted | None) -> Floor:
    if votes is None:
        return state
    return note(state, What.VOTED, motion=motion.id, state=into.value, counted=votes)


def _not_again(state: Floor, motion: Motion) -> Floor:
    """A vote that the meeting did not want to reconsider is not proposed for it again."""

    def marked(settled: Settled) -> Settled:
        if not settled.before or settled.before[-1].id != motion.target:
            return settled
        top = settled.before[-1]
        top = replace(top, reconsidered=top.reconsidered + 1)
        return replace(settled, before=(*settled.before[:-1], top))

    return replace(state, settled=tuple(marked(each) for each in state.settled))


def _recorded(
    state: Floor, vote: Vote, motion: Motion, before: tuple[Motion, ...], *, adopted: bool
) -> Floor:
    """Who voted how, and the stack as it stood, so that the vote can be reconsidered."""
    undone = row(motion).undone
    last = replace(
        state.settled[-1],
        by=motion.id,
        kind=motion.kind,
        adopted=adopted,
        cast=vote.cast,
        counted=vote.counted,
        before=before if undone else (),
    )
    return replace(state, settled=(*state.settled[:-1], last))
