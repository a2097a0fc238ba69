"""My duties on the phone, the office's queue at the desk, and the page of one duty."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from linli.duties import actions, queries, rules
from linli.duties.forms import GiveForm, step_form
from linli.duties.kinds import kind_of
from linli.duties.models import Duty
from linli.duties.shown import BUTTONS, TONES, due_words, shown
from linli.duties.states import State, Verb
from linli.kernel.actor import Actor, Capacity
from linli.kernel.answers import add_refusal
from linli.kernel.errors import Refused, require
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import acting_as, actor_of, signed_in
from linli.kernel.pagination import page_of

TAB_TITLES = {
    "own": pgettext_lazy("duties", "Mine and my office's"),
    "settle": pgettext_lazy("duties", "To settle"),
    "escalated": pgettext_lazy("duties", "Came up to me"),
    "overdue": pgettext_lazy("duties", "Overdue"),
    "open": pgettext_lazy("duties", "All open"),
    "closed": pgettext_lazy("duties", "Closed"),
}
#: What each step takes of the form.
DO = {
    Verb.ACCEPT: actions.accept,
    Verb.REFUSE: actions.refuse,
    Verb.HAND_ON: actions.hand_on,
    Verb.NOTE: actions.note,
    Verb.REACH: actions.reach,
    Verb.REPORT: actions.report,
    Verb.CONFIRM: actions.confirm,
    Verb.REOPEN: actions.reopen,
    Verb.WITHDRAW: actions.withdraw,
}


def _listed(rows: list[queries.Row]) -> list[dict[str, Any]]:
    return [
        {
            "row": row,
            "tone": "warn" if row.duty.is_overdue else TONES[State(row.duty.state)],
            "due": due_words(row.duty),
        }
        for row in rows
    ]


@require_safe
@signed_in
def my_duties(request: HttpRequest) -> HttpResponse:
    """What I owe, nearest deadline first; `?closed=1` shows what is over."""
    closed = request.GET.get("closed") == "1"
    rows = queries.mine(actor_of(request).person or 0)
    wanted = queries.OPEN_STATES
    rows = rows.exclude(state__in=wanted) if closed else rows.filter(state__in=wanted)
    page = page_of(rows, key=["due_on", "id"], after=request.GET.get("after"))
    here = reverse("my_duties")
    tabs = [
        {"href": here, "title": pgettext_lazy("duties", "Open"), "current": not closed},
        {
            "href": f"{here}?closed=1",
            "title": pgettext_lazy("duties", "Closed"),
            "current": closed,
        },
    ]
    listed = _listed(queries.with_owners(page.items))
    context = {"page": page, "rows": listed, "tabs": tabs, "closed": closed}
    return render(request, "duties/mine.html", context)


@require_safe
@acting_as(Capacity.STAFF, Capacity.AUDITOR)
def duty_queue(request: HttpRequest) -> HttpResponse:
    """The desk's queue. `tab`: one of queries.TABS."""
    actor = actor_of(request)
    first = "own" if actor.capacity == Capacity.STAFF else "open"
    tab = request.GET.get("tab", first)
    tab = tab if tab in queries.TABS else first
    rows = queries.queue(actor, tab)
    page = page_of(rows, key=["due_on", "id"], after=request.GET.get("after"))
    here = reverse("duty_queue")
    tabs = [
        {"href": f"{here}?tab={name}", "title": TAB_TITLES[name], "current": name == tab}
        for name in queries.TABS
    ]
    listed = _listed(queries.with_owners(page.items))
    context = {"page": page, "rows": listed, "tabs": tabs, "tab": tab}
    return render(request, "duties/queue.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@acting_as(Capacity.STAFF)
def give_duty(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    form = GiveForm(request.POST or None, actor=actor)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.give(actor, **form.cleaned_data)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The duty is given. Its owner hears of it."))
            return HttpResponseRedirect(reverse("duty", args=[made.pk]))
    return render(request, "duties/give.html", {"form": form}, status=_status(form))


def _seen(actor: Actor, duty: int) -> Duty:
    return found_or_refused(
        rules.visible_to(actor)
        .filter(pk=duty)
        .select_related("owner_organisation", "giver_organisation")
    )


@require_safe
@signed_in
def duty(request: HttpRequest, duty: int) -> HttpResponse:
    actor = actor_of(request)
    row = _seen(actor, duty)
    sort = kind_of(row.kind)
    if sort is not None and sort.elsewhere:
        return HttpResponseRedirect(row.text)
    return render(request, "duties/duty.html", {"it": shown(actor, row)})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def duty_step(request: HttpRequest, duty: int, verb: str) -> HttpResponse:
    """One step: the question on a page of its own, so that it works on a phone without scripts."""
    actor = actor_of(request)
    if verb not in set(Verb):
        raise Http404
    step = Verb(verb)
    row = _seen(actor, duty)
    if request.method != "POST":
        require(rules.may_do(actor, row, step))
    form = step_form(step, actor, row, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            DO[step](actor, duty=row.pk, **form.cleaned_data)  # type: ignore[operator]
        except Refused as refusal:
            if refusal.field is None:
                raise
            add_refusal(form, refusal)
        else:
            messages.success(request, _("It is written into the duty's history."))
            return HttpResponseRedirect(reverse("duty", args=[row.pk]))
    context = {
        "form": form,
        "duty": row,
        "label": BUTTONS[step],
        "kind": "warn" if step in {Verb.REFUSE, Verb.WITHDRAW} else "primary",
    }
    return render(request, "duties/step.html", context, status=_status(form))


def _status(form: Form) -> int:
    """422 when something that was sent must be corrected."""
    return 422 if form.errors else 200
