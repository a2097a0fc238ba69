"""Duties by software: the caller's own and those in their reach."""

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router

from linli.duties import actions, queries, rules
from linli.duties.models import PROGRESS_LENGTH, Duty
from linli.duties.schemas import DutyFull, DutyOut, DutyPage, EntryOut, StepIn
from linli.duties.shown import shown
from linli.kernel.api import needs
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import actor_of
from linli.kernel.pagination import page_of

router = Router(tags=["duties"])

READ = "duties:read"
WRITE = "duties:write"
Step = Literal["accept", "refuse", "note", "reach", "report", "confirm", "reopen", "withdraw"]


def _out(duty: Duty, owner: str) -> dict[str, Any]:
    return {
        "id": duty.pk,
        "kind": duty.kind,
        "title": duty.title,
        "text": duty.text,
        "state": duty.state,
        "owner": owner,
        "due_on": duty.due_on,
        "overdue": duty.is_overdue,
        "progress": duty.progress,
    }


@router.get("/duties", response=DutyPage, auth=needs(READ), summary="Duties that I may see")
def list_duties(
    request: HttpRequest, *, mine: bool = True, closed: bool = False, after: str | None = None
) -> DutyPage:
    """`mine`: only what I owe as a person. Nearest deadline first."""
    actor = actor_of(request)
    rows = queries.mine(actor.person or 0) if mine else rules.visible_to(actor)
    rows = rows.select_related("owner_organisation")
    wanted = queries.OPEN_STATES
    rows = rows.exclude(state__in=wanted) if closed else rows.filter(state__in=wanted)
    page = page_of(rows, key=["due_on", "id"], after=after)
    items = [DutyOut(**_out(row.duty, row.owner)) for row in queries.with_owners(page.items)]
    return DutyPage(items=items, next=page.next)


def _full(request: HttpRequest, pk: int) -> DutyFull:
    actor = actor_of(request)
    seen = rules.visible_to(actor).select_related("owner_organisation", "giver_organisation")
    it = shown(actor, found_or_refused(seen.filter(pk=pk)))
    history = [
        EntryOut(
            verb=line.entry.verb,
            who=str(line.who),
            capacity=line.entry.capacity,
            words=line.entry.words,
            at=line.entry.at,
        )
        for line in it.history
    ]
    may = [button.verb.value for button in it.buttons]
    return DutyFull(**_out(it.duty, it.owner), history=history, may=may)


@router.get("/duties/{int:duty}", response=DutyFull, auth=needs(READ), summary="One duty")
def get_duty(request: HttpRequest, duty: int) -> DutyFull:
    return _full(request, duty)


@router.post(
    "/duties/{int:duty}/{step}", response=DutyFull, auth=needs(WRITE), summary="Take a step"
)
def take_step(request: HttpRequest, duty: int, step: Step, sent: StepIn) -> DutyFull:
    """One of the steps that `may` names. Giving and handing on are done on the pages."""
    actor = actor_of(request)
    words = sent.words.strip()
    if step == "accept":
        actions.accept(actor, duty=duty)
    elif step == "reach":
        actions.reach(actor, duty=duty, milestone=sent.milestone or 0)
    elif step == "reopen":
        if sent.due_on is None:
            raise Refused("duties.past_day", field="due_on")
        actions.reopen(actor, duty=duty, words=words, due_on=sent.due_on)
    elif step == "note":
        actions.note(actor, duty=duty, words=words[:PROGRESS_LENGTH])
    else:
        simple = {
            "refuse": actions.refuse,
            "report": actions.report,
            "confirm": actions.confirm,
            "withdraw": actions.withdraw,
        }
        simple[step](actor, duty=duty, words=words)
    return _full(request, duty)
