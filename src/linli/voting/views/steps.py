"""One step of an assembly, on a page of its own; objections, deliveries, estates."""

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.files.views import receive
from linli.kernel.actor import Actor, Capacity
from linli.kernel.answers import FORMS, status
from linli.kernel.errors import require
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import acting_as, actor_of, signed_in
from linli.places.models import Estate
from linli.voting import forms, mandate, parking, queries, rules, shown
from linli.voting.actions import course, estates, results, rolls
from linli.voting.in_force import for_estate, rules_of
from linli.voting.models import Assembly, EmergencyUse, ResultObjection
from linli.voting.operations import VOID_HOLDER
from linli.voting.states import Verb
from linli.voting.views.common import attempt, convened, done, seen
from linli.voting.views.desk import CONVENERS

DO: dict[Verb, Callable[..., Assembly]] = {
    Verb.NOTICE: course.notice,
    Verb.FREEZE: rolls.freeze,
    Verb.OPEN: course.open_vote,
    Verb.CLOSE: course.close,
    Verb.TALLY: results.tally,
    Verb.SIGN: results.sign,
    Verb.PUBLISH: results.publish,
    Verb.PARK: course.park,
    Verb.RESUME: course.resume,
    Verb.VOID: course.void,
}
LEADS = {
    Verb.NOTICE: gettext_lazy(
        "From here on matters, words, dates and mode stand. Every owner is told;"
        " the residents' committee is informed."
    ),
    Verb.FREEZE: gettext_lazy(
        "The roll is drawn from the homes as they stand now and never changes again."
        " Its root goes into the public log."
    ),
    Verb.OPEN: gettext_lazy("From here on ballots are taken."),
    Verb.CLOSE: gettext_lazy("Ballots are opened after it."),
    Verb.TALLY: gettext_lazy("Counts what the opened ballots say and keeps every number."),
    Verb.SIGN: gettext_lazy("You stand for the result that its page shows."),
    Verb.PUBLISH: gettext_lazy(
        "Everybody may read it; what is adopted becomes a resolution to carry out."
    ),
    Verb.PARK: gettext_lazy("Whoever drafted it is reminded when a path opens."),
    Verb.RESUME: gettext_lazy("It is a draft again."),
    Verb.VOID: gettext_lazy("Only by a decision of a court or an authority, which is attached."),
}


def _form_of(verb: Verb, row: Assembly, request: HttpRequest) -> Form:
    data = request.POST if request.method == "POST" else None
    if verb == Verb.SIGN:
        return forms.SignForm(data, initial={"result_hash": row.result_hash})
    if verb == Verb.PARK:
        return forms.ParkForm(data)
    if verb == Verb.VOID:
        return forms.VoidForm(data, request.FILES or None)
    return forms.StepForm(data)


@require_http_methods(FORMS)
@signed_in
def assembly_step(request: HttpRequest, code: str, verb: str) -> HttpResponse:
    """The question on a page of its own, so that it works on a phone without scripts."""
    actor, row = actor_of(request), seen(request, code)
    if verb not in set(Verb):
        raise Http404
    step = Verb(verb)
    require(rules.may_take(actor, row, step))
    form = _form_of(step, row, request)
    if attempt(form, lambda: _take(actor, row, step, form)):
        back = "assembly_work" if rules.convenes(actor, row) else "assembly"
        return done(request, _("It is written into the assembly's history."), back, code)
    works = bool(rules.convenes(actor, row))
    context: dict[str, Any] = {
        "form": form,
        "row": row,
        "title": shown.BUTTONS[step],
        "lead": LEADS[step],
        "submit": shown.BUTTONS[step],
        "files": step == Verb.VOID,
        "kind": "warn" if step in {Verb.VOID, Verb.PARK} else "primary",
        "back": reverse("assembly_work" if works else "assembly", args=[code]),
        "verb": step,
    }
    if step == Verb.SIGN:
        context["matters"] = shown.matters(row, rules_of(row), with_results=True)
    return render(request, "voting/form.html", context, status=status(form))


def _take(actor: Actor, row: Assembly, step: Verb, form: Form) -> None:
    values = dict(form.cleaned_data)
    if step == Verb.VOID:
        values["files"] = receive(actor, form, "papers", kind=VOID_HOLDER)
        values.pop("papers", None)
    DO[step](actor, assembly=row.pk, **values)


@require_http_methods(FORMS)
@acting_as(*CONVENERS)
def answer_objection(request: HttpRequest, code: str, objection: int) -> HttpResponse:
    actor, row = actor_of(request), convened(request, code)
    found = found_or_refused(queries.objections_of(row).filter(pk=objection))
    form = forms.AnswerForm(request.POST if request.method == "POST" else None)
    act = rolls.answer_objection
    if attempt(form, lambda: act(actor, assembly=row.pk, objection=found.pk, **form.cleaned_data)):
        return done(request, _("The objection is answered."), "assembly_work", code)
    context = {
        "form": form,
        "row": row,
        "title": _("Answer an objection to the roll"),
        "lead": f"{found.unit.label}: {found.text.read('text')}",
        "submit": _("Answer"),
        "back": reverse("assembly_work", args=[code]),
    }
    return render(request, "voting/form.html", context, status=status(form))


@require_http_methods(FORMS)
@acting_as(*CONVENERS)
def answer_result_objection(request: HttpRequest, code: str, objection: int) -> HttpResponse:
    actor, row = actor_of(request), convened(request, code)
    rows = ResultObjection.objects.within(row.community).filter(assembly=row, pk=objection)
    found = found_or_refused(rows.select_related("text"))
    form = forms.WordsForm(request.POST if request.method == "POST" else None)
    act = results.answer_result_objection
    if attempt(form, lambda: act(actor, assembly=row.pk, objection=found.pk, **form.cleaned_data)):
        return done(request, _("The objection is answered."), "assembly_work", code)
    context = {
        "form": form,
        "row": row,
        "title": _("Answer an objection to the result"),
        "lead": found.text.read("text"),
        "submit": _("Answer"),
        "back": reverse("assembly_work", args=[code]),
    }
    return render(request, "voting/form.html", context, status=status(form))


@require_http_methods(FORMS)
@acting_as(*CONVENERS)
def bring_notice(request: HttpRequest, code: str) -> HttpResponse:
    """Write down that the notice was brought to a home; the next one at once."""
    actor, row = actor_of(request), convened(request, code)
    units = forms.homes(queries.units_in(row))
    form = forms.BringForm(request.POST if request.method == "POST" else None, units=units)
    if attempt(form, lambda: rolls.bring(actor, assembly=row.pk, **form.cleaned_data)):
        return done(request, _("The delivery is written down."), "bring_notice", code)
    context = {
        "form": form,
        "row": row,
        "title": _("Notice brought by hand"),
        "lead": row.title,
        "submit": _("Write it down"),
        "back": reverse("assembly_work", args=[code]),
    }
    return render(request, "voting/form.html", context, status=status(form))


# --- estates ------------------------------------------------------------------------------------
def _estate(request: HttpRequest, estate: int) -> Estate:
    rows = Estate.objects.reached_by(actor_of(request)).select_related("community")
    return found_or_refused(rows.filter(pk=estate))


@require_safe
@acting_as(Capacity.STAFF, Capacity.OFFICER)
def transition(request: HttpRequest, estate: int) -> HttpResponse:
    """Which body speaks for the estate, and the way to an assembly of its own (F059)."""
    home = _estate(request, estate)
    context = {
        "estate": home,
        "items": mandate.checklist(home),
        "paths": parking.paths_for(home),
        "profile": for_estate(home),
        "ticks": actor_of(request).capacity == Capacity.STAFF,
    }
    return render(request, "voting/transition.html", context)


@require_POST
@acting_as(Capacity.STAFF)
def tick_transition(request: HttpRequest, estate: int) -> HttpResponse:
    home = _estate(request, estate)
    form = forms.TickForm(request.POST)
    if form.is_valid():
        estates.tick(actor_of(request), estate=home.pk, **form.cleaned_data)
    return done(request, _("The step is written down."), "transition", estate)


@require_http_methods(FORMS)
@acting_as(Capacity.STAFF)
def emergency(request: HttpRequest, estate: int) -> HttpResponse:
    """Publish an emergency use of maintenance funds; those published before stand below."""
    actor, home = actor_of(request), _estate(request, estate)
    form = forms.EmergencyForm(request.POST if request.method == "POST" else None)

    def act() -> EmergencyUse:
        return estates.publish_emergency(
            actor,
            estate=home.pk,
            title=form.cleaned_data["title"],
            text=form.cleaned_data["text"],
            amount_fen=form.amount_fen(),
        )

    if attempt(form, act):
        return done(request, _("It is published."), "emergencies", estate)
    context = {
        "form": form,
        "title": _("Emergency use of the maintenance funds"),
        "lead": _("Nobody votes on it (Civil Code §281), but everybody may read it."),
        "submit": _("Publish it"),
        "back": reverse("emergencies", args=[estate]),
    }
    return render(request, "voting/form.html", context, status=status(form))


@require_safe
def emergencies(request: HttpRequest, estate: int) -> HttpResponse:
    """What was used in emergencies, for everybody to read."""
    home = found_or_refused(
        Estate.objects.across_communities("published uses are public").filter(pk=estate)
    )
    rows = EmergencyUse.objects.within(home.community_id).filter(estate=home)
    listed = rows.select_related("organisation").order_by("-pk")
    return render(request, "voting/emergencies.html", {"estate": home, "rows": listed})
