"""Who brings, looks at and applies the export of an official voting system."""

from typing import Any

from linli.kernel.actor import Actor
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.voting import ballot_rules, rules
from linli.voting.in_force import profile_of
from linli.voting.models import Assembly, ExportDraft
from linli.voting.models.assembly import LegalMode
from linli.voting.states import State

may_bring = ballot_rules.may_serve
may_apply = ballot_rules.may_key


def is_imported(row: Assembly) -> bool:
    """Whether the ballots of the assembly come from an official system."""
    return bool(row.legal_mode == LegalMode.IMPORTED)


def in_time(row: Assembly) -> Decision:
    """After the close and before the count: nobody sees a trend, and nothing is put in later."""
    if not is_imported(row):
        return denied("voting.export_not_here", article=profile_of(row).article("legal_modes"))
    if row.state != State.CLOSED:
        return denied("voting.export_after_the_close")
    return denied("voting.export_applied") if hasattr(row, "official") else ALLOWED


def second_person(actor: Actor, draft: ExportDraft) -> Decision:
    """Whoever brought a file, said what it means or typed its totals in does not apply it."""
    if draft.by_id == actor.person:
        return denied("voting.export_by_another")
    worked = actor.person in {*draft.answered_by, *draft.stated_by}
    return denied("voting.export_own_words") if worked else ALLOWED


def works_on(actor: Actor, row: Assembly) -> Decision:
    """For links and pages."""
    return ballot_rules.serves(actor, row) if is_imported(row) else rules.NOT_FOUND


def may_see_differences(actor: Actor, row: Assembly) -> Decision:
    """Everybody once the result is published; before that whoever convenes or counts."""
    if not is_imported(row) or not hasattr(row, "official"):
        return denied("voting.no_export_yet")
    if row.is_published:
        return ALLOWED
    knows = works_on(actor, row) and rules.knows_result(actor, row)
    return ALLOWED if knows else denied("voting.no_result_yet")


def may_see_rows(actor: Actor, row: Assembly, **_: Any) -> bool:
    """Findings row by row, with homes: whoever counts."""
    return bool(works_on(actor, row))
