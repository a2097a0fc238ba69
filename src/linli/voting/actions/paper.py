"""Paper: print numbered sheets, take them in closed, key them after the close."""

from collections.abc import Mapping, Sequence
from typing import Any

from linli.facts.ballots import SheetKeyed, SheetMissing, SheetsPrinted
from linli.journal.operations import record
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.voting import ballot_rules as rules
from linli.voting import operations_paper as operations
from linli.voting.actions.common import locked
from linli.voting.audits import is_fixed, to_read_again
from linli.voting.ballot_queries import questions_of
from linli.voting.choices import read_choices
from linli.voting.models import Assembly, HandedIn, Keying, Quarantine, RollEntry, Sheet
from linli.voting.models.ballot import Channel
from linli.voting.models.paper import MOST_OPERATORS, OPERATORS
from linli.voting.operations_ballots import By, CastBallot, cast_ballot, seal_nothing
from linli.voting.states import State

#: Sheets may be printed from the freezing of the roll until the close.
PRINTED_IN = frozenset({State.NOTICED, State.OPEN})


@action(allow=rules.may_serve)
def print_sheets(
    actor: Actor, *, assembly: int, building: int | None = None, elector: int | None = None
) -> list[Sheet]:
    """Fresh sheets for the whole roll, a building, or one elector (a number of the roll).

    Earlier sheets of the same electors are void. Whoever prints for many learns nothing of who has
    voted: electors whose ballot is final get one too, which nobody takes in. For that one elector
    alone it is refused.
    """
    row = locked(assembly)
    rules.require_channel(row, Channel.PAPER)
    if row.frozen_at is None or State(row.state) not in PRINTED_IN:
        raise Refused("voting.no_sheets_now")
    entries = RollEntry.objects.within(row.community).filter(assembly=row).order_by("number")
    if building is not None:
        entries = entries.filter(building=building)
    if elector is not None:
        entries = entries.filter(number=elector)
    if not entries.exists():
        raise rules.refused(row, "voting.not_an_elector", field="elector")
    if elector is not None and entries.filter(cast__final=True).exists():
        raise rules.refused(row, "voting.voted_finally")
    sheets = operations.add_sheets(row, entries, actor.person or 0)
    record(actor, SheetsPrinted(assembly=row.pk, sheets=len(sheets)), place=row.community)
    return sheets


@action(allow=rules.may_serve)
def register_sheet(actor: Actor, *, assembly: int, code: str) -> CastBallot:
    """Take a closed sheet in by its number: from now on the elector has voted, on every channel.

    Raises Refused when the number is none of this assembly, was replaced by a newer sheet, came in
    already, or the elector voted finally elsewhere. Whoever printed the sheet does not take it in, and
    learns nothing of its elector: one alone would make a whole ballot.
    """
    row = locked(assembly)
    rules.require_channel(row, Channel.PAPER)
    sheets = Sheet.objects.within(row.community).filter(assembly=row)
    sheet = sheets.filter(code=cleaned(code)).select_related("entry").first()
    if sheet is None:
        raise Refused("voting.no_such_sheet", field="code")
    if HandedIn.objects.filter(sheet=sheet).exists():
        raise Refused("voting.sheet_came_in", field="code")
    if sheets.filter(entry=sheet.entry_id, pk__gt=sheet.pk).exists():
        raise Refused("voting.sheet_replaced", field="code")
    if sheet.by_id == actor.person:
        raise Refused("voting.another_registers", field="code")
    by = By(channel=Channel.PAPER, helper=actor.person)
    cast = cast_ballot(actor, row, sheet.entry, seal_nothing(row, sheet.entry), by)
    operations.hand_in(sheet, cast.id, actor.person or 0)
    return cast


def cleaned(code: str) -> str:
    """As printed, whatever was typed or scanned between the characters."""
    return "".join(code.split()).replace("-", "").upper()


@action(allow=rules.may_key)
def key_sheet(actor: Actor, *, assembly: int, code: str, choices: Mapping[Any, Any]) -> str:
    """What the operator reads on a sheet. Two different operators read each; a third, if they differ.

    Answers `first`, `counted` or `quarantined`. Raises Refused before the close, for a sheet that
    did not come in or is not there, and for an operator who has read it before.
    """
    row, handed = _closed_with(assembly, code)
    keyings = list(handed.keyings.order_by("nth"))
    if any(keying.by_id == actor.person for keying in keyings):
        raise Refused("voting.another_operator", field="code")
    now = _unsettled(row, handed, keyings)
    read = read_choices(questions_of(row), choices, paper=True)
    outcome = operations.add_keying(
        handed, now, read, actor.person or 0, paper_round=row.paper_round
    )
    fact = SheetKeyed(ballot=handed.ballot_id, assembly=row.pk, outcome=outcome)
    record(actor, fact, place=row.community)
    return outcome


def _closed_with(assembly: int, code: str) -> tuple[Assembly, HandedIn]:
    """The assembly, locked, between close and count, and a sheet that came in."""
    row = locked(assembly)
    if row.state != State.CLOSED:
        raise Refused("voting.keyed_after_the_close")
    rows = HandedIn.objects.filter(sheet__assembly=row, sheet__code=cleaned(code))
    handed = rows.select_related("ballot__entry", "ballot__quarantine").first()
    if handed is None:
        raise Refused("voting.no_such_sheet", field="code")
    return row, handed


def _unsettled(row: Assembly, handed: HandedIn, keyings: Sequence[Keying]) -> list[Keying]:
    """The readings of the present round, of a sheet that waits for one more. Raises Refused.

    A third is read where two of this round differ, and one that was set aside in an earlier round is
    read anew like the others, until an audit has written down what was keyed.
    """
    now = [each for each in keyings if each.nth > MOST_OPERATORS * (row.paper_round - 1)]
    reason = getattr(getattr(handed.ballot, "quarantine", None), "reason", None)
    if reason == Quarantine.Reason.MISSING:
        raise Refused("voting.sheet_is_missing", field="code")
    differ = reason == Quarantine.Reason.MISMATCH and len(now) < MOST_OPERATORS
    fresh = reason is None and len(now) < OPERATORS
    if not fresh and not (differ and not is_fixed(row)):
        raise Refused("voting.keyed_already", field="code")
    return now


@action(allow=rules.may_key)
def miss_sheet(actor: Actor, *, assembly: int, code: str) -> str:
    """A sheet that came in cannot be found. When a second teller says so its ballot is set aside.

    So that one wrong registration does not hold up the count for ever. One on which two readings
    differ stays aside, and waits for a third reading no longer. Answers `first` or
    `quarantined`; the elector counts as one who did not vote.
    """
    row, handed = _closed_with(assembly, code)
    _unsettled(row, handed, list(handed.keyings.all()))
    aside = getattr(handed.ballot, "quarantine", None)
    if aside is not None and not to_read_again(row).filter(pk=handed.pk).exists():
        raise Refused("voting.keyed_already", field="code")
    if handed.misses.filter(by=actor.person).exists():
        raise Refused("voting.another_misses", field="code")
    outcome = operations.add_miss(handed, actor.person or 0)
    fact = SheetMissing(ballot=handed.ballot_id, assembly=row.pk, outcome=outcome)
    record(actor, fact, place=row.community)
    return outcome
