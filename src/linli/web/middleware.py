"""What every request gets on its way: a language, an actor, and answers to refusals."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from linli.web.acting import actor_of

Respond = Callable[[HttpRequest], HttpResponse]


class LanguageMiddleware:
    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)


class ActingMiddleware:
    """Sets `request.actor`."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = actor_of(request)  # type: ignore[attr-defined]
        return self.get_response(request)


class RefusalMiddleware(LanguageMiddleware):
    pass
