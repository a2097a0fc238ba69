"""The desk of a party organisation: beginning matters, their steps, answering opinions."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from linli.kernel.actor import Capacity
from linli.kernel.answers import FORMS, sent, status
from linli.kernel.errors import require
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import acting_as, actor_of
from linli.kernel.pagination import page_of
from linli.partywork import queries, rules
from linli.partywork.actions import course, opinions
from linli.partywork.days import next_from
from linli.partywork.forms import AnswerForm, OpenForm, StepForm, TakeDownForm
from linli.partywork.models import Affair, Opinion
from linli.partywork.parameters import PAGE
from linli.partywork.shown import LABELS, LEADS, STANCE_TONES, cards, shown, steps
from linli.partywork.states import TRANSITIONS, State, Verb
from linli.partywork.terms import PROFILES

TAB_TITLES = {
    "work": pgettext_lazy("affairs", "Running"),
    "over": pgettext_lazy("affairs", "Over"),
}
DO: dict[Verb, Callable[..., Affair]] = {
    Verb.STUDY: course.study,
    Verb.CONSULT: course.consult,
    Verb.SHOW: course.show,
    Verb.DECIDE: course.decide,
    Verb.FILE: course.file_away,
    Verb.WITHDRAW: course.withdraw,
}


@require_safe
@acting_as(Capacity.OFFICER)
def affair_desk(request: HttpRequest) -> HttpResponse:
    """The matters of one's own organisation."""
    actor = actor_of(request)
    require(rules.at_desk(actor))
    tab = request.GET.get("tab", "work")
    tab = tab if tab in TAB_TITLES else "work"
    page = page_of(queries.desk(actor, tab), key=["-pk"], after=request.GET.get("after"), size=PAGE)
    here = reverse("affair_desk")
    tabs = [
        {"href": f"{here}?tab={name}", "title": title, "current": name == tab}
        for name, title in TAB_TITLES.items()
    ]
    context = {"page": page, "cards": cards(page.items), "tabs": tabs}
    return render(request, "partywork/desk.html", context)


@require_http_methods(FORMS)
@acting_as(Capacity.OFFICER)
def open_affair(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    require(rules.at_desk(actor))
    form = OpenForm(request.POST if request.method == "POST" else None, actor=actor)

    def done() -> HttpResponse:
        made = course.open_affair(actor, wanted=form.wanted())
        messages.success(request, _("The draft is written down; nobody else sees it yet."))
        return redirect("affair_work", made.pk)

    context = {"form": form, "label": _("Begin a matter"), "back": reverse("affair_desk")}
    return sent(form, done) or render(request, "partywork/step.html", context, status=status(form))


def _own(request: HttpRequest, affair: int) -> Affair:
    actor = actor_of(request)
    require(rules.may_serve(actor, affair=affair))
    return queries.seen(actor, affair)


@require_safe
@acting_as(Capacity.OFFICER)
def affair_work(request: HttpRequest, affair: int) -> HttpResponse:
    """The next step, the opinions, and everything that people see."""
    row = _own(request, affair)
    page = page_of(
        queries.opinions_of(row).order_by("-pk"),
        key=["-pk"],
        after=request.GET.get("after"),
        size=PAGE,
    )
    context = {
        "it": shown(actor_of(request), row),
        "row": row,
        "page": page,
        "steps": steps(row),
        "tones": STANCE_TONES,
        "waiting": queries.waiting(row),
        "next_from": next_from(row),
        "takes_down": row.state in {State.CONSULTING, State.SHOWN},
    }
    return render(request, "partywork/work.html", context)


@require_http_methods(FORMS)
@acting_as(Capacity.OFFICER)
def affair_step(request: HttpRequest, affair: int, verb: str) -> HttpResponse:
    """One step, on a page of its own."""
    actor = actor_of(request)
    if verb not in set(Verb):
        raise Http404
    row, step = _own(request, affair), Verb(verb)
    form = StepForm(request.POST if request.method == "POST" else None, verb=step, affair=row)

    def done() -> HttpResponse:
        DO[step](actor, affair=row.pk, **form.values())
        messages.success(request, _("It is written down."))
        return redirect("affair_work", row.pk)

    begins = State(row.state) in TRANSITIONS[step].sources
    context: dict[str, Any] = {
        "form": form,
        "row": row,
        "begins": begins,
        "label": LABELS[step],
        "lead": LEADS[step],
        "kind": "warn" if step is Verb.WITHDRAW else "primary",
        "profile": PROFILES.by_key[row.profile],
        "back": reverse("affair_work", args=[row.pk]),
    }
    return sent(form, done) or render(request, "partywork/step.html", context, status=status(form))


@require_http_methods(FORMS)
@acting_as(Capacity.OFFICER)
def take_down_opinion(request: HttpRequest, affair: int) -> HttpResponse:
    row = _own(request, affair)
    form = TakeDownForm(request.POST if request.method == "POST" else None)

    def done() -> HttpResponse:
        opinions.take_down(actor_of(request), affair=row.pk, **form.cleaned_data)
        messages.success(request, _("It is written down."))
        return redirect("affair_work", row.pk)

    context = {
        "form": form,
        "row": row,
        "label": _("Write down an opinion"),
        "lead": _("From a hearing, a door or a letter: it is answered like all others."),
        "back": reverse("affair_work", args=[row.pk]),
    }
    return sent(form, done) or render(request, "partywork/step.html", context, status=status(form))


@require_http_methods(FORMS)
@acting_as(Capacity.OFFICER)
def answer_opinion(request: HttpRequest, opinion: int) -> HttpResponse:
    actor = actor_of(request)
    require(rules.may_answer(actor, opinion=opinion))
    rows = Opinion.objects.reached_by(actor).filter(pk=opinion)
    row = found_or_refused(rows.select_related("affair"))
    initial = {}
    if row.stance != Opinion.Stance.WAITING:
        initial = {"gist": row.gist, "stance": row.stance, "words": row.answer}
    form = AnswerForm(request.POST if request.method == "POST" else None, initial=initial)

    def done() -> HttpResponse:
        opinions.answer(actor, opinion=row.pk, answer=form.answer())
        messages.success(request, _("It is answered; everybody reads it on the page."))
        return redirect("affair_work", row.affair_id)

    context = {
        "form": form,
        "row": row.affair,
        "label": _("Answer an opinion"),
        "said": row.text or _("The words were erased with the account."),
        "back": reverse("affair_work", args=[row.affair_id]),
    }
    return sent(form, done) or render(request, "partywork/step.html", context, status=status(form))
