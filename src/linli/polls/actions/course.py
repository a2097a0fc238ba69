"""The course of a poll, from the first word to the archive. Lock: the poll's row."""

from datetime import date, datetime, timedelta

from linli.deliberation.models import Topic
from linli.deliberation.operations.topics import locked_topic
from linli.deliberation.states import State as TopicState
from linli.facts import polls as facts
from linli.identity.operations import lock_people
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor, Capacity
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.polls import queries, rules
from linli.polls.counting import Outcome
from linli.polls.drafting import entitled
from linli.polls.models import DoorAnswer, Poll, Signature
from linli.polls.operations import ballots, course
from linli.polls.parameters import STUDIED_WITHIN, WORDS_MAX
from linli.polls.states import State, Verb
from linli.polls.terms import Kind, Mode
from linli.polls.wanted import Wanted


def _call(actor: Actor, wanted: Wanted) -> Poll:
    """Called by the committee, of itself or out of a topic that waits for the residents."""
    if wanted.topic is None:
        return course.draft(actor, wanted, Poll.Origin.COMMITTEE, State.PROPOSED)
    found_or_refused(Topic.objects.within(wanted.community).filter(pk=wanted.topic))
    topic = locked_topic(wanted.topic)
    if topic.state != TopicState.RESIDENTS:
        raise Refused("polls.topic_elsewhere", field="topic")
    if not _holds(wanted, topic):
        raise Refused("polls.whose_topic", field="place")
    others = Poll.objects.within(wanted.community).filter(topic=wanted.topic)
    if others.exclude(state=State.WITHDRAWN).exists():
        raise Refused("polls.topic_has_one", field="topic")
    return course.draft(actor, wanted, Poll.Origin.TOPIC, State.PROPOSED)


def _holds(wanted: Wanted, topic: Topic) -> bool:
    """Whoever a demand is about votes on it: its own place, or one that it lies in; never another."""
    if wanted.building is not None:
        return wanted.building == topic.building_id
    return wanted.estate is None or wanted.estate == topic.estate_id


@action(allow=lambda actor, *, wanted: rules.may_call(actor, community=wanted.community))
def propose(actor: Actor, *, wanted: Wanted) -> Poll:
    row = _call(actor, wanted)
    course.propose(actor, row)
    return row


@action(
    allow=lambda actor, *, wanted, unit=None: rules.may_ask(actor, community=wanted.community),  # noqa: ARG005
    deed="residents_poll",
)
def petition(actor: Actor, *, wanted: Wanted, unit: int | None = None) -> Poll:
    """A resident gathers signatures; theirs is the first."""
    if wanted.topic is not None or wanted.kind != Kind.DECISION:
        raise Refused("polls.no_such_choice", field="kind")
    lock_people(actor.person or 0)
    if queries.gathers(actor.person or 0):
        raise Refused("polls.gathers_already")
    row = course.draft(actor, wanted, Poll.Origin.SIGNATURES, State.COLLECTING)
    row.base = entitled(course.scope_of(row), Mode(row.mode), row.law)
    row.collect_until = clock.today() + timedelta(days=row.law.collect_days)
    course.propose(actor, row)
    _sign(actor, row, unit)
    if queries.signed(row).reached:
        row.state = State.PROPOSED.value
        row.save(update_fields=["state"])
    return row


def _sign(actor: Actor, row: Poll, unit: int | None) -> None:
    person = actor.person or 0
    homes = queries.homes_here(person, row)
    chosen = [each for each in homes if unit is None or each.unit_id == unit]
    if not chosen:
        raise Refused("polls.live_here_first", field="unit")
    if not rules.of_age(person, row):
        raise Refused("polls.too_young", age=row.law.age)
    if queries.has_signed(person, row):
        raise Refused("polls.signed_already")
    Signature.objects.create(poll=row, person_id=person, unit=chosen[0].unit, at=clock.now())


@action(allow=rules.may_take_part, deed="residents_poll")
def sign(actor: Actor, *, poll: int, unit: int | None = None) -> Poll:
    """One more asks for it. With the last that is needed the committee must call it."""
    row = course.begun(poll, Verb.SIGN)
    if row.collect_until is not None and clock.today() > row.collect_until:
        raise Refused("polls.not_now")
    _sign(actor, row, unit)
    reached = queries.signed(row).reached
    if reached:
        row.state = State.PROPOSED.value
        row.save(update_fields=["state"])
    record(
        actor,
        facts.PollSigned(poll=row.pk, community=row.community, reached=reached),
        place=row.community,
    )
    return row


@action(allow=rules.may_lead)
def study(actor: Actor, *, poll: int, day: date, words: str) -> Poll:
    """Write down that the community's party organisation studied it, and what it said."""
    row = course.begun(poll, Verb.STUDY)
    if row.studied_on is not None:
        raise Refused("polls.studied_already")
    if day > clock.today():
        raise Refused("polls.day_over", field="day")
    if (clock.today() - day).days > STUDIED_WITHIN:
        raise Refused("polls.studied_long_ago", field="day", most=STUDIED_WITHIN)
    row.studied_on = day
    row.study = course.said(words, most=WORDS_MAX)
    course.step(actor, row, Verb.STUDY)
    return row


@action(allow=rules.may_lead)
def post(actor: Actor, *, poll: int) -> Poll:
    """The roll hangs out."""
    row = course.begun(poll, Verb.POST)
    if row.law.party_studies_first and row.studied_on is None:
        raise Refused("polls.study_first")
    row.posted_at = clock.now()
    lines = course.post_roll(row)
    if not lines:
        raise Refused("polls.nobody_on_the_roll")
    until = clock.today() + timedelta(days=row.law.objection_days)
    course.step(actor, row, Verb.POST, facts.RollPosted, lines=lines, until=until.isoformat())
    return row


def posted_on(row: Poll) -> date:
    return clock.day_of(row.posted_at or clock.now())


@action(allow=rules.may_lead)
def freeze(actor: Actor, *, poll: int) -> Poll:
    """When the days of objecting are over and every objection is answered."""
    row = course.begun(poll, Verb.FREEZE)
    last = posted_on(row) + timedelta(days=row.law.objection_days)
    if clock.today() <= last:
        raise Refused("polls.objection_days", last=last.isoformat(), days=row.law.objection_days)
    left = queries.waiting(row)
    if left:
        raise Refused("polls.answer_first", left=left)
    course.freeze_roll(row)
    if not row.roll_size:
        raise Refused("polls.nobody_on_the_roll")
    course.step(
        actor, row, Verb.FREEZE, facts.PollRollFrozen, root=row.roll_root, lines=row.roll_size
    )
    return row


@action(allow=rules.may_lead)
def open_(actor: Actor, *, poll: int, closes_at: datetime) -> Poll:
    """When the roll has hung out for its days."""
    row = course.begun(poll, Verb.OPEN)
    law = row.law
    first = posted_on(row) + timedelta(days=law.posted_days)
    if row.again_of_id is None and clock.today() < first:
        raise Refused("polls.posted_days", first=first.isoformat(), days=law.posted_days)
    least = clock.now() + timedelta(days=law.vote_days_min)
    most = clock.now() + timedelta(days=law.vote_days_max)
    if not least <= closes_at <= most:
        raise Refused(
            "polls.vote_days", field="closes_at", least=law.vote_days_min, most=law.vote_days_max
        )
    if row.kind == Kind.ELECTION and not queries.candidates_of(row):
        raise Refused("polls.no_candidates")
    row.opened_at = clock.now()
    row.closes_at = closes_at
    course.step(actor, row, Verb.OPEN, facts.PollOpened, closes_at=closes_at.isoformat())
    return row


@action(allow=rules.serves_or_clock)
def close(actor: Actor, *, poll: int) -> Poll:
    """Not before its time: who wants to vote on the last evening finds it open."""
    row = course.begun(poll, Verb.CLOSE)
    course.wait_for_ballots(row)
    if row.closes_at is None or clock.now() < row.closes_at:
        raise Refused("polls.still_open")
    row.closed_at = clock.now()
    course.step(actor, row, Verb.CLOSE)
    return row


@action(allow=rules.may_lead)
def count(actor: Actor, *, poll: int) -> Poll:
    """The urn is opened; nobody sees what is in it before."""
    row = course.begun(poll, Verb.COUNT)
    _require_heard(row)
    sheets = ballots.read_sheets(row)
    found = ballots.empty_urn(row) + sheets
    ballots.write_result(row, found)
    course.step(actor, row, Verb.COUNT, facts.PollCounted, root=row.list_root, ballots=len(found))
    return row


def _require_heard(row: Poll) -> None:
    """Homes that were asked at the door have days to say that it was not so."""
    if not DoorAnswer.objects.filter(poll=row, denied_at=None).exists():
        return
    last = queries.door_days_end(row)
    if clock.today() <= last:
        raise Refused("polls.door_days", last=last.isoformat(), days=row.law.door_objection_days)


@action(allow=rules.may_lead)
def publish(actor: Actor, *, poll: int) -> Poll:
    """Everybody reads the result; what came of it follows elsewhere."""
    row = course.begun(poll, Verb.PUBLISH)
    row.published_at = clock.now()
    figures, shown = row.figures, queries.shows_choices(row)
    course.step(
        actor,
        row,
        Verb.PUBLISH,
        facts.PollDecided,
        kind=row.kind,
        topic=row.topic,
        valid=row.outcome != Outcome.INVALID,
        passed=row.outcome in {Outcome.PASSED, Outcome.ELECTED},
        outcome=row.outcome,
        roll=figures["roll"],
        ballots=figures["ballots"],
        **{
            name: figures[name] if shown else None
            for name in ("agree", "oppose", "abstain", "invalid")
        },
    )
    return row


@action(allow=rules.may_lead)
def archive(actor: Actor, *, poll: int) -> Poll:
    row = course.begun(poll, Verb.ARCHIVE)
    since = clock.day_of(row.published_at or clock.now())
    first = since + timedelta(days=row.law.published_days)
    if clock.today() < first:
        raise Refused("polls.published_days", first=first.isoformat(), days=row.law.published_days)
    row.ended_at = clock.now()
    course.step(actor, row, Verb.ARCHIVE)
    return row


@action(allow=rules.leads_or_clock)
def withdraw(actor: Actor, *, poll: int, words: str = "") -> Poll:
    """Before anybody votes, with a reason; the job where the days of signing are over."""
    row = course.begun(poll, Verb.WITHDRAW)
    if actor.capacity is Capacity.SYSTEM:
        late = row.collect_until is not None and clock.today() > row.collect_until
        if row.state != State.COLLECTING or not late:
            raise Refused("polls.not_now")
    elif row.origin == Poll.Origin.SIGNATURES:
        # what enough residents asked for is not the committee's to call off
        raise Refused("polls.residents_asked")
    elif row.origin == Poll.Origin.AGAIN:
        # seats are left, and nobody else may fill them
        raise Refused("polls.again_goes_on")
    else:
        row.why = course.said(words, most=WORDS_MAX)
    row.ended_at = clock.now()
    course.step(actor, row, Verb.WITHDRAW)
    return row
