"""The committee's pages: homes to visit, and the counts of an appraisal."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.grids.actions import work
from linli.grids.export import export_counts
from linli.grids.forms import OFTEN, PeriodForm, VisitingForm
from linli.grids.models.visiting import HomeToVisit
from linli.grids.models.work import Tag
from linli.grids.queries.work import counted, marked
from linli.grids.views.common import (
    attempt,
    community_of,
    community_tabs,
    done,
    form_page,
    private,
)
from linli.grids.views.desk import FORM, STAFF
from linli.kernel.actor import Capacity
from linli.kernel.guards import acting_as, actor_of
from linli.kernel.pagination import page_of
from linli.places.queries import search_units, unit_in_reach

READERS = acting_as(Capacity.STAFF, Capacity.AUDITOR)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@FORM
@STAFF
def visit_homes(request: HttpRequest) -> HttpResponse:
    """Homes that somebody looks in at, with the reason; a POST looks for a home to mark."""
    actor, place = actor_of(request), community_of(request)
    wanted = request.POST.get("q", "").replace("\0", "").strip()
    found = search_units(actor, wanted) if wanted else []
    page = page_of(marked(place.pk), key=["pk"], after=request.GET.get("after"))
    reasons, often = dict(HomeToVisit.Reason.choices), dict(OFTEN)
    context = {
        "place": place,
        "tabs": community_tabs(request, reverse("visit_homes"), place),
        "q": wanted,
        "found": found,
        "page": page,
        "rows": [
            (row, often.get(row.every, ""), reasons.get(row.read("reason") or "", "–"))
            for row in page.items
        ],
    }
    return private(render(request, "grids/visit_homes.html", context))


@FORM
@STAFF
def mark_home(request: HttpRequest, unit: int) -> HttpResponse:
    actor = actor_of(request)
    row = unit_in_reach(actor, unit)
    form = VisitingForm(request.POST or None)
    if request.method == "POST" and attempt(
        form, lambda: work.ask_visits(actor, unit=row.pk, **form.cleaned_data)
    ):
        return done(request, _("The home is on the list."), "visit_homes")
    return form_page(
        request,
        form,
        title=_("Visits to a home"),
        lead=f"{row.estate.name} {row.label}",
        submit=_("Put it on the list"),
        back=reverse("visit_homes"),
    )


@require_POST
@STAFF
def unmark_home(request: HttpRequest, home: int) -> HttpResponse:
    work.end_visits(actor_of(request), home=home)
    return done(request, _("The home is off the list; the reason is erased."), "visit_homes")


@require_safe
@READERS
def counts(request: HttpRequest) -> HttpResponse:
    """What was done, per post and kind of duty, in a period."""
    place = community_of(request)
    form = PeriodForm(request.GET if "first" in request.GET else None)
    first, last = form.period()
    if not form.is_bound:
        form = PeriodForm(initial={"first": first, "last": last})
    context = {
        "place": place,
        "tabs": community_tabs(request, reverse("grid_counts"), place),
        "form": form,
        "first": first,
        "last": last,
        "tags": Tag.labels,
        "rows": counted(place.pk, first, last),
    }
    return private(render(request, "grids/counts.html", context))


@require_safe
@READERS
def export(request: HttpRequest) -> HttpResponse:
    place = community_of(request)
    first, last = PeriodForm(request.GET or None).period()
    response = HttpResponse(
        export_counts(counted(place.pk, first, last), first, last), content_type=XLSX
    )
    name = f"grids-{place.code}-{first:%Y%m%d}-{last:%Y%m%d}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return private(response)
