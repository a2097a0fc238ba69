"""Writes on areas; inside a transaction only."""

from collections.abc import Collection, Iterable
from datetime import date

from linli.kernel import clock
from linli.places.models import Area, AreaPart

#: An estate, and one of its buildings or None for all of it.
Part = tuple[int, int | None]


def add_area(*, community: int, names: tuple[str, str], ground: str) -> Area:
    return Area.objects.create(
        community=community,
        name_zh=names[0],
        name_en=names[1],
        ground=ground,
        since=clock.today(),
    )


def set_parts(area: Area, parts: Collection[Part]) -> None:
    """What is new begins today, what is no more ends today; what stays keeps its day."""
    wanted = set(parts)
    lasting = AreaPart.objects.filter(area=area, until=None)
    known = {(each.estate_id, each.building_id): each for each in lasting}
    end_parts([each.pk for key, each in known.items() if key not in wanted], clock.today())
    AreaPart.objects.bulk_create(
        AreaPart(area=area, estate_id=estate, building_id=building, since=clock.today())
        for estate, building in sorted(wanted - set(known), key=lambda p: (p[0], p[1] or 0))
    )


def end_parts(parts: Iterable[int], day: date) -> None:
    AreaPart.objects.filter(pk__in=list(parts)).update(until=day)


def end_area(area: Area, day: date) -> None:
    end_parts(area.parts.filter(until=None).values_list("pk", flat=True), day)
    area.until = day
    area.save(update_fields=["until"])


def carry_areas(before: int, went: dict[int, int], day: date) -> None:
    """Areas of a community of which estates went elsewhere (`went`: estate -> community).

    An area goes along when all of it goes the same way; when it is torn apart it ends, and when a
    part of it stays, only what left ends.
    """
    rows = Area.objects.within(before).filter(until=None).prefetch_related("parts")
    for area in rows.order_by("pk"):
        parts = [part for part in area.parts.all() if part.until is None]
        ways = {went.get(part.estate_id) for part in parts}
        if ways in ({None}, set()):
            continue
        if None in ways:
            end_parts([part.pk for part in parts if part.estate_id in went], day)
        elif len(ways) == 1:
            _give(area, int(ways.pop() or 0))
        else:
            end_area(area, day)


def _give(area: Area, community: int) -> None:
    taken = Area.objects.within(community).filter(name_zh=area.name_zh, until=None).exists()
    if taken:
        area.name_zh = f"{area.name_zh[:50]}（{area.pk}）"
    area.community = community
    area.save(update_fields=["community", "name_zh"])
