"""Middleware: a live fragment that still stands is answered before anything else is asked.

It stands behind the district's middleware and before that of sessions; `stamps.py` says why that is
safe. Of a change it tells those whose rights were looked at within the minute, by three short reads:
the version, the session, the seat. Whatever it does not know goes the whole way.
"""

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from linli.identity.signin.queries import reader_of
from linli.kernel import clock
from linli.meetings import live
from linli.meetings.fragments import drawn, marked
from linli.meetings.queries_live import head_of, seen
from linli.meetings.seating import seat_of
from linli.meetings.stamps import Stamp, opened

Respond = Callable[[HttpRequest], HttpResponse]
#: The addresses of live fragments.
_LIVE = re.compile(r"/meetings/(\d{1,18})/(?:floor|screen)/live/\Z", re.ASCII)
#: Our script asks so after a button: what it has is not enough, whatever its version.
AFRESH = "HTTP_X_AFRESH"


def unchanged_middleware(get_response: Respond) -> Respond:
    def way(request: HttpRequest) -> HttpResponse:
        tag = request.META.get("HTTP_IF_NONE_MATCH")
        if tag is None or request.method != "GET":
            return get_response(request)
        found = _LIVE.match(request.path_info)
        if found is None:
            return get_response(request)
        has = opened(tag, request.path_info, request.META.get("HTTP_COOKIE", ""))
        head = head_of(int(found[1])) if has else None
        if has is None or head is None:
            return get_response(request)
        now = clock.now().timestamp()
        if now < has.until and head[0] == has.version and AFRESH not in request.META:
            answer = HttpResponse(status=304)
            answer.headers["ETag"] = tag
            return answer
        changed = _changed(request, int(found[1]), head, has) if now < has.rights else None
        return changed or get_response(request)

    return way


def _changed(
    request: HttpRequest, meeting: int, head: tuple[int, int], has: Stamp
) -> HttpResponse | None:
    """The fragment anew, for whom nothing changed but the meeting."""
    reader = reader_of(request.COOKIES.get(settings.SESSION_COOKIE_NAME, ""))
    if reader is None:
        return None
    whole = seen(meeting, head)
    seat = seat_of(reader.person, meeting)
    if seat is None and not (whole.published and reader.community == whole.row.community):
        return None
    with translation.override(reader.language):
        this = live.now(whole, named=whole.named or seat is not None)
        html, role = drawn(this, seat)
    return marked(request, this, html, role, rights=has.rights)
