"""Organisations and who holds their offices, for everybody."""

from django.http import HttpRequest
from ninja import Router

from linli.kernel.pagination import page_of
from linli.organisations import queries
from linli.organisations.schemas import OfficeOut, OfficePage, OrganisationOut

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


@router.get("/organisations", response=list[OrganisationOut], summary="The organisations")
def list_organisations(request: HttpRequest) -> list[OrganisationOut]:  # noqa: ARG001 (ninja passes it)
    return [
        OrganisationOut(
            id=body.pk,
            kind=body.kind,
            name_zh=body.name_zh,
            name_en=body.name_en,
            place=body.place.code,
        )
        for body in queries.organisations()
    ]
