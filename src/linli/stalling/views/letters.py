"""The letter of a rung: as a page that a browser prints, and as PDF."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from linli.kernel.errors import require
from linli.kernel.guards import actor_of, signed_in
from linli.stalling import printing, queries, rules
from linli.stalling.letters import LANGUAGES, letter


def _context(request: HttpRequest, stall: int, level: int, language: str) -> dict[str, Any]:
    if language not in LANGUAGES:
        raise Http404
    actor = actor_of(request)
    rung = queries.rung_at(queries.seen(stall), level)
    require(rules.sees_letter(actor, rung=rung))
    return {
        "letter": letter(actor, rung, language),
        "rung": rung,
        "stall": rung.stall,
        "language": language,
        "other": "en" if language == "zh" else "zh",
        "spec": rung.stall.rungs_of_ladder.rungs[level],
    }


@require_safe
@signed_in
def rung_letter(request: HttpRequest, stall: int, level: int, language: str) -> HttpResponse:
    """`language`: zh or en, whatever language the pages are in."""
    context = _context(request, stall, level, language)
    return _private(render(request, "stalling/letter.html", context))


@require_safe
@signed_in
def rung_letter_pdf(request: HttpRequest, stall: int, level: int, language: str) -> HttpResponse:
    """As PDF; where the machine cannot make one, the page to print."""
    content = printing.sheet(_context(request, stall, level, language))
    if content is None:
        return redirect("rung_letter", stall, level, language)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="letter-{stall}-{level + 1}.pdf"'
    return _private(response)


def _private(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, private=True, no_store=True)
    return response
