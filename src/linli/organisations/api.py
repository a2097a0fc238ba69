"""Organisations and who holds their offices, for everybody."""

from django.http import HttpRequest
from ninja import Router

from linli.kernel.fetch import found_or_refused
from linli.kernel.pagination import page_of
from linli.organisations import queries
from linli.organisations.models import Organisation
from linli.organisations.schemas import (
    BodyOut,
    GroundOut,
    OfficeOut,
    OfficePage,
    OrganisationOut,
    OrganisationPage,
    SeatOut,
)
from linli.places.queries import by_code

router = Router(tags=["organisations"])


@router.get("/offices", response=OfficePage, summary="The offices held today")
def list_offices(request: HttpRequest, after: str | None = None) -> OfficePage:  # noqa: ARG001 (ninja passes it)
    page = page_of(queries.public_offices(), key=["pk"], after=after)
    items = [
        OfficeOut(
            id=row.office.pk,
            capacity=row.office.capacity,
            title_zh=row.office.title_zh,
            title_en=row.office.title_en,
            holder=row.name,
            organisation_zh=row.office.organisation.name_zh,
            organisation_en=row.office.organisation.name_en,
            place=row.office.place.code,
            since=row.office.since,
            until=row.office.until,
        )
        for row in queries.with_names(page.items)
    ]
    return OfficePage(items=items, next=page.next)


@router.get("/organisations", response=OrganisationPage, summary="The organisations")
def list_organisations(
    request: HttpRequest,  # noqa: ARG001 (ninja passes it)
    community: str = "",
    sector: str = "",
    kind: str = "",
    after: str | None = None,
) -> OrganisationPage:
    """`community` is a place's code; `sector` and `kind` as in the answers."""
    place = by_code(community) if community else None
    rows = queries.register(community=place, sector=sector, kind=kind)
    page = page_of(rows, key=["pk"], after=after)
    return OrganisationPage(items=[_shown(body) for body in page.items], next=page.next)


@router.get("/organisations/{organisation}", response=BodyOut, summary="One, with its people")
def one_organisation(request: HttpRequest, organisation: int) -> BodyOut:  # noqa: ARG001
    body = found_or_refused(queries.register(living=False).filter(pk=organisation))
    people = [
        SeatOut(
            seat=held.office.seat,
            title_zh=held.office.title_zh,
            title_en=held.office.title_en,
            holder=held.name,
            covered_by=held.cover,
            since=held.office.since,
            until=held.office.until,
            grounds=[
                GroundOut(kind=each.kind, day=each.day, document=each.document)
                for each in held.grounds
            ],
        )
        for held in queries.people_of(body.pk)
    ]
    return BodyOut(**_shown(body).dict(), people=people)


def _shown(body: Organisation) -> OrganisationOut:
    return OrganisationOut(
        id=body.pk,
        kind=body.kind,
        sector=body.sector,
        name_zh=body.name_zh,
        name_en=body.name_en,
        place=body.place.code,
        estate=body.estate.name_zh if body.estate else "",
        credit_code=body.credit_code,
        since=body.since,
        until=body.until,
    )
