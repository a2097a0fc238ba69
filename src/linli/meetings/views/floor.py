"""The live floor: one page that knows who you are, and the room's screen."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from linli.kernel.actor import Capacity
from linli.kernel.errors import require
from linli.kernel.guards import actor_of, signed_in
from linli.meetings import live
from linli.meetings.fragments import context_of, drawn, marked, rights_until
from linli.meetings.models import Seat
from linli.meetings.queries_live import seen, votes_cast
from linli.meetings.rules_live import may_follow, may_show, sees_names
from linli.meetings.seating import seat_of
from linli.meetings.shown import headline


@require_safe
@signed_in
def floor(request: HttpRequest, meeting: int) -> HttpResponse:
    """The whole page; its fragment asks again by itself."""
    this, seat = _followed(request, meeting)
    context = context_of(this, seat, get_token(request) if seat else "")
    return _page(request, this, context, "meetings/floor.html", "floor_live")


@require_safe
@signed_in
def floor_live(request: HttpRequest, meeting: int) -> HttpResponse:
    """The fragment alone. Mostly it was answered by `unchanged.py` before this."""
    this, seat = _followed(request, meeting)
    html, role = drawn(this, seat)
    actor = actor_of(request)
    plain = actor.helper is None and (seat is not None or actor.capacity is Capacity.RESIDENT)
    rights = rights_until(this.at) if plain else 0
    return marked(request, this, html, role, rights=rights)


@require_safe
@signed_in
def floor_screen(request: HttpRequest, meeting: int) -> HttpResponse:
    """For the room: large, and nobody's own."""
    this, context = _screen(request, meeting)
    return _page(request, this, context, "meetings/screen.html", "floor_screen_live")


@require_safe
@signed_in
def floor_screen_live(request: HttpRequest, meeting: int) -> HttpResponse:
    this, context = _screen(request, meeting)
    html = render_to_string("meetings/_screen.html", context)
    return marked(request, this, html, "screen", rights=0)


# --- what they share -----------------------------------------------------------------------------
def _followed(request: HttpRequest, meeting: int) -> tuple[live.Now, Seat | None]:
    actor = actor_of(request)
    whole = seen(meeting)
    seat = seat_of(actor.person, meeting)
    require(may_follow(actor, whole.row, seat, published=whole.published))
    named = whole.named or sees_names(actor, whole.row, seat)
    return live.now(whole, named=named), seat


def _screen(request: HttpRequest, meeting: int) -> tuple[live.Now, dict[str, Any]]:
    actor = actor_of(request)
    whole = seen(meeting)
    require(may_show(actor, whole.row, seat_of(actor.person, meeting)))
    this = live.now(whole)
    phone = live.by_phone(this.state)
    return this, {
        "scene": this.scene,
        "told": this.told[:3],
        "by_motions": this.by_motions,
        "title": _title(this),
        "said": "",
        "votes_cast": votes_cast(whole.row, this.state) if phone else None,
        "starts_at": whole.row.starts_at,
    }


def _title(this: live.Now) -> str:
    return headline(this.seen.row)


def _page(
    request: HttpRequest, this: live.Now, context: dict[str, Any], template: str, fragment: str
) -> HttpResponse:
    address = reverse(fragment, args=[this.seen.row.pk])
    more = {
        "title": _title(this),
        "live": address,
        "milliseconds": int(this.at.timestamp() * 1000),
        "here": request.path,
        "meeting": this.seen.row.pk,
    }
    response = render(request, template, context | more)
    response.headers["Cache-Control"] = "no-store"
    return response
