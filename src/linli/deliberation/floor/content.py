"""What a motion says: complete, sound, and about something that exists."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from linli.deliberation.floor.amending import checked
from linli.deliberation.floor.commands import Move, Terms
from linli.deliberation.floor.kinds import SUSPENDABLE, Choice, Kind, MotionState, Scope, names
from linli.deliberation.floor.people import not_recused
from linli.deliberation.floor.refusals import Code
from linli.deliberation.floor.saying import shaped, sound
from linli.deliberation.floor.stack import amendment_target, find, halt
from linli.deliberation.floor.state import Floor, How, Motion, Settled, Waiting
from linli.deliberation.floor.table import TABLE
from linli.deliberation.floor.wording import matter

DECIDED = (MotionState.ADOPTED, MotionState.LOST, MotionState.KILLED)


@dataclass(frozen=True, slots=True)
class Prepared:
    terms: Terms
    target: Motion | None = None
    degree: int = 0
    item: str | None = None


def amendment(state: Floor, command: Move) -> Prepared:
    target = amendment_target(state) or halt(Code.NOT_AMENDABLE)
    checked(state, target, command.terms)
    return Prepared(command.terms, target, degree=target.degree + 1)


# --- main matters ----------------------------------------------------------------------------------
def due_item(state: Floor) -> str | None:
    """The first item of the agenda that nothing was decided on."""
    done = {settled.main.item for settled in state.settled}
    done |= {disposed.item for disposed in state.disposed}
    return next((item.id for item in state.agenda if item.id not in done), None)


def main(state: Floor, command: Move) -> Prepared:
    if command.item is not None:
        if command.item not in [item.id for item in state.agenda]:
            halt(Code.UNKNOWN_ITEM, item=command.item)
        if (command.by, command.item) in state.recused:
            halt(Code.RECUSED, member=command.by)
        due = due_item(state)
        ordered = state.rules.agenda_order and not _suspended(state, "agenda")
        if ordered and command.item != due:
            halt(Code.ITEM_NOT_DUE, due=due)
    words = matter(command.terms.text or "")
    if any(
        s.main.state in DECIDED and matter(s.main.terms.text or "") == words for s in state.settled
    ):
        halt(Code.DECIDED_THIS_MEETING)
    if any(matter(waits.main.terms.text or "") == words for waits in state.waiting):
        halt(Code.STILL_IN_HAND)
    return Prepared(command.terms, item=command.item)


def _suspended(state: Floor, rule: str) -> bool:
    return any(each.value == rule for each in state.suspended)


def on_table(state: Floor, number: str | None) -> Waiting:
    tabled = [each for each in state.waiting if each.how is How.TABLED]
    if number is None and len(tabled) == 1:
        return tabled[0]
    if number is None:
        halt(Code.TERMS_MISSING, field="motion")
    found = next((each for each in tabled if number == each.main.id), None)
    return found or halt(Code.NOT_ON_TABLE, motion=number)


def take(state: Floor, command: Move) -> Prepared:
    waits = on_table(state, command.terms.motion)
    _recusal(state, command.by, waits.main)
    return _about(command.terms, waits.main)


def undoable(state: Floor, number: str | None) -> Settled:
    votes = [settled for settled in state.settled if settled.before]
    if number is None and len(votes) == 1:
        return votes[0]
    if number is None:
        halt(Code.TERMS_MISSING, field="motion")
    named = (vote for vote in reversed(state.settled) if number in (vote.by, vote.main.id))
    found = next(named, None) or halt(Code.UNKNOWN_MOTION, motion=number)
    return found if found.before else halt(Code.NOT_RECONSIDERABLE)


def reconsider(state: Floor, command: Move) -> Prepared:
    vote = undoable(state, command.terms.motion)
    _recusal(state, command.by, vote.main)
    if not _may_have_won(vote, command.by):
        halt(Code.NOT_ON_WINNING_SIDE)
    if vote.before[-1].reconsidered >= state.rules.reconsider_times:
        halt(Code.RECONSIDERED_BEFORE)
    about = _about(command.terms, vote.before[-1])
    return replace(about, item=vote.main.item or vote.main.id)


def _may_have_won(vote: Settled, member: str) -> bool:
    """Of counted hands nobody's is known: but where none was raised for a side, nobody was on it."""
    won = Choice.YES if vote.adopted else Choice.NO
    if vote.counted is None:
        return (member, won) in vote.cast
    return (vote.counted.yes if vote.adopted else vote.counted.no) > 0


def _recusal(state: Floor, member: str, matter_of: Motion) -> None:
    named = (matter_of.id, matter_of.item)
    if any(who == member and item in named for who, item in state.recused):
        halt(Code.RECUSED, member=member)


def _about(terms: Terms, target: Motion) -> Prepared:
    named = replace(terms, motion=target.id)
    return Prepared(named, target, item=target.item or target.id)


# --- the others ------------------------------------------------------------------------------------
def withdrawal(state: Floor, command: Move) -> Prepared:
    target = state.pending
    if command.terms.motion is not None:
        target = find(state.stack, command.terms.motion)
    if target is None:
        halt(Code.UNKNOWN_MOTION, motion=command.terms.motion)
    if target.mover != command.by:
        halt(Code.NOT_THE_MOVER)
    not_recused(state, command.by, target)
    return Prepared(replace(command.terms, motion=target.id), target)


def suspension(state: Floor, command: Move) -> Prepared:
    rule = command.terms.rule
    if rule is not None and rule not in SUSPENDABLE:
        chinese, english, _ = names(rule)
        halt(Code.NEVER_SUSPENDED, rule=english.capitalize(), rule_zh=chinese)
    return usual(state, command)


def appeal(state: Floor, command: Move) -> Prepared:
    terms = command.terms
    if state.ruling:
        terms = replace(terms, motion=state.ruling.motion, decorum=state.ruling.decorum)
    return Prepared(terms, state.pending)


def scoped(state: Floor, command: Move) -> Prepared:
    terms = replace(command.terms, scope=command.terms.scope or Scope.ONE)
    return Prepared(terms, state.pending)


def usual(state: Floor, command: Move) -> Prepared:
    target = state.pending
    if TABLE[command.kind].of_main:
        target = state.stack[0]
    return Prepared(command.terms, target)


CONTENT: dict[Kind, Callable[[Floor, Move], Prepared]] = {
    Kind.MAIN: main,
    Kind.AMEND: amendment,
    Kind.TAKE_FROM_TABLE: take,
    Kind.RECONSIDER: reconsider,
    Kind.WITHDRAW: withdrawal,
    Kind.SUSPEND_RULES: suspension,
    Kind.APPEAL: appeal,
    Kind.PREVIOUS_QUESTION: scoped,
    Kind.LIMIT_DEBATE: scoped,
}


def prepared(state: Floor, command: Move) -> Prepared:
    if command.item is not None and command.kind is not Kind.MAIN:
        halt(Code.TERMS_WRONG, field="item")
    shaped(command.kind, command.terms)
    if command.kind is not Kind.AMEND:
        sound(state, command.kind, command.terms)
    return CONTENT.get(command.kind, usual)(state, command)
