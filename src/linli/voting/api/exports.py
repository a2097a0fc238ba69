"""The export of an official system by software: bring, answer, state, apply; and the differences."""

from django.http import HttpRequest
from ninja import File, Router
from ninja.files import UploadedFile

from linli.kernel.api import Session
from linli.kernel.errors import Refused, require
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import actor_of
from linli.places.api.tables import brought, questions_out
from linli.places.schemas import AnswersIn
from linli.voting import export_rules, queries, queries_official, rules
from linli.voting.actions import exports as actions
from linli.voting.export_shown import SHOWN
from linli.voting.models import Assembly, ExportDraft
from linli.voting.official.differences import Difference
from linli.voting.official.drafts import open_draft
from linli.voting.operations_exports import figures_of
from linli.voting.schemas_exports import (
    DifferenceEffect,
    DifferenceLine,
    DifferenceOut,
    ExportApplyIn,
    ExportFindingOut,
    ExportFull,
    ExportOut,
    ExportTotalsIn,
    OfficialOut,
)

router = Router(tags=["voting"])


def _out(draft: ExportDraft) -> ExportOut:
    return ExportOut(state=draft.state, sha256=draft.sha256, size=draft.size)


def _seen(request: HttpRequest, code: str) -> Assembly:
    rows = queries.listed(rules.visible_to(actor_of(request)))
    return found_or_refused(rows.filter(code=code))


def _worked_on(request: HttpRequest, code: str) -> Assembly:
    row = _seen(request, code)
    require(export_rules.works_on(actor_of(request), row))
    return row


def _difference(it: Difference) -> DifferenceOut:
    return DifferenceOut(
        number=it.matter,
        stated=it.stated,
        recount=it.recount,
        same=it.same,
        lines=[
            DifferenceLine(
                choice=line.pile,
                stated=dict(line.stated),
                rows=dict(line.rows),
                recount=dict(line.recount),
            )
            for line in it.lines
        ],
        effects=[
            DifferenceEffect(
                choice=each.pile,
                code=each.code,
                rows=each.rows,
                persons=each.persons,
                area_centi=each.area,
            )
            for each in it.effects
        ],
    )


@router.post(
    "/assemblies/{code}/export",
    response={201: ExportOut},
    auth=[Session()],
    summary="Bring the export of an official system; nothing counts yet",
)
def bring_export(
    request: HttpRequest, code: str, file: File[UploadedFile]
) -> tuple[int, ExportOut]:
    """`.xlsx` or `.csv`, told by its content. One file of an assembly is worked on at a time."""
    row = _worked_on(request, code)
    return 201, _out(actions.bring(actor_of(request), assembly=row.pk, data=brought(file)))


@router.get(
    "/assemblies/{code}/export",
    response=ExportFull,
    auth=[Session()],
    summary="Questions, findings and differences of the file that is being worked on",
)
def get_export(request: HttpRequest, code: str) -> ExportFull:
    """Findings are cut at 200; their count is whole."""
    row = _worked_on(request, code)
    waiting = queries_official.open_export(row)
    if waiting is None:
        raise Refused("kernel.not_found")
    draft = open_draft(row, waiting)
    found = draft.detection
    shown = ExportFull(
        **_out(waiting).model_dump(),
        questions=questions_out(found.questions),
        skipped={each.sheet: each.reason for each in found.skipped},
    )
    if found.questions or not found.layouts:
        return shown
    findings = draft.folded.findings
    shown.mark, shown.figures, shown.unstated = draft.mark, figures_of(draft), draft.unstated
    shown.differences = [_difference(each) for each in draft.differences]
    shown.findings_count = len(findings)
    shown.findings = [
        ExportFindingOut(
            sheet=each.sheet,
            row=each.row,
            code=each.code,
            matter=each.matter,
            elector=each.elector,
            said_centi=each.said,
            roll_centi=each.roll,
        )
        for each in findings[:SHOWN]
    ]
    return shown


@router.post(
    "/assemblies/{code}/export/answers",
    response=ExportOut,
    auth=[Session()],
    summary="Say which column is what, and what words mean",
)
def answer_export(request: HttpRequest, code: str, answers: AnswersIn) -> ExportOut:
    row = _worked_on(request, code)
    return _out(actions.answer(actor_of(request), assembly=row.pk, answers=answers.answers))


@router.post(
    "/assemblies/{code}/export/totals",
    response=ExportOut,
    auth=[Session()],
    summary="Type the official totals in",
)
def state_totals(request: HttpRequest, code: str, stated: ExportTotalsIn) -> ExportOut:
    row = _worked_on(request, code)
    return _out(actions.state(actor_of(request), assembly=row.pk, totals=stated.totals))


@router.post(
    "/assemblies/{code}/export/withdraw",
    response=ExportOut,
    auth=[Session()],
    summary="Throw the file away; its content is erased",
)
def withdraw_export(request: HttpRequest, code: str) -> ExportOut:
    row = _worked_on(request, code)
    return _out(actions.withdraw(actor_of(request), assembly=row.pk))


@router.post(
    "/assemblies/{code}/export/apply",
    response=OfficialOut,
    auth=[Session()],
    summary="Apply it, as a teller or scrutineer who did not bring it",
)
def apply_export(request: HttpRequest, code: str, seen: ExportApplyIn) -> OfficialOut:
    """For good: the choices become the ballots of the assembly."""
    row = _worked_on(request, code)
    actions.apply(actor_of(request), assembly=row.pk, mark=seen.mark)
    return _official(_seen(request, code))


def _official(row: Assembly) -> OfficialOut:
    found = queries_official.official_of(row)
    if found is None:
        raise Refused("voting.no_export_yet")
    return OfficialOut(
        code=row.code,
        sha256=found.sha256,
        size=found.size,
        ballots_root=found.ballots_root,
        figures=found.figures,
        differences=[_difference(each) for each in queries_official.differences_of(row)],
    )


@router.get(
    "/assemblies/{code}/official",
    response=OfficialOut,
    summary="Official statement and recount side by side; for everybody once it is published",
)
def get_official(request: HttpRequest, code: str) -> OfficialOut:
    row = _seen(request, code)
    require(export_rules.may_see_differences(actor_of(request), row))
    return _official(row)
