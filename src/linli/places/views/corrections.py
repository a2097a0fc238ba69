"""Corrections of single units: proposed by one, decided by another."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.kernel.actor import Capacity
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import acting_as, actor_of
from linli.kernel.pagination import page_of
from linli.places import queries
from linli.places.actions import corrections as actions
from linli.places.forms import CorrectionForm
from linli.places.models import UnitCorrection
from linli.places.views.common import attempt, done, not_done, private_page, status


@require_http_methods(["GET", "HEAD", "POST"])
@acting_as(Capacity.STAFF)
def propose(request: HttpRequest, unit: int, kind: str) -> HttpResponse:
    """One change of one unit, with its reason."""
    row = queries.unit_in_reach(actor_of(request), unit)
    if kind not in UnitCorrection.Kind.values:
        raise Http404
    form = CorrectionForm(request.POST or None, kind=kind)
    if request.method == "POST" and attempt(
        form,
        lambda: actions.propose_correction(
            actor_of(request), unit=row.pk, kind=kind, **form.cleaned_data
        ),
    ):
        return done(request, _("Proposed. Another member of staff decides."), "unit", row.pk)
    context = {"form": form, "unit": row, "label": UnitCorrection.Kind(kind).label}
    page = render(request, "places/correct_unit.html", context, status=status(form))
    return private_page(page)


@require_safe
@acting_as(Capacity.STAFF)
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for a second person."""
    actor = actor_of(request)
    rows = queries.correction_queue(actor)
    page = page_of(rows, key=["pk"], after=request.GET.get("after"))
    context = {
        "page": page,
        "rows": [queries.shown_correction(row, actor) for row in page.items],
    }
    return private_page(render(request, "places/unit_corrections.html", context))


@require_POST
@acting_as(Capacity.STAFF)
def decide(request: HttpRequest, correction: int) -> HttpResponse:
    """`confirmed` is 1 or 0."""
    rows = queries.correction_queue(actor_of(request), waiting=False)
    row = found_or_refused(rows.filter(pk=correction))
    confirmed = request.POST.get("confirmed") == "1"
    try:
        actions.decide_correction(actor_of(request), correction=row.pk, confirmed=confirmed)
    except Refused as refusal:
        return not_done(request, refusal, "unit_corrections")
    words = _("The change is made.") if confirmed else _("The proposal is refused.")
    return done(request, words, "unit_corrections")
