"""Hours of who died or left: recorded and decided at the desk, seen by those whom it concerns."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.identity.queries import display_names
from linli.kernel import clock, places
from linli.kernel.actor import Actor, Capacity
from linli.kernel.answers import sent
from linli.kernel.errors import Refused, require, text_of
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import acting_as, actor_of, require_capacity, signed_in
from linli.kernel.pagination import page_of
from linli.ledger.explained import amount_words
from linli.timebank import rules_leaving
from linli.timebank.actions import leaving
from linli.timebank.forms import WordsForm
from linli.timebank.forms_leaving import LeavingForm
from linli.timebank.models import Departure
from linli.timebank.shown import Line
from linli.timebank.states_leaving import TURNS, Act, Stage
from linli.timebank.views.common import form_page, private

OVERSEERS = (Capacity.STAFF, Capacity.AUDITOR)
FORM = require_http_methods(["GET", "HEAD", "POST"])
TONES = {
    Stage.PROPOSED: "wait",
    Stage.CARRIED_OUT: "ok",
    Stage.REFUSED: "plain",
    Stage.APPEALED: "wait",
    Stage.UPHELD: "ok",
    Stage.UNDONE: "stop",
}


def _titles() -> dict[str, str]:
    return {
        Act.APPEAL: pgettext("departure", "I do not agree"),
        Act.UPHOLD: pgettext("departure", "It stands"),
        Act.UNDO: pgettext("departure", "Undo it"),
    }


def _shown(row: Departure, names: dict[int, str], communities: dict[int, str]) -> dict[str, Any]:
    return {
        "row": row,
        "who": names.get(row.person_id, ""),
        "heir": names.get(row.heir_id or 0, ""),
        "time": amount_words("minutes", row.minutes),
        "tone": TONES[Stage(row.stage)],
        "community": communities.get(row.community, ""),
    }


def _listed(rows: list[Departure]) -> list[dict[str, Any]]:
    names = display_names({p for row in rows for p in (row.person_id, row.heir_id) if p})
    communities = {each.id: each.name_here for each in places.communities()}
    return [_shown(row, names, communities) for row in rows]


@FORM
@acting_as(*OVERSEERS)
def time_departures(request: HttpRequest) -> HttpResponse:
    """What was recorded, the newest first; a form for one more."""
    actor = actor_of(request)
    data = request.POST if request.method == "POST" else None
    if data is not None:
        require_capacity(actor, Capacity.STAFF)
    form = LeavingForm(data, reach=actor.reach, initial={"day": clock.today()})

    def done() -> HttpResponse:
        made = leaving.record_leaving(
            actor, community=form.cleaned_data["community"], what=form.what()
        )
        messages.success(request, _("It is recorded. A colleague compares it with the paper."))
        return redirect("time_departure", made.pk)

    answer = sent(form, done)
    if answer is not None:
        return answer
    page = page_of(rules_leaving.visible_to(actor), key=["-pk"], after=request.GET.get("after"))
    context = {"page": page, "rows": _listed(list(page.items))}
    return form_page(request, form, template="timebank/departures.html", **context)


def _course(row: Departure, *, names: bool) -> list[Line]:
    """What was said and decided; the desk also sees by whom."""
    said = list(row.said.select_related("words").order_by("pk"))
    people = {row.by_id, row.second_id or 0, *(each.by_id for each in said)}
    known = display_names(people) if names else {}
    found = [Line(pgettext("departure", "Recorded"), known.get(row.by_id, ""), row.at)]
    if row.second_at is not None:
        refused = row.stage == Stage.REFUSED
        stage = Stage.REFUSED if refused else Stage.CARRIED_OUT
        found.append(Line(stage.label, known.get(row.second_id or 0, ""), row.second_at))
    titles = _titles()
    for each in said:
        words = each.words.read("text") or ""
        note = " · ".join(filter(None, [words, known.get(each.by_id, "")]))
        found.append(Line(titles.get(each.verb, each.verb), note, each.at))
    return found


def _context(actor: Actor, row: Departure) -> dict[str, Any]:
    desk = actor.is_official
    stage = Stage(row.stage)
    return {
        "it": _listed([row])[0],
        "course": _course(row, names=desk),
        "paper": (row.paper.read("text") or "") if desk else "",
        "rulebook": row.rulebook,
        "may_appeal": stage == TURNS[Act.APPEAL].source
        and bool(rules_leaving.may_appeal(actor, departure=row.pk)),
        "may_second": desk
        and stage == Stage.PROPOSED
        and bool(rules_leaving.may_second(actor, departure=row.pk)),
        "may_decide": desk
        and stage == Stage.APPEALED
        and bool(rules_leaving.may_decide(actor, departure=row.pk)),
    }


def _departure(actor: Actor, departure: int) -> Departure:
    rows = rules_leaving.visible_to(actor).select_related("rulebook", "paper")
    return found_or_refused(rows.filter(pk=departure))


@require_safe
@acting_as(*OVERSEERS)
def time_departure(request: HttpRequest, departure: int) -> HttpResponse:
    actor = actor_of(request)
    context = _context(actor, _departure(actor, departure))
    return private(render(request, "timebank/departure.html", context))


@require_POST
@acting_as(Capacity.STAFF)
def departure_step(request: HttpRequest, departure: int, how: str) -> HttpResponse:
    """The second person: it is so, or it is not."""
    acts = {Act.APPROVE: leaving.approve, Act.REFUSE: leaving.refuse}
    if how not in acts:
        raise Http404
    try:
        acts[Act(how)](actor_of(request), departure=departure)
    except Refused as refusal:
        if refusal.code.startswith("kernel."):
            raise
        text = text_of(refusal.code, refusal.params)
        messages.warning(request, f"{text.title} {text.remedy}".strip())
    else:
        messages.success(request, _("It is written down."))
    return redirect("time_departure", departure)


@FORM
@acting_as(Capacity.STAFF)
def say_departure(request: HttpRequest, departure: int, verb: str) -> HttpResponse:
    """Staff who see that it was wrong, and the third person who decides: each with a reason."""
    actor = actor_of(request)
    if verb not in {Act.APPEAL, Act.UPHOLD, Act.UNDO}:
        raise Http404
    rule = rules_leaving.may_appeal if verb == Act.APPEAL else rules_leaving.may_decide
    require(rule(actor, departure=departure))
    row = _departure(actor, departure)
    form = WordsForm(request.POST if request.method == "POST" else None)

    def done() -> HttpResponse:
        words = form.cleaned_data["words"]
        if verb == Act.APPEAL:
            leaving.appeal(actor, departure=row.pk, words=words)
        else:
            leaving.decide(actor, departure=row.pk, verb=verb, words=words)
        messages.success(request, _("It is written down."))
        return redirect("time_departure", row.pk)

    title = _titles()[verb]
    back = reverse("time_departure", args=[row.pk])
    return sent(form, done) or form_page(request, form, title=title, submit=title, back=back)


@FORM
@signed_in
def my_departure(request: HttpRequest, departure: int) -> HttpResponse:
    """What became of the hours, for those whom it concerns; and a word against it."""
    actor = actor_of(request)
    require(rules_leaving.may_see(actor, departure=departure))
    if actor.is_official:
        if request.method == "POST":
            require_capacity(actor, Capacity.RESIDENT)
        return redirect("time_departure", departure)
    row = _departure(actor, departure)
    form = WordsForm(request.POST if request.method == "POST" else None)

    def done() -> HttpResponse:
        leaving.appeal(actor, departure=row.pk, words=form.cleaned_data["words"])
        messages.success(request, _("It is written down. Staff look at it."))
        return redirect("my_departure", row.pk)

    context = _context(actor, row)
    return sent(form, done) or form_page(
        request, form, template="timebank/my_departure.html", **context
    )
