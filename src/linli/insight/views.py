"""How far people have come, by estate, building, age and role: for officials at a desk."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.insight.models import Dimension
from linli.insight.parameters import ACTIVE_DAYS, LEAST
from linli.insight.queries import Funnel, SectorRow, by_class, funnel
from linli.insight.rules import READERS, may_read, participation_visible_to, visible_to
from linli.kernel.errors import require
from linli.kernel.guards import acting_as, actor_of
from linli.places.queries import by_code, communities

#: Which dimensions have a tab of their own; the community as a whole stands above all of them.
TABS = (Dimension.ESTATE, Dimension.BUILDING, Dimension.AGE, Dimension.ROLE)
#: The tab of participation by the class of whom people act for.
BY_CLASS = "class"


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
    if wanted == BY_CLASS:
        classes = by_class(participation_visible_to(actor), place.pk)
        return render(request, "insight/coverage.html", _context(found, place, None, classes))
    by = Dimension(wanted) if wanted in TABS else Dimension.ESTATE
    return render(request, "insight/coverage.html", _context(found, place, by))


def _context(
    found: Funnel, place: Any, by: Dimension | None, classes: Sequence[SectorRow] = ()
) -> dict[str, Any]:
    """`by` None: the classes of participation."""
    here = reverse("people_coverage_of", args=[place.code])
    tabs = [(each.value, str(each.label), each == by) for each in TABS]
    tabs.append((BY_CLASS, _("class"), by is None))
    return {
        "place": place,
        "day": found.day,
        "everybody": next(iter(found.groups.get(Dimension.ALL, [])), None),
        "by": by.label if by else _("class"),
        "groups": found.groups.get(by, []) if by else [],
        "classes": classes,
        "tabs": [
            {"href": f"{here}?by={key}", "title": title, "current": current}
            for key, title, current in tabs
        ],
        "least": LEAST,
        "days": ACTIVE_DAYS,
    }
