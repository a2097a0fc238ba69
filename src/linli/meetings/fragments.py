"""A live fragment as its reader gets it: what all share, and what is theirs.

Both are drawn once a version by each process: what is one's own, once for all whom the floor cannot
tell apart. So a change costs little more for five hundred readers than for one.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from linli.deliberation.floor.kinds import MeetingState
from linli.meetings import live
from linli.meetings.hours import WAITING
from linli.meetings.models import Seat
from linli.meetings.queries_live import choice_of, votes_cast
from linli.meetings.stamps import AT_MOST, Stamp, stamp

ROOM = {MeetingState.CALLED, MeetingState.IN_SESSION, MeetingState.RECESS}
#: Seconds for which rights that were looked at hold, at least: not all look again at once.
AT_LEAST = 40


@dataclass(frozen=True, slots=True)
class Own:
    """What is one reader's: their role, what they may do, and for the chair the motions in order."""

    role: str
    acts: SafeString
    order: SafeString


def context_of(this: live.Now, seat: Seat | None, token: str = "") -> dict[str, Any]:
    """`token`: for forms that are sent without our script; else it brings its own."""
    phone = live.by_phone(this.state)
    choice = choice_of(this.state, seat) if phone else ""
    key = seat.key if seat else ""
    if token:
        own = _own(this, key, choice, token)
    else:
        alike = ("own", this.said_of(key) if key else None, choice)
        own = this.once(alike, lambda: _own(this, key, choice, ""))
    return {
        "own": own,
        "token": token,
        "scene": this.scene,
        "top": _shared(this, "top"),
        "rest": _shared(this, "rest"),
        "said": said(this),
        "votes_cast": votes_cast(this.seen.row, this.state) if phone else None,
    }


def drawn(this: live.Now, seat: Seat | None) -> tuple[str, str]:
    """The fragment, and the role of its reader."""
    context = context_of(this, seat)
    return render_to_string("meetings/_floor.html", context), context["own"].role


def _own(this: live.Now, seat: str, choice: str, token: str) -> Own:
    mine = live.mine(this, seat or None, choice)
    here = reverse("floor", args=[this.seen.row.pk])
    context = {
        "mine": mine,
        "running": this.state.meeting in ROOM,
        "points": any(each.kind == "point_of_order" for each in mine.in_order),
        "token": token,
        "give": f"{here}give/",
        "step": f"{here}step/",
        "moves": f"{here}moves/",
        "screen": reverse("floor_screen", args=[this.seen.row.pk]),
        "meeting_page": reverse("meeting", args=[this.seen.row.pk]),
    }
    order = ""
    if mine.role == "chair" and mine.order:
        order = render_to_string("meetings/_order.html", context)
    return Own(mine.role, _safe(render_to_string("meetings/_mine.html", context)), _safe(order))


def _shared(this: live.Now, part: str) -> SafeString:
    """A part that is the same for all who read one language."""
    folder = "floor" if this.by_motions else "course"

    def make() -> SafeString:
        waits = this.state.meeting.value in WAITING and this.at < this.seen.row.starts_at
        opens = this.seen.row.starts_at if waits else None
        context = {"scene": this.scene, "told": this.told, "opens": opens}
        return _safe(render_to_string(f"meetings/_{folder}_{part}.html", context))

    return this.once(part, make)


def said(this: live.Now) -> str:
    """What the last step brought about, for those who listen."""
    last = [words for at, words in reversed(this.told) if at == this.seen.state.clock]
    if this.scene.speaker is None and getattr(this.seen.state, "speech", None):
        last.append(_("The time is up"))
    return _("; ").join(last)


def _safe(drawn_by_template: str) -> SafeString:
    return mark_safe(drawn_by_template)  # noqa: S308 (our own template escapes)


def rights_until(at: datetime) -> int:
    return int(at.timestamp()) + AT_LEAST + secrets.randbelow(AT_MOST - AT_LEAST)


def marked(
    request: HttpRequest, this: live.Now, html: str, role: str, *, rights: int
) -> HttpResponse:
    """The mark by which this reader asks again, and our time, by which phones count."""
    cookies = request.META.get("HTTP_COOKIE", "")
    until = int(live.stands_until(this, role).timestamp())
    has = Stamp(this.seen.mark, until, rights)
    response = HttpResponse(html)
    response.headers["ETag"] = stamp(request.path_info, cookies, has)
    response.headers["X-Now"] = str(int(this.at.timestamp() * 1000))
    response.headers["Cache-Control"] = "no-store"
    return response
