"""Estates and their units, for staff."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from linli.kernel.actor import Capacity
from linli.kernel.answers import status
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import acting_as, actor_of
from linli.kernel.pagination import page_of
from linli.places import queries
from linli.places.actions import rosters as actions
from linli.places.actions.search import search_homes
from linli.places.export import export_units
from linli.places.figures import estate_figures
from linli.places.forms import EstateForm
from linli.places.models import Estate, Unit
from linli.places.roster.words import FINDINGS
from linli.places.views.common import attempt, done, not_done, private_page

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def estate_in_reach(request: HttpRequest, estate: int) -> Estate:
    return found_or_refused(queries.estates(actor_of(request)).filter(pk=estate))


@require_http_methods(["GET", "HEAD", "POST"])
@acting_as(Capacity.STAFF)
def estates(request: HttpRequest) -> HttpResponse:
    """The estates in reach; a POST of `q` answers the units that a room, name or number finds.

    By POST, so that no name and no number stands in an address.
    """
    actor, text = actor_of(request), request.POST.get("q", "").replace("\0", "").strip()
    found: list[Unit] = []
    if text:
        try:
            found = search_homes(actor, text=text)
        except Refused as refusal:
            return not_done(request, refusal, "estates")
    rows = queries.estates(actor).select_related("community")
    page = page_of(rows, key=["pk"], after=request.GET.get("after"))
    owners = queries.owners_of(found)
    context = {
        "page": page,
        "q": text,
        "found": [(unit, owners.get(unit.pk, [])) for unit in found],
    }
    return private_page(render(request, "places/estates.html", context))


@require_http_methods(["GET", "HEAD", "POST"])
@acting_as(Capacity.STAFF)
def enter_estate(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    form = EstateForm(request.POST or None, reach=actor.reach)
    if request.method == "POST" and attempt(
        form, lambda: actions.enter_estate(actor, **form.cleaned_data)
    ):
        return done(request, _("The estate is entered. Bring its roster next."), "estates")
    return render(request, "places/enter_estate.html", {"form": form}, status=status(form))


@require_safe
@acting_as(Capacity.STAFF)
def estate(request: HttpRequest, estate: int) -> HttpResponse:
    """Figures, what waits, and the way to the roster."""
    row = estate_in_reach(request, estate)
    context = {
        "estate": row,
        "figures": estate_figures(row),
        "roster": queries.open_roster(row),
        "past": queries.past_rosters(row),
        "waiting": queries.waiting_corrections(row),
    }
    return render(request, "places/estate.html", context)


@require_safe
@acting_as(Capacity.STAFF)
def units(request: HttpRequest, estate: int) -> HttpResponse:
    """The units in the order of their addresses; `only=disputed` those that must be settled."""
    row = estate_in_reach(request, estate)
    only = "disputed" if request.GET.get("only") == "disputed" else "all"
    rows = queries.units_of(row)
    if only == "disputed":
        rows = rows.exclude(disputes=[])
    page = page_of(rows, key=["position", "pk"], after=request.GET.get("after"), size=50)
    owners = queries.owners_of(page.items)
    here = reverse("units", args=[row.pk])
    tabs = [
        {"href": here, "title": _("All units"), "current": only == "all"},
        {
            "href": f"{here}?only=disputed",
            "title": _("Disputed units"),
            "current": only == "disputed",
        },
    ]
    context = {
        "estate": row,
        "page": page,
        "tabs": tabs,
        "rows": [
            (unit, owners.get(unit.pk, []), [_dispute(code) for code in unit.disputes])
            for unit in page.items
        ],
    }
    return private_page(render(request, "places/units.html", context))


def _dispute(code: str) -> str:
    return str(FINDINGS.get(code, _("The last roster left this unit out.")))


@require_safe
@acting_as(Capacity.STAFF)
def unit(request: HttpRequest, unit: int) -> HttpResponse:
    """One unit: what is known, its titles, its corrections."""
    row = queries.unit_in_reach(actor_of(request), unit)
    context = {
        "unit": row,
        "disputes": [_dispute(code) for code in row.disputes],
        "titles": queries.titles_of(row),
        "corrections": queries.corrections_of(row),
        "kinds": queries.correction_kinds(row),
    }
    return private_page(render(request, "places/unit.html", context))


@require_safe
@acting_as(Capacity.STAFF)
def export(request: HttpRequest, estate: int) -> HttpResponse:
    """The units as XLSX, owners masked."""
    row = estate_in_reach(request, estate)
    response = HttpResponse(export_units(row), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="units-{row.pk}.xlsx"'
    return private_page(response)
