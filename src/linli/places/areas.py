"""Areas as pages and the API show them. Reads only."""

from collections.abc import Sequence

from linli.kernel.actor import Actor
from linli.kernel.fetch import found_or_refused
from linli.places.models import Area, AreaPart, Building, Estate, Place


def areas_of(place: Place | int, *, past: bool = False) -> list[tuple[Area, list[str]]]:
    """The areas of a community with the names of what lies in them. Two queries."""
    community = place if isinstance(place, int) else place.pk
    rows = Area.objects.within(community)
    rows = rows.exclude(until=None) if past else rows.filter(until=None)
    found = list(rows.order_by("name_zh", "pk"))
    named = names_in(found)
    return [(area, named.get(area.pk, [])) for area in found]


def names_in(areas: Sequence[Area]) -> dict[int, list[str]]:
    """Area -> names of its estates, and of single buildings with their estate. One query.

    Of an area that ended, what lay in it on its last day.
    """
    named: dict[int, list[str]] = {}
    ends = {area.pk: area.until for area in areas}
    rows = AreaPart.objects.filter(area__in=areas).select_related("estate", "building")
    for part in rows.order_by("estate__name_zh", "building__key", "pk"):
        if part.until == ends[part.area_id]:
            label = f" {part.building.label}" if part.building else ""
            named.setdefault(part.area_id, []).append(part.estate.name + label)
    return named


def area_in_reach(actor: Actor, area: int) -> Area:
    """Raises Refused("kernel.not_found")."""
    return found_or_refused(Area.objects.reached_by(actor).filter(pk=area))


def parts_of(area: Area) -> list[str]:
    """As the form's choices name them."""
    rows = AreaPart.objects.filter(area=area, until=None).values_list("estate", "building")
    return [f"b{building}" if building else f"e{estate}" for estate, building in rows]


def parts_to_choose(community: int) -> list[tuple[str, str]]:
    """Estates, and after each its buildings. Two queries."""
    buildings: dict[int, list[Building]] = {}
    rows = Building.objects.filter(estate__community=community).exclude(label="")
    for building in rows.order_by("pk"):
        buildings.setdefault(building.estate_id, []).append(building)
    choices = []
    for estate in Estate.objects.within(community).order_by("name_zh", "pk"):
        choices.append((f"e{estate.pk}", estate.name))
        choices += [
            (f"b{each.pk}", f"{estate.name} {each.label}") for each in buildings.get(estate.pk, [])
        ]
    return choices
