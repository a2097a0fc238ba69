"""What everybody may read without signing in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from linli.identity.purposes import CATALOGUE, current
from linli.identity.words import FIELDS
from linli.kernel.guards import actor_of
from linli.web.menus import PUBLIC, SOFTWARE, opened


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Every purpose of processing in force, in the reader's language (PIPL article 17)."""
    language = get_language() or ""
    codes = dict.fromkeys(purpose.code for purpose in CATALOGUE)
    purposes = [purpose for code in codes if (purpose := current(code))]
    rows = [
        {part: purpose.said(part, language) for part in ("title", "text", "retention")}
        | {
            "fields": [FIELDS.get(code, code) for code in purpose.fields],
            "necessary": purpose.necessary,
            "version": purpose.version,
        }
        for purpose in purposes
    ]
    return render(request, "web/privacy.html", {"rows": rows})


@require_safe
def public(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    links = {"links": opened(PUBLIC, actor), "software": opened(SOFTWARE, actor)}
    return render(request, "web/public.html", links)
