"""The desk of meetings: planning them, giving notice, moving and calling off."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.identity.queries import display_names
from linli.kernel import places
from linli.kernel.actor import Capacity
from linli.kernel.answers import FORMS
from linli.kernel.errors import Refused
from linli.kernel.guards import acting_as, actor_of
from linli.kernel.pagination import page_of
from linli.meetings import queries
from linli.meetings.actions import planning
from linli.meetings.forms import CancelForm, ChangeForm, NoticeForm, PlanForm, SummonForm
from linli.meetings.parameters import PAGE
from linli.meetings.shown import desk_row, headline
from linli.meetings.views.common import DESK, arranged, ask


@require_safe
@acting_as(*DESK, Capacity.AUDITOR)
def meeting_desk(request: HttpRequest) -> HttpResponse:
    """What is planned, the nearest first, and until when its notice must be out."""
    actor = actor_of(request)
    rows = queries.at_hand(actor)
    page = page_of(rows, key=["starts_at", "pk"], after=request.GET.get("after"), size=PAGE)
    names = {each.id: each.name_here for each in places.communities()}
    context = {"page": page, "rows": [desk_row(row, names) for row in page.items]}
    return render(request, "meetings/desk.html", context)


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

    return ask(
        request,
        form,
        done,
        label=_("Plan a meeting"),
        submit=_("Plan it"),
        back=reverse("meeting_desk"),
        lead=_("Seats and agenda come from the charter; you change them before the notice."),
    )


@require_POST
@acting_as(*DESK)
def plan_series(request: HttpRequest) -> HttpResponse:
    """What the charters' calendars name and nobody has planned yet, at once."""
    actor = actor_of(request)
    planned = 0
    for community, estate in queries.with_calendars():
        if community not in actor.reach:
            continue
        for wanted in queries.missing(community, estate):
            planning.plan(actor, community=community, estate=estate, wanted=wanted)
            planned += 1
    words = _("%(n)s meetings are planned.") if planned else _("Everything is planned already.")
    messages.success(request, words % {"n": planned} if planned else words)
    return redirect("meeting_desk")


@require_http_methods(FORMS)
@acting_as(*DESK)
def summon_meeting(request: HttpRequest) -> HttpResponse:
    """An emergency: past the queue, everybody is told at once."""
    actor = actor_of(request)
    form = SummonForm(request.POST or None, actor=actor)

    def done() -> HttpResponse:
        values = form.cleaned_data
        made = planning.summon(
            actor,
            community=values["community"],
            estate=values["estate"],
            wanted=form.plan(),
            title=values["title"],
        )
        messages.success(request, _("Everybody who has a seat is told at once."))
        return redirect("meeting", made.pk)

    return ask(
        request,
        form,
        done,
        label=_("Call an emergency meeting"),
        submit=_("Call them together"),
        back=reverse("meeting_desk"),
        lead=_("For what cannot wait. It meets within the charter's hours, and is looked back at."),
    )


@require_http_methods(FORMS)
@acting_as(*DESK)
def notice_meeting(request: HttpRequest, meeting: int) -> HttpResponse:
    """Who presides; then everybody is told."""
    actor, row = arranged(request, meeting)
    if not row.is_draft:
        raise Refused("meetings.noticed_already")
    seats = queries.seats_of(row.pk)
    names = display_names([seat.person_id for seat in seats if seat.person_id])
    form = NoticeForm(request.POST or None, seats=seats, names=names)

    def done() -> HttpResponse:
        planning.notice(actor, meeting=row.pk, offices=form.offices())
        messages.success(request, _("The notice is out: whoever sits there is told."))
        return redirect("meeting", row.pk)

    return ask(
        request,
        form,
        done,
        label=f"{headline(row)}{_(': ')}{_('give notice')}",
        submit=_("Give notice"),
        back=reverse("meeting", args=[row.pk]),
        lead=_("From now on the agenda stands. Seat holders are told, and whose topics are on it."),
    )


@require_http_methods(FORMS)
@acting_as(*DESK)
def change_meeting(request: HttpRequest, meeting: int) -> HttpResponse:
    actor, row = arranged(request, meeting)
    form = ChangeForm(request.POST or None, meeting=row)

    def done() -> HttpResponse:
        planning.change(actor, meeting=row.pk, **form.cleaned_data)
        messages.success(request, _("It is moved; whoever knew of it is told."))
        return redirect("meeting", row.pk)

    return ask(
        request,
        form,
        done,
        label=f"{headline(row)}{_(': ')}{_('another time or place')}",
        submit=_("Set the new time"),
        back=reverse("meeting", args=[row.pk]),
    )


@require_http_methods(FORMS)
@acting_as(*DESK)
def cancel_meeting(request: HttpRequest, meeting: int) -> HttpResponse:
    actor, row = arranged(request, meeting)
    form = CancelForm(request.POST or None)

    def done() -> HttpResponse:
        planning.cancel(actor, meeting=row.pk, reason=form.cleaned_data["reason"])
        messages.success(request, _("It is called off; whoever knew of it is told."))
        return redirect("meeting", row.pk)

    return ask(
        request,
        form,
        done,
        label=f"{headline(row)}{_(': ')}{_('call it off')}",
        submit=_("Call the meeting off"),
        back=reverse("meeting", args=[row.pk]),
        lead=_("What stood on its agenda waits for the next meeting."),
    )


@require_POST
@acting_as(*DESK)
def call_meeting(request: HttpRequest, meeting: int) -> HttpResponse:
    """The doors open."""
    planning.call(actor_of(request), meeting=meeting)
    messages.success(request, _("The doors are open."))
    return redirect("meeting_door", meeting)
