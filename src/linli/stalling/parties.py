"""Who stands where in a stall: whoever raised the matter, the desk, the street, the other side."""

from linli.deliberation.models import Topic
from linli.deliberation.rules import hands, officer_serves
from linli.deliberation.rules_topics import raised, raisers
from linli.grids.queries.resolving import committee_of
from linli.identity.models import Person
from linli.kernel.actor import Actor, Capacity
from linli.organisations.kinds import Kind
from linli.organisations.models import Organisation
from linli.organisations.queries import bodies_served_by, held_today
from linli.places.models import Place
from linli.places.queries import lineage
from linli.stalling.ladders import DESK, RAISER, STREET, Spec
from linli.stalling.models import Rung, Stall


def is_raiser(actor: Actor, stall: Stall) -> bool:
    """Whether the actor, as a resident, raised the topic or one that was merged into it."""
    if actor.capacity is not Capacity.RESIDENT or stall.topic is None:
        return False
    return raised(actor, stall.topic)


def is_official(actor: Actor, community: int, topic: Topic | None) -> bool:
    """Staff of the community or of what lies above it; nobody about a demand of their own."""
    if actor.capacity is not Capacity.STAFF or not actor.second_factor:
        return False
    if not actor.reaches(community):
        return False
    return topic is None or not (raisers(topic) & hands(actor))


def is_other_side(actor: Actor, stall: Stall) -> bool:
    """An officer of the kind of body that stalls, serving there."""
    if actor.capacity is not Capacity.OFFICER or not actor.second_factor:
        return False
    return actor.body == stall.against and officer_serves(actor, stall.community, stall.estate_id)


def serves_it(actor: Actor, stall: Stall) -> bool:
    """Whether the actor serves the very body that stalls, in an office of theirs or in another's place."""
    rows = Organisation.objects.filter(kind=stall.against, place=stall.community)
    return rows.filter(pk__in=bodies_served_by(hands(actor))).exists()


def living_raisers(topic: Topic | None) -> frozenset[int]:
    """Whose turn it can be: raisers whose account lives."""
    if topic is None:
        return frozenset()
    alive = Person.objects.filter(pk__in=raisers(topic), is_active=True)
    return frozenset(alive.values_list("pk", flat=True))


def street_office(community: int) -> Organisation | None:
    """The street office above a community."""
    above = lineage(Place.objects.get(pk=community))
    street = next((place for place in above if place.kind == Place.Kind.STREET), None)
    if street is None:
        return None
    rows = Organisation.objects.filter(place=street, kind=Kind.STREET, ended=False)
    return rows.order_by("pk").first()


def serves_today(body: Organisation | None) -> bool:
    """Whether somebody holds an office of staff in a body today."""
    if body is None:
        return False
    held = held_today().filter(organisation=body, place=body.place_id, capacity=Capacity.STAFF)
    return held.exists()


def actor_of_rung(stall: Stall, spec: Spec) -> str:
    """Who must act in fact: where nobody raised it, or no street office serves, the desk does."""
    if spec.by == RAISER:
        return RAISER if living_raisers(stall.topic) or not spec.falls else DESK
    if spec.by == STREET:
        return STREET if serves_today(street_office(stall.community)) else DESK
    return DESK


def body_of_rung(rung: Rung) -> Organisation | None:
    """The office that owes a rung; None when whoever raised the matter does it."""
    if rung.by == RAISER:
        return None
    found = street_office(rung.stall.community) if rung.by == STREET else None
    return found or committee_of(rung.stall.community)


def officers_of_the_other_side(stall: Stall) -> frozenset[int]:
    """Who hears that a ladder has begun: officers of that kind of body, of the estate or the community."""
    rows = held_today().filter(
        organisation__kind=stall.against, place=stall.community, capacity=Capacity.OFFICER
    )
    if stall.estate_id is not None:
        rows = rows.filter(organisation__estate__in=[stall.estate_id]) | rows.filter(
            organisation__estate=None
        )
    return frozenset(rows.values_list("person", flat=True))
