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
from linli.wishes import actions, queries, queries_pool, rules
from linli.wishes.parameters import PAGE
from linli.wishes.schemas import (
    ComingOut,
    SkillsIn,
    SkillsOut,
    WishFull,
    WishIn,
    WishOut,
    WishPage,
    WishStepIn,
)
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
    list: Literal["open", "mine", "helped", "fits"] = "open",  # noqa: A002 (the name in the address)
    kind: str = "",
    after: str | None = None,
) -> WishPage:
    """Open ones of one's community, one's own, those that one helps with, or that one was asked for."""
    actor = actor_of(request)
    if list in {"open", "fits"}:
        if actor.capacity is not Capacity.RESIDENT:
            raise Refused("wishes.as_resident")
        rows = queries.open_ones(actor, kind)
        if list == "fits":
            rows = rows.filter(pk__in=queries_pool.offered_to(actor.person or 0))
        page = page_of(rows, key=["-rank", "pk"], after=after, size=PAGE)
    else:
        own = list == "mine"
        rows = queries.mine(actor) if own else queries.helped_by(actor.person or 0)
        page = page_of(rows, key=["-pk"], after=after, size=PAGE)
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
        actions.prove(
            actor, wish=wish, words=words, minutes=minutes, ended=sent.ended, files=sent.files
        )
    elif step == "confirm":
        actions.confirm(actor, wish=wish, minutes=sent.minutes, words=words, rating=sent.rating)
    elif step in {"join", "withdraw"}:
        simple = {"join": actions.join, "withdraw": actions.withdraw}
        simple[step](actor, wish=wish)
    else:
        spoken = {"leave": actions.leave, "missing": actions.missing, "thank": actions.thank}
        spoken[step](actor, wish=wish, words=words)
    return _full(actor, wish)


@router.get("/me/skills", response=SkillsOut, auth=needs(READ), summary="My skills and free hours")
def get_skills(request: HttpRequest) -> SkillsOut:
    actor = actor_of(request)
    row = queries_pool.skills_of(actor.person or 0)
    if row is None:
        raise Refused("kernel.not_found")
    return SkillsOut(kinds=row.kinds, slots=row.slots, visits=row.visits)


@router.put("/me/skills", response=SkillsOut, auth=needs(WRITE), summary="Say what I can and when")
def put_skills(request: HttpRequest, sent: SkillsIn) -> SkillsOut:
    """`slots`: weekday (0 is Monday) times three, plus 0 morning, 1 afternoon, 2 evening."""
    row = actions.offer_skills(actor_of(request), **sent.dict())
    return SkillsOut(kinds=row.kinds, slots=row.slots, visits=row.visits)


@router.delete("/me/skills", response={204: None}, auth=needs(WRITE), summary="Leave the pool")
def delete_skills(request: HttpRequest) -> tuple[int, None]:
    actions.withdraw_skills(actor_of(request))
    return 204, None
