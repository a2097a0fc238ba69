"""The desk of meetings: planning them, giving notice."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.deliberation.views.common import FORMS, sent, status
from linli.identity.queries import display_names
from linli.kernel.actor import Capacity
from linli.kernel.errors import Refused, require
from linli.kernel.guards import acting_as, actor_of
from linli.meetings import queries, rules
from linli.meetings.actions import planning
from linli.meetings.forms import NoticeForm, PlanForm
from linli.meetings.shown import headline

DESK = (Capacity.STAFF, Capacity.OFFICER)


@require_http_methods(FORMS)
@acting_as(*DESK)
def plan_meeting(request: HttpRequest) -> HttpResponse:
    """`community`: of which one comes."""
    actor = actor_of(request)
    initial = {"community": request.GET.get("community", "")}
    form = PlanForm(request.POST or None, actor=actor, initial=initial)

    def done() -> HttpResponse:
        values = form.cleaned_data
        made = planning.plan(
            actor, community=values["community"], estate=values["estate"], wanted=form.plan()
        )
        messages.success(request, _("It is planned. The agenda came by itself: look it over."))
        return redirect("meeting", made.pk)

    context = {
        "form": form,
        "label": _("Plan a meeting"),
        "submit": _("Plan it"),
        "back": reverse("meetings"),
        "lead": _("Seats and agenda come from the charter; you change them before the notice."),
    }
    return sent(form, done) or render(request, "meetings/form.html", context, status=status(form))


@require_http_methods(FORMS)
@acting_as(*DESK)
def notice_meeting(request: HttpRequest, meeting: int) -> HttpResponse:
    """Who presides; then everybody is told."""
    actor = actor_of(request)
    require(rules.may_arrange(actor, meeting=meeting))
    row = queries.any_meeting(meeting)
    if not row.is_draft:
        raise Refused("meetings.noticed_already")
    seats = queries.seats_of(row.pk)
    names = display_names([seat.person_id for seat in seats if seat.person_id])
    form = NoticeForm(request.POST or None, seats=seats, names=names)

    def done() -> HttpResponse:
        planning.notice(actor, meeting=row.pk, offices=form.offices())
        messages.success(request, _("The notice is out: whoever sits there is told."))
        return redirect("meeting", row.pk)

    context = {
        "form": form,
        "label": f"{headline(row)}{_(': ')}{_('give notice')}",
        "submit": _("Give notice"),
        "back": reverse("meeting", args=[row.pk]),
        "lead": _(
            "From now on the agenda stands. Seat holders are told, and whose topics are on it."
        ),
    }
    return sent(form, done) or render(request, "meetings/form.html", context, status=status(form))
