"""Corrections of single units: proposed by one, decided by another."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from linli.kernel.actor import Capacity
from linli.kernel.answers import status
from linli.kernel.errors import Refused
from linli.kernel.guards import acting_as, actor_of
from linli.kernel.pagination import page_of
from linli.places import queries
from linli.places.actions import corrections as actions
from linli.places.forms import CorrectionForm, TypedForm
from linli.places.models import UnitCorrection
from linli.places.states import CorrectionState
from linli.places.views.common import attempt, done, not_done, private_page


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
    """What waits for a second person; without names and reasons, which stand on each one's page."""
    actor = actor_of(request)
    page = page_of(queries.correction_queue(actor), key=["pk"], after=request.GET.get("after"))
    context = {"page": page, "me": actor.person}
    return private_page(render(request, "places/unit_corrections.html", context))


@require_http_methods(["GET", "HEAD", "POST"])
@acting_as(Capacity.STAFF)
def correction(request: HttpRequest, correction: int) -> HttpResponse:
    """One proposal: the second person types what the papers say, or refuses."""
    actor = actor_of(request)
    row = queries.correction_in_reach(actor, correction)
    confirmed = request.POST.get("confirmed") == "1"
    form = TypedForm(request.POST if confirmed else None, kind=row.kind)
    if request.method == "POST" and not confirmed:
        return _refuse(request, row)
    if request.method == "POST" and attempt(
        form,
        lambda: actions.decide_correction(
            actor, correction=row.pk, confirmed=True, **form.cleaned_data
        ),
    ):
        return done(request, _("The change is made."), "unit_corrections")
    context = {
        "row": row,
        "form": form,
        "owners": queries.proposed_owners(row),
        "reason": row.reason.read("text"),
        "mine": row.proposed_by_id == actor.person,
        "open": row.state == CorrectionState.PROPOSED,
    }
    page = render(request, "places/unit_correction.html", context, status=status(form))
    return private_page(page)


def _refuse(request: HttpRequest, row: UnitCorrection) -> HttpResponse:
    try:
        actions.decide_correction(actor_of(request), correction=row.pk, confirmed=False)
    except Refused as refusal:
        return not_done(request, refusal, "unit_corrections")
    return done(request, _("The proposal is refused."), "unit_corrections")
