"""Slips of a building: printed in one run, handed over at the door, void when lost."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.identity.queries import display_names
from linli.kernel.actor import Capacity
from linli.kernel.errors import Refused, require
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import acting_as, actor_of
from linli.kernel.pagination import page_of
from linli.places.models import Building
from linli.residence import queries, rules
from linli.residence.actions import codes
from linli.residence.printing import context_of, pdf
from linli.residence.views.common import private_page, tried


@require_safe
@acting_as(Capacity.STAFF)
def buildings(request: HttpRequest) -> HttpResponse:
    """The buildings in reach, with how many homes somebody is known in."""
    actor = actor_of(request)
    rows = Building.objects.filter(estate__community__in=actor.reach).select_related("estate")
    page = page_of(rows, key=["pk"], after=request.GET.get("after"), size=50)
    counts = queries.counts_of_buildings([each.pk for each in page.items])
    context = {"page": page, "rows": [(each, counts[each.pk]) for each in page.items]}
    return render(request, "residence/buildings.html", context)


def _building(request: HttpRequest, building: int) -> Building:
    require(rules.works_on_building(actor_of(request), building=building))
    return found_or_refused(Building.objects.filter(pk=building).select_related("estate"))


@require_safe
@acting_as(Capacity.STAFF)
def slips(request: HttpRequest, building: int) -> HttpResponse:
    """State by home."""
    row = _building(request, building)
    units = queries.units_below(community=row.estate.community_id, building=row.pk)
    units = units.filter(parking=False).select_related("building")
    page = page_of(units, key=["position", "pk"], after=request.GET.get("after"), size=100)
    ids = [unit.pk for unit in page.items]
    known, people = queries.slips_of(ids), queries.residents_of_units(ids)
    names = display_names(s.handed_by_id for s in known.values() if s.handed_by_id)
    context = {
        "building": row,
        "page": page,
        "rows": [
            {
                "unit": unit,
                "slip": (slip := known.get(unit.pk)),
                "by": names.get(slip.handed_by_id or 0, "") if slip else "",
                "people": len(people.get(unit.pk, ())),
            }
            for unit in page.items
        ],
    }
    return private_page(render(request, "residence/slips.html", context))


def _units(request: HttpRequest) -> list[int]:
    sent = request.POST.getlist("units")
    return [int(each) for each in sent if each.isdecimal() and len(each) < 19]  # noqa: PLR2004


@require_POST
@acting_as(Capacity.STAFF)
def print_run(request: HttpRequest, building: int) -> HttpResponse:
    """Of the ticked homes, or of all where none is ticked. The codes stand in this answer alone."""
    row = _building(request, building)
    try:
        made = codes.print_slips(actor_of(request), building=row.pk, units=_units(request) or None)
    except Refused as refusal:
        error = refusal
        return tried(request, lambda: _raise(error), "", "slips", row.pk)
    context = context_of(request, row, made)
    content = pdf(context)
    if content is None:
        return private_page(render(request, "residence/slips_page.html", context))
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="slips-{row.pk}.pdf"'
    return private_page(response)


def _raise(refusal: Refused) -> None:
    raise refusal


@require_POST
@acting_as(Capacity.STAFF)
def hand_over(request: HttpRequest, building: int) -> HttpResponse:
    row = _building(request, building)
    act = lambda: codes.hand_over(actor_of(request), building=row.pk, units=_units(request))  # noqa: E731
    return tried(request, act, _("Noted: you handed them over."), "slips", row.pk)


@require_POST
@acting_as(Capacity.STAFF)
def void(request: HttpRequest, building: int) -> HttpResponse:
    row = _building(request, building)
    act = lambda: codes.void_slips(actor_of(request), building=row.pk, units=_units(request))  # noqa: E731
    return tried(request, act, _("These slips work no more."), "slips", row.pk)
