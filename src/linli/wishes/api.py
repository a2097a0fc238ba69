"""Wishes by software: open ones, the caller's own, and the steps of a resident."""

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router

from linli.kernel.actor import Actor, Capacity
from linli.kernel.api import needs
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import actor_of
from linli.kernel.pagination import page_of
from linli.wishes import actions, queries, rules
from linli.wishes.parameters import PAGE
from linli.wishes.schemas import ComingOut, WishFull, WishIn, WishOut, WishPage, WishStepIn
from linli.wishes.shown import Card, cards, shown
from linli.wishes.wanted import Wanted

router = Router(tags=["wishes"])

READ = "wishes:read"
WRITE = "wishes:write"
Step = Literal["claim", "join", "leave", "prove", "missing", "confirm", "thank", "withdraw"]


def _out(card: Card) -> dict[str, Any]:
    wish = card.wish
    return {
        "id": wish.pk,
        "kind": wish.kind,
        "text": card.text,
        "who": str(card.who),
        "where": card.where,
        "urgency": wish.urgency,
        "wanted_on": wish.wanted_on,
        "first": wish.first,
        "state": wish.state,
        "posted_at": wish.posted_at,
    }


@router.get("/wishes", response=WishPage, auth=needs(READ), summary="Wishes that one may take on")
def list_wishes(
    request: HttpRequest,
    *,
    list: Literal["open", "mine", "helped"] = "open",  # noqa: A002 (the name in the address)
    kind: str = "",
    after: str | None = None,
) -> WishPage:
    """Open ones of one's community, one's own, or those that one helps with."""
    actor = actor_of(request)
    if list == "open":
        if actor.capacity is not Capacity.RESIDENT:
            raise Refused("wishes.as_resident")
        page = page_of(queries.open_ones(actor, kind), key=["-rank", "pk"], after=after, size=PAGE)
    else:
        find = queries.mine if list == "mine" else queries.helped_by
        page = page_of(find(actor.person or 0), key=["-pk"], after=after, size=PAGE)
    items = [WishOut(**_out(card)) for card in cards(page.items)]
    return WishPage(items=items, next=page.next)


def _full(actor: Actor, pk: int) -> WishFull:
    rows = rules.visible_to(actor).filter(pk=pk)
    related = ("wisher__private", "wisher__merged_into__private", "estate", "unit__building")
    it = shown(actor, found_or_refused(rows.select_related("building", *related)))
    return WishFull(
        **_out(it.card),
        door=it.door,
        helpers=[
            ComingOut(name=str(each.name), number=each.number, level=str(each.level))
            for each in it.helpers
        ],
        thanks=it.thanks,
        may=[button.verb.value for button in it.buttons],
    )


@router.get("/wishes/{int:wish}", response=WishFull, auth=needs(READ), summary="One wish")
def get_wish(request: HttpRequest, wish: int) -> WishFull:
    return _full(actor_of(request), wish)


@router.post("/wishes", response={201: WishFull}, auth=needs(WRITE), summary="Wish for something")
def post_wish(request: HttpRequest, sent: WishIn) -> tuple[int, WishFull]:
    """As the community's rules say, staff may look at it before others see it."""
    actor = actor_of(request)
    values = sent.dict()
    files = values.pop("files")
    made = actions.post(actor, wanted=Wanted(**values), files=files)
    return 201, _full(actor, made.pk)


@router.post(
    "/wishes/{int:wish}/{step}", response=WishFull, auth=needs(WRITE), summary="Take a step"
)
def take_wish_step(request: HttpRequest, wish: int, step: Step, sent: WishStepIn) -> WishFull:
    """One of the steps that `may` names. What staff do is done on the pages."""
    actor = actor_of(request)
    words = sent.words.strip()
    if step == "claim":
        actions.claim(actor, wish=wish, source=sent.source, body=sent.body, team=sent.team)
    elif step == "prove":
        minutes = sent.minutes or 0
        actions.prove(actor, wish=wish, words=words, minutes=minutes, files=sent.files)
    elif step == "confirm":
        actions.confirm(actor, wish=wish, minutes=sent.minutes, words=words)
    elif step in {"join", "withdraw"}:
        simple = {"join": actions.join, "withdraw": actions.withdraw}
        simple[step](actor, wish=wish)
    else:
        spoken = {"leave": actions.leave, "missing": actions.missing, "thank": actions.thank}
        spoken[step](actor, wish=wish, words=words)
    return _full(actor, wish)
