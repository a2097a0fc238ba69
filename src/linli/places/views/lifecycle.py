"""The stage of an estate: for everybody to read, for its staff to move."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from linli.kernel.actor import Capacity
from linli.kernel.answers import status
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import acting_as, actor_of
from linli.places import lifecycle
from linli.places.actions import lifecycle as actions
from linli.places.forms_stage import LocationForm, StageForm
from linli.places.models import Estate
from linli.places.views.common import attempt, done
from linli.places.views.estates import estate_in_reach


def _context(estate: Estate) -> dict[str, object]:
    threshold = lifecycle.threshold_of(estate)
    decides, following = lifecycle.WORDS[estate.stage]
    return {
        "estate": estate,
        "line": lifecycle.line_of(estate),
        "decides": decides,
        "following": following,
        "threshold": threshold,
        "early": estate.stage in {"selling", "delivery"},
        "suggests": lifecycle.suggestion(estate, threshold),
        "moves": lifecycle.moves_of(estate),
        "next": lifecycle.next_stages(estate),
    }


@require_safe
def stage(request: HttpRequest, estate: int) -> HttpResponse:
    """Public: it says who may decide what, and nothing of any person or home."""
    rows = Estate.objects.across_communities("the stage of an estate is public")
    row = found_or_refused(rows.select_related("community").filter(pk=estate))
    return render(request, "places/stage.html", _context(row))


@require_http_methods(["GET", "HEAD", "POST"])
@acting_as(Capacity.STAFF)
def move(request: HttpRequest, estate: int) -> HttpResponse:
    """The monitor suggests; staff choose, with a ground."""
    row = estate_in_reach(request, estate)
    form = StageForm(request.POST or None, following=lifecycle.next_stages(row))
    if request.method == "POST" and attempt(
        form,
        lambda: actions.move_stage(actor_of(request), estate=row.pk, **form.cleaned_data),
    ):
        return done(request, _("Moved, and entered into the public log."), "estate_stage", row.pk)
    context = _context(row) | {"form": form}
    return render(request, "places/move_stage.html", context, status=status(form))


@require_http_methods(["GET", "HEAD", "POST"])
@acting_as(Capacity.STAFF)
def locate(request: HttpRequest, estate: int) -> HttpResponse:
    row = estate_in_reach(request, estate)
    form = LocationForm(request.POST or None, estate=row)
    if request.method == "POST" and attempt(
        form, lambda: actions.locate_estate(actor_of(request), estate=row.pk, **form.cleaned_data)
    ):
        return done(request, _("The place is noted."), "estate", row.pk)
    context = {"form": form, "estate": row}
    return render(request, "places/locate.html", context, status=status(form))
