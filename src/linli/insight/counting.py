"""Who belongs to which group, counted over a whole community at once. Reads only."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count

from linli.identity.identifiers import age_on
from linli.identity.models import Person, PrivateRecord
from linli.insight.models import Dimension
from linli.insight.parameters import ACTIVE_DAYS, AGE_BANDS
from linli.insight.withholding import Stages
from linli.journal.models import Event
from linli.kernel import clock
from linli.organisations.models import Office
from linli.organisations.queries import class_of_capacity, held_today
from linli.residence.models import Residence
from linli.residence.models.home import live

NO_HOME, OFFICE = "none", "office"
UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class One:
    """What is counted of a person: how far they came, and nothing that names them."""

    pk: int
    proved: bool
    active: bool


def people_of(community: int) -> list[One]:
    """Everybody whose home community it is. Two queries."""
    since = clock.now() - timedelta(days=ACTIVE_DAYS)
    people = Person.objects.filter(community=community, is_active=True)
    acted = set(
        Event.objects.filter(at__gte=since, actor__in=people.values("pk"))
        .values_list("actor", flat=True)
        .distinct()
    )
    return [
        One(pk, level >= Person.Level.REAL_NAME, pk in acted)
        for pk, level in people.values_list("pk", "level")
    ]


def stages(people: Iterable[One]) -> Stages:
    """Each stage is a part of the one before it."""
    found = Counter[str]()
    for one in people:
        found["registered"] += 1
        found["proved"] += one.proved
        found["active"] += one.proved and one.active
    return Stages(found["registered"], found["proved"], found["active"])


def band_of(age: int) -> str:
    """The first age of the band."""
    start = 0
    for last in AGE_BANDS:
        if age <= last:
            break
        start = last + 1
    return str(start)


def _ages(people: Iterable[int], today: date) -> dict[int, str]:
    """Person -> band; who has not proved a birth date is in none. One query; opens one field each."""
    found = {}
    for private in PrivateRecord.objects.filter(pk__in=list(people)):
        text = private.read("birth_date")
        if text:
            found[private.pk] = band_of(age_on(date.fromisoformat(text), today))
    return found


@dataclass(frozen=True, slots=True)
class Counted:
    """`groups`: dimension -> key -> stages. `estate_of`: a building's key -> its estate's."""

    groups: dict[str, dict[str, Stages]]
    estate_of: dict[str, str]


def count(community: int) -> Counted:
    """All groups of a community, in a constant number of queries.

    Somebody with homes in two buildings counts in both; an owner who is a tenant elsewhere is
    both. So groups of homes and roles need not add up to the community.
    """
    people = people_of(community)
    by_pk = {one.pk: one for one in people}
    parts: dict[str, dict[str, set[int]]] = {each: defaultdict(set) for each in Dimension.values}
    homes = Residence.objects.within(community).filter(live(), person__in=list(by_pk))
    rows = homes.values_list("person", "relation", "unit__estate", "unit__building")
    estate_of: dict[str, str] = {}
    for person, relation, estate, building in rows:
        estate_of[str(building)] = str(estate)
        parts[Dimension.ESTATE][str(estate)].add(person)
        parts[Dimension.BUILDING][str(building)].add(person)
        parts[Dimension.ROLE][relation].add(person)
    housed = set().union(*parts[Dimension.ROLE].values())
    parts[Dimension.ROLE][NO_HOME] = set(by_pk) - housed
    offices = held_today().filter(person__in=list(by_pk))
    parts[Dimension.ROLE][OFFICE] = set(offices.values_list("person", flat=True))
    ages = _ages(by_pk, clock.today())
    for person in by_pk:
        parts[Dimension.AGE][ages.get(person, UNKNOWN)].add(person)
    parts[Dimension.ALL][""] = set(by_pk)
    found = {
        dimension: {
            key: stages(by_pk[pk] for pk in members) for key, members in part.items() if members
        }
        for dimension, part in parts.items()
    }
    return Counted(found, estate_of)


@dataclass(frozen=True, slots=True)
class Taken:
    """How many people took part, and how often."""

    people: int
    acts: int


def taken_part(community: int) -> dict[str, Taken]:
    """Class of participation -> who acted in this community of late. Two queries and one a body.

    Residents act for themselves, officers for their bodies: somebody who did both counts in both
    classes. What is done without being signed in, or by the system, is in none.
    """
    since = clock.now() - timedelta(days=ACTIVE_DAYS)
    acted = Event.objects.filter(at__gte=since, place=community, actor__isnull=False)
    rows = list(acted.values_list("capacity", "office", "actor").annotate(acts=Count("pk")))
    offices = {office for _, office, _, _ in rows if office is not None}
    bodies = dict(Office.objects.filter(pk__in=offices).values_list("pk", "organisation"))
    classes = {
        (capacity, office): class_of_capacity(capacity, organisation=bodies.get(office))
        for capacity, office, _, _ in rows
    }
    people: dict[str, set[int]] = defaultdict(set)
    acts = Counter[str]()
    for capacity, office, person, count_of_acts in rows:
        sector = classes[capacity, office]
        if sector:
            people[sector].add(person)
            acts[sector] += count_of_acts
    return {sector: Taken(len(members), acts[sector]) for sector, members in people.items()}
