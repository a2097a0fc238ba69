"""What every request gets on its way: a language, an actor, and answers to refusals."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from linli.kernel.errors import Refused, text_of
from linli.web import errors, helping
from linli.web.acting import actor_of
from linli.web.looks import speak

Respond = Callable[[HttpRequest], HttpResponse]


class LanguageMiddleware:
    """Speaks the language of the account or the cookie; Chinese when neither says one."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        speak(request)
        response = self.get_response(request)
        # What is marked public is the same for everybody: tiles and keys speak no language.
        if "public" not in response.headers.get("Cache-Control", ""):
            response.headers.setdefault("Content-Language", translation.get_language() or "")
            patch_vary_headers(response, ("Cookie",))
        return response

    def process_view(self, request: HttpRequest, *_: Any) -> None:
        """Once more, now that the person is known."""
        speak(request)


class ActingMiddleware:
    """Sets `request.actor`, also where somebody acts for somebody else (`helping.py`).

    Whoever signs out leaves nothing on the device.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = actor_of(request)  # type: ignore[attr-defined]
        known = request.user.is_authenticated
        helping.begin(request)
        response = helping.answered(request, self.get_response(request))
        if known and not request.user.is_authenticated:
            response.headers["Clear-Site-Data"] = '"storage"'
        return response

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        """The page is known now, and so is in whose name it is opened."""
        return helping.choose(request)


class RefusalMiddleware:
    """Turns a refusal that no view has answered, and a wrong method, into a page that helps."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self._unreadable(request) or self.get_response(request)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and not response.content:
            helpful = errors.wrong_method(request)
            helpful.headers["Allow"] = response.headers.get("Allow", "")
            return helpful
        return response

    def _unreadable(self, request: HttpRequest) -> HttpResponse | None:
        """NUL stands in no text of PostgreSQL: nothing has such an address, and nobody asks for it."""
        if "\x00" in request.path_info:
            return errors.page(request, text_of("kernel.not_found"), code="kernel.not_found")
        return errors.unreadable(request) if "%00" in request.META["QUERY_STRING"] else None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return errors.refused(request, error) if isinstance(error, Refused) else None
