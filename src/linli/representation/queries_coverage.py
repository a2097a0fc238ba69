"""Reads for the pages: coverage, one mandate, the lists. A constant number of queries each."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Q

from linli.identity.queries import display_names, records_of
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.scoping import ScopedQuerySet
from linli.places.models import Building, Unit
from linli.representation import parameters
from linli.representation.coverage import Coverage, Voice, tile
from linli.representation.models import Mandate, Objection, Part
from linli.representation.queries import buildings_of, holding
from linli.representation.rules import desk_rows
from linli.representation.states import LIVING, State
from linli.residence.queries import counts_of_buildings, homes_of, residents_of_units

PUBLIC = "whom a building chose is public"
_LIVING = [state.value for state in sorted(LIVING)]


def soon() -> date:
    """By this day a term ends soon."""
    return clock.today() + timedelta(days=parameters.warn_days())


def coverage(community: int) -> Coverage:
    """Every building of a community, and who speaks for it today. Five queries."""
    buildings = buildings_of(community)
    counts = counts_of_buildings(each.pk for each in buildings)
    found = list(holding(community))
    names = display_names(each.person_id for each in found)
    voices: dict[int, list[Voice]] = {}
    for mandate in found:
        for key, voice in _voices(mandate, names.get(mandate.person_id, "")).items():
            voices.setdefault(key, []).append(voice)
    last = soon()
    return Coverage(
        tuple(
            tile(
                building=each.pk,
                label=each.label,
                estate=each.estate.name,
                homes=counts[each.pk].homes,
                voices=voices.get(each.pk, []),
                soon=last,
            )
            for each in buildings
        )
    )


def _voices(mandate: Mandate, name: str) -> dict[int, Voice]:
    """Building -> this mandate there."""
    units: dict[int, set[int]] = {}
    for part in mandate.parts.all():
        own = units.setdefault(part.building_id, set())
        if part.unit_id is not None:
            own.add(part.unit_id)
    return {
        building: Voice(
            mandate=mandate.pk,
            name=name,
            until=mandate.until,
            chose=mandate.homes_chose,
            of=mandate.homes_of,
            how=str(mandate.get_how_display()),
            whole=mandate.kind == Mandate.Kind.BUILDING,
            units=frozenset(own),
        )
        for building, own in units.items()
    }


# --- one mandate --------------------------------------------------------------------------------
def any_mandate(pk: int) -> ScopedQuerySet[Mandate]:
    """Public: whom it is for, how they were chosen; the papers have a rule of their own."""
    rows = Mandate.objects.across_communities(PUBLIC).filter(pk=pk)
    return rows.select_related(
        "estate",
        "organisation",
        "person__private",
        "person__merged_into__private",
        "settled_by__private",
        "settled_by__merged_into__private",
    )


def whom(rows: Iterable[Mandate]) -> dict[int, str]:
    """Mandate -> what it speaks for, in words. One query; needs the organisation and the estate."""
    found = list(rows)
    parts: dict[int, list[Part]] = {}
    wanted = Part.objects.filter(mandate__in=[each.pk for each in found])
    for part in wanted.select_related("building", "unit").order_by("building", "unit"):
        parts.setdefault(part.mandate_id, []).append(part)
    return {each.pk: _said(each, parts.get(each.pk, [])) for each in found}


def _said(mandate: Mandate, parts: list[Part]) -> str:
    if mandate.organisation is not None:
        return mandate.organisation.name
    estate = mandate.estate.name if mandate.estate else ""
    if mandate.kind == Mandate.Kind.BUILDING:
        return f"{estate} {'、'.join(part.building.label for part in parts)}"
    rooms = [f"{part.unit.stair} {part.unit.room}".strip() for part in parts if part.unit]
    building = parts[0].building.label if parts else ""
    return f"{estate} {building} {'、'.join(rooms)}"


def people_bound(mandate: int) -> dict[int, tuple[int, ...]]:
    """Person -> their homes for which a mandate speaks. Three queries."""
    parts = list(Part.objects.filter(mandate=mandate).values_list("building", "unit"))
    whole = {building for building, unit in parts if unit is None}
    single = {unit for _building, unit in parts if unit is not None}
    units = Unit.objects.across_communities("homes that a mandate speaks for")
    wanted = units.filter(Q(building__in=whole) | Q(pk__in=single), gone=False, parking=False)
    found: dict[int, list[int]] = {}
    people = residents_of_units(wanted.order_by("pk").values_list("pk", flat=True))
    for unit, persons in sorted(people.items()):
        for person in persons:
            found.setdefault(person, []).append(unit)
    return {person: tuple(homes) for person, homes in found.items()}


def representative_of(mandate: int) -> int:
    """0 when there is no such mandate."""
    rows = Mandate.objects.across_communities(PUBLIC).filter(pk=mandate)
    return rows.values_list("person", flat=True).first() or 0


def objector(objection: int) -> int:
    rows = Objection.objects.across_communities("whoever objected hears the answer")
    return rows.filter(pk=objection).values_list("person", flat=True).first() or 0


# --- the lists ----------------------------------------------------------------------------------
DESK_TABS = ("open", "held", "ending", "over")


def desk(actor: Actor, tab: str) -> ScopedQuerySet[Mandate]:
    """One tab of the desk; the nearest day first, what is over the newest first."""
    rows = desk_rows(actor).select_related("estate", "organisation")
    if tab == "held":
        return rows.filter(state=State.RECOGNISED)
    if tab == "ending":
        return rows.filter(state=State.RECOGNISED, until__lte=soon())
    if tab == "over":
        return rows.exclude(state__in=_LIVING)
    return rows.filter(state=State.OPEN)


def open_objections(actor: Actor) -> ScopedQuerySet[Objection]:
    """What the desk must answer."""
    rows = Objection.objects.reached_by(actor).filter(state=Objection.State.OPEN)
    return rows.filter(mandate__in=desk_rows(actor), mandate__state=State.OPEN)


def my_buildings(person: int, community: int) -> list[Building]:
    """Buildings of a person's homes in a community, the oldest first. Two queries."""
    homes = homes_of(person).filter(community=community)
    found = {home.unit.building_id: home.unit.building for home in homes}
    return list(found.values())


def for_buildings(community: int, buildings: Iterable[int]) -> list[Mandate]:
    """Choices that lie open for these buildings. One query."""
    parts = Part.objects.filter(building__in=list(buildings)).values("mandate")
    rows = Mandate.objects.within(community).filter(
        state=State.OPEN, open_until__gte=clock.today(), pk__in=parts
    )
    return list(rows.select_related("estate", "organisation").order_by("open_until", "pk"))


def of_person(person: int) -> list[Mandate]:
    """For whom a person speaks, or may come to. Two queries."""
    rows = Mandate.objects.across_communities("a person's own mandates")
    rows = rows.filter(person__in=records_of(person), state__in=_LIVING)
    return list(rows.select_related("estate", "organisation").order_by("until", "pk"))


# --- for the daily look -------------------------------------------------------------------------
def over_today() -> list[int]:
    """Mandates whose last day is past."""
    rows = Mandate.objects.across_communities("the daily look runs over all communities")
    rows = rows.filter(state__in=_LIVING, until__lt=clock.today())
    return list(rows.order_by("pk").values_list("pk", flat=True))


def near_end() -> list[int]:
    """Recognised ones that end soon and of which nobody was told."""
    rows = Mandate.objects.across_communities("the daily look runs over all communities")
    rows = rows.filter(
        state=State.RECOGNISED, until__gte=clock.today(), until__lte=soon(), reminded_at=None
    )
    return list(rows.order_by("pk").values_list("pk", flat=True))
