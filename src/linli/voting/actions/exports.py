"""The export of an official voting system: brought, asked about, stated, applied or withdrawn."""

from collections.abc import Mapping
from typing import Any

from linli.facts import voting as facts
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused, require
from linli.kernel.fetch import found_or_refused
from linli.places.roster.sheets import sheets_of
from linli.voting import export_rules, operations, operations_exports
from linli.voting.actions.common import locked
from linli.voting.models import Assembly, ExportDraft, OfficialImport
from linli.voting.official.drafts import asks_of, hashes_of, open_draft
from linli.voting.official.totals import cleaned


def _locked(assembly: int) -> Assembly:
    """Locked, of this mode, after the close and before the count."""
    row = locked(assembly)
    require(export_rules.in_time(row))
    return row


def _open(assembly: int) -> tuple[Assembly, ExportDraft]:
    """Assembly before draft, always in this order. Raises Refused once the draft is over."""
    row = _locked(assembly)
    rows = ExportDraft.objects.within(row.community).select_related("content")
    waiting = rows.filter(assembly=row, state=ExportDraft.State.OPEN)
    return row, found_or_refused(waiting.select_for_update(of=("self",)))


@action(allow=export_rules.may_bring)
def bring(actor: Actor, *, assembly: int, data: bytes) -> ExportDraft:
    """Keep an export beside its assembly; nothing is counted yet. Raises Refused for no table."""
    sheets_of(data)
    row = _locked(assembly)
    drafts = ExportDraft.objects.within(row.community).filter(assembly=row)
    if drafts.filter(state=ExportDraft.State.OPEN).exists():
        raise Refused("voting.export_open")
    made = operations_exports.add_draft(row, data, by=actor.person or 0)
    values = {"sha256": made.sha256, "size": made.size}
    operations.tell(actor, row, facts.OfficialExportBrought, **values)
    return made


@action(allow=export_rules.may_bring)
def answer(actor: Actor, *, assembly: int, answers: Mapping[str, str]) -> ExportDraft:
    """Say which column is what, and what a word means. What is not asked is left out."""
    row, kept = _open(assembly)
    asked = {question.key for question in open_draft(row, kept).detection.questions}
    given = {key: value for key, value in answers.items() if key in asked and value}
    if not given:
        raise Refused("voting.export_no_answer")
    kept.answers = kept.answers | given
    kept.answered_by = sorted({*kept.answered_by, actor.person or 0})
    kept.save(update_fields=["answers", "answered_by"])
    operations.tell(actor, row, facts.OfficialExportAnswered, answers=len(given))
    return kept


@action(allow=export_rules.may_bring)
def state(actor: Actor, *, assembly: int, totals: Mapping[int, Mapping[str, Any]]) -> ExportDraft:
    """Type the official totals in, by matter: pile -> persons and area; adopted, or the elected."""
    row, kept = _open(assembly)
    asks = {ask.number: ask for ask in asks_of(row)}
    try:
        given = {str(number): cleaned(stated, asks[number]) for number, stated in totals.items()}
    except (KeyError, ValueError) as error:
        raise Refused("voting.export_totals") from error
    if not given:
        raise Refused("voting.export_totals")
    kept.totals = kept.totals | given
    kept.stated_by = sorted({*kept.stated_by, actor.person or 0})
    kept.save(update_fields=["totals", "stated_by"])
    operations.tell(actor, row, facts.OfficialTotalsStated, matters=tuple(sorted(totals)))
    return kept


@action(allow=export_rules.may_bring)
def withdraw(actor: Actor, *, assembly: int) -> ExportDraft:
    """Throw an export away that was not applied; its content is erased."""
    row, kept = _open(assembly)
    operations_exports.end_draft(kept, ExportDraft.State.WITHDRAWN, by=actor.person or 0)
    operations.tell(actor, row, facts.OfficialExportWithdrawn, sha256=kept.sha256)
    return kept


@action(allow=export_rules.may_apply)
def apply(actor: Actor, *, assembly: int, mark: str) -> OfficialImport:
    """Take it over for good: a teller or scrutineer who did no work on it, and as it was shown.

    `mark` is `Draft.mark` of what they looked at.
    """
    row, kept = _open(assembly)
    require(export_rules.second_person(actor, kept))
    draft = open_draft(row, kept)
    if not draft.folded.ballots:
        raise Refused("voting.export_no_choices")
    if draft.unstated:
        raise Refused("voting.export_unstated", matters="、".join(map(str, draft.unstated)))
    if draft.mark != mark:
        raise Refused("voting.export_moved_on")
    hashes = hashes_of(draft)  # it is counted before anything is written
    person = actor.person or 0
    made = operations_exports.take_over(row, kept, draft, by=person)
    operations_exports.end_draft(kept, ExportDraft.State.APPLIED, by=person)
    operations.step(
        actor,
        row,
        "import",
        facts.OfficialExportApplied,
        sha256=made.sha256,
        size=made.size,
        rows=made.figures["rows"],
        ballots=made.figures["ballots"],
        ballots_root=made.ballots_root,
        **hashes,
    )
    return made
