"""The two sides of a duty as people: who owns it today, who stands on the giver's side."""

from django.db.models import QuerySet

from linli.duties.ladder import To
from linli.duties.models import Duty
from linli.grids.queries import climb
from linli.identity.queries import records_of
from linli.kernel.actor import Actor, Capacity
from linli.organisations.models import Office
from linli.organisations.queries import bodies_served_by, held_today
from linli.places.models import Place
from linli.places.queries import lineage


def post_holders(duty: Duty) -> QuerySet[Office]:
    """Offices held today that fit the owning post; none when the owner is a person."""
    held = held_today().filter(
        organisation=duty.owner_organisation_id, place=duty.owner_place_id, capacity=Capacity.STAFF
    )
    return held.filter(title_zh=duty.owner_title) if duty.owner_title else held


def owners(duty: Duty) -> frozenset[int]:
    """The persons who owe it today."""
    if duty.owner_person_id is not None:
        return frozenset({duty.owner_person_id})
    return frozenset(post_holders(duty).values_list("person", flat=True))


def owner_organisations(duty: Duty) -> frozenset[int]:
    """The organisations on the owner's side."""
    if duty.owner_organisation_id is not None:
        return frozenset({duty.owner_organisation_id})
    return frozenset(
        held_today().filter(person=duty.owner_person_id).values_list("organisation", flat=True)
    )


def offices_acted_in(actor: Actor) -> QuerySet[Office]:
    """The offices that the actor's capacity and place may stand for."""
    if not actor.is_official or not actor.second_factor:
        return Office.objects.none()
    held = held_today().filter(capacity=actor.capacity, place=actor.place)
    # in a known office a substitute stands for it as its holder does
    return held.filter(pk=actor.office) if actor.office else held.filter(person=actor.person)


def all_organisations_of(actor: Actor) -> frozenset[int]:
    """Of all offices that the actor holds or covers today, acted in now or not."""
    return bodies_served_by(records_of(actor.person or 0))


def organisations_of(actor: Actor) -> frozenset[int]:
    return frozenset(offices_acted_in(actor).values_list("organisation", flat=True))


def owns(actor: Actor, duty: Duty) -> bool:
    """Whether the actor may act as the owner."""
    if actor.person is None:
        return False
    if duty.owner_person_id is not None:
        return duty.owner_person_id == actor.person
    acted = offices_acted_in(actor).filter(
        organisation=duty.owner_organisation_id, place=duty.owner_place_id, capacity=Capacity.STAFF
    )
    return (acted.filter(title_zh=duty.owner_title) if duty.owner_title else acted).exists()


def gave(actor: Actor, duty: Duty) -> bool:
    """Whether the actor stands on the giver's side; an office's duty belongs to the office."""
    if duty.giver_organisation_id is not None:
        return actor.reaches(duty.community) and (
            duty.giver_organisation_id in organisations_of(actor)
        )
    return actor.person is not None and duty.giver_id == actor.person


def givers(duty: Duty) -> frozenset[int]:
    """Who answers for having given it: the person while still in office, else the colleagues."""
    if duty.giver_organisation_id is None:
        return frozenset({duty.giver_id}) if duty.giver_id is not None else frozenset()
    staff = held_today().filter(organisation=duty.giver_organisation_id, capacity=Capacity.STAFF)
    people = frozenset(staff.values_list("person", flat=True))
    return frozenset({duty.giver_id}) if duty.giver_id in people else people


def hearers(duty: Duty, to: To) -> tuple[To, frozenset[int]]:
    """Who hears of a rung. Where nobody but the owner serves, the next ones above do."""
    own = owners(duty)
    if to == To.OWNER:
        return to, own
    if to == To.GIVER:
        found = givers(duty) - own
        if found:
            return to, found
    levels = list(To)
    near = {step.level: step.people - own for step in climb(duty.unit)} if duty.unit else {}
    for level in (To.CONTACT, To.BRANCH):
        if levels.index(to) <= levels.index(level) and near.get(level.value):
            return level, near[level.value]
    wanted = levels[max(levels.index(to), levels.index(To.COMMUNITY)) :]
    around = {place.kind: place for place in lineage(Place.objects.get(pk=duty.community))}
    last = To.DISTRICT
    for level in wanted:
        place = around.get(level.value)
        found = _staff_at(place, level) - own if place else frozenset()
        if found:
            return level, found
    return last, frozenset()


def _staff_at(place: Place, level: To) -> frozenset[int]:
    capacities = [Capacity.STAFF.value]
    if level == To.DISTRICT:
        capacities.append(Capacity.DISTRICT_ADMIN.value)
    held = held_today().filter(place=place, capacity__in=capacities)
    return frozenset(held.values_list("person", flat=True))
