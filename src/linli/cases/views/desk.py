"""Joint cases at the desk and on an officer's phone."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from linli.cases import queries, rules
from linli.cases.actions import cases as actions
from linli.cases.actions import steps
from linli.cases.forms import OpenForm, form_of
from linli.cases.models import Case, Step
from linli.cases.operations.cases import PAPERS_OF
from linli.cases.parameters import LINES, PAGE
from linli.cases.shown import BUTTONS, WARN, lines, shown
from linli.cases.states import STEP_ACTS, Act
from linli.deliberation.models import Topic
from linli.deliberation.rules_topics import may_see as may_see_topic
from linli.files.views import receive
from linli.kernel import places
from linli.kernel.actor import Actor, Capacity
from linli.kernel.answers import FORMS, add_refusal, sent, status
from linli.kernel.errors import Refused, require
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import acting_as, actor_of, signed_in
from linli.kernel.pagination import page_of

DESK = (Capacity.STAFF, Capacity.OFFICER)
TAB_TITLES = {
    "open": pgettext_lazy("cases", "Under way"),
    "asked": pgettext_lazy("cases", "Asked to join"),
    "closed": pgettext_lazy("cases", "Closed"),
}
#: Acts on the whole case; what is done with a step has an address of its own.
CASE_ACTS = frozenset(Act) - STEP_ACTS - {Act.OPEN}


@require_safe
@acting_as(*DESK)
def case_desk(request: HttpRequest) -> HttpResponse:
    """Cases of the organisation in whose name one acts."""
    actor = actor_of(request)
    tab = request.GET.get("tab", "open")
    tab = tab if tab in queries.TABS else "open"
    rows = queries.tab_of(rules.visible_to(actor), actor.organisation, tab)
    page = page_of(rows, key=["-pk"], after=request.GET.get("after"), size=PAGE)
    here = reverse("case_desk")
    tabs = [
        {"href": f"{here}?tab={name}", "title": title, "current": name == tab}
        for name, title in TAB_TITLES.items()
    ]
    context = {"page": page, "tabs": tabs, "tab": tab, "places": _places(page.items)}
    return render(request, "cases/desk.html", context)


def _places(rows: Any) -> dict[int, str]:
    names = {place.id: place.name_here for place in places.communities()}
    return {row.pk: names.get(row.community, "") for row in rows}


@require_http_methods(FORMS)
@acting_as(*DESK)
def open_case(request: HttpRequest) -> HttpResponse:
    """`?topic=`: out of a topic that the actor sees."""
    actor = actor_of(request)
    require(rules.may_act(actor))
    asked = (request.POST if request.method == "POST" else request.GET).get("topic", "")
    topic: Topic | None = None
    if asked:
        if not asked.isdecimal() or len(asked) > 9:  # noqa: PLR2004 (an id)
            raise Http404
        require(may_see_topic(actor, topic=int(asked)))
        topic = found_or_refused(Topic.objects.reached_by(actor).filter(pk=int(asked)))
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = OpenForm(*data, actor=actor, topic=topic)
    if request.method == "POST":
        files = receive(actor, form, "papers", kind=PAPERS_OF)
        made = _made(actor, form, files) if form.is_valid() else None
        if made is not None:
            messages.success(request, _("The case is open; the others are asked."))
            return redirect("case", made.pk)
    context = {"form": form, "topic": topic, "back": reverse("case_desk")}
    return render(request, "cases/open.html", context, status=status(form))


def _made(actor: Actor, form: OpenForm, files: list[str]) -> Case | None:
    try:
        return actions.open_case(actor, wanted=form.wanted(), files=files)
    except Refused as refusal:
        if refusal.field == "organisation":
            refusal.field = "organisations"
        add_refusal(form, refusal)
    return None


@require_safe
@signed_in
def case(request: HttpRequest, case: int) -> HttpResponse:
    """With everything for its parties; for residents of the community what is public."""
    actor = actor_of(request)
    inside = bool(rules.may_see(actor, case=case))
    rows = rules.visible_to(actor) if inside else rules.public_to(actor)
    row = found_or_refused(rows.filter(pk=case).select_related("lead", "estate", "topic"))
    page = page_of(
        queries.lines_for(row.pk, rules.belonging(actor, row.pk), actor.organisation),
        key=["-pk"],
        after=request.GET.get("after"),
        size=LINES,
    )
    context = {
        "it": shown(actor, row, inside=inside),
        "row": row,
        "place": places.community(row.community),
        "page": page,
        "lines": lines(page.items, inside=inside),
    }
    return render(request, "cases/case.html", context)


def _call(actor: Actor, act: Act, case: Case, data: dict[str, Any], form: forms.Form) -> object:
    """An act on the whole case."""
    if act is Act.STEP:
        return steps.add(actor, case=case.pk, owed=form.owed())  # type: ignore[attr-defined]
    does = {
        Act.JOIN: actions.join,
        Act.DECLINE: actions.decline,
        Act.LEAVE: actions.leave,
        Act.CLOSE: actions.close,
        Act.INVITE: actions.invite,
        Act.NOTE: actions.note,
    }
    return does[act](actor, case=case.pk, **data)  # type: ignore[operator]


STEP_DOES: dict[Act, Any] = {
    Act.ACCEPT: steps.accept,
    Act.REFUSE: steps.refuse,
    Act.REPORT: steps.report,
    Act.CONFIRM: steps.confirm,
    Act.REOPEN: steps.reopen,
    Act.HAND_ON: steps.hand_on,
    Act.DROP: steps.drop,
}
RULES: dict[Act, Any] = {
    Act.JOIN: rules.may_answer,
    Act.DECLINE: rules.may_answer,
    Act.LEAVE: rules.may_leave,
    Act.CLOSE: rules.may_lead,
    Act.INVITE: rules.may_lead,
    Act.NOTE: rules.may_take_part,
    Act.STEP: rules.may_take_part,
}


@require_http_methods(FORMS)
@acting_as(*DESK)
def case_act(request: HttpRequest, case: int, act: str) -> HttpResponse:
    """Join, ask, write, add a step, close: each on a page of its own."""
    actor = actor_of(request)
    if act not in set(CASE_ACTS):
        raise Http404
    chosen = Act(act)
    require(RULES[chosen](actor, case=case))
    row = found_or_refused(rules.visible_to(actor).filter(pk=case).select_related("lead"))
    return _asked(request, actor, chosen, row, None)


@require_http_methods(FORMS)
@acting_as(*DESK)
def case_step(request: HttpRequest, step: int, act: str) -> HttpResponse:
    """Accept, refuse, report, confirm, open again, give again, drop."""
    actor = actor_of(request)
    if act not in set(STEP_ACTS):
        raise Http404
    chosen = Act(act)
    require(rules.may(chosen)(actor, step=step))
    row = found_or_refused(Step.objects.filter(pk=step).select_related("case__lead", "duty"))
    return _asked(request, actor, chosen, row.case, row)


def _asked(
    request: HttpRequest, actor: Actor, act: Act, row: Case, step: Step | None
) -> HttpResponse:
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = form_of(act, row, step, *data)
    files: dict[str, Any] = {}
    if request.method == "POST" and "papers" in form.fields:
        files = {"files": receive(actor, form, "papers", kind=PAPERS_OF)}

    def done() -> HttpResponse:
        values = {k: v for k, v in form.cleaned_data.items() if k != "papers"} | files
        if step is not None:
            STEP_DOES[act](actor, step=step.pk, **values)
        else:
            _call(actor, act, row, values, form)
        messages.success(request, _("It is written down."))
        seen = rules.may_see(actor, case=row.pk)
        return redirect("case", row.pk) if seen else redirect("case_desk")

    context = {
        "form": form,
        "label": BUTTONS[act],
        "kind": "warn" if act in WARN else "primary",
        "row": row,
        "step": step,
        "files": "papers" in form.fields,
    }
    return sent(form, done) or render(request, "cases/act.html", context, status=status(form))
