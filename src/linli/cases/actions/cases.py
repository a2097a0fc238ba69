"""Opening a case, asking others, joining, writing, closing. Lock: the case, then its party."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction

from linli.cases import parameters, queries, rules
from linli.cases.models import Case, Line, Party
from linli.cases.models.case import TITLE_LENGTH
from linli.cases.operations import cases as operations
from linli.cases.states import Act, Belonging, State
from linli.cases.wanted import Wanted
from linli.deliberation.models import Topic
from linli.duties.states import State as DutyState
from linli.facts import cases as facts
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.organisations.models import Organisation
from linli.places.models import Estate
from linli.representation.queries import in_reach_of


def _require_near(community: int, organisations: Sequence[int]) -> None:
    """Raises Refused unless every one lives, and sits there or above."""
    wanted = set(organisations)
    rows = Organisation.objects.filter(in_reach_of(community), pk__in=wanted, ended=False)
    if rows.count() != len(wanted):
        raise Refused("cases.no_such_choice", field="organisation")


@action(allow=rules.may_open)
def open_case(actor: Actor, *, wanted: Wanted, files: Sequence[str] = ()) -> Case:
    """The actor's organisation opens it, leads it, and asks others to join.

    `files` are ids of uploads brought for ``cases.line``.
    """
    title = operations.good_text(wanted.title, field="title", most=TITLE_LENGTH)
    words = operations.good_text(wanted.words)
    own = actor.organisation or 0
    invited = sorted(set(wanted.invited) - {own})
    if len(invited) >= parameters.PARTIES_MOST:
        raise Refused("cases.too_many", field="organisations")
    _require_near(wanted.community, invited)
    topics = Topic.objects.within(wanted.community).filter(pk=wanted.topic or 0)
    topic = topics.first()
    if wanted.topic is not None and topic is None:
        raise Refused("cases.no_such_choice", field="topic")
    estate = topic.estate_id if topic else wanted.estate
    if estate and not Estate.objects.within(wanted.community).filter(pk=estate).exists():
        raise Refused("cases.no_such_choice", field="estate")
    row = Case(
        community=wanted.community,
        estate_id=estate,
        number=queries.next_number(wanted.community),
        title=title,
        public=wanted.public,
        topic=topic,
        lead_id=own,
        opened_by_id=actor.person or 0,
        opened_at=clock.now(),
    )
    row.text = words
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:  # two cases at once
        raise Refused("kernel.stale") from error
    now = clock.now()
    Party.objects.create(
        case=row,
        organisation_id=own,
        state=Belonging.JOINED.value,
        joined_by_id=actor.person,
        joined_at=now,
        since=now,
    )
    operations.write(actor, row, Act.OPEN, public=True, files=files)
    for organisation in invited:
        operations.ask(row, organisation)
        operations.write(actor, row, Act.INVITE, about=organisation, public=True)
    fact = facts.CaseOpened(
        case=row.pk,
        community=row.community,
        organisation=own,
        topic=row.topic_id,
        invited=tuple(invited),
    )
    record(actor, fact, place=row.community)
    return row


def _open(case: int) -> Case:
    row = operations.locked_case(case)
    if row.state != State.OPEN:
        raise Refused("cases.over")
    return row


def _tell(actor: Actor, row: Case, act: Act, party: int) -> None:
    fact = facts.PartyMoved(
        case=row.pk,
        community=row.community,
        organisation=actor.organisation or 0,
        act=act.value,
        party=party,
    )
    record(actor, fact, place=row.community)


@action(allow=rules.may_lead)
def invite(actor: Actor, *, case: int, organisation: int, words: str = "") -> Case:
    """Ask one more."""
    words = operations.good_text(words, needed=False)
    row = _open(case)
    _require_near(row.community, [organisation])
    if Party.objects.filter(case=row).count() >= parameters.PARTIES_MOST:
        raise Refused("cases.too_many", field="organisation")
    operations.ask(row, organisation)
    operations.write(actor, row, Act.INVITE, words, about=organisation, public=not words)
    _tell(actor, row, Act.INVITE, organisation)
    return row


@action(allow=rules.may_answer)
def join(actor: Actor, *, case: int, words: str = "") -> Case:
    """By an officer of the organisation that was asked."""
    words = operations.good_text(words, needed=False)
    row = _open(case)
    own = actor.organisation or 0
    operations.move_party(row, own, Belonging.JOINED, actor.person)
    operations.write(actor, row, Act.JOIN, words, public=not words)
    _tell(actor, row, Act.JOIN, own)
    return row


@action(allow=rules.may_answer)
def decline(actor: Actor, *, case: int, words: str) -> Case:
    """Not our matter, and why."""
    words = operations.good_text(words)
    row = _open(case)
    own = actor.organisation or 0
    operations.move_party(row, own, Belonging.DECLINED, actor.person)
    operations.write(actor, row, Act.DECLINE, words)
    _tell(actor, row, Act.DECLINE, own)
    return row


@action(allow=rules.may_leave)
def leave(actor: Actor, *, case: int, words: str) -> Case:
    """Not while the organisation owes a step; never the one that leads."""
    words = operations.good_text(words)
    row = _open(case)
    own = actor.organisation or 0
    if queries.owes(row.pk, own):
        raise Refused("cases.owes_still")
    operations.move_party(row, own, Belonging.LEFT, actor.person)
    operations.write(actor, row, Act.LEAVE, words)
    _tell(actor, row, Act.LEAVE, own)
    return row


@action(allow=rules.may_take_part)
def note(
    actor: Actor, *, case: int, words: str, public: bool = False, files: Sequence[str] = ()
) -> Line:
    """Something for the other parties; `public`: residents of a public case may read it."""
    words = operations.good_text(words)
    row = _open(case)
    line = operations.write(actor, row, Act.NOTE, words, public=public and row.public, files=files)
    fact = facts.CaseNoted(
        case=row.pk, community=row.community, organisation=actor.organisation or 0, line=line.pk
    )
    record(actor, fact, place=row.community)
    return line


@action(allow=rules.may_lead)
def close(actor: Actor, *, case: int, words: str) -> Case:
    """With its outcome, when every step is done and confirmed, or dropped with a reason."""
    words = operations.good_text(words)
    row = _open(case)
    left = queries.open_steps(row.pk)
    if left:
        raise Refused("cases.steps_open", steps=left)
    row.state = State.CLOSED.value
    row.closed_by_id, row.closed_at = actor.person, clock.now()
    row.outcome = words
    row.save()
    operations.write(actor, row, Act.CLOSE, words, public=row.public)
    states = [step.duty.state for step in queries.steps_of(row.pk)]
    fact = facts.CaseClosed(
        case=row.pk,
        community=row.community,
        organisation=actor.organisation or 0,
        done=states.count(DutyState.CONFIRMED),
        dropped=states.count(DutyState.WITHDRAWN),
    )
    record(actor, fact, place=row.community)
    return row
