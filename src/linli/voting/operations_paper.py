"""Sheets and what is read on them; inside a transaction only."""

from collections.abc import Iterable, Mapping, Sequence

from linli.kernel import clock
from linli.voting.choices import Choice
from linli.voting.models import (
    Assembly,
    Ballot,
    HandedIn,
    Keying,
    OpenedChoice,
    Quarantine,
    RollEntry,
    Sheet,
    SheetMissed,
)
from linli.voting.models.paper import MOST_OPERATORS, OPERATORS
from linli.voting.operations_opened import ChoiceRows


def add_sheets(row: Assembly, entries: Iterable[RollEntry], by: int) -> list[Sheet]:
    """A fresh sheet for each elector."""
    now = clock.now()
    return Sheet.objects.bulk_create(
        [
            Sheet(community=row.community, assembly=row, entry=entry, at=now, by_id=by)
            for entry in entries
        ]
    )


def hand_in(sheet: Sheet, ballot: int, by: int) -> HandedIn:
    return HandedIn.objects.create(sheet=sheet, ballot_id=ballot, at=clock.now(), by_id=by)


def add_keying(
    handed: HandedIn,
    before: Sequence[Keying],
    choices: Mapping[int, Choice],
    by: int,
    *,
    paper_round: int = 1,
) -> str:
    """What one more operator read in this round. Answers `first`, `counted` or `quarantined`.

    Two equal readings settle the ballot. Until then two that differ set it aside, and for good when
    the third is like none of them.
    """
    said = {str(number): choice for number, choice in choices.items()}
    first = MOST_OPERATORS * (paper_round - 1)
    nth = len(before) + 1
    Keying.objects.create(handed=handed, nth=first + nth, by_id=by, choices=said, at=clock.now())
    if nth < OPERATORS:
        return "first"
    aside = Quarantine.objects.filter(ballot=handed.ballot_id)
    if all(keying.choices != said for keying in before):
        if not aside.exists():
            set_aside(handed.ballot_id, Quarantine.Reason.MISMATCH)
        return "quarantined"
    aside.delete()
    open_choices(handed.ballot, said, paper_round)
    return "counted"


def set_aside(ballot: int, reason: Quarantine.Reason) -> None:
    Quarantine.objects.create(ballot_id=ballot, reason=reason, at=clock.now())


def add_miss(handed: HandedIn, by: int) -> str:
    """Somebody could not find the sheet. Answers `first` or `quarantined`."""
    SheetMissed.objects.create(handed=handed, by_id=by, at=clock.now())
    aside = Quarantine.objects.filter(ballot=handed.ballot_id).first()
    # whoever looked for it before two had read it says nothing about where it is now
    misses = handed.misses.filter(at__gte=aside.at) if aside else handed.misses
    if misses.count() < OPERATORS:
        return "first"
    if aside is None:
        set_aside(handed.ballot_id, Quarantine.Reason.MISSING)
    return "quarantined"


def open_choices(ballot: Ballot, choices: Mapping[str, Choice], paper_round: int) -> None:
    """Write what a ballot says, a row per matter (in an election per candidate)."""
    rows = ChoiceRows(ballot.assembly_id, paper_round=paper_round)
    OpenedChoice.objects.bulk_create(rows.of(ballot, choices))
