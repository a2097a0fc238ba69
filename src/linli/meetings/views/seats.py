"""Who sits where: the charter's holders, and whom the desk enters."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from linli.identity.queries import display_names
from linli.kernel.answers import FORMS
from linli.kernel.errors import Refused
from linli.kernel.guards import acting_as
from linli.meetings import queries
from linli.meetings.actions import interests, seats
from linli.meetings.forms import PresideForm, SitForm
from linli.meetings.shown import headline, shown
from linli.meetings.views.common import DESK, arranged, ask


@require_safe
@acting_as(*DESK)
def meeting_seats(request: HttpRequest, meeting: int) -> HttpResponse:
    actor, row = arranged(request, meeting)
    context = {"meeting": row, "it": shown(actor, row), "headline": headline(row)}
    page = render(request, "meetings/seats.html", context)
    page["Cache-Control"] = "no-store"
    return page


@require_http_methods(FORMS)
@acting_as(*DESK)
def fill_seat(request: HttpRequest, meeting: int, seat: str) -> HttpResponse:
    actor, row = arranged(request, meeting)
    found = next((each for each in queries.seats_of(row.pk) if each.key == seat), None)
    if found is None or not found.votes:
        raise Refused("kernel.not_found")
    form = SitForm(request.POST or None)

    def done() -> HttpResponse:
        seats.sit(actor, meeting=row.pk, seat=seat, **form.cleaned_data)
        messages.success(request, _("It is written down."))
        return redirect("meeting_seats", row.pk)

    return ask(
        request,
        form,
        done,
        label=f"{queries.title_of(found)}{_(': ')}{_('who sits there')}",
        submit=_("Write it down"),
        back=reverse("meeting_seats", args=[row.pk]),
    )


@require_http_methods(FORMS)
@acting_as(*DESK)
def change_chair(request: HttpRequest, meeting: int) -> HttpResponse:
    """Whoever should preside is recused, or did not come."""
    actor, row = arranged(request, meeting)
    sitting = queries.seats_of(row.pk)
    names = display_names([each.person_id for each in sitting if each.person_id])
    form = PresideForm(request.POST or None, seats=sitting, names=names)

    def done() -> HttpResponse:
        interests.preside(actor, meeting=row.pk, seat=form.cleaned_data["seat"])
        messages.success(request, _("Another presides now."))
        return redirect("meeting", row.pk)

    return ask(
        request,
        form,
        done,
        label=f"{headline(row)}{_(': ')}{_('another presides')}",
        submit=_("Hand over"),
        back=reverse("meeting", args=[row.pk]),
        lead=_("Nobody presides over a matter in which they have an interest of their own."),
    )
