"""Error pages that help: what happened, why, and what can be done.

A refusal's page may ask the database; the pages of faults may not, since it may be what failed.
"""

from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from linli.kernel.errors import Refused, Text, text_of
from linli.web.context import bare, shell


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """The page for a refusal; who only has to sign in is taken there and back."""
    if refusal.code == "kernel.sign_in_first":
        return to_sign_in(request)
    return page(request, text_of(refusal.code, refusal.params), code=refusal.code)


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page, with the way back: this page, or home when a form was sent."""
    back = request.get_full_path() if request.method in {"GET", "HEAD"} else "/"
    return HttpResponseRedirect(f"{resolve_url(settings.LOGIN_URL)}?next={quote(back)}")


def page(request: HttpRequest, text: Text, *, code: str = "", alone: bool = False) -> HttpResponse:
    """One error page. `alone`: nothing may be asked of the database or of the session."""
    facts = {"text": text, "code": code}
    content = (
        render_to_string("error.html", facts | bare(request))
        if alone
        else render_to_string("error.html", facts | shell(request), request=request)
    )
    return HttpResponse(content, status=text.status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 (Django names it)
    return unreadable(request)


def unreadable(request: HttpRequest) -> HttpResponse:
    title = _("This request could not be read.")
    remedy = _("Go back, load the page again and try once more.")
    return page(request, Text(title, remedy, 400), alone=True)


def denied(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 (Django names it)
    return page(request, text_of("kernel.not_for_you"))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 (Django names it)
    return page(request, text_of("kernel.not_found"))


def broken(request: HttpRequest) -> HttpResponse:
    title = _("Something went wrong on our side.")
    remedy = _(
        "Nothing that you sent was half done. Try again in a minute; the fault is in our log."
    )
    return page(request, Text(title, remedy, 500), alone=True)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 (Django's call)
    title = _("This form had grown too old, or it came from another site.")
    remedy = _("Load the page again and send the form once more. Cookies must be allowed.")
    return page(request, Text(title, remedy, 403), alone=True)


def wrong_method(request: HttpRequest) -> HttpResponse:
    title = _("This page does not do that.")
    remedy = _("Go back and use the buttons on the page.")
    return page(request, Text(title, remedy, 405))
