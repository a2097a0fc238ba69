"""The export of an official system: bring, questions, totals, apply; and how it differs."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.kernel.answers import FORMS, status
from linli.kernel.errors import Refused, require, text_of
from linli.kernel.guards import actor_of, signed_in
from linli.voting import export_rules, export_shown, queries_official
from linli.voting.actions import exports as actions
from linli.voting.forms_exports import AnswerForm, ApplyForm, ExportForm, TotalsForm
from linli.voting.models import Assembly, ExportDraft
from linli.voting.official.drafts import Draft, open_draft
from linli.voting.views.common import attempt, done, seen


def _worked_on(request: HttpRequest, code: str) -> Assembly:
    row = seen(request, code)
    require(export_rules.works_on(actor_of(request), row))
    return row


def _waiting(row: Assembly) -> ExportDraft:
    found = queries_official.open_export(row)
    if found is None:
        raise Refused("kernel.not_found")
    return found


@require_http_methods(FORMS)
@never_cache
@signed_in
def official_export(request: HttpRequest, code: str) -> HttpResponse:
    """Bring a file, or look at the one that is there. Once it is applied, at the differences."""
    actor, row = actor_of(request), _worked_on(request, code)
    waiting = queries_official.open_export(row)
    if hasattr(row, "official"):
        return HttpResponseRedirect(reverse("official_differences", args=[code]))
    if waiting is not None and request.method != "POST":
        return render(request, "voting/official/export.html", _context(request, row, waiting))
    form = ExportForm(request.POST or None, request.FILES or None)
    act = actions.bring
    if attempt(form, lambda: act(actor, assembly=row.pk, data=form.cleaned_data["file"])):
        return done(request, _("The file is there. Look at every row."), "official_export", code)
    context = {"form": form, "row": row}
    return render(request, "voting/official/bring.html", context, status=status(form))


def _context(
    request: HttpRequest, row: Assembly, waiting: ExportDraft, form: AnswerForm | None = None
) -> dict[str, object]:
    actor, draft = actor_of(request), open_draft(row, waiting)
    shown = export_shown.preview_of(row, draft)
    decision = export_rules.may_apply(actor, assembly=row.pk)
    decision = decision and export_rules.second_person(actor, waiting)
    return {
        "row": row,
        "export": waiting,
        "shown": shown,
        "form": form or _answers(row, draft),
        "unstated": draft.unstated if shown.matters else [],
        "applies": bool(decision),
        "why_not": "" if decision else text_of(decision.reason, decision.params).title,
        "apply": ApplyForm(initial={"mark": draft.mark if shown.matters else ""}),
    }


def _answers(row: Assembly, draft: Draft, data: object = None) -> AnswerForm:
    return AnswerForm(
        data,
        questions=draft.detection.questions,
        keys=draft.detection.headings,
        titles=export_shown.titles_of(row),
    )


@require_POST
@signed_in
def official_answers(request: HttpRequest, code: str) -> HttpResponse:
    actor, row = actor_of(request), _worked_on(request, code)
    waiting = _waiting(row)
    form = _answers(row, open_draft(row, waiting), request.POST)
    act = actions.answer
    if attempt(form, lambda: act(actor, assembly=row.pk, answers=form.answers())):
        return done(request, _("Noted."), "official_export", code)
    context = _context(request, row, waiting, form)
    return render(request, "voting/official/export.html", context, status=422)


@require_http_methods(FORMS)
@never_cache
@signed_in
def official_totals(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The official statement on one matter; what a sheet of the file says stands there already."""
    actor, row = actor_of(request), _worked_on(request, code)
    draft = open_draft(row, _waiting(row))
    ask = next((each for each in draft.asks if each.number == number), None)
    if ask is None:
        raise Refused("kernel.not_found")
    data = request.POST if request.method == "POST" else None
    form = TotalsForm(data, ask=ask, totals=draft.totals[number])
    act = actions.state
    if attempt(form, lambda: act(actor, assembly=row.pk, totals={number: form.totals()})):
        return done(request, _("The official totals are kept."), "official_export", code)
    context = {
        "form": form,
        "row": row,
        "title": _("Official totals"),
        "lead": f"{number}. {export_shown.titles_of(row)[number]}",
        "submit": _("Keep the totals"),
        "back": reverse("official_export", args=[code]),
    }
    return render(request, "voting/form.html", context, status=status(form))


@require_POST
@signed_in
def official_apply(request: HttpRequest, code: str) -> HttpResponse:
    """By a teller or scrutineer who did not bring it; a refusal is said on the page."""
    actor, row = actor_of(request), _worked_on(request, code)
    form = ApplyForm(request.POST)
    mark = form.cleaned_data["mark"] if form.is_valid() else ""
    actions.apply(actor, assembly=row.pk, mark=mark)
    return done(request, _("The export is applied. It can be counted now."), "assembly", code)


@require_POST
@signed_in
def official_withdraw(request: HttpRequest, code: str) -> HttpResponse:
    row = _worked_on(request, code)
    actions.withdraw(actor_of(request), assembly=row.pk)
    return done(request, _("The file is withdrawn and erased."), "official_export", code)


@require_safe
def official_differences(request: HttpRequest, code: str) -> HttpResponse:
    """Statement, rows and recount, matter by matter; row by row for whoever counts."""
    actor, row = actor_of(request), seen(request, code)
    require(export_rules.may_see_differences(actor, row))
    titles = export_shown.titles_of(row)
    elections = set(row.matters.filter(seats__isnull=False).values_list("number", flat=True))
    serves = export_rules.may_see_rows(actor, row)
    context = {
        "row": row,
        "official": row.official,
        "matters": [
            export_shown.matter_of(each, titles[each.matter], is_election=each.matter in elections)
            for each in queries_official.differences_of(row)
        ],
        "findings": export_shown.kept_findings(row) if serves else [],
        "findings_count": row.official.findings.count() if serves else 0,
    }
    return render(request, "voting/official/differences.html", context)
