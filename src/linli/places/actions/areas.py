"""Areas of a community: drawn, drawn anew, ended."""

from collections.abc import Collection

from linli.facts.places import AreaDrawn, AreaEnded
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.places import rules
from linli.places.models import Area, Building, Estate, Place
from linli.places.operations import areas as operations

ACROSS = "the rule has asked for the community"


def _checked(community: int, estates: Collection[int], buildings: Collection[int]) -> set[int]:
    """Estates that are wholly in the area. Raises Refused for what lies elsewhere, or nothing."""
    here = Estate.objects.within(community).filter(pk__in=estates)
    inside = Building.objects.filter(pk__in=buildings, estate__community=community)
    if here.count() != len(set(estates)) or inside.count() != len(set(buildings)):
        raise Refused("kernel.not_found")
    if not estates and not buildings:
        raise Refused("places.area_empty", field="parts")
    return set(estates)


def _draw(actor: Actor, area: Area, estates: Collection[int], buildings: Collection[int]) -> None:
    whole = _checked(area.community, estates, buildings)
    # a building of an estate that lies in the area as a whole is no part of its own
    rows = Building.objects.filter(pk__in=buildings).exclude(estate__in=whole)
    parts = [(estate, None) for estate in whole]
    operations.set_parts(area, [*parts, *rows.values_list("estate", "pk")])
    record(
        actor,
        AreaDrawn(
            area=area.pk,
            community=area.community,
            estates=sorted(whole),
            buildings=sorted(rows.values_list("pk", flat=True)),
        ),
        place=area.community,
    )


@action(allow=rules.works_here)
def draw_area(  # noqa: PLR0913 (what a form has)
    actor: Actor,
    *,
    community: int,
    name_zh: str,
    name_en: str = "",
    ground: str,
    estates: Collection[int] = (),
    buildings: Collection[int] = (),
) -> Area:
    """A new area, from today on. Raises Refused when the name is taken or nothing lies in it."""
    place = Place.objects.select_for_update().filter(pk=community, kind=Place.Kind.COMMUNITY)
    if found_or_refused(place).until is not None:
        raise Refused("places.community_over")
    if Area.objects.within(community).filter(name_zh=name_zh, until=None).exists():
        raise Refused("places.area_known", field="name_zh")
    area = operations.add_area(community=community, names=(name_zh, name_en), ground=ground)
    _draw(actor, area, estates, buildings)
    return area


def _locked(area: int) -> Area:
    rows = Area.objects.across_communities(ACROSS).select_for_update()
    row = found_or_refused(rows.filter(pk=area))
    if row.until is not None:
        raise Refused("places.area_over")
    return row


@action(allow=rules.works_on_area)
def redraw_area(
    actor: Actor, *, area: int, estates: Collection[int] = (), buildings: Collection[int] = ()
) -> Area:
    """Other parts, from today on; what was in it before stays known with its days."""
    row = _locked(area)
    _draw(actor, row, estates, buildings)
    return row


@action(allow=rules.works_on_area)
def end_area(actor: Actor, *, area: int) -> Area:
    row = _locked(area)
    operations.end_area(row, clock.today())
    record(actor, AreaEnded(area=row.pk, community=row.community), place=row.community)
    return row
