"""The tree of places, for everybody."""

from django.http import HttpRequest
from ninja import Router

from linli.kernel.pagination import page_of
from linli.places import queries
from linli.places.models import Place
from linli.places.schemas import PlaceOut, PlacePage

router = Router(tags=["places"])


def _out(place: Place, around: Place | None) -> PlaceOut:
    return PlaceOut(
        code=place.code,
        kind=place.kind,
        name_zh=place.name_zh,
        name_en=place.name_en,
        around=around.code if around else None,
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
