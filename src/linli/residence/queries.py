"""Reads on who belongs to which home. Lists take a constant number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Count, F, Q

from linli.identity.queries import records_of
from linli.kernel import clock
from linli.kernel.scoping import ScopedQuerySet
from linli.places.models import Unit
from linli.residence.models import Doubt, Household, Invitation, Residence, Slip
from linli.residence.models.home import OWNERS, live
from linli.residence.states import DoubtState

OWN = "people see their own homes"


class Owned(NamedTuple):
    """A home that a person owns: `elector` casts its ballot, and the person is `roster_owner`."""

    unit_id: int
    elector_id: int
    roster_owner_id: int


def _of(person: int) -> ScopedQuerySet[Residence]:
    """A person's, with those of records that were merged into theirs. One query more."""
    return Residence.objects.across_communities(OWN).filter(person__in=records_of(person))


def homes_of(person: int) -> ScopedQuerySet[Residence]:
    """Where a person belongs today, with units, buildings and estates; the oldest first."""
    rows = _of(person).filter(live())
    return rows.select_related("unit__building", "unit__estate").order_by("pk")


def owned_units(person_id: int, estate_id: int, on: date | None = None) -> list[Owned]:
    """The homes in an estate that a person owns today, or owned on a day. Two queries.

    Only where the home's title of that day names the owner of the roster that the person is: then
    the person may cast, or share with the other members, the ballot of `elector_id`. A title that
    ended on a day had another owner from that day on.
    """
    day = on or clock.today()
    titles = Q(unit__titles__since__lte=day) & (
        Q(unit__titles__until=None) | Q(unit__titles__until__gt=day)
    )
    member = Q(unit__titles__elector__members__owner=F("roster_owner"))
    rows = _of(person_id).filter(
        live(on), titles, member, relation__in=OWNERS, unit__estate=estate_id
    )
    found = rows.order_by("unit", "pk").values_list("unit", "unit__titles__elector", "roster_owner")
    return list(dict.fromkeys(Owned(*each) for each in found))


def estates_owned_in(person: int) -> frozenset[int]:
    """Estates in which a person owns a home today, wherever they live. Two queries."""
    rows = _of(person).filter(live(), relation__in=OWNERS)
    return frozenset(rows.values_list("unit__estate", flat=True))


def residents_of_units(
    unit_ids: Iterable[int], *, living: bool = False
) -> dict[int, frozenset[int]]:
    """Unit -> the people who belong to it today; `living`: only those who live there. One query."""
    rows = Residence.objects.across_communities("units that the caller may reach")
    rows = rows.filter(live(), unit__in=list(unit_ids))
    if living:
        rows = rows.filter(lives=True)
    found: dict[int, set[int]] = {}
    for unit, person in rows.values_list("unit", "person"):
        found.setdefault(unit, set()).add(person)
    return {unit: frozenset(people) for unit, people in found.items()}


def owners_of_units(unit_ids: Iterable[int]) -> dict[int, frozenset[int]]:
    """Unit -> the people who own it today. One query."""
    rows = Residence.objects.across_communities("units that the caller may reach")
    found: dict[int, set[int]] = {}
    wanted = rows.filter(live(), unit__in=list(unit_ids), relation__in=OWNERS)
    for unit, person in wanted.values_list("unit", "person"):
        found.setdefault(unit, set()).add(person)
    return {unit: frozenset(people) for unit, people in found.items()}


def units_of_people(people: Iterable[int]) -> dict[int, frozenset[int]]:
    """Person -> the homes that they belong to today. One query."""
    rows = Residence.objects.across_communities("people that the caller may reach")
    found: dict[int, set[int]] = {}
    wanted = rows.filter(live(), person__in=list(people))
    for person, unit in wanted.values_list("person", "unit"):
        found.setdefault(person, set()).add(unit)
    return {person: frozenset(units) for person, units in found.items()}


def live_together(one: int, other: int) -> bool:
    """Whether two people belong to one home today, under any of their records; also one with oneself."""
    ours, theirs = records_of(one), records_of(other)
    if ours & theirs:
        return True
    homes = units_of_people(ours | theirs)
    mine = {unit for each in ours for unit in homes.get(each, ())}
    return any(mine & homes.get(each, frozenset()) for each in theirs)


def standing_of(person: int) -> dict[str, frozenset[int]]:
    """Relation -> homes, of all that a person belongs to today: the levels above a proved name."""
    found: dict[str, set[int]] = {}
    for relation, unit in _of(person).filter(live()).values_list("relation", "unit"):
        found.setdefault(relation, set()).add(unit)
    return {relation: frozenset(units) for relation, units in found.items()}


def lives_in(person: int, *, unit: int) -> bool:
    """Whether "I live here" is proved."""
    return _of(person).filter(live(), unit=unit, lives=True).exists()


@dataclass(frozen=True, slots=True)
class Members:
    """The people who live in a home together, and whom they chose to speak to (None: nobody)."""

    unit: int
    people: frozenset[int]
    contact: int | None


def households_of(unit_ids: Iterable[int]) -> dict[int, Members]:
    """Unit -> who lives there; homes in which nobody is known are left out. Two queries.

    A contact who no longer lives there is none.
    """
    people = residents_of_units(unit_ids, living=True)
    rows = Household.objects.across_communities("units that the caller may reach")
    chosen = dict(rows.filter(pk__in=list(people)).values_list("pk", "contact"))
    return {
        unit: Members(unit, members, contact if (contact := chosen.get(unit)) in members else None)
        for unit, members in people.items()
    }


def household_of(unit: int) -> Members:
    """Of one home; empty when nobody is known there."""
    return households_of([unit]).get(unit) or Members(unit, frozenset(), None)


def units_below(*, community: int, building: int | None = None) -> ScopedQuerySet[Unit]:
    """The homes of a community, or of one building in it."""
    rows = Unit.objects.within(community).filter(gone=False)
    return rows.filter(building=building) if building else rows


def people_of(unit: int) -> list[Residence]:
    """Who belongs to a home today, the oldest first."""
    rows = Residence.objects.across_communities("a home that the caller may reach")
    return list(rows.filter(live(), unit=unit).order_by("pk"))


def open_doubts(unit: Unit) -> dict[int, Doubt]:
    """Residence -> the proposal to end it. One query."""
    rows = Doubt.objects.within(unit.community).filter(unit=unit, state=DoubtState.OPEN)
    return {row.residence_id: row for row in rows}


def open_invitations(residence: Residence) -> list[Invitation]:
    rows = Invitation.objects.within(residence.community).filter(
        through=residence, used_at=None, void_at=None, expires_at__gt=clock.now()
    )
    return list(rows.order_by("pk"))


def slips_of(unit_ids: Iterable[int]) -> dict[int, Slip]:
    """Unit -> its newest slip. One query."""
    rows = Slip.objects.across_communities("units that the caller may reach")
    newest = rows.filter(unit__in=list(unit_ids)).order_by("unit", "-pk").distinct("unit")
    return {slip.unit_id: slip for slip in newest}


class Counts(NamedTuple):
    """Of a building: homes, and those in which somebody is known."""

    homes: int
    known: int


def counts_of_buildings(building_ids: Iterable[int]) -> dict[int, Counts]:
    """Two queries."""
    wanted = list(building_ids)
    units = Unit.objects.across_communities("buildings that the caller may reach")
    homes = dict(
        units.filter(building__in=wanted, gone=False, parking=False)
        .values_list("building")
        .annotate(Count("pk"))
    )
    rows = Residence.objects.across_communities("buildings that the caller may reach")
    known = dict(
        rows.filter(live(), unit__building__in=wanted, unit__parking=False)
        .values_list("unit__building")
        .annotate(Count("unit", distinct=True))
    )
    return {each: Counts(homes.get(each, 0), known.get(each, 0)) for each in wanted}
