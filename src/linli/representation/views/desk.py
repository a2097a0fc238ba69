"""The desk: what is to be recognised, who speaks, whose term ends, writing a choice down."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from linli.files.views import receive
from linli.kernel.actor import Capacity
from linli.kernel.answers import FORMS, add_refusal, sent, status
from linli.kernel.errors import Refused, require
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import acting_as, actor_of
from linli.kernel.pagination import page_of
from linli.representation import queries_coverage, rules
from linli.representation.actions import mandates as actions
from linli.representation.actions import objections
from linli.representation.forms import AnswerForm, EnterForm
from linli.representation.models import Mandate, Objection
from linli.representation.operations.mandates import PAPERS_OF
from linli.representation.parameters import PAGE
from linli.representation.shown import cards, shown

DESK = (Capacity.STAFF, Capacity.OFFICER)
TAB_TITLES = {
    "open": pgettext_lazy("representatives", "To recognise"),
    "held": pgettext_lazy("representatives", "Speak now"),
    "ending": pgettext_lazy("representatives", "End soon"),
    "over": pgettext_lazy("representatives", "Over"),
}
KINDS = {
    Mandate.Kind.BUILDING: pgettext_lazy("representatives", "Buildings"),
    Mandate.Kind.HOMES: pgettext_lazy("representatives", "Some homes"),
    Mandate.Kind.ORGANISATION: pgettext_lazy("representatives", "An organisation"),
}


@require_safe
@acting_as(*DESK, Capacity.AUDITOR)
def representation_desk(request: HttpRequest) -> HttpResponse:
    """`tab`: one of queries_coverage.DESK_TABS."""
    actor = actor_of(request)
    tab = request.GET.get("tab", "open")
    tab = tab if tab in queries_coverage.DESK_TABS else "open"
    key = {"open": ["open_until", "pk"], "over": ["-pk"]}.get(tab, ["until", "pk"])
    page = page_of(
        queries_coverage.desk(actor, tab), key=key, after=request.GET.get("after"), size=PAGE
    )
    here = reverse("representation_desk")
    context = {
        "page": page,
        "cards": cards(list(page.items)),
        "tab": tab,
        "tabs": [
            {"href": f"{here}?tab={name}", "title": title, "current": name == tab}
            for name, title in TAB_TITLES.items()
        ],
        "said": list(queries_coverage.open_objections(actor).order_by("due_on", "pk")[:PAGE])
        if tab == "open"
        else [],
    }
    return render(request, "representation/desk.html", context)


@require_http_methods(FORMS)
@acting_as(*DESK)
def enter_representative(request: HttpRequest) -> HttpResponse:
    """Write a choice down; `kind`: for whom."""
    actor = actor_of(request)
    kinds = list(KINDS) if actor.capacity is Capacity.STAFF else [Mandate.Kind.ORGANISATION]
    asked = (request.POST if request.method == "POST" else request.GET).get("kind", "")
    kind = asked if asked in kinds else kinds[0]
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = EnterForm(*data, actor=actor, kind=str(kind))
    if request.method == "POST":
        files = receive(actor, form, "papers", kind=PAPERS_OF)
        if form.is_valid():
            try:
                made = actions.enter(actor, choice=form.choice(), files=files)
            except Refused as refusal:
                if refusal.field == "files":
                    refusal.field = "papers"
                add_refusal(form, refusal)
            else:
                messages.success(request, _("It lies open to the homes now."))
                return redirect("representative", made.pk)
    here = reverse("enter_representative")
    tabs = [
        {"href": f"{here}?kind={each}", "title": KINDS[each], "current": each == kind}
        for each in kinds
    ]
    context = {"form": form, "tabs": tabs, "kind": kind, "back": reverse("representation_desk")}
    return render(request, "representation/enter.html", context, status=status(form))


@require_http_methods(FORMS)
@acting_as(Capacity.STAFF)
def answer_home(request: HttpRequest, objection: int) -> HttpResponse:
    """Look into what a home says, and answer."""
    actor = actor_of(request)
    row = found_or_refused(Objection.objects.reached_by(actor).filter(pk=objection))
    require(rules.may_answer(actor, objection=row.pk))
    mandate = found_or_refused(queries_coverage.any_mandate(row.mandate_id))
    form = AnswerForm(request.POST if request.method == "POST" else None)

    def done() -> HttpResponse:
        objections.answer(actor, objection=row.pk, **form.cleaned_data)
        messages.success(request, _("The home has its answer."))
        return redirect("representative", mandate.pk)

    context = {"form": form, "row": row, "mandate": mandate, "it": shown(actor, mandate)}
    return sent(form, done) or render(
        request, "representation/answer.html", context, status=status(form)
    )
