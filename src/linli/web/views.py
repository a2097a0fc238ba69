"""Pages of the shell."""

from django.http import HttpRequest, HttpResponse


def health(_request: HttpRequest) -> HttpResponse:
    """For the launcher and for whoever balances the load."""
    return HttpResponse("ok\n", content_type="text/plain")
