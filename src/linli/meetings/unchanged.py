"""Middleware: a live fragment that still stands is answered before anything else is asked.

It stands behind the district's middleware and before that of sessions; `stamps.py` says why that is
safe. Whatever it does not know goes the whole way.
"""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from linli.kernel import clock
from linli.meetings.queries_live import version_now
from linli.meetings.stamps import opened

Respond = Callable[[HttpRequest], HttpResponse]
#: The addresses of live fragments.
_LIVE = re.compile(r"/meetings/(\d{1,18})/(?:floor|screen)/live/\Z")


def unchanged_middleware(get_response: Respond) -> Respond:
    def way(request: HttpRequest) -> HttpResponse:
        tag = request.META.get("HTTP_IF_NONE_MATCH")
        if tag is None or request.method != "GET":
            return get_response(request)
        found = _LIVE.match(request.path_info)
        if found is None:
            return get_response(request)
        has = opened(tag, request.path_info, request.META.get("HTTP_COOKIE", ""))
        if (
            has is None
            or clock.now().timestamp() >= has.until
            or version_now(int(found[1])) != has.version
        ):
            return get_response(request)
        answer = HttpResponse(status=304)
        answer.headers["ETag"] = tag
        return answer

    return way
