"""Mandates by software: a person's own. A key acts for its owner alone, never as a helper."""

from datetime import date

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from linli.kernel.api import needs
from linli.kernel.guards import actor_of
from linli.kernel.pagination import page_of
from linli.mandates import actions
from linli.mandates.forms import NUMBER_LENGTH
from linli.mandates.models import Mandate, of_person
from linli.mandates.words import shown

router = Router(tags=["mandates"])
READ, WRITE = needs("mandates:read"), needs("mandates:write")


class MandateOut(Schema):
    """`principal` and `helper` are names as their bearers show them."""

    id: int
    principal: str
    helper: str
    i_help: bool
    deeds: list[str]
    way: str
    bond: str
    since: date
    until: date
    state: str
    why: str


class MandatePage(Schema):
    """`next` is the value of `after` for the next page, null at the end."""

    items: list[MandateOut]
    next: str | None


class OfferIn(Schema):
    """`helper` is the public number of who is to help; they accept it themselves."""

    helper: str = Field(min_length=1, max_length=NUMBER_LENGTH)
    deeds: list[str] = Field(min_length=1, max_length=50)
    bond: str = Field(max_length=6)
    until: date


def _out(rows: list[Mandate], me: int | None) -> list[MandateOut]:
    return [
        MandateOut(
            id=each.row.pk,
            principal=each.principal,
            helper=each.helper,
            i_help=each.row.helper_id == me,
            deeds=each.row.deeds,
            way=each.row.way,
            bond=each.row.bond,
            since=each.row.since,
            until=each.row.until,
            state=each.row.state,
            why=each.row.why,
        )
        for each in shown(rows)
    ]


@router.get("/mandates", response=MandatePage, auth=READ, summary="Who helps me, whom I help")
def list_mandates(request: HttpRequest, *, after: str | None = None) -> MandatePage:
    """Newest first."""
    me = actor_of(request).person
    page = page_of(of_person(me or 0), key=["-id"], after=after)
    return MandatePage(items=_out(list(page.items), me), next=page.next)


@router.post("/mandates", response={201: MandateOut}, auth=WRITE, summary="Offer a mandate")
def offer_mandate(request: HttpRequest, sent: OfferIn) -> tuple[int, MandateOut]:
    """It is in force when the helper has accepted it."""
    actor = actor_of(request)
    row, _code = actions.offer(
        actor, helper=sent.helper, deeds=sent.deeds, bond=sent.bond, until=sent.until
    )
    return 201, _out([row], actor.person)[0]


@router.post(
    "/mandates/{int:mandate}/end", response=MandateOut, auth=WRITE, summary="End a mandate"
)
def end_mandate(request: HttpRequest, mandate: int) -> MandateOut:
    """By either side, at once."""
    actor = actor_of(request)
    actions.end(actor, mandate=mandate)
    rows = of_person(actor.person or 0).filter(pk=mandate)
    return _out(list(rows), actor.person)[0]
