"""What became of each item; the chair closes when none is left."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.deliberation.terms import Form
from linli.kernel import places
from linli.kernel.answers import FORMS, sent, status
from linli.kernel.errors import Refused, require
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import actor_of, signed_in
from linli.meetings import queries, rules_minutes
from linli.meetings.actions import dispositions as actions
from linli.meetings.actions import floor
from linli.meetings.forms_minutes import DayForm, DisposeForm, ExplainForm
from linli.meetings.models import Item, Meeting
from linli.meetings.queries_minutes import minutes_of
from linli.meetings.shown import headline
from linli.meetings.shown_minutes import closing


@require_safe
def dispositions(request: HttpRequest, meeting: int) -> HttpResponse:
    """Public: how each item ended, or stands now. The chair sees what is still to be said."""
    row = queries.any_meeting(meeting)
    context = {
        "it": closing(actor_of(request), row),
        "meeting": row,
        "headline": headline(row),
        "place": places.community(row.community),
        "minutes": minutes_of(row.pk),
    }
    return render(request, "meetings/dispositions.html", context)


@require_POST
@signed_in
def close_meeting(request: HttpRequest, meeting: int) -> HttpResponse:
    """The chair's end of a meeting: refused while an item is left."""
    require(rules_minutes.may_dispose(actor_of(request), meeting=meeting))
    floor.give(actor_of(request), meeting=meeting, command={"do": "close"})
    messages.success(request, _("The meeting is closed. Its minutes are being written."))
    return redirect("dispositions", meeting)


def _found(request: HttpRequest, meeting: int, item: str) -> tuple[Meeting, Item]:
    row = queries.any_meeting(meeting)
    require(rules_minutes.may_dispose(actor_of(request), meeting=meeting))
    return row, found_or_refused(Item.objects.filter(meeting=row, key=item))


def _asked(  # noqa: PLR0913 (what differs from form to form)
    request: HttpRequest,
    found: tuple[Meeting, Item],
    form: forms.Form,
    done: Callable[[], Any],
    *,
    label: str,
    lead: str = "",
) -> HttpResponse:
    row, item = found
    back = reverse("dispositions", args=[row.pk])

    def then() -> HttpResponse:
        done()
        messages.success(request, _("It is noted."))
        return redirect(back)

    context = {
        "form": form,
        "label": f"{label}{_(': ')}{item.heading}",
        "submit": label,
        "back": back,
        "lead": lead,
    }
    return sent(form, then) or render(request, "meetings/form.html", context, status=status(form))


@require_http_methods(FORMS)
@signed_in
def dispose_item(request: HttpRequest, meeting: int, item: str) -> HttpResponse:
    actor, found = actor_of(request), _found(request, meeting, item)
    form = DisposeForm(request.POST or None, by_stages=found[0].form == Form.XHY)
    lead = _(
        "Nobody moved on it. Whoever wants it otherwise still may, until the meeting is closed."
    )
    return _asked(
        request,
        found,
        form,
        lambda: actions.dispose(actor, meeting=meeting, item=item, how=form.disposition()),
        label=_("Dispose of it"),
        lead=lead,
    )


@require_http_methods(FORMS)
@signed_in
def explain_item(request: HttpRequest, meeting: int, item: str) -> HttpResponse:
    actor, found = actor_of(request), _found(request, meeting, item)
    if found[1].outcome not in ("", "deferred"):
        raise Refused("meetings.disposed_already")
    form = ExplainForm(request.POST or None)
    return _asked(
        request,
        found,
        form,
        lambda: actions.explain(
            actor, meeting=meeting, item=item, reason=form.cleaned_data["reason"]
        ),
        label=_("Say why"),
        lead=_("It was put off before. Everybody reads the reason."),
    )


@require_http_methods(FORMS)
@signed_in
def name_item_day(request: HttpRequest, meeting: int, item: str) -> HttpResponse:
    actor, found = actor_of(request), _found(request, meeting, item)
    if not found[1].to_name:
        raise Refused("meetings.disposed_already")
    form = DayForm(request.POST or None)
    return _asked(
        request,
        found,
        form,
        lambda: actions.name_day(actor, meeting=meeting, item=item, on=form.cleaned_data["on"]),
        label=_("Name the day"),
        lead=_("No next meeting is planned: until when does it wait?"),
    )
