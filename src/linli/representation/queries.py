"""Reads on mandates: what is in force, and who holds the seats of a charter."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q

from linli.deliberation.models import Charter
from linli.deliberation.terms import SEATED
from linli.identity.models import Person
from linli.kernel import clock
from linli.kernel.actor import Capacity
from linli.kernel.scoping import ScopedQuerySet
from linli.organisations.models import Office, Organisation
from linli.organisations.queries import held_on
from linli.places.models import Building, Place, Unit
from linli.places.queries import lineage
from linli.representation.models import Mandate, Objection, Part

BUILDINGS = "buildings of a community that the caller named"


@dataclass(frozen=True, slots=True)
class SeatHolder:
    """A seat of a charter: ids of what it is for, and of who holds it; None while nobody does.

    A person sits once. Where a mandate speaks for several buildings, the seats of the others
    bear the mandate and no person: they are spoken for from another seat.
    """

    building: int | None = None
    organisation: int | None = None
    person: int | None = None
    mandate: int | None = None


def in_force(day: date | None = None) -> Q:
    """Mandates that count on a day (today)."""
    on = day or clock.today()
    return Q(since__lte=on, until__gte=on, recognised_on__lte=on) & (
        Q(ended_on=None) | Q(ended_on__gt=on)
    )


def holding(community: int, day: date | None = None) -> ScopedQuerySet[Mandate]:
    """What counts in a community on a day, of people whose account lives; the longest first."""
    rows = Mandate.objects.within(community).filter(in_force(day))
    alive = Q(person__is_active=True) | Q(person__merged_into__is_active=True)
    parts = Prefetch("parts", Part.objects.order_by("building", "unit"))
    return (
        rows.filter(alive).select_related("person").prefetch_related(parts).order_by("since", "pk")
    )


def speaks_as(person: Person) -> int:
    """The record under which somebody acts today."""
    return person.merged_into_id or person.pk


def buildings_of(community: int, estate: int | None = None) -> list[Building]:
    """Buildings in which people live or work, in the order of their estates; one query.

    Parking alone has no seat. A building of which no unit is known yet has one.
    """
    units = Unit.objects.across_communities(BUILDINGS).filter(building=OuterRef("pk"))
    there = units.filter(gone=False, parking=False)
    rows = Building.objects.filter(estate__community=community).select_related("estate")
    if estate is not None:
        rows = rows.filter(estate=estate)
    rows = rows.filter(Exists(there) | ~Exists(units))
    return sorted(rows.order_by("estate", "pk"), key=lambda b: (b.estate_id, _padded(b.key)))


def _padded(key: str) -> str:
    """2 before 10."""
    return key.rjust(8, "0") if key.isdecimal() else key


def seat_holders(
    community: int, estate: int | None, charter: Charter, on: date | None = None
) -> list[SeatHolder]:
    """Every seat that the charter gives, and who holds it on a day (today). Constant queries.

    A building's seats go to recognised mandates for the whole building, then to those for the
    most of its homes. An organisation's go to mandates that it gave, then to those who hold its
    offices on that day, by rank. A seat without anybody stays, empty.
    """
    day = on or clock.today()
    terms = charter.plain
    found = list(holding(community, day))
    seated: set[int] = set()
    seats: list[SeatHolder] = []
    if terms.seats_building:
        buildings = buildings_of(community, estate)
        seats += _building_seats(buildings, terms.seats_building, found, seated)
    if terms.seats:
        bodies = bodies_seated(community, estate, terms.seats)
        held = _offices(bodies, estate, day)
        seats += _body_seats(bodies, terms.seats, found, held, seated)
    return seats


def _building_seats(
    buildings: Iterable[Building], each: int, mandates: list[Mandate], seated: set[int]
) -> Iterator[SeatHolder]:
    by_building: dict[int, list[Mandate]] = {}
    for mandate in mandates:
        for key in {part.building_id for part in mandate.parts.all()}:
            by_building.setdefault(key, []).append(mandate)
    for building in buildings:
        there = sorted(by_building.get(building.pk, ()), key=_weight)
        for index in range(each):
            given = there[index] if index < len(there) else None
            person = speaks_as(given.person) if given else None
            if person in seated:
                person = None
            elif person is not None:
                seated.add(person)
            yield SeatHolder(building.pk, None, person, given.pk if given else None)


def _weight(mandate: Mandate) -> tuple[int, int, date, int]:
    """Whole buildings before groups, the larger group first, the older mandate first."""
    whole = mandate.kind == Mandate.Kind.BUILDING
    return (0 if whole else 1, -len(mandate.parts.all()), mandate.since, mandate.pk)


def in_reach_of(community: int, estate: int | None = None) -> Q:
    """Organisations of the place or of one above it; with an estate, its own and those of none."""
    paths = [place.path for place in lineage(Place.objects.get(pk=community))]
    near = Q(estate=None) | Q(estate=estate) if estate else Q()
    return Q(place__path__in=paths) & near


def _body_seats(
    bodies: Iterable[Organisation],
    seats: dict[str, int],
    mandates: Iterable[Mandate],
    offices: Iterable[Office],
    seated: set[int],
) -> Iterator[SeatHolder]:
    held: dict[int, list[Office]] = {}
    for office in offices:
        held.setdefault(office.organisation_id, []).append(office)
    sent: dict[int, list[Mandate]] = {}
    for mandate in mandates:
        if mandate.organisation_id is not None:
            sent.setdefault(mandate.organisation_id, []).append(mandate)
    for body in bodies:
        people: dict[int, int | None] = {
            speaks_as(each.person): each.pk for each in sent.get(body.pk, ())
        }
        for office in sorted(held.get(body.pk, ()), key=_rank):
            people.setdefault(speaks_as(office.person), None)
        free = [(person, mandate) for person, mandate in people.items() if person not in seated]
        for index in range(seats[body.kind]):
            person, given = free[index] if index < len(free) else (None, None)
            if person is not None:
                seated.add(person)
            yield SeatHolder(None, body.pk, person, given)


def bodies_seated(community: int, estate: int | None, kinds: Iterable[str]) -> list[Organisation]:
    """Living bodies of the kinds that a charter seats, in the order of the charters. Three queries."""
    wanted = set(kinds)
    order = [kind for kind in SEATED if kind in wanted]
    rows = Organisation.objects.filter(in_reach_of(community, estate), ended=False, kind__in=order)
    return sorted(rows, key=lambda body: (order.index(body.kind), body.pk))


def _offices(bodies: Iterable[Organisation], estate: int | None, day: date) -> list[Office]:
    """Who acts for these bodies on a day."""
    acting = [Capacity.STAFF.value, Capacity.OFFICER.value]
    held = held_on(day).filter(organisation__in=list(bodies), capacity__in=acting)
    if estate is not None:
        held = held.filter(Q(estate=None) | Q(estate=estate))
    return list(held.select_related("organisation", "person").order_by("pk"))


def _rank(office: Office) -> tuple[int, int]:
    codes = [seat.code for seat in office.organisation.row.seats]
    return (codes.index(office.seat) if office.seat in codes else len(codes), office.pk)


def objections_of(mandate: Mandate) -> ScopedQuerySet[Objection]:
    """What homes said of it, the first one first."""
    rows = Objection.objects.within(mandate.community).filter(mandate=mandate)
    return rows.order_by("pk")


# --- for actions ------------------------------------------------------------------------------
def parts_of(mandate: int) -> tuple[list[int], int | None]:
    """The buildings that a mandate speaks for, and its organisation. Two queries."""
    rows = Mandate.objects.across_communities("the action's rule was asked before")
    found = rows.filter(pk=mandate).values_list("organisation", flat=True).first()
    buildings = Part.objects.filter(mandate=mandate).order_by("building")
    return list(buildings.values_list("building", flat=True).distinct()), found


def mandate_of_objection(objection: int) -> int:
    """0 when there is none."""
    rows = Objection.objects.across_communities("the action's rule was asked before")
    return rows.filter(pk=objection).values_list("mandate", flat=True).first() or 0
