"""How far people have come, by estate, building, age and role: for officials at a desk."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from linli.insight.models import Dimension
from linli.insight.parameters import ACTIVE_DAYS, LEAST
from linli.insight.queries import Funnel, funnel
from linli.insight.rules import READERS, may_read, visible_to
from linli.kernel.errors import require
from linli.kernel.guards import acting_as, actor_of
from linli.places.queries import by_code, communities

#: Which dimensions have a tab of their own; the community as a whole stands above all of them.
TABS = (Dimension.ESTATE, Dimension.BUILDING, Dimension.AGE, Dimension.ROLE)


@require_safe
@acting_as(*READERS)
def coverage(request: HttpRequest, code: str = "") -> HttpResponse:
    """One community's funnel; officials who reach several choose one. A constant number of queries."""
    actor = actor_of(request)
    reached = list(communities().filter(pk__in=actor.reach).order_by("path"))
    if code:
        place = by_code(code)
        require(may_read(actor, community=place.pk))
    elif len(reached) == 1:
        place = reached[0]
    else:
        return render(request, "insight/choose.html", {"places": reached})
    found = funnel(visible_to(actor), place.pk)
    wanted = request.GET.get("by")
    by = Dimension(wanted) if wanted in TABS else Dimension.ESTATE
    return render(request, "insight/coverage.html", _context(found, place, by))


def _context(found: Funnel, place: Any, by: Dimension) -> dict[str, Any]:
    here = reverse("people_coverage_of", args=[place.code])
    return {
        "place": place,
        "day": found.day,
        "everybody": next(iter(found.groups.get(Dimension.ALL, [])), None),
        "by": by.label,
        "groups": found.groups.get(by, []),
        "tabs": [
            {"href": f"{here}?by={each}", "title": each.label, "current": each == by}
            for each in TABS
        ],
        "least": LEAST,
        "days": ACTIVE_DAYS,
    }
