"""Keeps "last seen" of a session, at most every five minutes."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse

from linli.identity.signin import operations
from linli.kernel import clock

#: Session key.
SEEN_AT = "seen_at"
EVERY = timedelta(minutes=5)


class LastSeenMiddleware:
    """One write in five minutes; it also moves the end of an idle session further."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.session.session_key and request.user.is_authenticated:
            now = clock.now()
            seen = request.session.get(SEEN_AT)
            if seen is None or datetime.fromisoformat(seen) < now - EVERY:
                request.session[SEEN_AT] = now.isoformat()
                operations.note_seen(request.session.session_key, now)
        return self.get_response(request)
