"""Who is named for an election, who stands, the list of candidates, the run-off. Lock: the poll's row."""

from linli.facts import polls as facts
from linli.identity.identifiers import cleaned
from linli.identity.models import Person
from linli.identity.queries import records_of
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.polls import elections, queries, rules
from linli.polls.models import Nomination, Poll, RollEntry, Support
from linli.polls.operations import course
from linli.polls.operations import elections as lists
from linli.polls.parameters import WORDS_MAX
from linli.polls.states import Order, State, Verb
from linli.polls.terms import Kind, Mode

HELD = "the action's rule was asked before"


def may_answer(actor: Actor, *, nomination: int, **_: object) -> Decision:
    """Electors; whose nomination it is, the action asks."""
    may = rules.as_resident(actor)
    if not may:
        return may
    rows = Nomination.objects.reached_by(actor).filter(pk=nomination)
    return ALLOWED if rows.exists() else rules.NOT_FOUND


def may_check(actor: Actor, *, nomination: int, **_: object) -> Decision:
    """The committee's desk; nobody their own."""
    may = rules.at_desk(actor)
    if not may:
        return may
    found = Nomination.objects.reached_by(actor).filter(pk=nomination).first()
    if found is None:
        return rules.NOT_FOUND
    own = found.person_id in rules.hands(actor)
    return denied("polls.own_nomination") if own else rules.may_lead(actor, poll=found.poll_id)


def _taking(poll: int) -> Poll:
    row = course.locked(poll)
    if not elections.takes_nominations(row):
        raise Refused("polls.not_now")
    return row


def _held(nomination: int) -> tuple[Poll, Nomination]:
    """The poll, locked, and a nomination in it."""
    rows = Nomination.objects.across_communities(HELD).filter(pk=nomination)
    row = course.locked(found_or_refused(rows).poll_id)
    return row, found_or_refused(rows)


def _elector(person: int, row: Poll) -> RollEntry:
    """A line by which somebody elects. Raises Refused."""
    lines = queries.lines_of(person, row)
    if not lines:
        raise Refused("polls.not_on_the_roll")
    if row.mode == Mode.HOUSEHOLDS and not rules.of_age(person, row):
        raise Refused("polls.too_young", age=row.law.age)
    return lines[0]


def _support(nomination: Nomination, person: int, line: RollEntry) -> None:
    Support.objects.create(
        nomination=nomination, person_id=person, unit_id=line.unit_id, at=clock.now()
    )


@action(allow=rules.may_take_part, deed="residents_poll")
def nominate(actor: Actor, *, poll: int, who: str) -> Nomination:
    """Name an elector, by their number or that of their line. They are asked whether they stand."""
    row = _taking(poll)
    person = actor.person or 0
    line = _elector(person, row)
    nominee = _nominee(row, who)
    if elections.nominations_of(row).filter(person__in=records_of(nominee)).exists():
        raise Refused("polls.nominated_already", field="who")
    made = Nomination.objects.create(
        community=row.community, poll=row, person_id=nominee, by_id=person, at=clock.now()
    )
    _support(made, person, line)
    record(
        actor,
        facts.PollNominated(poll=row.pk, community=row.community, nomination=made.pk),
        place=row.community,
    )
    return made


def _nominee(row: Poll, who: str) -> int:
    """Somebody who may vote here. One refusal for all others: it tells nobody who exists."""
    word = cleaned(who)
    person = Person.objects.filter(public_id=word, merged_into=None, erased_at=None).first()
    found = person.pk if person else None
    if found is None and word.isdecimal() and len(word) < queries.LONG:
        line = queries.roll_of(row).filter(number=int(word), person__isnull=False).first()
        found = line.person_id if line else None
    if found is None or not queries.lines_of(found, row) or not rules.of_age(found, row):
        raise Refused("polls.no_such_elector", field="who")
    return found


@action(allow=may_answer, deed="residents_poll")
def support(actor: Actor, *, nomination: int) -> Nomination:
    """Nominate somebody jointly with others."""
    row, found = _held(nomination)
    if not elections.takes_nominations(row):
        raise Refused("polls.not_now")
    if found.answer != Nomination.Answer.STANDS:
        raise Refused("kernel.not_found")
    person = actor.person or 0
    line = _elector(person, row)
    if found.pk in elections.supported_by(row, person):
        raise Refused("polls.supported_already")
    _support(found, person, line)
    record(
        actor,
        facts.PollNominationSupported(
            poll=row.pk,
            community=row.community,
            nomination=found.pk,
            enough=elections.supports(row)[found.pk] >= elections.needed(row),
        ),
        place=row.community,
    )
    return found


@action(allow=may_answer)
def answer_nomination(actor: Actor, *, nomination: int, stands: bool) -> Nomination:
    """Whoever is named says whether they stand; they may step back until the vote opens."""
    row, found = _held(nomination)
    if found.person_id not in records_of(actor.person or 0):
        raise Refused("kernel.not_found")
    listed = row.listed_at is not None and row.state == State.FROZEN and not stands
    if not (elections.takes_nominations(row) or listed):
        raise Refused("polls.not_now")
    answer = Nomination.Answer.STANDS if stands else Nomination.Answer.DECLINED
    if found.answer in {answer, Nomination.Answer.DECLINED}:
        raise Refused("polls.nomination_answered")
    found.answer, found.answered_at = answer, clock.now()
    found.save(update_fields=["answer", "answered_at"])
    if listed:
        row.candidates.filter(person=found.person_id).update(withdrawn_at=clock.now())
    record(
        actor,
        facts.PollNominationAnswered(
            poll=row.pk, community=row.community, nomination=found.pk, stands=stands
        ),
        place=row.community,
    )
    return found


@action(allow=may_check)
def check_nomination(
    actor: Actor, *, nomination: int, qualified: bool, words: str, strokes: int | None = None
) -> Nomination:
    """Whether somebody may be elected, with the reason, which they read. `strokes`: of the surname."""
    row, found = _held(nomination)
    if not elections.takes_nominations(row):
        raise Refused("polls.not_now")
    if found.standing != Nomination.Standing.WAITING:
        raise Refused("polls.checked_already")
    enough = elections.supports(row).get(found.pk, 0) >= elections.needed(row)
    if found.answer != Nomination.Answer.STANDS or not enough:
        raise Refused("polls.nomination_incomplete", needed=elections.needed(row))
    standing = Nomination.Standing
    found.standing = standing.QUALIFIED if qualified else standing.REJECTED
    found.why = course.said(words, most=WORDS_MAX)
    found.strokes = strokes
    found.checked_by_id, found.checked_at = actor.person, clock.now()
    found.save()
    record(
        actor,
        facts.PollNominationChecked(
            poll=row.pk, community=row.community, nomination=found.pk, qualified=qualified
        ),
        place=row.community,
    )
    return found


@action(allow=rules.may_lead)
def list_candidates(actor: Actor, *, poll: int, order: str, words: str = "") -> Poll:
    """Publish who stands. Normally more than there are seats; else `words` say why, for everybody."""
    row = course.begun(poll, Verb.LIST)
    if not elections.takes_nominations(row):
        raise Refused("polls.not_now")
    if order not in set(Order):
        raise Refused("polls.no_such_choice", field="order")
    left = elections.unchecked(row)
    if left:
        raise Refused("polls.check_first", left=left)
    found = list(
        elections.nominations_of(row).filter(
            answer=Nomination.Answer.STANDS, standing=Nomination.Standing.QUALIFIED
        )
    )
    if not found:
        raise Refused("polls.no_candidates")
    if len(found) <= row.seats:
        if not words.strip():
            raise Refused("polls.more_candidates", field="words", have=len(found), seats=row.seats)
        row.few_words = course.said(words, most=WORDS_MAX)
    if order == Order.STROKES and any(each.strokes is None for each in found):
        raise Refused("polls.strokes_first", field="order")
    lists.write_list(row, found, Order(order))
    row.listed_at, row.list_order = clock.now(), order
    course.step(
        actor, row, Verb.LIST, facts.PollCandidatesListed, candidates=len(found), order=order
    )
    return row


@action(allow=rules.may_lead)
def run_again(actor: Actor, *, poll: int) -> Poll:
    """A run-off for the seats that are left, among those who got the most; its roll is the same."""
    row = course.begun(poll, Verb.AGAIN)
    if row.kind != Kind.ELECTION or not elections.runs_again(row):
        raise Refused("polls.nothing_left")
    made = lists.draft_again(actor, row)
    course.propose(actor, made)
    lists.carry_over(row, made)
    return made
