"""For those without a phone: sheets, who came, what was said at doors, reading by two."""

from typing import Any

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from linli.kernel.actor import Actor, Capacity
from linli.kernel.answers import FORMS, sent, status
from linli.kernel.errors import Refused, require
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import acting_as, actor_of, signed_in
from linli.polls import elections_shown, queries, rules
from linli.polls.actions import outside
from linli.polls.elections import names_on
from linli.polls.forms import DoorForm, LineForm, ReadForm, SheetsForm
from linli.polls.models import Poll, Sheet
from linli.polls.models.ballot import Channel
from linli.polls.shown import CHOICES, local, roll_words
from linli.polls.states import State
from linli.polls.terms import Kind


def _served(actor: Actor, code: str, *states: State) -> Poll:
    row = queries.seen(actor, code)
    require(rules.may_serve(actor, poll=row.pk))
    if State(row.state) not in states:
        raise Refused("polls.not_now")
    return row


@require_http_methods(FORMS)
@acting_as(Capacity.STAFF)
def poll_sheets(request: HttpRequest, code: str) -> HttpResponse:
    """Print them from the browser. What was printed is shown this once."""
    actor = actor_of(request)
    row = _served(actor, code, State.FROZEN, State.OPEN)
    form = SheetsForm(request.POST or None)

    def done() -> HttpResponse:
        made = outside.print_sheets(actor, poll=row.pk, **form.cleaned_data)
        return render(request, "polls/sheets_printed.html", _printed(row, made))

    context = {
        "form": form,
        "poll": row,
        "label": _("Print ballots on paper"),
        "lead": _("Whoever comes gets any of them. A sheet names nobody, its number counts once."),
        "back": reverse("poll_work", args=[row.code]),
    }
    return sent(form, done) or render(request, "polls/step.html", context, status=status(form))


def _in_both(word: Any) -> tuple[str, str]:
    """Whoever prints it, everybody reads it."""
    found = []
    for language in ("zh-hans", "en"):
        with translation.override(language):
            found.append(str(word))
    return found[0], found[1]


def _printed(row: Poll, made: list[Sheet]) -> dict[str, object]:
    pictures = [
        (each.code, segno.make(each.code, error="q", micro=False).svg_data_uri(scale=3, border=2))
        for each in made
    ]
    said: tuple[Any, ...] = tuple(CHOICES[code] for code in ("agree", "oppose", "abstain"))
    if row.kind == Kind.ELECTION:
        names = (elections_shown.label(*each) for each in names_on(row).items())
        said = (*names, CHOICES["abstain"])
    words = [_in_both(each) for each in said]
    return {"poll": row, "sheets": pictures, "words": words, "closes": local(row.closes_at)}


@require_http_methods(FORMS)
@acting_as(Capacity.STAFF)
def poll_lines(request: HttpRequest, code: str) -> HttpResponse:
    """Find the line of who stands at the desk, or behind the door."""
    actor = actor_of(request)
    row = _served(actor, code, State.OPEN, State.CLOSED)
    form = LineForm(request.POST or None)
    found = []
    if form.is_bound and form.is_valid():
        entries = queries.entries_by(row, form.cleaned_data["text"])
        turns = queries.taken(entries)
        for entry in entries:
            name, where = roll_words(entry)
            turn = turns.get(entry.pk)
            found.append(
                {
                    "entry": entry,
                    "name": name,
                    "where": where,
                    "voted": Channel(turn.channel).label if turn else "",
                    "deniable": turn is not None
                    and turn.channel == Channel.DOOR
                    and turn.hands_id not in rules.hands(actor),
                }
            )
        if not found:
            form.add_error("text", _("No line of this roll."))
    context = {
        "form": form,
        "poll": row,
        "found": found,
        "is_open": row.state == State.OPEN,
        "doors": Kind(row.kind) in row.law.door_to_door,
    }
    return render(request, "polls/lines.html", context, status=status(form))


@require_POST
@acting_as(Capacity.STAFF)
def admit_line(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Somebody of the line gets a sheet."""
    actor = actor_of(request)
    row = queries.seen(actor, code)
    outside.admit(actor, poll=row.pk, number=number)
    messages.success(request, _("Ticked off: hand over a sheet. They hear of it."))
    return redirect("poll_lines", row.code)


@require_http_methods(FORMS)
@never_cache
@acting_as(Capacity.STAFF)
def ask_door(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """At the door, with a phone: one answer of one line."""
    actor = actor_of(request)
    row = _served(actor, code, State.OPEN)
    entry = found_or_refused(queries.roll_of(row).filter(number=number))
    form = DoorForm(request.POST or None)

    def done() -> HttpResponse:
        choice = form.cleaned_data["choice"]
        outside.answer_at_door(actor, poll=row.pk, number=number, choice=choice)
        messages.success(request, _("It is written down. They hear of it and may object."))
        return redirect("poll_lines", row.code)

    name, where = roll_words(entry)
    context = {
        "form": form,
        "poll": row,
        "label": _("Write the answer down"),
        "lead": f"{name} {where}".strip(),
        "text": row.text,
        "back": reverse("poll_lines", args=[row.code]),
    }
    return sent(form, done) or render(request, "polls/door.html", context, status=status(form))


@require_POST
@signed_in
def deny_door(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """It was not so; by whoever lives there, or by staff to whom they said it."""
    actor = actor_of(request)
    row = queries.seen(actor, code)
    outside.deny(actor, poll=row.pk, number=number)
    messages.success(request, _("The answer is taken out."))
    return redirect("poll_work" if actor.capacity is Capacity.STAFF else "poll", row.code)


@require_http_methods(FORMS)
@acting_as(Capacity.STAFF)
def read_poll_sheet(request: HttpRequest, code: str) -> HttpResponse:
    """One sheet after the other; what others read is not shown."""
    actor = actor_of(request)
    row = _served(actor, code, State.CLOSED)
    form = ReadForm(request.POST or None, poll=row)

    def done() -> HttpResponse:
        outcome = outside.read_sheet(actor, poll=row.pk, **form.cleaned_data)
        words = {
            "first": _("Written down. Another person reads it too."),
            "settled": _("Two read the same: it counts."),
            "differs": _("You two read different things: a third person reads it."),
        }
        messages.success(request, words[outcome])
        return redirect("read_poll_sheet", row.code)

    context = {
        "form": form,
        "poll": row,
        "label": _("Read the sheets"),
        "lead": _("Every sheet is read by two people who do not see what the other read."),
        "back": reverse("poll_work", args=[row.code]),
    }
    return sent(form, done) or render(request, "polls/step.html", context, status=status(form))
