"""The workbench of officials: what waits, nearest deadline first; then the ways to everything."""

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from linli.identity.models import Person
from linli.kernel.actor import OFFICIAL, Capacity
from linli.kernel.guards import acting_as, actor_of
from linli.kernel.needs import official_needs
from linli.organisations.models import Organisation
from linli.organisations.queries import people_by_sector
from linli.places.queries import communities
from linli.web.figures import LEAST, safe_row, safe_total
from linli.web.menus import WORK, opened


@require_safe
@acting_as(*OFFICIAL)
def work(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    found = {"needs": official_needs(actor), "links": opened(WORK, actor)}
    return render(request, "web/work.html", found)


@require_safe
@acting_as(Capacity.DISTRICT_ADMIN, Capacity.AUDITOR)
def figures(request: HttpRequest) -> HttpResponse:
    """People by community, with a proven name, and serving in bodies of each class. Three queries."""
    named = Q(level__gte=Person.Level.REAL_NAME)
    counted = (
        Person.objects.filter(is_active=True)
        .values("community")
        .annotate(everybody=Count("pk"), named=Count("pk", filter=named))
    )
    counts = {row["community"]: (row["everybody"], row["named"]) for row in counted}
    places = list(communities().order_by("path"))
    values = [counts.get(place.pk, (0, 0)) for place in places]
    rows = [safe_row(*value) for value in values]
    return render(
        request,
        "web/figures.html",
        {
            "rows": list(zip(places, rows, strict=True)),
            "everybody": safe_total([v[0] for v in values], [r.all for r in rows]),
            "named": safe_total([v[1] for v in values], [r.part for r in rows]),
            "least": LEAST,
            "sectors": _by_sector(),
        },
    )


def _by_sector() -> list[tuple[str, int | None]]:
    """Class → how many people serve in it today; without a total, so nothing follows from it."""
    counts = people_by_sector()
    return [
        (str(sector.label), count if (count := counts.get(sector.value, 0)) >= LEAST else None)
        for sector in Organisation.Sector
    ]
