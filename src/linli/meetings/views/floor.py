"""The live floor: one page that knows who you are, and the room's screen."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.deliberation.floor.kinds import MeetingState
from linli.kernel.errors import require
from linli.kernel.guards import actor_of, signed_in
from linli.meetings import live
from linli.meetings.models import Seat
from linli.meetings.queries_live import choice_of, seen, votes_cast
from linli.meetings.rules_live import may_follow, may_show
from linli.meetings.seating import seat_of
from linli.meetings.shown import headline
from linli.meetings.stamps import stamp

ROOM = {MeetingState.CALLED, MeetingState.IN_SESSION, MeetingState.RECESS}


@require_safe
@signed_in
def floor(request: HttpRequest, meeting: int) -> HttpResponse:
    """The whole page; its fragment asks again by itself."""
    this, context = _fragment(request, meeting)
    return _page(request, this, context, "meetings/floor.html", "floor_live")


@require_safe
@signed_in
def floor_live(request: HttpRequest, meeting: int) -> HttpResponse:
    """The fragment alone. Unchanged, it was answered by `unchanged.py` before this."""
    this, context = _fragment(request, meeting)
    response = render(request, "meetings/_floor.html", context)
    return _marked(request, response, this, request.path, context["mine"].role)


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
    response = render(request, "meetings/_screen.html", context)
    return _marked(request, response, this, request.path, "screen")


# --- what they share -----------------------------------------------------------------------------
def _fragment(request: HttpRequest, meeting: int) -> tuple[live.Now, dict[str, Any]]:
    actor = actor_of(request)
    whole = seen(meeting)
    seat = seat_of(actor.person, meeting)
    require(may_follow(actor, whole.row, seat, published=whole.published))
    this = live.now(whole)
    phone = live.by_phone(this.state)
    mine = live.mine(this, seat.key if seat else None, choice_of(this.state, seat) if phone else "")
    context = {
        "mine": mine,
        "scene": this.scene,
        "top": _shared(this, "top"),
        "rest": _shared(this, "rest"),
        "said": _said(this),
        "votes_cast": votes_cast(whole.row, this.state) if phone else None,
        "running": this.state.meeting in ROOM,
        "points": any(each.kind == "point_of_order" for each in mine.in_order),
        "token": get_token(request) if seat else "",
    }
    return this, context | _ways(this, meeting, seat)


def _ways(this: live.Now, meeting: int, seat: Seat | None) -> dict[str, Any]:
    if seat is None:
        return {}
    here = reverse("floor", args=[meeting])
    return {
        "give": f"{here}give/",
        "step": f"{here}step/",
        "moves": f"{here}moves/",
        "screen": reverse("floor_screen", args=[meeting]),
        "meeting_page": reverse("meeting", args=[meeting]),
        "by_motions": this.by_motions,
    }


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
    }


def _title(this: live.Now) -> str:
    return headline(this.seen.row)


def _said(this: live.Now) -> str:
    """What the last step brought about, for those who listen."""
    last = [words for at, words in reversed(this.told) if at == this.seen.state.clock]
    if this.scene.speaker is None and getattr(this.seen.state, "speech", None):
        last.append(_("The time is up"))
    return _("; ").join(last)


def _shared(this: live.Now, part: str) -> SafeString:
    """A part that is the same for all who read one language: made once a version by this process."""
    kept, key = this.seen.made, live.key(this, part)
    if key not in kept:
        folder = "floor" if this.by_motions else "course"
        context = {"scene": this.scene, "told": this.told}
        kept[key] = render_to_string(f"meetings/_{folder}_{part}.html", context)
    return mark_safe(str(kept[key]))  # noqa: S308 (rendered by our own template, which escapes)


def _page(
    request: HttpRequest, this: live.Now, context: dict[str, Any], template: str, fragment: str
) -> HttpResponse:
    address = reverse(fragment, args=[this.seen.row.pk])
    more = {
        "title": _title(this),
        "live": address,
        "milliseconds": int(this.at.timestamp() * 1000),
        "here": request.path,
        # the cookies may change with this answer: the first question gets all of it
        "tag": "",
    }
    response = render(request, template, context | more)
    response.headers["Cache-Control"] = "no-store"
    return response


def _marked(
    request: HttpRequest, response: HttpResponse, this: live.Now, address: str, role: str
) -> HttpResponse:
    """The mark by which this reader asks again, and our time, by which phones count."""
    cookies = request.META.get("HTTP_COOKIE", "")
    until = live.stands_until(this, role)
    response.headers["ETag"] = stamp(address, cookies, this.seen.row.version, until)
    response.headers["X-Now"] = str(int(this.at.timestamp() * 1000))
    response.headers["Cache-Control"] = "no-store"
    return response
