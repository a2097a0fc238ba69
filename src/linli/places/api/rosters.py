"""Rosters by software: upload, answer, look at the difference, apply. In the browser's session."""

from typing import Any

from django.http import HttpRequest
from ninja import File, Router
from ninja.files import UploadedFile

from linli.kernel.actor import Capacity
from linli.kernel.api import Session
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import actor_of, require_capacity
from linli.places.actions import rosters as actions
from linli.places.api.tables import brought, questions_out
from linli.places.drafts import open_draft
from linli.places.models import Estate, RosterImport
from linli.places.preview import SHOWN, numbered_changes, sorted_findings
from linli.places.schemas import (
    AnswersIn,
    ApplyIn,
    ChangeOut,
    FindingOut,
    RosterFull,
    RosterOut,
)
from linli.places.states import ImportState

router = Router(tags=["places"])


def _out(roster: RosterImport) -> RosterOut:
    return RosterOut(
        id=roster.pk,
        estate=roster.estate_id,
        state=roster.state,
        handed_over=roster.handed_at is not None,
        figures=roster.figures,
    )


def _roster(request: HttpRequest, roster: int) -> RosterImport:
    actor = actor_of(request)
    require_capacity(actor, Capacity.STAFF)
    rows = RosterImport.objects.reached_by(actor).select_related("estate", "content")
    return found_or_refused(rows.filter(pk=roster))


@router.post(
    "/estates/{estate}/rosters",
    response={201: RosterOut},
    auth=[Session()],
    summary="Bring a roster; nothing changes yet",
)
def bring_roster(
    request: HttpRequest, estate: int, file: File[UploadedFile]
) -> tuple[int, RosterOut]:
    """`.xlsx` or `.csv`, told by its content. One roster of an estate is worked on at a time."""
    actor = actor_of(request)
    require_capacity(actor, Capacity.STAFF)
    found_or_refused(Estate.objects.reached_by(actor).filter(pk=estate))
    return 201, _out(actions.upload_roster(actor, estate=estate, data=brought(file)))


@router.get(
    "/rosters/{roster}",
    response=RosterFull,
    auth=[Session()],
    summary="Questions, findings and the difference of a roster",
)
def get_roster(request: HttpRequest, roster: int) -> RosterFull:
    """While a question is open there are neither figures nor a difference.

    Lists are cut at 200 entries; the counts are whole.
    """
    row = _roster(request, roster)
    shown: dict[str, Any] = _out(row).model_dump()
    if row.state != ImportState.OPEN:
        return RosterFull(**shown)
    draft = open_draft(row)
    detection = draft.detection
    shown |= {
        "version": row.estate.version,
        "questions": questions_out(detection.questions),
        "skipped": {each.sheet: each.reason for each in detection.skipped},
    }
    if detection.questions or not detection.layouts:
        return RosterFull(**shown)
    change = draft.difference
    findings = sorted_findings(draft)
    shown |= {
        "figures": draft.figures,
        "added": len(change.added),
        "changed": len(change.changed),
        "left_out": len(change.left_out),
        "unchanged": change.same,
        "another_applies": change.weighty and row.by_id == actor_of(request).person,
        "changes": [
            ChangeOut(unit=pk, label=label, what=list(what), corrected=corrected)
            for pk, label, what, corrected in numbered_changes(change)[:SHOWN]
        ],
        "findings_count": len(findings),
        "findings": [
            FindingOut(
                sheet=finding.sheet,
                row=finding.row,
                code=finding.code,
                severity=str(finding.severity),
            )
            for _, finding in findings[:SHOWN]
        ],
    }
    return RosterFull(**shown)


@router.post(
    "/rosters/{roster}/answers",
    response=RosterOut,
    auth=[Session()],
    summary="Say which column is what",
)
def answer_roster(request: HttpRequest, roster: int, answers: AnswersIn) -> RosterOut:
    """Kept with the estate for its next roster. Keys are those of the questions."""
    row = _roster(request, roster)
    return _out(actions.answer_questions(actor_of(request), roster=row.pk, answers=answers.answers))


@router.post(
    "/rosters/{roster}/hand-over",
    response=RosterOut,
    auth=[Session()],
    summary="Ask a colleague to apply it",
)
def hand_over_roster(request: HttpRequest, roster: int) -> RosterOut:
    row = _roster(request, roster)
    return _out(actions.hand_over_roster(actor_of(request), roster=row.pk))


@router.post(
    "/rosters/{roster}/apply",
    response=RosterOut,
    auth=[Session()],
    summary="Make the roster the state of its estate",
)
def apply_roster(request: HttpRequest, roster: int, body: ApplyIn) -> RosterOut:
    """`version` is the one that the difference was shown for; an older one is refused."""
    row = _roster(request, roster)
    return _out(actions.apply_roster(actor_of(request), roster=row.pk, version=body.version))


@router.post(
    "/rosters/{roster}/withdraw",
    response=RosterOut,
    auth=[Session()],
    summary="Throw an uploaded roster away",
)
def withdraw_roster(request: HttpRequest, roster: int) -> RosterOut:
    row = _roster(request, roster)
    return _out(actions.withdraw_roster(actor_of(request), roster=row.pk))
