"""Opening stalls, climbing rungs, passing over them by two, writing down answers.

Lock: the topic, then the stall, then its rung.
"""

from collections.abc import Sequence
from datetime import date

from linli.deliberation.models import Topic
from linli.deliberation.operations import topics as topics_operations
from linli.deliberation.parameters import REASON_MAX
from linli.facts import stalling as facts
from linli.journal.operations import record
from linli.kernel import clock, workdays
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.attachments import keeper
from linli.kernel.errors import Refused, require
from linli.kernel.fetch import found_or_refused
from linli.stalling import course, operations, queries, rules
from linli.stalling.ladders import limits
from linli.stalling.models import Answer, Rung, Stall
from linli.stalling.wanted import Delivery, Said


def _said(words: str) -> str:
    return topics_operations.said(words, most=REASON_MAX)


# --- opening ------------------------------------------------------------------------------------
def _waiting(topic: int, states: list[str]) -> Topic:
    """A topic that waits for others and has no stall; locked, so that of two one is refused."""
    rows = Topic.objects.across_communities(operations.HELD).select_related("owner_body")
    row = found_or_refused(rows.filter(pk=topic).select_for_update(of=("self",)))
    if row.state not in states or queries.open_of_topic(topic) is not None:
        raise Refused("stalling.not_stalled")
    return row


@action(allow=rules.by_clock)
def open_overdue(actor: Actor, *, topic: int) -> Stall:
    """The day of a topic that waits for others has passed."""
    row = _waiting(topic, queries.WAITS)
    if row.due_on is None or row.due_on >= clock.today():
        raise Refused("stalling.not_stalled")
    missed = operations.missed_of(row, row.due_on)
    return operations.begin(actor, missed, Stall.Cause.OVERDUE)


@action(allow=rules.may_open, deed="stalls")
def open_by_hand(actor: Actor, *, topic: int, words: str) -> Stall:
    """Somebody asks for the ladder: past the day, or when it has waited long enough."""
    row = _waiting(topic, queries.BY_HAND)
    today = clock.today()
    late = row.due_on is not None and row.due_on < today
    waited = workdays.between(queries.waits_since(row), today)
    if not late and waited < limits().by_hand_days:
        raise Refused("stalling.too_early", days=limits().by_hand_days)
    missed = operations.missed_of(row, row.due_on if late and row.due_on else today)
    return operations.begin(actor, missed, Stall.Cause.HAND, _said(words))


@action(allow=rules.by_clock)
def advance(actor: Actor, *, stall: int) -> Stall:  # noqa: ARG001 (the rule asks who it is)
    """The daily look at one stall: one thing, once."""
    row = operations.locked(stall)
    if operations.advance(row) is None:
        raise Refused("stalling.not_now")
    return row


# --- rungs --------------------------------------------------------------------------------------
def _rung(stall: int, level: int) -> Rung:
    row = operations.locked(stall)
    rung = found_or_refused(Rung.objects.filter(stall=row, level=level).select_for_update())
    rung.stall = row
    return rung


def _open(rung: Rung) -> None:
    """A rung that stands open is the one at which the ladder stands."""
    if rung.state != Rung.State.OPEN or rung.stall.ended_at is not None:
        raise Refused("stalling.not_now")


@action(allow=rules.takes_part, deed="stalls")
def done(
    actor: Actor, *, stall: int, level: int, delivery: Delivery, files: Sequence[str] = ()
) -> Rung:
    """It is done, and this shows it. From now on the other side has its days."""
    rung = _rung(stall, level)
    require(rules.may_act_on(actor, rung))
    _open(rung)
    ladder = rung.stall.rungs_of_ladder
    if set(ladder.rungs[level].needs) - set(delivery.at_hand):
        raise Refused("stalling.not_at_hand", field="at_hand")
    if delivery.how not in Rung.How.values:
        raise Refused("deliberation.no_such_choice", field="how")
    number = topics_operations.good_text(delivery.number, field="number", most=REASON_MAX)
    if not number and not (files and delivery.how == Rung.How.HANDED):
        raise Refused("stalling.evidence_first", field="number")
    today = clock.today()
    day = delivery.day or today
    # dated back, the other side would lose days of its own
    if day > today or day < clock.day_of(rung.told_at):
        raise Refused("stalling.which_day", field="day")
    at = course.climbed(rung.stall.course, ladder.terms, day)
    rung.state, rung.closed_at = Rung.State.DONE, clock.now()
    rung.done_on, rung.done_by_id = day, actor.person
    rung.how = delivery.how
    rung.at_hand = sorted(delivery.at_hand)
    rung.evidence = number
    rung.answer_by = workdays.shifted(day, ladder.rungs[level].days)
    rung.save()
    if files:
        keeper().bind(actor, files=list(files), kind=operations.PROOF_OF, owner=rung.pk)
    operations.goes_on(rung.stall, at)
    until = rung.answer_by.isoformat()
    operations.tell(facts.RungDone, rung.stall, rung, actor, how=rung.how, answer_by=until)
    return rung


@action(allow=rules.takes_part)
def propose_skip(actor: Actor, *, stall: int, level: int, words: str) -> Rung:
    """A rung is not needed here, one finds, and says why; another decides."""
    rung = _rung(stall, level)
    require(rules.may_act_on(actor, rung))
    _open(rung)
    if rung.skip_by_id is not None:
        raise Refused("stalling.skip_proposed")
    rung.why = _said(words)
    rung.skip_by_id = actor.person
    rung.save()
    operations.tell(facts.SkipProposed, rung.stall, rung, actor)
    return rung


@action(allow=rules.takes_part)
def answer_skip(actor: Actor, *, stall: int, level: int, agreed: bool) -> Rung:
    """A second person agrees, and the next rung follows; or the rung stays."""
    rung = _rung(stall, level)
    require(rules.may_answer_skip(actor, rung))
    _open(rung)
    if agreed:
        rung.state, rung.closed_at = Rung.State.SKIPPED, clock.now()
        rung.skipped_by_id = actor.person
        operations.goes_on(rung.stall, course.passed_over(rung.stall.course, clock.today()))
    else:
        rung.skip_by = None
        rung.put("reason", None)
    rung.save()
    operations.tell(facts.SkipAnswered, rung.stall, rung, actor, agreed=agreed)
    return rung


# --- the other side -----------------------------------------------------------------------------
@action(allow=rules.may_answer, deed="stalls")
def answer(actor: Actor, *, stall: int, said: Said) -> Answer:
    """A promise stops the clock until its day, a question starts it anew, a refusal ends the wait."""
    row = operations.locked(stall)
    if row.ended_at is not None:
        raise Refused("stalling.not_now")
    if said.kind not in Answer.Kind.values:
        raise Refused("deliberation.no_such_choice", field="kind")
    kind = Answer.Kind(said.kind)
    words = _said(said.words)
    at = row.course
    if kind is Answer.Kind.PROMISE:
        at = course.promised(at, _promised_day(said.until))
    elif kind is Answer.Kind.ASK:
        at = course.asked_back(at, row.rungs_of_ladder.terms, clock.today())
    else:
        at = course.refused(at, clock.today())
    if kind is not Answer.Kind.REFUSE and at != row.course:
        if row.promises >= limits().promises:
            raise Refused("stalling.enough_promises", most=limits().promises)
        row.promises += 1
    made = Answer(
        stall=row,
        level=row.level,
        kind=kind,
        until=said.until if kind is Answer.Kind.PROMISE else None,
        by_id=actor.person or 0,
        capacity=actor.capacity,
        at=clock.now(),
    )
    made.text = words
    made.save(force_insert=True)
    operations.goes_on(row, at)
    fact = facts.StallAnswered(
        stall=row.pk,
        community=row.community,
        level=row.level,
        kind=kind.value,
        until=made.until.isoformat() if made.until else "",
    )
    record(actor, fact, place=row.community)
    return made


def _promised_day(day: date | None) -> date:
    today = clock.today()
    if day is None or day <= today:
        raise Refused("deliberation.later_day", field="until")
    if workdays.between(today, day) > limits().promise_days:
        raise Refused("stalling.promise_too_far", field="until", days=limits().promise_days)
    return day
