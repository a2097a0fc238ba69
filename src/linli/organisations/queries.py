"""Reads on organisations and offices."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from linli.identity.queries import display_names
from linli.kernel import clock
from linli.kernel.actor import Actor, Capacity
from linli.organisations.kinds import KINDS, GroundKind, Sector
from linli.organisations.models import Cover, Office, OfficeGround, Organisation
from linli.organisations.parameters import TERM_WARNING
from linli.places.models import Estate, Place
from linli.places.queries import communities_under

AROUND = "who works for whom is asked of an estate that the caller has found"


def held_on(day: date) -> QuerySet[Office]:
    """Offices in force on a day, of people whose account lives.

    An office that ended at once counts for the days before the one on which it ended.
    """
    open_end = Q(until__isnull=True) | Q(until__gte=day)
    at_once = Q(ended_at__isnull=True) | Q(until__gt=day)
    return Office.objects.filter(open_end, at_once, since__lte=day, person__is_active=True)


def held_today() -> QuerySet[Office]:
    """Offices in force now."""
    return held_on(clock.today())


def holds(  # noqa: PLR0913 (a question has these parts)
    person: int,
    kind: str,
    *,
    estate: int | None = None,
    place: int | None = None,
    on: date | None = None,
    seats: Iterable[str] = (),
) -> bool:
    """Whether a person holds an office in a body of this kind on a day (today).

    `estate`: serving that estate, by the office or by the body; an office for no single estate
    does not count. `place`: in exactly that place. `seats`: one of these standard offices.
    """
    rows = held_on(on or clock.today()).filter(person=person, organisation__kind=kind)
    if estate is not None:
        rows = rows.filter(_serves(estate))
    if place is not None:
        rows = rows.filter(place=place)
    wanted = list(seats)
    return (rows.filter(seat__in=wanted) if wanted else rows).exists()


def _serves(estate: int) -> Q:
    return Q(estate=estate) | Q(estate__isnull=True, organisation__estate=estate)


def works_around(person: int, kinds: Iterable[str], *, estate: int) -> bool:
    """Whether a person holds an office today in a body of one of these kinds that is at the estate.

    Unlike `holds` an office for no single estate counts too, when its place is the estate's
    community or lies above it: a company's station serves the whole community. Two queries.
    """
    rows = Estate.objects.across_communities(AROUND).filter(pk=estate)
    path = rows.values_list("community__path", flat=True).first() or ""
    step = Place.steplen
    paths = [path[:end] for end in range(step, len(path) + 1, step)]
    at_large = Q(estate__isnull=True, organisation__estate__isnull=True, place__path__in=paths)
    held = held_today().filter(person=person, organisation__kind__in=list(kinds))
    return held.filter(_serves(estate) | at_large).exists()


def bodies_at(estate: int, kind: str = "") -> list[Organisation]:
    """The living organisations of an estate, of one kind or of all."""
    rows = Organisation.objects.filter(estate=estate, ended=False)
    return list((rows.filter(kind=kind) if kind else rows).order_by("pk"))


@dataclass(frozen=True, slots=True)
class Scope:
    """Where an officer serves: named estates; without any, all of the communities."""

    estates: frozenset[int]
    communities: frozenset[int]


NOWHERE = Scope(frozenset(), frozenset())


def officer_scope(actor: Actor) -> Scope:
    """The estates and communities of the office in which the actor acts. Two queries at most."""
    if actor.office is None or actor.person is None:
        return NOWHERE
    office = held_today().filter(pk=actor.office).select_related("organisation", "place").first()
    if office is None:
        return NOWHERE
    estate = office.at_estate
    named = frozenset() if estate is None else frozenset({estate})
    return Scope(named, communities_under(office.place))


def covers_on(day: date) -> QuerySet[Cover]:
    """Covers in force on a day, of offices that are in force themselves."""
    rows = Cover.objects.filter(
        since__lte=day, until__gte=day, ended_at__isnull=True, person__is_active=True
    )
    return rows.filter(office__in=held_on(day))


def offices_of(person: int) -> list[Office]:
    """The offices in which a person may act today: held ones, then covered ones. One query.

    A covered office bears `covered`; acts in it record the office and who really acted.
    """
    mine = Q(person=person) | Q(
        pk__in=covers_on(clock.today()).filter(person=person).values("office")
    )
    rows = list(held_today().filter(mine).select_related("place", "organisation").order_by("pk"))
    for office in rows:
        office.covered = office.person_id != person
    return sorted(rows, key=lambda office: office.covered)


def bodies_served_by(people: Iterable[int]) -> frozenset[int]:
    """The organisations in whose offices any of these people may act today: held, or covered for another."""
    who = list(people)
    covered = covers_on(clock.today()).filter(person__in=who).values("office")
    rows = held_today().filter(Q(person__in=who) | Q(pk__in=covered))
    return frozenset(rows.values_list("organisation", flat=True))


def covered_by(offices: Iterable[Office]) -> dict[int, Cover]:
    """Office id → who covers it today. One query."""
    wanted = [office.pk for office in offices]
    rows = covers_on(clock.today()).filter(office__in=wanted).select_related("person")
    return {cover.office_id: cover for cover in rows}


def public_offices() -> QuerySet[Office]:
    """All offices held today, ready for a list."""
    return held_today().select_related("place", "organisation")


def offices_at(place: Place) -> QuerySet[Office]:
    """Who serves exactly this place today."""
    return public_offices().filter(place=place).order_by("pk")


@dataclass(frozen=True, slots=True)
class Held:
    """An office and the name that its holder shows by their own choice."""

    office: Office
    name: str
    #: Who does its work now, and until when; empty when the holder does.
    cover: str = ""
    cover_until: date | None = None
    cover_id: int | None = None
    cover_number: str = ""
    #: Grounds that are recorded, and words of those that still are to be.
    grounds: tuple[OfficeGround, ...] = ()
    missing: tuple[str, ...] = ()


def with_names(offices: Iterable[Office]) -> list[Held]:
    """The offices with their holders' names. One query more."""
    rows = list(offices)
    names = display_names(office.person_id for office in rows)
    return [Held(office, names.get(office.person_id, "")) for office in rows]


def missing_grounds(office: Office) -> list[str]:
    """Kinds of ground that its seat must rest on and that nobody recorded. Needs the grounds."""
    standard = office.standard
    known = {ground.kind for ground in office.grounds.all()}
    return [kind.value for kind in (standard.grounds if standard else ()) if kind not in known]


def people_of(organisation: int) -> list[Held]:
    """Who serves a body today, with grounds and covers, by the order of its seats. Four queries."""
    rows = held_today().filter(organisation=organisation)
    rows = rows.select_related("organisation", "place", "estate", "person").prefetch_related(
        "grounds"
    )
    offices = sorted(rows, key=_rank)
    covers = covered_by(offices)
    people = [office.person_id for office in offices] + [c.person_id for c in covers.values()]
    names = display_names(people)
    found = []
    for office in offices:
        cover = covers.get(office.pk)
        found.append(
            Held(
                office,
                names.get(office.person_id, ""),
                names.get(cover.person_id, "") if cover else "",
                cover.until if cover else None,
                cover.pk if cover else None,
                cover.person.public_id if cover else "",
                tuple(office.grounds.all()),
                tuple(str(GroundKind(kind).label) for kind in missing_grounds(office)),
            )
        )
    return found


def _rank(office: Office) -> tuple[int, int]:
    codes = [seat.code for seat in office.organisation.row.seats]
    return (codes.index(office.seat) if office.seat in codes else len(codes), office.pk)


def all_offices() -> QuerySet[Office]:
    """Past, present and coming offices, newest first by key-set paging on the id."""
    return Office.objects.select_related("place", "organisation", "person")


def organisations() -> list[Organisation]:
    """All living organisations in the order of the tree. One query."""
    return list(
        Organisation.objects.filter(ended=False)
        .select_related("place")
        .order_by("place__path", "pk")
    )


def bodies_of(place: Place) -> list[Organisation]:
    """The organisations of exactly this place."""
    return list(Organisation.objects.filter(place=place, ended=False).order_by("pk"))


def administrators() -> QuerySet[Office]:
    """District administrators in office today."""
    return held_today().filter(capacity=Capacity.DISTRICT_ADMIN)


def class_of_capacity(capacity: str, body: str = "", organisation: int | None = None) -> str:
    """In which class of participation an act counts; empty where it counts in none.

    Residents and visitors are the community itself; a body counts in its own class.
    """
    if organisation is not None:
        own = Organisation.objects.filter(pk=organisation).values_list("sector", flat=True).first()
        if own:
            return str(own)
    if body in KINDS:
        return KINDS[body].sectors[0].value
    if capacity in {Capacity.RESIDENT, Capacity.VISITOR}:
        return Sector.COMMUNITY.value
    return Sector.GOVERNMENT.value if capacity in {Capacity.STAFF, Capacity.DISTRICT_ADMIN} else ""


def register(
    *, community: Place | None = None, sector: str = "", kind: str = "", living: bool = True
) -> QuerySet[Organisation]:
    """The public register, by the filters that somebody chose."""
    rows = Organisation.objects.select_related("place", "estate")
    if living:
        rows = rows.filter(ended=False)
    if community is not None:
        rows = rows.filter(place=community)
    if sector:
        rows = rows.filter(sector=sector)
    return rows.filter(kind=kind) if kind else rows


def people_by_sector() -> dict[str, int]:
    """How many people serve in bodies of each class today. One query."""
    rows = (
        held_today().values("organisation__sector").annotate(people=Count("person", distinct=True))
    )
    return {row["organisation__sector"]: row["people"] for row in rows}


def ending_soon(actor: Actor) -> QuerySet[Office]:
    """Offices whose term ends within the time of warning, in bodies that the actor may fill."""
    rows = held_today().filter(until__lte=clock.today() + TERM_WARNING)
    if actor.capacity == Capacity.DISTRICT_ADMIN:
        return rows
    kept = [row.kind.value for row in KINDS.values() if actor.body in row.appointers]
    return rows.filter(organisation__kind__in=kept, place__in=actor.reach)
