"""Giving a duty and taking it on its way. Lock: the duty's row, nothing else."""

from collections.abc import Sequence
from datetime import date

from linli.duties import operations, parties, queries, rules
from linli.duties.kinds import kinds
from linli.duties.ladder import Climb
from linli.duties.models import Duty, Escalation, Milestone
from linli.duties.operations import Owner
from linli.duties.states import Verb
from linli.facts import duties as facts
from linli.identity.models import Person
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor, Capacity
from linli.kernel.errors import Refused, require
from linli.kernel.fetch import found_or_refused
from linli.organisations.queries import held_today


def owner_from(actor: Actor, *, community: int, person: str, office: int | None) -> Owner:
    """The owner that staff named: a person's public number, or an office whose post is meant.

    Raises Refused when it is not exactly one of both, or not of the community.
    """
    if bool(person) == bool(office):
        raise Refused("duties.one_owner", field="office")
    near = {community, actor.place}
    if office:
        held = held_today().filter(pk=office, place__in=near, capacity=Capacity.STAFF).first()
        if held is None:
            raise Refused("duties.no_such_office", field="office")
        return Owner(organisation=held.organisation_id, place=held.place_id, title=held.title_zh)
    who = Person.objects.filter(public_id=person, is_active=True).first()
    serves = who and held_today().filter(person=who, place__in=near).exists()
    if who is None or not (who.community == community or serves):
        raise Refused("duties.nobody_there", field="person")
    return Owner(person=who.pk)


@action(allow=rules.may_give)
def give(  # noqa: PLR0913 (a duty is these)
    actor: Actor,
    *,
    community: int,
    kind: str,
    title: str,
    text: str = "",
    person: str = "",
    office: int | None = None,
    due_on: date | None = None,
    confirm: str = Duty.Confirm.PERSON,
    milestones: Sequence[tuple[str, date]] = (),
) -> Duty:
    """Give a duty to the person with this public number or to the post of this office."""
    if kind not in {each.code for each in kinds()}:
        raise Refused("duties.no_such_kind", field="kind")
    owner = owner_from(actor, community=community, person=person, office=office)
    return operations.give(
        actor,
        community=community,
        kind=kind,
        title=title,
        text=text,
        owner=owner,
        due_on=due_on,
        confirm=confirm,
        giver_organisation=min(parties.organisations_of(actor), default=None),
        milestones=milestones,
    )


def _taken(actor: Actor, duty: int, verb: Verb) -> Duty:
    """The duty, locked, when the actor may take it over the transition."""
    row = found_or_refused(rules.visible_to(actor).filter(pk=duty).select_for_update(of=("self",)))
    require(rules.may_do(actor, row, verb))
    return row


@action(allow=rules.may_see, deed="duties")
def accept(actor: Actor, *, duty: int) -> Duty:
    row = _taken(actor, duty, Verb.ACCEPT)
    row.accepted_by_id = actor.person
    operations.move(actor, row, Verb.ACCEPT, "", facts.DutyAccepted)
    return row


@action(allow=rules.may_see, deed="duties")
def refuse(actor: Actor, *, duty: int, words: str) -> Duty:
    """Back to the giver, with the reason."""
    row = _taken(actor, duty, Verb.REFUSE)
    row.accepted_by = None
    operations.move(actor, row, Verb.REFUSE, words, facts.DutyRefused)
    return row


@action(allow=rules.may_see)
def hand_on(  # noqa: PLR0913 (an owner, a day and words)
    actor: Actor,
    *,
    duty: int,
    due_on: date,
    person: str = "",
    office: int | None = None,
    words: str = "",
) -> Duty:
    """Give a refused duty again, with a new last day."""
    row = _taken(actor, duty, Verb.HAND_ON)
    operations.require_day(due_on)
    owner = owner_from(actor, community=row.community, person=person, office=office)
    row.owner_person_id = owner.person
    row.owner_organisation_id = owner.organisation
    row.owner_place_id = owner.place
    row.owner_title = owner.title
    row.due_on = due_on
    row.progress = ""
    operations.move(
        actor,
        row,
        Verb.HAND_ON,
        words,
        facts.DutyHandedOn,
        owner_person=owner.person,
        owner_organisation=owner.organisation,
        due_on=due_on.isoformat(),
    )
    return row


@action(allow=rules.may_see, deed="duties")
def note(actor: Actor, *, duty: int, words: str) -> Duty:
    """Write the line of progress anew; the older ones stay in the history."""
    row = _taken(actor, duty, Verb.NOTE)
    row.progress = words
    operations.move(actor, row, Verb.NOTE, words, facts.DutyProgressed)
    return row


@action(allow=rules.may_see, deed="duties")
def reach(actor: Actor, *, duty: int, milestone: int) -> Duty:
    row = _taken(actor, duty, Verb.REACH)
    part = found_or_refused(Milestone.objects.filter(pk=milestone, duty=row))
    if part.reached_at is not None:
        raise Refused("duties.reached_already", field="milestone")
    part.reached_at = clock.now()
    part.save(update_fields=["reached_at"])
    operations.move(actor, row, Verb.REACH, part.title, facts.MilestoneReached, milestone=part.pk)
    return row


@action(allow=rules.may_see, deed="duties")
def report(actor: Actor, *, duty: int, words: str) -> Duty:
    """The owner says that it is done; `words` are the evidence."""
    row = _taken(actor, duty, Verb.REPORT)
    row.reported_by_id = actor.person
    row.reported_on = clock.today()
    operations.move(actor, row, Verb.REPORT, words, facts.DutyReported)
    return row


@action(allow=rules.may_see)
def confirm(actor: Actor, *, duty: int, words: str = "") -> Duty:
    row = _taken(actor, duty, Verb.CONFIRM)
    row.confirmed_by_id = actor.person
    operations.move(actor, row, Verb.CONFIRM, words, facts.DutyConfirmed)
    return row


@action(allow=rules.may_see)
def reopen(actor: Actor, *, duty: int, words: str, due_on: date) -> Duty:
    """Not done after all: back to the owner, with the reason and a new last day."""
    row = _taken(actor, duty, Verb.REOPEN)
    operations.require_day(due_on)
    row.due_on = due_on
    operations.move(actor, row, Verb.REOPEN, words, facts.DutyReopened, due_on=due_on.isoformat())
    return row


@action(allow=rules.may_see)
def withdraw(actor: Actor, *, duty: int, words: str) -> Duty:
    row = _taken(actor, duty, Verb.WITHDRAW)
    operations.move(actor, row, Verb.WITHDRAW, words, facts.DutyWithdrawn)
    return row


@action(allow=rules.may_escalate)
def escalate(actor: Actor, *, duty: int, step: Climb) -> Escalation:  # noqa: ARG001 (an action's first)
    """Climb one rung. Raises Refused("duties.not_now") when somebody was faster."""
    rows = Duty.objects.across_communities("the daily look at what stalls")
    row = found_or_refused(rows.filter(pk=duty).select_for_update())
    if step not in queries.rungs_reached(row, clock.today()):
        raise Refused("duties.not_now")
    return operations.climb(row, step)
