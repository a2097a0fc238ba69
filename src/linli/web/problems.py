"""Refusals of the API as RFC 9457 problem details, in the reader's language."""

import json
import logging
from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

from linli.kernel.errors import Refused, text_of

log = logging.getLogger(__name__)

PREFIX = "/api/"
MEDIA_TYPE = "application/problem+json"
#: Codes for answers that Django or ninja gave and no module of ours.
CODES = {
    400: "web.bad_request",
    401: "kernel.sign_in_first",
    403: "kernel.not_for_you",
    404: "kernel.not_found",
    405: "web.method",
    422: "web.invalid",
    429: "kernel.too_many",
    500: "web.broken",
}
FIRST_ERROR = 400


def problem(
    status: int,
    code: str,
    *,
    errors: list[dict[str, str]] | None = None,
    params: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """One problem; `errors` are the places in what was sent, `params` the refusal's."""
    text = text_of(code, params)
    body = {
        "type": "about:blank",
        "title": str(text.title),
        "status": status,
        "detail": str(text.remedy),
        "code": code,
        "errors": errors or [],
    }
    answer = HttpResponse(
        json.dumps(body, ensure_ascii=False), status=status, content_type=MEDIA_TYPE
    )
    if status == 401:  # noqa: PLR2004 (RFC 9110 §15.5.2 asks for it)
        answer["WWW-Authenticate"] = "Bearer"
    return answer


def of_refusal(refusal: Refused) -> HttpResponse:
    text = text_of(refusal.code, refusal.params)
    places = [{"field": refusal.field, "message": str(text.title)}] if refusal.field else []
    return problem(text.status, refusal.code, errors=places, params=refusal.params)


def of_validation(errors: list[dict[str, Any]]) -> HttpResponse:
    """What pydantic found; the message without the value that was sent."""
    places = [
        {"field": ".".join(str(part) for part in each["loc"]), "message": str(each["msg"])}
        for each in errors
    ]
    return problem(422, "web.invalid", errors=places)


class ProblemMiddleware:
    """Every error under /api/ is a problem, also those that Django answers by itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        plain = response.headers.get("Content-Type") != MEDIA_TYPE
        if not request.path.startswith(PREFIX) or response.status_code < FIRST_ERROR or not plain:
            return response
        answer = problem(response.status_code, CODES.get(response.status_code, "web.bad_request"))
        if "Allow" in response.headers:
            answer["Allow"] = response["Allow"]
        return answer
