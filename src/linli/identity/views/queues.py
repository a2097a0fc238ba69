"""Staff's queues: corrections, transfers, reports; and the auditors' alerts."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.identity.actions import corrections as correction_acts
from linli.identity.actions import neighbours
from linli.identity.actions import proposals as proposal_acts
from linli.identity.actions import transfers as transfer_acts
from linli.identity.forms import CorrectionDecisionForm, DecideForm, ReportDecisionForm
from linli.identity.identifiers import masked_id
from linli.identity.models import Correction, LookAlert, Proposal, Report, Transfer
from linli.identity.queries import display_names
from linli.identity.rules import (
    handles_correction,
    handles_report,
    handles_transfer,
    reads_alerts,
)
from linli.identity.views.common import attempt, done, private_page
from linli.identity.views.me import both
from linli.identity.views.staff import staff
from linli.kernel import clock
from linli.kernel.errors import require
from linli.kernel.guards import actor_of, signed_in
from linli.kernel.pagination import page_of


def _queue(request: HttpRequest, rows: Any, people: tuple[str, ...], template: str) -> HttpResponse:
    """Open ones first come first; a page of rows with the names of the people in them."""
    page = page_of(rows, key=["id"], after=request.GET.get("after"))
    ids = {getattr(row, field) for row in page.items for field in people}
    names = display_names(ids)
    shown = [(row, *(names.get(getattr(row, field), "") for field in people)) for row in page.items]
    return render(request, f"identity/work/{template}.html", {"page": page, "rows": shown})


@require_safe
@staff
def corrections(request: HttpRequest) -> HttpResponse:
    rows = Correction.objects.reached_by(actor_of(request)).filter(state__in=["asked", "proposed"])
    return _queue(request, rows, ("person_id",), "corrections")


@require_safe
@staff
def transfers(request: HttpRequest) -> HttpResponse:
    rows = Transfer.objects.reached_by(actor_of(request)).filter(state="open")
    return _queue(request, rows, ("claimant_id", "holder_id"), "transfers")


@require_safe
@staff
def reports(request: HttpRequest) -> HttpResponse:
    rows = Report.objects.reached_by(actor_of(request)).filter(state="open")
    return _queue(request, rows, ("reported_id",), "reports")


@require_safe
@staff
def proposals(request: HttpRequest) -> HttpResponse:
    """What one member of staff proposed and another has to look at too."""
    rows = Proposal.objects.reached_by(actor_of(request)).filter(state="open")
    rows = rows.select_related("person", "other")
    return private_page(_queue(request, rows, ("person_id", "other_id", "by_id"), "proposals"))


@require_POST
@staff
def decide_proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """`decision` is `yes` or `no`; both are one tap in the queue."""
    confirms = request.POST.get("decision") == "yes"
    decide = proposal_acts.confirm_proposal if confirms else proposal_acts.refuse_proposal
    decide(actor_of(request), proposal=pk)
    return done(request, _("Recorded."), "people_proposals")


@both
@staff
def correction(request: HttpRequest, pk: int) -> HttpResponse:
    """One correction: take it over, confirm it as the second person, or refuse it."""
    actor = actor_of(request)
    require(handles_correction(actor, correction=pk))
    form = CorrectionDecisionForm(request.POST or None)
    row = Correction.objects.reached_by(actor).select_related("person").get(pk=pk)

    def act(data: dict[str, Any]) -> Correction:
        if data["decision"] == "no":
            return correction_acts.refuse_correction(actor, correction=pk, answer=data["answer"])
        if row.state == "asked":
            return correction_acts.endorse_correction(actor, correction=pk)
        return correction_acts.confirm_correction(actor, correction=pk, value=data["value"])

    if request.method == "POST" and attempt(form, act):
        return done(request, _("Recorded."), "people_corrections")
    context = {
        "row": row,
        "name": display_names([row.person_id])[row.person_id],
        "value": _masked(row),
        "reason": row.read("reason"),
        "mine": row.proposed_by_id == actor.person,
        "form": form,
    }
    return private_page(render(request, "identity/work/correction.html", context))


def _masked(row: Correction) -> str:
    """The proposal as far as it may be seen without a reason."""
    value = row.read("value") or ""
    return masked_id(value) if value and row.field == "id_number" else value


@both
@staff
def transfer(request: HttpRequest, pk: int) -> HttpResponse:
    """One transfer with what both sides say."""
    actor = actor_of(request)
    require(handles_transfer(actor, transfer=pk))
    form = DecideForm(request.POST or None)
    if request.method == "POST" and attempt(
        form,
        lambda data: transfer_acts.decide_transfer(
            actor, transfer=pk, grant=data["decision"] == "yes", answer=data["answer"]
        ),
    ):
        return done(request, _("Recorded."), "people_transfers")
    row = Transfer.objects.reached_by(actor).select_related("claimant", "holder").get(pk=pk)
    names = display_names([row.claimant_id, row.holder_id])
    agreed = row.claimant_objects is False and row.holder_objects is False
    context = {
        "row": row,
        "claimant": names[row.claimant_id],
        "holder": names[row.holder_id],
        "reason": row.read("reason"),
        "claimant_says": row.read("claimant_says"),
        "holder_says": row.read("holder_says"),
        "mine": row.opened_by_id == actor.person,
        "proposed": row.proposed_by_id is not None,
        "mine_proposed": row.proposed_by_id == actor.person and row.proposed_by_id is not None,
        "answer": row.read("answer"),
        "ripe": agreed or clock.now() > row.objections_until,
        "form": form,
    }
    return private_page(render(request, "identity/work/transfer.html", context))


@both
@staff
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """One report. Who made it is not shown: the deed is judged, not the reporter."""
    actor = actor_of(request)
    require(handles_report(actor, report=pk))
    form = ReportDecisionForm(request.POST or None)
    if request.method == "POST" and attempt(
        form,
        lambda data: neighbours.decide_report(
            actor, report=pk, acted=data["decision"] == "yes", answer=data["answer"]
        ),
    ):
        return done(request, _("Recorded. The reporter reads the answer."), "people_reports")
    row = Report.objects.reached_by(actor).select_related("reported").get(pk=pk)
    context = {
        "row": row,
        "name": display_names([row.reported_id])[row.reported_id],
        "text": row.read("text"),
        "form": form,
    }
    return private_page(render(request, "identity/work/report.html", context))


@require_safe
@signed_in
def alerts(request: HttpRequest) -> HttpResponse:
    """Staff who reached the day's limit of numbers seen; for auditors and administrators."""
    require(reads_alerts(actor_of(request)))
    page = page_of(LookAlert.objects.all(), key=["-id"], after=request.GET.get("after"))
    names = display_names({row.by_id for row in page.items})
    rows = [(row, names.get(row.by_id, "")) for row in page.items]
    return render(request, "identity/work/alerts.html", {"page": page, "rows": rows})
