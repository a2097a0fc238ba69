"""Awards: criteria, shortlist, objections, result; every step on one page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.activities.actions import honours as actions
from linli.activities.forms_more import AnswerForm, CycleForm, ObjectionForm
from linli.activities.models import Cycle
from linli.activities.queries import honours as queries
from linli.activities.rules import belongs_to_cycle, works_on_cycle
from linli.activities.scoring import unpacked
from linli.activities.shown import Step
from linli.activities.views.common import form_page
from linli.grids.views.common import attempt, done, private
from linli.kernel import clock
from linli.kernel.actor import Actor, Capacity
from linli.kernel.errors import require
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import acting_as, actor_of, signed_in
from linli.kernel.pagination import page_of

State = Cycle.State
FORM = require_http_methods(["GET", "HEAD", "POST"])
MEASURE_WORDS = {
    "minutes": gettext_lazy("confirmed minutes"),
    "times": gettext_lazy("times"),
    "voluntary": gettext_lazy("times of one's own accord"),
    "organised": gettext_lazy("activities organised"),
    "people": gettext_lazy("people who took part"),
}
STEPS = {
    "freeze": (actions.freeze, State.DRAFT, gettext_lazy("Freeze the criteria")),
    "publish": (actions.publish_shortlist, State.FROZEN, gettext_lazy("Compute the shortlist")),
    "conclude": (actions.conclude, State.PUBLIC, pgettext_lazy("award", "Decide")),
}
LINE = (State.DRAFT, State.FROZEN, State.PUBLIC, State.RESULT)


def _seen(actor: Actor, cycle: int) -> Cycle:
    return found_or_refused(queries.cycles(actor).filter(pk=cycle))


@require_safe
@signed_in
def honours(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    page = page_of(queries.cycles(actor), key=["-id"], after=request.GET.get("after"))
    context = {"page": page, "staff": actor.capacity == Capacity.STAFF}
    return render(request, "activities/honours.html", context)


def _line(row: Cycle) -> list[Step]:
    here = LINE.index(State(row.state))
    titles = (
        _("Criteria are drafted"),
        _("Criteria stand; the days are counted"),
        _("Shortlist is public, objections"),
        _("Result"),
    )
    until = row.public_until.isoformat() if row.public_until else ""
    return [
        Step(
            title,
            "done" if n < here or row.state == State.RESULT else "now" if n == here else "next",
            until=until if n == here and row.state == State.PUBLIC else "",
        )
        for n, title in enumerate(titles)
    ]


@require_safe
@signed_in
def honour(request: HttpRequest, cycle: int) -> HttpResponse:
    actor = actor_of(request)
    row = _seen(actor, cycle)
    staff = bool(works_on_cycle(actor, cycle=row.pk))
    open_now = row.state == State.PUBLIC and bool(
        row.public_until and clock.today() <= row.public_until
    )
    found = [
        (each, name, [(MEASURE_WORDS[key], n) for key, n in each.values.items()])
        for each, name in queries.named(row, actor, staff=staff)
    ]
    step = next((name for name, (_act, at, _word) in STEPS.items() if at == row.state), "")
    context = {
        "row": row,
        "steps": _line(row),
        "criteria": [
            (MEASURE_WORDS[each.measure], each.weight, each.least)
            for each in unpacked(row.criteria)
            if each.weight or each.least
        ],
        "candidates": found,
        "me": actor.person,
        "stands": any(each.person_id == actor.person and not each.out for each, *_rest in found),
        "may_object": open_now and belongs_to_cycle(actor, cycle=row.pk),
        "staff": staff,
        "step": step,
        "step_word": STEPS[step][2] if step else "",
        "objections": [
            (each, each.read("words") or "", each.read("answer") or "")
            for each in queries.objections(row)
            if staff or each.person_id == actor.person
        ],
    }
    return private(render(request, "activities/honour.html", context))


@FORM
@signed_in
def object_to(request: HttpRequest, cycle: int, candidate: int) -> HttpResponse:
    actor = actor_of(request)
    row = _seen(actor, cycle)
    require(belongs_to_cycle(actor, cycle=row.pk))
    form = ObjectionForm(request.POST or None)
    if request.method == "POST" and attempt(
        form,
        lambda: actions.object_to(actor, cycle=row.pk, candidate=candidate, **form.cleaned_data),
    ):
        return done(
            request, _("The staff answer you before anything is decided."), "honour", row.pk
        )
    return form_page(
        request,
        form,
        title=_("Object"),
        lead=row.title,
        submit=_("Object"),
        back=reverse("honour", args=[row.pk]),
    )


@require_POST
@signed_in
def decline(request: HttpRequest, cycle: int) -> HttpResponse:
    actions.decline(actor_of(request), cycle=cycle)
    return done(request, _("You are off the list."), "honour", cycle)


@FORM
@acting_as(Capacity.STAFF)
def draft(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    form = CycleForm(request.POST or None, actor=actor)
    if request.method == "POST" and attempt(form, lambda: actions.draft(actor, **form.values())):
        return done(request, _("Look at the criteria once more, then freeze them."), "honours")
    return form_page(
        request,
        form,
        title=_("Draft an award"),
        lead=_("Once frozen, the criteria stand; the shortlist is computed from confirmed hours."),
        submit=_("Draft it"),
        back=reverse("honours"),
    )


@require_POST
@acting_as(Capacity.STAFF)
def take_step(request: HttpRequest, cycle: int, step: str) -> HttpResponse:
    if step not in STEPS:
        raise Http404
    STEPS[step][0](actor_of(request), cycle=cycle)
    return done(request, _("Done. It stands on the page."), "honour", cycle)


@FORM
@acting_as(Capacity.STAFF)
def answer(request: HttpRequest, cycle: int, objection: int) -> HttpResponse:
    actor = actor_of(request)
    row = _seen(actor, cycle)
    require(works_on_cycle(actor, cycle=row.pk))
    found = next((each for each in queries.objections(row) if each.pk == objection), None)
    if found is None:
        raise Http404
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and attempt(
        form,
        lambda: actions.answer(actor, cycle=row.pk, objection=objection, **form.cleaned_data),
    ):
        return done(request, _("Whoever objected hears of it."), "honour", row.pk)
    return form_page(
        request,
        form,
        title=_("Answer an objection"),
        text=found.read("words") or "",
        submit=_("Answer"),
        back=reverse("honour", args=[row.pk]),
    )
