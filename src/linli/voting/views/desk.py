"""The desk: assemblies in reach, drafting one, its matters, candidates and tellers."""

from datetime import timedelta
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.kernel import clock
from linli.kernel.actor import Capacity
from linli.kernel.answers import FORMS, status
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import acting_as, actor_of
from linli.kernel.pagination import page_of
from linli.places.models import Estate
from linli.voting import audits, forms, queries, rules, shown, turnout
from linli.voting.actions import drafting
from linli.voting.ballot_rules import desk_of
from linli.voting.in_force import for_estate, profile_of, rules_of
from linli.voting.models import Assembly, Candidate, Matter, ResultObjection
from linli.voting.states import PUBLIC_RESULT, TELLERS_OPEN, State
from linli.voting.views.common import attempt, convened, done, seen

CONVENERS = (Capacity.STAFF, Capacity.OFFICER)


@require_safe
@acting_as(*CONVENERS, Capacity.AUDITOR)
def assembly_desk(request: HttpRequest) -> HttpResponse:
    """The newest first, drafts among them; and the estates for which one may be drafted."""
    actor = actor_of(request)
    rows = queries.listed(rules.visible_to(actor)).filter(community__in=actor.reach)
    page = page_of(rows, key=["-pk"], after=request.GET.get("after"))
    context = {
        "page": page,
        "rows": [(row, shown.TONES[State(row.state)]) for row in page.items],
        "estates": Estate.objects.reached_by(actor).order_by("pk"),
        "drafts": actor.capacity in CONVENERS and actor.body not in rules.PROPERTY,
    }
    return render(request, "voting/desk.html", context)


@require_http_methods(FORMS)
@acting_as(*CONVENERS)
def draft_assembly(request: HttpRequest, estate: int) -> HttpResponse:
    actor = actor_of(request)
    home = found_or_refused(
        Estate.objects.reached_by(actor).filter(pk=estate).select_related("community")
    )
    form = forms.DraftForm(request.POST if request.method == "POST" else None, estate=home)
    made: list[Assembly] = []
    act = drafting.draft
    if attempt(form, lambda: made.append(act(actor, estate=home.pk, **form.values()))):
        return done(
            request, _("The draft is there. Add its matters."), "assembly_work", made[0].code
        )
    context = {
        "form": form,
        "title": _("Draft an owners' assembly"),
        "lead": home.name,
        "profile": for_estate(home),
        "submit": _("Keep the draft"),
        "back": reverse("assembly_desk"),
    }
    return render(request, "voting/form.html", context, status=status(form))


@require_http_methods(FORMS)
@acting_as(*CONVENERS)
def change_assembly(request: HttpRequest, code: str) -> HttpResponse:
    actor, row = actor_of(request), convened(request, code)
    data = request.POST if request.method == "POST" else None
    form = forms.DraftForm(data, estate=row.estate, row=row)
    if attempt(form, lambda: drafting.change(actor, assembly=row.pk, **form.values())):
        return done(request, _("The draft is changed."), "assembly_work", code)
    return _form(request, form, row, _("Change the draft"), _("Keep the draft"))


@require_safe
@acting_as(*CONVENERS, Capacity.AUDITOR)
def assembly_work(request: HttpRequest, code: str) -> HttpResponse:
    """All that whoever convenes, watches or audits an assembly needs, on one page."""
    actor, row = actor_of(request), seen(request, code)
    profile = profile_of(row)
    found = rules_of(row, profile)
    parking_counts = found.counting.count_parking
    counted = row.tallied_at is not None
    convenes = bool(rules.convenes(actor, row))
    objections = queries.objections_of(row).order_by("pk")
    context: dict[str, Any] = {
        "row": row,
        "tone": shown.TONES[State(row.state)],
        "steps": shown.line_of(row),
        "buttons": shown.buttons(actor, row),
        "matters": shown.matters(
            row, found, with_results=counted and rules.knows_result(actor, row)
        ),
        "due": shown.publication_due(row, profile),
        "profile": profile,
        "rules": found,
        "mandate": shown.mandate(row),
        "tellers": shown.tellers(row),
        "history": shown.history(row),
        "convenes": convenes,
        "appoints": convenes and (State(row.state) in TELLERS_OPEN or audits.takes_more_hands(row)),
        "draft": row.state == State.DRAFT,
        "disputed": None
        if row.frozen_at
        else queries.disputed_in(row, parking=parking_counts).count(),
        "objections": [
            (o, o.text.read("text"), o.answer.read("text") if o.answer else "") for o in objections
        ]
        if convenes
        else [],
        "seen": turnout.seen(actor, row),
        "brought": row.deliveries.count(),
        "counted": counted,
        "public": State(row.state) in PUBLIC_RESULT,
        "result_objections": _result_objections(row) if convenes else [],
        "serves": desk_of(actor, row),
    }
    return render(request, "voting/work.html", context)


def _result_objections(row: Assembly) -> list[tuple[ResultObjection, str | None]]:
    rows = ResultObjection.objects.within(row.community).filter(assembly=row)
    return [(o, o.text.read("text")) for o in rows.select_related("text").order_by("pk")]


def _form(
    request: HttpRequest, form: Form, row: Assembly, title: str, submit: str, **more: Any
) -> HttpResponse:
    context = {
        "form": form,
        "row": row,
        "title": title,
        "lead": row.title,
        "submit": submit,
        "back": reverse("assembly_work", args=[row.code]),
        **more,
    }
    return render(request, "voting/form.html", context, status=status(form))


@require_http_methods(FORMS)
@acting_as(*CONVENERS)
def add_matter(request: HttpRequest, code: str) -> HttpResponse:
    actor, row = actor_of(request), convened(request, code)
    form = forms.MatterForm(request.POST if request.method == "POST" else None, row=row)
    if attempt(form, lambda: drafting.add_matter(actor, assembly=row.pk, **form.values())):
        return done(request, _("The matter is on the draft."), "assembly_work", code)
    return _form(request, form, row, _("Add a matter"), _("Add it"))


def _matter_of(row: Assembly, number: int) -> Matter:
    return found_or_refused(row.matters.filter(number=number, withdrawn_at=None))


@require_http_methods(FORMS)
@acting_as(*CONVENERS)
def reword_matter(request: HttpRequest, code: str, number: int) -> HttpResponse:
    actor, row = actor_of(request), convened(request, code)
    matter = _matter_of(row, number)
    words = queries.words_of(matter)
    initial: dict[str, str] = {}
    for name, language in (("zh", "zh-hans"), ("en", "en")):
        if language in words:
            initial |= {
                f"title_{name}": words[language].title,
                f"text_{name}": words[language].text,
            }
    data = request.POST if request.method == "POST" else None
    form = forms.TextsForm(data, initial=initial)
    act = drafting.reword
    if attempt(form, lambda: act(actor, assembly=row.pk, matter=matter.pk, texts=form.texts())):
        return done(request, _("The words are changed."), "assembly_work", code)
    return _form(request, form, row, _("Change the words"), _("Keep the words"))


@require_POST
@acting_as(*CONVENERS)
def withdraw_matter(request: HttpRequest, code: str, number: int) -> HttpResponse:
    actor, row = actor_of(request), convened(request, code)
    drafting.withdraw_matter(actor, assembly=row.pk, matter=_matter_of(row, number).pk)
    return done(request, _("The matter is off the draft."), "assembly_work", code)


@require_http_methods(FORMS)
@acting_as(*CONVENERS)
def propose_candidate(request: HttpRequest, code: str, number: int) -> HttpResponse:
    actor, row = actor_of(request), convened(request, code)
    matter = _matter_of(row, number)
    form = forms.PersonForm(request.POST if request.method == "POST" else None)
    act = drafting.propose
    if attempt(form, lambda: act(actor, assembly=row.pk, matter=matter.pk, **form.cleaned_data)):
        return done(request, _("The candidate is entered."), "assembly_work", code)
    return _form(request, form, row, _("Enter a candidate"), _("Enter"))


@require_http_methods(FORMS)
@acting_as(*CONVENERS)
def examine_candidate(request: HttpRequest, code: str, candidate: int) -> HttpResponse:
    actor, row = actor_of(request), convened(request, code)
    found = found_or_refused(Candidate.objects.filter(pk=candidate, matter__assembly=row))
    conditions = rules_of(row).committee.candidate_conditions
    form = forms.ExamineForm(
        request.POST if request.method == "POST" else None, conditions=conditions
    )
    act = drafting.examine
    if attempt(form, lambda: act(actor, assembly=row.pk, candidate=found.pk, **form.cleaned_data)):
        return done(request, _("The candidate is examined."), "assembly_work", code)
    return _form(request, form, row, _("Examine a candidate"), _("Keep it"))


@require_http_methods(FORMS)
@acting_as(*CONVENERS)
def appoint_teller(request: HttpRequest, code: str) -> HttpResponse:
    actor, row = actor_of(request), convened(request, code)
    form = forms.TellerForm(request.POST if request.method == "POST" else None)
    act = drafting.appoint_teller
    if attempt(form, lambda: act(actor, assembly=row.pk, **form.cleaned_data)):
        return done(request, _("The appointment is entered."), "assembly_work", code)
    return _form(request, form, row, _("Appoint a teller or scrutineer"), _("Appoint"))


@require_POST
@acting_as(*CONVENERS)
def end_teller(request: HttpRequest, code: str, teller: int) -> HttpResponse:
    actor, row = actor_of(request), convened(request, code)
    drafting.end_teller(actor, assembly=row.pk, teller=teller)
    return done(request, _("The appointment is ended."), "assembly_work", code)


@require_safe
@acting_as(*CONVENERS)
def filing(request: HttpRequest, code: str) -> HttpResponse:
    """What the street gets when an elected committee is filed: a page to print, with its last day."""
    row = convened(request, code)
    if row.published_at is None:
        raise Refused("voting.no_result_yet")
    profile = profile_of(row)
    found = rules_of(row, profile)
    elections = [m for m in shown.matters(row, found, with_results=True) if m.is_election]
    last = clock.day_of(row.published_at)
    context = {
        "row": row,
        "elections": elections,
        "profile": profile,
        "tellers": shown.tellers(row),
        "file_until": last + timedelta(days=found.committee.file_within_days),
        "article": profile.article("committee.file_within_days"),
        "voted": queries.cast_so_far(row),
    }
    return render(request, "voting/filing.html", context)
