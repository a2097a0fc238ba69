"""Which buildings and units belong to what, from a day on."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from linli.grids.models import ContactPart, Grid, GridPart, Post
from linli.kernel.errors import Refused
from linli.places.models import Building, Unit


def locked_homes(
    community: int, estate: int | None, buildings: Sequence[int], units: Sequence[int]
) -> tuple[list[Building], list[Unit]]:
    """The chosen ones under a lock, buildings before units. Raises Refused when one is not there."""
    if not buildings and not units:
        raise Refused("grids.nothing_chosen")
    of_buildings = Building.objects.filter(pk__in=buildings, estate__community=community)
    of_units = Unit.objects.within(community).filter(pk__in=units, gone=False)
    if estate is not None:
        of_buildings = of_buildings.filter(estate=estate)
        of_units = of_units.filter(estate=estate)
    found = list(of_buildings.select_for_update(of=("self",)).order_by("pk"))
    rooms = list(of_units.select_for_update(of=("self",)).order_by("pk"))
    if len(found) != len(set(buildings)) or len(rooms) != len(set(units)):
        raise Refused("grids.outside")
    return found, rooms


def move_to_grid(grid: Grid, buildings: list[Building], units: list[Unit], since: date) -> None:
    """From the day on they lie in this grid, and no longer in another of its kind."""
    rows = GridPart.objects.within(grid.community).filter(kind=grid.kind)
    _make_room(rows, buildings, units, since)
    shared = {"grid": grid, "kind": grid.kind, "community": grid.community, "since": since}
    GridPart.objects.bulk_create(
        [
            *(GridPart(building=each, **shared) for each in buildings),
            *(GridPart(unit=each, **shared) for each in units),
        ]
    )


def move_to_contact(post: Post, buildings: list[Building], units: list[Unit], since: date) -> None:
    _make_room(ContactPart.objects.within(post.community), buildings, units, since)
    shared = {"post": post, "community": post.community, "since": since, "until": post.until}
    ContactPart.objects.bulk_create(
        [
            *(ContactPart(building=each, **shared) for each in buildings),
            *(ContactPart(unit=each, **shared) for each in units),
        ]
    )


def _make_room(rows: Any, buildings: list[Building], units: list[Unit], since: date) -> None:
    """End what holds now; what is planned for later is refused rather than undone."""
    same = rows.filter(Q(building__in=buildings) | Q(unit__in=units))
    live = same.filter(Q(until__isnull=True) | Q(until__gt=since))
    if live.filter(since__gt=since).exists():
        raise Refused("grids.planned_otherwise", field="since")
    live.update(until=since)


def end_parts(rows: Any, until: date) -> None:
    """End whatever still runs on the day; what would have begun later never does."""
    open_ones = rows.filter(Q(until__isnull=True) | Q(until__gt=until))
    for row in open_ones:
        row.until = max(until, row.since)
        row.save(update_fields=["until"])
