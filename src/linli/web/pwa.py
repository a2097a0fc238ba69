"""What makes Linli installable on a phone, and what it shows without a connection."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.web.context import bare


@require_safe
def manifest(_request: HttpRequest) -> HttpResponse:
    """The web application's manifest, in the reader's language."""
    icons = [
        {"src": static("linli/icons/icon.svg"), "sizes": "any", "type": "image/svg+xml"},
        {"src": static("linli/icons/icon-192.png"), "sizes": "192x192", "type": "image/png"},
        {"src": static("linli/icons/icon-512.png"), "sizes": "512x512", "type": "image/png"},
        {
            "src": static("linli/icons/maskable-512.png"),
            "sizes": "512x512",
            "type": "image/png",
            "purpose": "maskable",
        },
    ]
    facts = {
        "id": "/",
        "name": _("Linli"),
        "short_name": _("Linli"),
        "description": _("Share, decide, carry out and prove, together with the neighbours."),
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#f5f3f0",
        "theme_color": "#f5f3f0",
        "icons": icons,
    }
    return JsonResponse(facts, content_type="application/manifest+json")


@require_safe
def service_worker(_request: HttpRequest) -> HttpResponse:
    """Our own script, at the root so that it may serve every page."""
    script = (settings.ROOT / "static" / "linli" / "sw.js").read_text()
    response = HttpResponse(script, content_type="text/javascript")
    response.headers["Cache-Control"] = "no-cache"
    return response


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    english = (get_language() or "").startswith("en")
    other = {"other": "zh-hans", "other_lang": "zh-Hans"} if english else {"other": "en"}
    return render(request, "offline.html", {"other_lang": "en", **other})


@require_safe
def visits_offline(request: HttpRequest) -> HttpResponse:
    """The empty frame of the list of homes to visit: a device keeps it, so it tells of nobody."""
    return HttpResponse(render_to_string("grids/visits_offline.html", bare(request)))


@require_safe
def desk_offline(request: HttpRequest) -> HttpResponse:
    """The empty frame of the desk at an activity's door; a device keeps it, so it tells of nobody."""
    return HttpResponse(render_to_string("activities/desk_offline.html", bare(request)))
