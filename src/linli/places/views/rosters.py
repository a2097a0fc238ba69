"""A roster on its way: upload, questions, preview, apply."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.kernel.actor import Capacity
from linli.kernel.answers import status
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import acting_as, actor_of
from linli.places import queries
from linli.places.actions import rosters as actions
from linli.places.drafts import open_draft
from linli.places.forms import AnswerForm, ApplyForm, UploadForm
from linli.places.models import RosterImport
from linli.places.preview import Preview, preview_of
from linli.places.states import ImportState
from linli.places.views.common import attempt, done, not_done, private_page
from linli.places.views.estates import estate_in_reach


def _roster(request: HttpRequest, roster: int) -> RosterImport:
    rows = RosterImport.objects.reached_by(actor_of(request)).select_related("estate", "content")
    return found_or_refused(rows.filter(pk=roster))


@require_http_methods(["GET", "HEAD", "POST"])
@acting_as(Capacity.STAFF)
def upload(request: HttpRequest, estate: int) -> HttpResponse:
    """Choose a file. One roster of an estate is worked on at a time."""
    place = estate_in_reach(request, estate)
    waiting = queries.open_roster(place)
    if waiting is not None and request.method != "POST":
        return redirect("roster", waiting.pk)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and attempt(
        form,
        lambda: actions.upload_roster(
            actor_of(request), estate=place.pk, data=form.cleaned_data["file"]
        ),
    ):
        opened = queries.open_roster(place)
        return redirect("roster", opened.pk) if opened else redirect("estate", place.pk)
    context = {"form": form, "estate": place}
    return render(request, "places/upload_roster.html", context, status=status(form))


@require_safe
@acting_as(Capacity.STAFF)
def roster(request: HttpRequest, roster: int) -> HttpResponse:
    """Questions first; then the figures, the findings row by row, and the difference."""
    row = _roster(request, roster)
    if row.state != ImportState.OPEN:
        return render(request, "places/roster_over.html", {"roster": row, "estate": row.estate})
    return private_page(render(request, "places/roster.html", _context(request, row)))


def _context(
    request: HttpRequest, row: RosterImport, form: AnswerForm | None = None
) -> dict[str, object]:
    shown = preview_of(open_draft(row))
    mine = row.by_id == actor_of(request).person
    return {
        "other_applies": bool(mine and shown.difference and shown.difference.weighty),
        "roster": row,
        "estate": row.estate,
        "shown": shown,
        "form": form or _answers(shown),
        "apply": ApplyForm(initial={"version": row.estate.version}),
    }


def _answers(shown: Preview, data: object = None) -> AnswerForm:
    return AnswerForm(data, questions=shown.questions, keys=shown.headings)


@require_POST
@acting_as(Capacity.STAFF)
def answer(request: HttpRequest, roster: int) -> HttpResponse:
    row = _roster(request, roster)
    if row.state != ImportState.OPEN:
        return redirect("roster", row.pk)
    form = _answers(preview_of(open_draft(row)), request.POST)
    if attempt(
        form,
        lambda: actions.answer_questions(actor_of(request), roster=row.pk, answers=form.answers()),
    ):
        return done(request, _("Noted, also for the next roster of this estate."), "roster", row.pk)
    page = render(request, "places/roster.html", _context(request, row, form), status=422)
    return private_page(page)


@require_POST
@acting_as(Capacity.STAFF)
def forget(request: HttpRequest, roster: int) -> HttpResponse:
    """Ask everything again."""
    row = _roster(request, roster)
    try:
        actions.forget_answers(actor_of(request), roster=row.pk)
    except Refused as refusal:
        return not_done(request, refusal, "roster", row.pk)
    return done(request, _("The questions are open again."), "roster", row.pk)


@require_POST
@acting_as(Capacity.STAFF)
def apply(request: HttpRequest, roster: int) -> HttpResponse:
    row = _roster(request, roster)
    form = ApplyForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else -1
    try:
        actions.apply_roster(actor_of(request), roster=row.pk, version=version)
    except Refused as refusal:
        return not_done(request, refusal, "roster", row.pk)
    return done(request, _("The roster is applied."), "estate", row.estate_id)


@require_POST
@acting_as(Capacity.STAFF)
def hand_over(request: HttpRequest, roster: int) -> HttpResponse:
    """Where it changes what units have, a colleague applies it."""
    row = _roster(request, roster)
    try:
        actions.hand_over_roster(actor_of(request), roster=row.pk)
    except Refused as refusal:
        return not_done(request, refusal, "roster", row.pk)
    return done(request, _("Handed over. It waits in your colleagues' queue."), "roster", row.pk)


@require_POST
@acting_as(Capacity.STAFF)
def withdraw(request: HttpRequest, roster: int) -> HttpResponse:
    row = _roster(request, roster)
    try:
        actions.withdraw_roster(actor_of(request), roster=row.pk)
    except Refused as refusal:
        return not_done(request, refusal, "roster", row.pk)
    return done(request, _("The roster is withdrawn and erased."), "estate", row.estate_id)
