"""The tree of places, for everybody; estates and units, for the staff of their community."""

from django.http import HttpRequest
from ninja import Router

from linli.kernel.actor import Capacity
from linli.kernel.api import Session
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import actor_of, require_capacity
from linli.kernel.pagination import page_of
from linli.places import queries
from linli.places.areas import areas_of
from linli.places.descent import line_of
from linli.places.figures import estate_figures
from linli.places.lifecycle import MATTERS, threshold_of
from linli.places.models import Descent, Estate, Place
from linli.places.schemas import (
    AreaOut,
    DescentOut,
    EstateFull,
    EstateOut,
    EstatePage,
    FiguresOut,
    PlaceOut,
    PlacePage,
    StageOut,
    UnitOut,
    UnitPage,
    WayOut,
)

router = Router(tags=["places"])


def _out(place: Place, around: Place | None) -> PlaceOut:
    return PlaceOut(
        code=place.code,
        kind=place.kind,
        name_zh=place.name_zh,
        name_en=place.name_en,
        around=around.code if around else None,
        since=place.since.isoformat() if place.since else None,
        until=place.until.isoformat() if place.until else None,
    )


@router.get("/communities", response=PlacePage, summary="The communities of the district")
def list_communities(request: HttpRequest, after: str | None = None) -> PlacePage:  # noqa: ARG001 (ninja passes it)
    page = page_of(queries.communities(), key=["path"], after=after)
    above = queries.streets()
    items = [_out(place, above.get(queries.parent_path(place))) for place in page.items]
    return PlacePage(items=items, next=page.next)


@router.get("/communities/{code}", response=PlaceOut, summary="One community")
def get_community(request: HttpRequest, code: str) -> PlaceOut:  # noqa: ARG001 (ninja passes it)
    place = queries.by_code(code)
    return _out(place, queries.streets().get(queries.parent_path(place)))


@router.get(
    "/communities/{code}/descent",
    response=DescentOut,
    summary="What a community came from and became",
)
def get_descent(request: HttpRequest, code: str) -> DescentOut:  # noqa: ARG001 (ninja passes it)
    line = line_of(queries.by_code(code))
    return DescentOut(
        came_from=[_way(way, way.before) for way in line.came_from],
        became=[_way(way, way.after) for way in line.became],
    )


def _way(way: Descent, place: Place) -> WayOut:
    return WayOut(
        community=place.code,
        kind=way.reform.kind,
        on=way.reform.on.isoformat(),
        ground=way.reform.ground,
    )


@router.get("/communities/{code}/areas", response=list[AreaOut], summary="The areas of a community")
def list_areas(request: HttpRequest, code: str) -> list[AreaOut]:  # noqa: ARG001 (ninja passes it)
    return [
        AreaOut(
            id=area.pk,
            name_zh=area.name_zh,
            name_en=area.name_en,
            ground=area.ground,
            since=area.since.isoformat(),
            parts=parts,
        )
        for area, parts in areas_of(queries.by_code(code))
    ]


@router.get(
    "/estates/{estate}/stage", response=StageOut, summary="The stage of an estate, for everybody"
)
def get_estate_stage(request: HttpRequest, estate: int) -> StageOut:  # noqa: ARG001 (ninja passes it)
    rows = Estate.objects.across_communities("the stage of an estate is public")
    row = found_or_refused(rows.select_related("community").filter(pk=estate))
    threshold = threshold_of(row)
    return StageOut(
        id=row.pk,
        name_zh=row.name_zh,
        community=row.community.code,
        stage=row.stage,
        owners_decide=[matter for matter in MATTERS if queries.may_decide(row, matter)],
        delivered_centi=threshold.delivered,
        total_centi=threshold.total,
        needed_centi=threshold.needed,
        reached=threshold.reached,
        source=threshold.profile.source,
    )


@router.get("/estates", response=EstatePage, auth=[Session()], summary="Estates of my office")
def list_estates(request: HttpRequest, after: str | None = None) -> EstatePage:
    """For staff, in their browser's session: a key for software never acts in an office."""
    actor = actor_of(request)
    require_capacity(actor, Capacity.STAFF)
    rows = queries.estates(actor).select_related("community")
    page = page_of(rows, key=["id"], after=after)
    return EstatePage(items=[_estate_out(each) for each in page.items], next=page.next)


@router.get(
    "/estates/{estate}", response=EstateFull, auth=[Session()], summary="An estate with its figures"
)
def get_estate(request: HttpRequest, estate: int) -> EstateFull:
    row = _estate(request, estate)
    figures = FiguresOut(**estate_figures(row))
    return EstateFull(**_estate_out(row).model_dump(), figures=figures)


@router.get(
    "/estates/{estate}/units", response=UnitPage, auth=[Session()], summary="Units of an estate"
)
def list_units(
    request: HttpRequest, estate: int, *, disputed: bool = False, after: str | None = None
) -> UnitPage:
    """In the order of their addresses; owners are masked. `disputed`: only those to settle."""
    rows = queries.units_of(_estate(request, estate))
    if disputed:
        rows = rows.exclude(disputes=[])
    page = page_of(rows, key=["position", "id"], after=after, size=100)
    owners = queries.owners_of(page.items)
    items = [
        UnitOut(
            id=unit.pk,
            parking=unit.parking,
            building=unit.building.label,
            stair=unit.stair,
            room=unit.room,
            area_centi=unit.area_centi,
            holding=unit.holding,
            owners=owners.get(unit.pk, []),
            disputes=unit.disputes,
        )
        for unit in page.items
    ]
    return UnitPage(items=items, next=page.next)


def _estate(request: HttpRequest, estate: int) -> Estate:
    actor = actor_of(request)
    require_capacity(actor, Capacity.STAFF)
    rows = queries.estates(actor).select_related("community")
    return found_or_refused(rows.filter(pk=estate))


def _estate_out(estate: Estate) -> EstateOut:
    return EstateOut(
        id=estate.pk,
        community=estate.community.code,
        name_zh=estate.name_zh,
        name_en=estate.name_en,
        version=estate.version,
    )
