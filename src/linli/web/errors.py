"""Error pages that help (being built)."""

from django.http import HttpRequest, HttpResponse


def csrf_failure(
    _request: HttpRequest,
    reason: str = "",  # noqa: ARG001 (Django passes it)
) -> HttpResponse:
    return HttpResponse("403\n", status=403)
