"""What is pressed on the floor: by one tap, or on a page that asks for more."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.deliberation.floor.kinds import Choice, Kind
from linli.deliberation.floor.state import Floor
from linli.kernel.answers import FORMS, sent, status
from linli.kernel.errors import Refused, require, text_of
from linli.kernel.guards import actor_of, signed_in
from linli.meetings import live
from linli.meetings.actions import door
from linli.meetings.actions import floor as acts
from linli.meetings.actions.phone import cast_by_phone
from linli.meetings.doing import ON_A_PAGE
from linli.meetings.doing_floor import kinds_now
from linli.meetings.forms_floor import MoveForm, StepForm
from linli.meetings.kind_notes import KIND_NOTES
from linli.meetings.models import Seat
from linli.meetings.moments import moment
from linli.meetings.queries_live import seen
from linli.meetings.rules import may_take_part
from linli.meetings.seating import seat_of
from linli.meetings.shown import headline
from linli.meetings.shown_motion import shown_motion
from linli.meetings.words_floor import headline as titled

#: What a button may send along.
FIELDS = ("choice", "side", "member", "upheld", "method", "kind", "task", "question")
STEP_TITLES = {
    "count": gettext_lazy("The hands that were counted"),
    "hand_over": gettext_lazy("Hand over the chair"),
    "recuse": gettext_lazy("Recuse myself"),
    "leave": gettext_lazy("Leave the meeting"),
    "close": gettext_lazy("Close the meeting"),
    "dispose": gettext_lazy("Dispose of an item"),
    "extend": gettext_lazy("More time"),
    "question": gettext_lazy("Ask a question"),
    "add_task": gettext_lazy("Add a task"),
    "ask_for": gettext_lazy("Somebody raised a hand"),
}
STEP_LEADS = {
    "recuse": gettext_lazy(
        "Who has an interest of their own in a matter does not speak or vote on it. It cannot be taken back."
    ),
    "leave": gettext_lazy("You leave the queue, the floor and the vote; you may come back."),
    "close": gettext_lazy("What is not settled goes to the next meeting."),
    "hand_over": gettext_lazy(
        "Who presides takes no side. Whoever wants to speak hands over first."
    ),
    "ask_for": gettext_lazy(
        "Whoever is in the room without a phone joins the queue like everybody else."
    ),
    "count": gettext_lazy("Of those in the room who may vote, without yourself."),
}


@require_POST
@signed_in
def floor_give(request: HttpRequest, meeting: int) -> HttpResponse:
    """One tap. With our script the answer is a word; without it the page again."""
    require(may_take_part(actor_of(request), meeting=meeting))
    command = {name: request.POST[name] for name in FIELDS if request.POST.get(name)}
    command["do"] = request.POST.get("do", "")
    kept = ""
    try:
        _give(request, meeting, command)
    except Refused as refusal:
        if refusal.code.startswith("kernel."):
            raise
        text = text_of(refusal.code, refusal.params)
        kept = f"{text.title} {text.remedy}".strip()
    if request.headers.get("X-Live"):
        return render(request, "meetings/_answer.html", {"kept": kept}, status=409 if kept else 200)
    if kept:
        messages.warning(request, kept)
    return redirect("floor", meeting)


def _give(request: HttpRequest, meeting: int, command: dict[str, Any]) -> None:
    actor, at = actor_of(request), request.POST.get("moment", "")
    do = command["do"]
    if do == "arrive":
        door.come(actor, meeting=meeting)
    elif do == "cast" and _votes_by_phone(actor.person, meeting):
        if command.get("choice") not in set(Choice):
            raise Refused("meetings.bad_command", field="choice")
        cast_by_phone(actor, meeting=meeting, choice=command["choice"], moment=at)
    else:
        if "upheld" in command:
            command["upheld"] = command["upheld"] == "yes"
        acts.give(actor, meeting=meeting, command=command, moment=at)


def _votes_by_phone(person: int | None, meeting: int) -> bool:
    """The chair's vote depends on the others': it goes through the floor."""
    state = seen(meeting).state
    seat = seat_of(person, meeting)
    return live.by_phone(state) and seat is not None and seat.key != state.presiding


# --- pages that ask for more -------------------------------------------------------------------------
def _seated(request: HttpRequest, meeting: int) -> tuple[live.Now, Seat]:
    actor = actor_of(request)
    require(may_take_part(actor, meeting=meeting))
    seat = seat_of(actor.person, meeting)
    if seat is None:
        raise Refused("meetings.no_seat")
    return live.now(seen(meeting)), seat


@require_safe
@signed_in
def floor_moves(request: HttpRequest, meeting: int) -> HttpResponse:
    """Every kind of motion: those in order to choose from, and why the others are not."""
    this, seat = _seated(request, meeting)
    if not isinstance(this.state, Floor):
        raise Http404
    order = kinds_now(this.state, seat.key, this.people)
    usual = [kind.value for kind in KIND_NOTES]
    context = {
        "title": headline(this.seen.row),
        "meeting": this.seen.row,
        "in_order": sorted(
            ((each, KIND_NOTES[Kind(each.kind)]) for each in order if not each.why),
            key=lambda pair: usual.index(pair[0].kind),
        ),
        "others": [each for each in order if each.why],
        "pending": _pending(this),
    }
    return render(request, "meetings/moves.html", context)


def _pending(this: live.Now) -> Any:
    top = this.state.pending if isinstance(this.state, Floor) else None
    if top is None or not isinstance(this.state, Floor):
        return None
    return shown_motion(this.state, top, this.people, this.seen.items)


@require_http_methods(FORMS)
@signed_in
def floor_move(request: HttpRequest, meeting: int, kind: str) -> HttpResponse:
    this, seat = _seated(request, meeting)
    state = this.state
    if kind not in set(Kind) or not isinstance(state, Floor):
        raise Http404
    form = MoveForm(
        request.POST or None,
        kind=Kind(kind),
        state=state,
        items=this.seen.items,
        seat=seat.key,
        initial={"moment": moment(state, "move")},
    )
    more = {
        "label": titled(Kind(kind)),
        "lead": KIND_NOTES[Kind(kind)],
        "submit": _("Move it"),
        "pending": _pending(this),
        "back": reverse("floor_moves", args=[meeting]),
    }
    return _asked(request, this, form, more)


@require_http_methods(FORMS)
@signed_in
def floor_step(request: HttpRequest, meeting: int, do: str) -> HttpResponse:
    this, _seat = _seated(request, meeting)
    if do not in ON_A_PAGE:
        raise Http404
    form = StepForm(
        request.POST or None,
        do=do,
        state=this.state,
        people=this.people,
        items=this.seen.items,
        initial={"moment": moment(this.state, do)},
    )
    more = {
        "label": STEP_TITLES[do],
        "lead": STEP_LEADS.get(do, ""),
        "submit": STEP_TITLES[do],
        "warn": do in {"leave", "close", "recuse"},
        "back": reverse("floor", args=[meeting]),
    }
    return _asked(request, this, form, more)


def _asked(
    request: HttpRequest, this: live.Now, form: MoveForm | StepForm, more: dict[str, Any]
) -> HttpResponse:
    pk = this.seen.row.pk

    def done() -> HttpResponse:
        command = form.command()
        at = form.cleaned_data["moment"]
        acts.give(actor_of(request), meeting=pk, command=command, moment=at)
        messages.success(request, _("Done."))
        return redirect("floor", pk)

    context = {"form": form, "meeting": this.seen.row, "title": headline(this.seen.row)} | more
    answer = sent(form, done)
    return answer or render(request, "meetings/floor_step.html", context, status=status(form))
