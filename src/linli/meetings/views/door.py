"""Coming in: the keeper's list and scanner, and each holder's own seat with its code."""

import segno
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.deliberation.terms import Form
from linli.kernel.answers import FORMS, sent, status
from linli.kernel.errors import Refused, require
from linli.kernel.guards import actor_of, signed_in
from linli.meetings import queries, rules
from linli.meetings.actions import door, interests
from linli.meetings.forms import CodeForm, DeclareForm, SeeOffForm
from linli.meetings.seating import seat_of
from linli.meetings.shown import headline, shown
from linli.meetings.states import Arrived
from linli.meetings.views.common import ask


@require_http_methods(FORMS)
@signed_in
def meeting_door(request: HttpRequest, meeting: int) -> HttpResponse:
    """A POST is a code, scanned or typed."""
    actor = actor_of(request)
    require(rules.may_keep_door(actor, meeting=meeting))
    row = queries.any_meeting(meeting)
    form = CodeForm(request.POST or None)

    def done() -> HttpResponse:
        seat = door.admit_by_code(actor, meeting=row.pk, code=form.cleaned_data["code"])
        messages.success(request, _("Welcome: %(seat)s") % {"seat": _named(row.pk, seat.key)})
        return redirect("meeting_door", row.pk)

    it = shown(actor, row)
    officers = {row.keeper_id, row.chair_id}
    context = {
        "meeting": row,
        "headline": headline(row),
        "it": it,
        "form": form,
        "sees_off": it.mine is not None and it.mine.pk in officers,
    }
    page = sent(form, done) or render(request, "meetings/door.html", context, status=status(form))
    page["Cache-Control"] = "no-store"
    return page


def _named(meeting: int, key: str) -> str:
    return queries.names_on_floor(meeting).get(key, key)


@require_POST
@signed_in
def door_step(request: HttpRequest, meeting: int, seat: str, how: str) -> HttpResponse:
    """`how`: room, remote."""
    if how not in set(Arrived):
        raise Http404
    door.admit(actor_of(request), meeting=meeting, seat=seat, how=how)
    return redirect("meeting_door", meeting)


@require_http_methods(FORMS)
@signed_in
def see_off(request: HttpRequest, meeting: int, seat: str) -> HttpResponse:
    """They went without saying so: with a reason, by whoever keeps order or presides."""
    actor = actor_of(request)
    require(rules.may_see_off(actor, meeting=meeting))
    row = queries.any_meeting(meeting)
    form = SeeOffForm(request.POST or None)

    def done() -> HttpResponse:
        door.see_off(actor, meeting=row.pk, seat=seat, reason=form.cleaned_data["reason"])
        return redirect("meeting_door", row.pk)

    return ask(
        request,
        form,
        done,
        label=f"{_named(row.pk, seat)}{_(': ')}{_('Has left')}",
        submit=_("Has left"),
        back=reverse("meeting_door", args=[row.pk]),
        lead=_(
            "They lose their turn and their vote until they are back, and the quorum is counted without them."
        ),
    )


@require_safe
@signed_in
def my_seat(request: HttpRequest, meeting: int) -> HttpResponse:
    """The code for the door, coming from afar, interests of one's own."""
    actor = actor_of(request)
    require(rules.may_take_part(actor, meeting=meeting))
    row = queries.any_meeting(meeting)
    it = shown(actor, row)
    seat = it.mine
    if seat is None or not seat.votes:
        raise Refused("meetings.no_seat")
    made = segno.make(seat.code, error="m", micro=False)
    context = {
        "meeting": row,
        "it": it,
        "seat": seat,
        "title": next(each.title for each in it.seats if each.seat.pk == seat.pk),
        "qr": made.svg_data_uri(scale=6, border=2),
        "own": queries.interests_of(seat.pk),
    }
    page = render(request, "meetings/my_seat.html", context)
    page["Cache-Control"] = "no-store"
    return page


@require_POST
@signed_in
def come_to_meeting(request: HttpRequest, meeting: int) -> HttpResponse:
    """From afar."""
    door.come(actor_of(request), meeting=meeting)
    messages.success(request, _("You are there, by phone."))
    return redirect("my_seat", meeting)


@require_http_methods(FORMS)
@signed_in
def declare_interest(request: HttpRequest, meeting: int, item: str) -> HttpResponse:
    actor = actor_of(request)
    require(rules.may_take_part(actor, meeting=meeting))
    row = queries.any_meeting(meeting)
    if seat_of(actor.person, row.pk) is None:
        raise Refused("meetings.no_seat")
    about = next((each for each in queries.items_of(row.pk) if each.key == item), None)
    if about is None:
        raise Refused("kernel.not_found")
    form = DeclareForm(request.POST or None)

    def done() -> HttpResponse:
        interests.declare(actor, meeting=row.pk, item=item, reason=form.cleaned_data["reason"])
        messages.success(request, _("You are recused from this item."))
        return redirect("my_seat", row.pk)

    return ask(
        request,
        form,
        done,
        label=f"{about.heading}{_(': ')}{_('I have an interest of my own')}",
        submit=_("Declare it"),
        back=reverse("my_seat", args=[row.pk]),
        lead=_(
            "You will plan no task for this item, nor say what becomes of it; the others see that you are recused."
        )
        if row.form == Form.XHY
        else _(
            "You will not move, speak or vote on this item; the others see that you are recused."
        ),
    )
