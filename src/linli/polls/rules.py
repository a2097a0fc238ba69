"""Who sees polls, calls them, serves them, votes in them."""

from typing import Any

from linli.identity.models import Person
from linli.identity.queries import records_of
from linli.kernel.actor import Actor, Capacity
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.organisations.kinds import Kind
from linli.organisations.queries import held_today
from linli.polls.begun import reached
from linli.polls.drafting import too_young
from linli.polls.models import Objection, Poll, RollEntry
from linli.polls.sight import visible_to
from linli.residence.queries import homes_of

NOT_FOUND = denied("kernel.not_found")
COMMITTEE_ALONE = denied("polls.committee_alone")
#: Seats of a committee that go from door to door and lead no poll.
OUTSIDE = frozenset({"grid_worker"})


def may_see(actor: Actor, *, poll: int, **_: Any) -> Decision:
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if actor.is_official and not actor.second_factor:
        return denied("kernel.second_factor")
    return ALLOWED if visible_to(actor).filter(pk=poll).exists() else NOT_FOUND


def at_desk(actor: Actor) -> Decision:
    """Staff with a second proof."""
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if actor.capacity is not Capacity.STAFF:
        return denied("kernel.not_for_you")
    return ALLOWED if actor.second_factor else denied("kernel.second_factor")


def may_call(actor: Actor, *, community: int, **_: Any) -> Decision:
    """The residents' committee calls the residents together (article 10 of its law): its desk."""
    may = at_desk(actor)
    if not may:
        return may
    if not actor.reaches(community):
        return NOT_FOUND
    return ALLOWED if _in_committee(actor, [community]) else COMMITTEE_ALONE


def leads_somewhere(actor: Actor) -> Decision:
    """Whether the office is one of a residents' committee's desk."""
    may = at_desk(actor)
    if not may:
        return may
    return ALLOWED if _in_committee(actor, actor.reach) else COMMITTEE_ALONE


def may_lead(actor: Actor, *, poll: int, **_: Any) -> Decision:
    """The steps of a poll: who opens, counts and publishes is the committee's desk.

    Others of the staff, a grid worker say, help with paper, doors and objections (`may_serve`).
    """
    may = may_serve(actor, poll=poll)
    if not may:
        return may
    rows = Poll.objects.reached_by(actor).filter(pk=poll)
    return ALLOWED if _in_committee(actor, rows.values("community")) else COMMITTEE_ALONE


def _in_committee(actor: Actor, communities: Any) -> bool:
    """In the office in which the actor acts, where it is known."""
    rows = held_today().filter(
        person=actor.person, organisation__kind=Kind.COMMITTEE, place__in=communities
    )
    if actor.office is not None:
        rows = rows.filter(pk=actor.office)
    return rows.exclude(seat__in=OUTSIDE).exists()


def may_serve(actor: Actor, *, poll: int, **_: Any) -> Decision:
    """The desk of a poll: its steps, objections, paper, doors."""
    may = at_desk(actor)
    if not may:
        return may
    return ALLOWED if Poll.objects.reached_by(actor).filter(pk=poll).exists() else NOT_FOUND


def may_answer(actor: Actor, *, objection: int, **_: Any) -> Decision:
    """The desk; nobody an objection of their own."""
    may = at_desk(actor)
    if not may:
        return may
    rows = Objection.objects.reached_by(actor).select_related("entry")
    row = rows.filter(pk=objection).first()
    if row is None:
        return NOT_FOUND
    own = row.person_id in hands(actor) or (row.entry is not None and _concerns(actor, row.entry))
    return denied("polls.own_objection") if own else ALLOWED


def _concerns(actor: Actor, entry: RollEntry) -> bool:
    """Whether a line is one's own, or that of a home in which one lives."""
    if entry.person_id is not None:
        return entry.person_id in hands(actor)
    return homes_of(actor.person or 0).filter(unit=entry.unit_id).exists()


def hands(actor: Actor) -> frozenset[int]:
    """The person, and the hands that act for them, with records that were merged into theirs."""
    people = [each for each in (actor.person, actor.helper) if each is not None]
    return frozenset(record for person in people for record in records_of(person))


def as_resident(actor: Actor) -> Decision:
    if actor.person is None:
        return denied("kernel.sign_in_first")
    return ALLOWED if actor.capacity is Capacity.RESIDENT else denied("polls.as_resident")


def may_ask(actor: Actor, *, community: int, **_: Any) -> Decision:
    """A resident of age asks that something be put to all."""
    may = as_resident(actor)
    if not may:
        return may
    return ALLOWED if actor.reaches(community) else NOT_FOUND


def may_take_part(actor: Actor, *, poll: int, **_: Any) -> Decision:
    """Sign, object, vote: as oneself. Whether one stands on the roll, the action asks."""
    may = as_resident(actor)
    if not may:
        return may
    return ALLOWED if reached(actor, poll) else NOT_FOUND


def of_age(person: int, poll: Poll) -> bool:
    """Of age today, or nobody knows and the profile lets it be."""
    row = Person.objects.filter(pk=person).first()
    return row is not None and not too_young([row.pk], poll.law)


def by_clock(actor: Actor, **_: Any) -> Decision:
    """The jobs alone."""
    return ALLOWED if actor.capacity is Capacity.SYSTEM else denied("kernel.not_for_you")


def leads_or_clock(actor: Actor, *, poll: int, **_: Any) -> Decision:
    """The committee's desk, or the job when the days are over."""
    if actor.capacity is Capacity.SYSTEM:
        return ALLOWED
    return may_lead(actor, poll=poll)


def serves_or_clock(actor: Actor, *, poll: int, **_: Any) -> Decision:
    """The desk, or the job when the time has come."""
    if actor.capacity is Capacity.SYSTEM:
        return ALLOWED
    return may_serve(actor, poll=poll)
