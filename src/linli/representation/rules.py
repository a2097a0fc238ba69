"""Who enters, recognises, objects to and ends the mandate of a representative."""

from typing import Any

from linli.identity.queries import records_of
from linli.kernel.actor import Actor, Capacity
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.kernel.scoping import ScopedQuerySet
from linli.representation.models import Mandate, Objection
from linli.representation.states import ENDINGS, Ending, Side, State
from linli.representation.wanted import Choice
from linli.residence.queries import homes_of

WHY = "who speaks for whom is public; the rule that follows looks at the community"
#: The body whose people recognise: by law the residents organise themselves through it.
COMMITTEE = "residents_committee"


def hands(actor: Actor) -> frozenset[int]:
    """The person, and the hands that act for them, with records that were merged into theirs."""
    people = [each for each in (actor.person, actor.helper) if each is not None]
    return frozenset(record for person in people for record in records_of(person))


def _official(actor: Actor, *capacities: Capacity) -> Decision:
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if actor.capacity not in capacities:
        return denied("kernel.not_for_you")
    return ALLOWED if actor.second_factor else denied("kernel.second_factor")


def at_desk(actor: Actor, community: int, organisation: int | None = None) -> Decision:
    """Staff of the community; officers for the body in whose name they act."""
    may = _official(actor, Capacity.STAFF, Capacity.OFFICER)
    if not may:
        return may
    if not actor.reaches(community):
        return denied("kernel.not_found")
    own = organisation is not None and organisation == actor.organisation
    return ALLOWED if own or actor.capacity is Capacity.STAFF else denied("kernel.not_for_you")


def may_enter(actor: Actor, *, choice: Choice, **_: Any) -> Decision:
    organisation = choice.organisation if choice.kind == Mandate.Kind.ORGANISATION else None
    return at_desk(actor, choice.community, organisation)


def _committee(actor: Actor, row: Mandate) -> Decision:
    may = _official(actor, Capacity.STAFF)
    if not may:
        return may
    if not actor.reaches(row.community):
        return denied("kernel.not_found")
    if actor.body != COMMITTEE:
        return denied("representation.committee_only")
    own = hands(actor)
    if row.person_id in own:
        return denied("representation.about_you")
    return denied("representation.entered_by_you") if row.entered_by_id in own else ALLOWED


def _mandate(pk: int) -> Mandate | None:
    return Mandate.objects.across_communities(WHY).filter(pk=pk).first()


def may_settle(actor: Actor, *, mandate: int, **_: Any) -> Decision:
    """The residents' committee, by another person than who entered it, never about oneself."""
    row = _mandate(mandate)
    if row is None:
        return denied("kernel.not_found")
    may = _committee(actor, row)
    if not may:
        return may
    return ALLOWED if row.state == State.OPEN else denied("representation.not_now")


def may_answer(actor: Actor, *, objection: int, **_: Any) -> Decision:
    """As those who recognise; not who objected."""
    rows = Objection.objects.across_communities(WHY).select_related("mandate")
    row = rows.filter(pk=objection).first()
    if row is None:
        return denied("kernel.not_found")
    may = _committee(actor, row.mandate)
    if not may:
        return may
    return denied("representation.about_you") if row.person_id in hands(actor) else ALLOWED


def may_object(actor: Actor, *, mandate: int, **_: Any) -> Decision:
    """Whoever belongs to a home for which they would speak; the home is asked by the action."""
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if actor.capacity is not Capacity.RESIDENT:
        return denied("kernel.not_for_you")
    row = _mandate(mandate)
    if row is None or not actor.reaches(row.community):
        return denied("kernel.not_found")
    if not row.is_open:
        return denied("representation.not_now")
    return (
        ALLOWED
        if homes_spoken_for(actor.person, row)
        else denied("representation.not_your_building")
    )


def homes_spoken_for(person: int, row: Mandate) -> list[int]:
    """Units of a person's for which the mandate speaks. Two queries and the parts."""
    parts = list(row.parts.all())
    whole = {part.building_id for part in parts if part.unit_id is None}
    single = {part.unit_id for part in parts if part.unit_id is not None}
    homes = homes_of(person).filter(community=row.community)
    return [
        home.unit_id for home in homes if home.unit.building_id in whole or home.unit_id in single
    ]


def may_end(actor: Actor, *, mandate: int, how: str, **_: Any) -> Decision:
    """Each ending has its side: see `states.ENDINGS`."""
    row = _mandate(mandate)
    if row is None:
        return denied("kernel.sign_in_first" if actor.person is None else "kernel.not_found")
    if how not in set(Ending):
        return denied("kernel.not_found")
    sources, side = ENDINGS[Ending(how)]
    may = _SIDES[side](actor, row)
    if not may:
        return may
    return ALLOWED if State(row.state) in sources else denied("representation.not_now")


def _desk(actor: Actor, row: Mandate) -> Decision:
    may = at_desk(actor, row.community, row.organisation_id)
    if not may:
        return may
    return denied("representation.about_you") if row.person_id in hands(actor) else ALLOWED


def _representative(actor: Actor, row: Mandate) -> Decision:
    if actor.person is None:
        return denied("kernel.sign_in_first")
    own = actor.helper is None and row.person_id in records_of(actor.person)
    return ALLOWED if own else denied("representation.yours_to_resign")


def _clock(actor: Actor, _row: Mandate) -> Decision:
    return ALLOWED if actor.capacity is Capacity.SYSTEM else denied("kernel.not_for_you")


_SIDES = {Side.DESK: _desk, Side.REPRESENTATIVE: _representative, Side.CLOCK: _clock}


def by_clock(actor: Actor, **_: Any) -> Decision:
    """The daily job alone."""
    return ALLOWED if actor.capacity is Capacity.SYSTEM else denied("kernel.not_for_you")


def desk_rows(actor: Actor) -> ScopedQuerySet[Mandate]:
    """What the desk sees: staff and auditors all in reach, officers what is of their body."""
    rows = Mandate.objects.reached_by(actor)
    if not actor.second_factor:
        return rows.none()
    if actor.capacity is Capacity.OFFICER and actor.organisation is not None:
        return rows.filter(organisation=actor.organisation)
    seeing = actor.capacity in {Capacity.STAFF, Capacity.AUDITOR}
    return rows if seeing else rows.none()


def reads_papers(actor: Actor, mandate: int) -> Decision:
    """The desk, and the representative: signatures of homes stand on them."""
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if desk_rows(actor).filter(pk=mandate).exists():
        return ALLOWED
    row = _mandate(mandate)
    own = row is not None and actor.helper is None and row.person_id in records_of(actor.person)
    return ALLOWED if own and not actor.is_official else denied("kernel.not_found")
