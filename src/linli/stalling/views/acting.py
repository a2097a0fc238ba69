"""Opening a stall, a rung done or passed over, what was answered: each on a page of its own."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from linli.deliberation.queries_topics import seen as seen_topic
from linli.deliberation.shown_topics import headline as headline_of_topic
from linli.files.views import receive
from linli.kernel import clock
from linli.kernel.answers import FORMS, add_refusal, sent, status
from linli.kernel.errors import Refused, require
from linli.kernel.guards import actor_of, signed_in
from linli.stalling import actions, queries, rules
from linli.stalling.forms import AnswerForm, DoneForm, OpenForm, SkipForm
from linli.stalling.models import Rung, Stall
from linli.stalling.operations import PROOF_OF
from linli.stalling.words import headline, step_title


def _page(request: HttpRequest, form: Any, **context: Any) -> HttpResponse:
    return render(request, "stalling/step.html", {"form": form, **context}, status=status(form))


@require_http_methods(FORMS)
@signed_in
def open_stall(request: HttpRequest, topic: int) -> HttpResponse:
    """Not only wait: begin the ladder."""
    actor = actor_of(request)
    require(rules.may_open(actor, topic=topic))
    row = seen_topic(actor, topic)
    form = OpenForm(request.POST or None)

    def done() -> HttpResponse:
        made = actions.open_by_hand(actor, topic=topic, **form.cleaned_data)
        messages.success(request, _("The ladder has begun. You are told which rung is yours."))
        return redirect("stall", made.pk)

    return sent(form, done) or _page(
        request,
        form,
        label=_("Climb the ladder"),
        lead=headline_of_topic(row),
        about=row,
        explains=True,
    )


def _rung(stall: int, level: int) -> Rung:
    return queries.rung_at(queries.seen(stall), level)


def _context(rung: Rung) -> dict[str, Any]:
    spec = rung.stall.rungs_of_ladder.rungs[rung.level]
    return {"stall": rung.stall, "rung": rung, "spec": spec, "lead": headline(rung.stall)}


@require_http_methods(FORMS)
@signed_in
def rung_done(request: HttpRequest, stall: int, level: int) -> HttpResponse:
    """What shows that the letter went out, or that the talk took place."""
    actor = actor_of(request)
    require(rules.takes_part(actor, stall=stall))
    rung = _rung(stall, level)
    require(rules.may_act_on(actor, rung))
    context = _context(rung)
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = DoneForm(*data, spec=context["spec"], initial={"day": clock.today()})
    if request.method == "POST":
        files = receive(actor, form, "pictures", kind=PROOF_OF)
        if form.is_valid():
            try:
                actions.done(actor, stall=stall, level=level, delivery=form.delivery(), files=files)
            except Refused as refusal:
                if refusal.code.startswith("kernel."):
                    raise
                add_refusal(form, refusal)
            else:
                messages.success(request, _("It is written down. Now the other side has its days."))
                return redirect("stall", stall)
    label = _("Done: %(step)s") % {"step": step_title(rung.step)}
    return _page(request, form, label=label, files=True, **context)


@require_http_methods(FORMS)
@signed_in
def skip_rung(request: HttpRequest, stall: int, level: int) -> HttpResponse:
    """One person says why a rung is not needed; another decides."""
    actor = actor_of(request)
    require(rules.takes_part(actor, stall=stall))
    rung = _rung(stall, level)
    require(rules.may_act_on(actor, rung))
    form = SkipForm(request.POST or None)

    def done() -> HttpResponse:
        actions.propose_skip(actor, stall=stall, level=level, **form.cleaned_data)
        messages.success(request, _("Another person decides now."))
        return redirect("stall", stall)

    label = _("Pass over: %(step)s") % {"step": step_title(rung.step)}
    return sent(form, done) or _page(request, form, label=label, warn=True, **_context(rung))


@require_POST
@signed_in
def answer_skip(request: HttpRequest, stall: int, level: int, how: str) -> HttpResponse:
    """`agree`, or `keep`."""
    if how not in {"agree", "keep"}:
        raise Http404
    actor = actor_of(request)
    actions.answer_skip(actor, stall=stall, level=level, agreed=how == "agree")
    messages.success(request, _("It is written down."))
    return redirect("stall", stall)


@require_http_methods(FORMS)
@signed_in
def answer_stall(request: HttpRequest, stall: int) -> HttpResponse:
    """What the other side says, by itself or written down by whoever got it."""
    actor = actor_of(request)
    require(rules.may_answer(actor, stall=stall))
    row: Stall = queries.seen(stall)
    form = AnswerForm(request.POST or None)

    def done() -> HttpResponse:
        actions.answer(actor, stall=stall, said=form.said())
        messages.success(request, _("It is written down."))
        return redirect("stall", stall)

    context = {"stall": row, "label": _("What the other side says"), "lead": headline(row)}
    return sent(form, done) or _page(request, form, **context)
