"""An owner is asked, accepts or refuses, reaches milestones, reports. Lock: the resolution's row."""

from collections.abc import Sequence
from datetime import date

from linli.deliberation.matters import body_codes
from linli.deliberation.operations.topics import good_text, said
from linli.deliberation.patterns import longest_wait
from linli.duties.operations import require_day
from linli.facts import resolutions as facts
from linli.identity.queries import records_of
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.attachments import keeper
from linli.kernel.errors import Refused, require
from linli.kernel.fetch import found_or_refused
from linli.organisations.models import Office
from linli.resolutions import queries, rules
from linli.resolutions.models import Evidence, Milestone, Resolution
from linli.resolutions.operations import steps
from linli.resolutions.parameters import (
    BUDGET_MOST,
    EVIDENCE_MAX,
    MILESTONES,
    NEEDS_MAX,
    PART_MAX,
    PICTURE_OF,
    REASON_MAX,
)
from linli.resolutions.states import Verb
from linli.resolutions.wanted import Asked


def taken(actor: Actor, resolution: int, verb: Verb) -> Resolution:
    """The resolution, locked, when the actor may take it over the transition."""
    row = steps.locked(resolution)
    require(rules.may_do(actor, row, verb))
    return row


def reason(words: str) -> str:
    return said(words, most=REASON_MAX)


@action(allow=rules.may_open)
def give(actor: Actor, *, resolution: int, asked: Asked) -> Resolution:
    """Ask somebody in an office to carry it out. They answer."""
    row = taken(actor, resolution, Verb.GIVE)
    office = _office(row, asked.office)
    _require_plan(asked)
    row.owner_office, row.owner_body, row.owner_id = office, office.organisation, office.person_id
    row.given_by_id, row.given_body_id = actor.person, actor.organisation
    row.until = asked.until
    row.means = good_text(asked.needs, field="needs", most=NEEDS_MAX)
    row.budget_fen, row.payer = asked.budget_fen, asked.payer if asked.budget_fen else ""
    Milestone.objects.filter(resolution=row, reached_at=None).delete()
    for words, day in asked.milestones:
        part = Milestone(resolution=row, due_on=day)
        part.text = said(words, field="milestones", most=PART_MAX)
        part.save(force_insert=True)
    steps.move(
        actor,
        row,
        Verb.GIVE,
        fact=facts.ResolutionGiven,
        office=office.pk,
        organisation=office.organisation_id,
        until=asked.until.isoformat(),
        budget_fen=row.budget_fen,
        payer=row.payer,
        milestones=len(asked.milestones),
    )
    return row


def _office(row: Resolution, wanted: int) -> Office:
    found = {office.pk: office for office in queries.offices_for(row)}.get(wanted)
    if found is None:
        raise Refused("resolutions.no_such_office", field="office")
    if row.topic is not None and found.person_id in records_of(row.topic.raiser_id or 0):
        # who raised it would confirm their own work
        raise Refused("resolutions.raiser_owns", field="office")
    return found


def _require_plan(asked: Asked) -> None:
    """Days that work and come in order; money that is somebody's."""
    today = clock.today()
    _require_day(asked.until)
    if len(asked.milestones) > MILESTONES:
        raise Refused("resolutions.too_many_parts", field="milestones", most=MILESTONES)
    if any(day < today or day > asked.until for _, day in asked.milestones):
        raise Refused("resolutions.part_late", field="milestones")
    if not 0 <= asked.budget_fen <= BUDGET_MOST:
        raise Refused("resolutions.bad_budget", field="budget")
    if asked.budget_fen and asked.payer not in body_codes():
        raise Refused("resolutions.whose_money", field="payer")


def _require_day(day: date) -> None:
    """What the owner's duty would refuse, before anything is written."""
    if (day - clock.today()).days > longest_wait():
        raise Refused("resolutions.too_far", field="until")
    require_day(day, field="until")


@action(allow=rules.may_open)
def accept(actor: Actor, *, resolution: int) -> Resolution:
    """I carry it out, until that day, with those means."""
    row = taken(actor, resolution, Verb.ACCEPT)
    steps.move(actor, row, Verb.ACCEPT)
    return row


@action(allow=rules.may_open)
def refuse(actor: Actor, *, resolution: int, words: str) -> Resolution:
    """Not I, and why; another owner is asked."""
    row = taken(actor, resolution, Verb.REFUSE)
    text = reason(words)
    steps.let_go(row)
    steps.move(actor, row, Verb.REFUSE, words=text)
    return row


@action(allow=rules.may_open)
def take_back(actor: Actor, *, resolution: int, words: str) -> Resolution:
    """Whoever gives it finds another owner."""
    row = taken(actor, resolution, Verb.TAKE_BACK)
    text = reason(words)
    steps.let_go(row)
    steps.move(actor, row, Verb.TAKE_BACK, words=text)
    return row


def _shown(
    actor: Actor, row: Resolution, words: str, files: Sequence[str], part: Milestone | None = None
) -> str:
    """What shows it, kept with its pictures. Everybody sees both."""
    text = said(words, most=EVIDENCE_MAX)
    found = Evidence(
        resolution=row, milestone=part, round=row.round, person_id=actor.person or 0, at=clock.now()
    )
    found.text = text
    found.save(force_insert=True)
    if files:
        keeper().bind(actor, files=list(files), kind=PICTURE_OF, owner=found.pk)
    return text


@action(allow=rules.may_open)
def reach(
    actor: Actor, *, resolution: int, milestone: int, words: str, files: Sequence[str] = ()
) -> Resolution:
    """A part is done; `words` and pictures show it."""
    row = taken(actor, resolution, Verb.REACH)
    part = found_or_refused(Milestone.objects.filter(pk=milestone, resolution=row))
    if part.reached_at is not None:
        raise Refused("resolutions.reached_already", field="milestone")
    part.reached_at = clock.now()
    part.save(update_fields=["reached_at"])
    text = _shown(actor, row, words, files, part)
    steps.move(actor, row, Verb.REACH, words=text)
    return row


@action(allow=rules.may_open)
def report(actor: Actor, *, resolution: int, words: str, files: Sequence[str] = ()) -> Resolution:
    """It is carried out, says its owner; `words` and pictures show it. Others confirm."""
    row = taken(actor, resolution, Verb.REPORT)
    if row.milestones.filter(reached_at=None).exists():
        raise Refused("resolutions.parts_open")
    row.reported_by_id, row.reported_at = actor.person, clock.now()
    text = _shown(actor, row, words, files)
    steps.move(actor, row, Verb.REPORT, words=text)
    return row


@action(allow=rules.may_open)
def link(actor: Actor, *, resolution: int, topic: int) -> Resolution:
    """Name the demand that a decision of the owners or residents answers."""
    row = steps.locked(resolution)
    require(rules.may_link(actor, row))
    found = {each.pk: each for each in queries.answered_by(row)}.get(topic)
    if found is None:
        raise Refused("resolutions.no_such_topic", field="topic")
    row.topic = found
    row.save(update_fields=["topic"])
    steps.write(actor, row, "link")
    fact = facts.ResolutionLinked(resolution=row.pk, community=row.community, topic=row.topic_id)
    record(actor, fact, place=row.community)
    return row
