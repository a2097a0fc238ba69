"""Error pages that help: what happened, why, and what can be done.

Every page here renders without a database, since the database may be what failed.
"""

from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from linli.kernel.errors import Refused, text_of
from linli.web.context import bare, shell


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """The page for a refusal; who only has to sign in is taken there and back."""
    if refusal.code == "kernel.sign_in_first":
        return to_sign_in(request)
    text = text_of(refusal.code)
    return page(request, text.status, text.title, text.remedy, code=refusal.code)


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page, with the way back: this page, or home when a form was sent."""
    back = request.get_full_path() if request.method in {"GET", "HEAD"} else "/"
    return HttpResponseRedirect(f"{resolve_url(settings.LOGIN_URL)}?next={quote(back)}")


def page(
    request: HttpRequest,
    status: int,
    title: Any,
    remedy: Any,
    *,
    code: str = "",
    alone: bool = False,
) -> HttpResponse:
    """One error page. `alone`: nothing may be asked of the database or the session."""
    facts = {"status": status, "title": title, "remedy": remedy, "code": code}
    frame = bare(request) if alone else shell(request)
    own_request = None if alone else request
    return HttpResponse(
        render_to_string("error.html", {**facts, **frame}, request=own_request), status=status
    )


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 (Django names it)
    return page(
        request,
        400,
        _("This request could not be read."),
        _("Go back, load the page again and try once more."),
        alone=True,
    )


def denied(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 (Django names it)
    text = text_of("kernel.not_for_you")
    return page(request, 403, text.title, text.remedy)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 (Django names it)
    text = text_of("kernel.not_found")
    return page(request, 404, text.title, text.remedy)


def broken(request: HttpRequest) -> HttpResponse:
    return page(
        request,
        500,
        _("Something went wrong on our side."),
        _("Nothing that you sent was half done. Try again in a minute; the fault is in our log."),
        alone=True,
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 (Django's call)
    return page(
        request,
        403,
        _("This form had grown too old, or it came from another site."),
        _("Load the page again and send the form once more. Cookies must be allowed."),
        alone=True,
    )
