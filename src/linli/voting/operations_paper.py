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
)
from linli.voting.models.paper import OPERATORS
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

    The second one settles the ballot: equal choices stand, others set it aside.
    """
    said = {str(number): choice for number, choice in choices.items()}
    first = OPERATORS * (paper_round - 1)
    nth = len(before) + 1
    Keying.objects.create(handed=handed, nth=first + nth, by_id=by, choices=said, at=clock.now())
    if nth < OPERATORS:
        return "first"
    if any(keying.choices != said for keying in before):
        Quarantine.objects.create(
            ballot_id=handed.ballot_id, reason=Quarantine.Reason.MISMATCH, at=clock.now()
        )
        return "quarantined"
    open_choices(handed.ballot, said, paper_round)
    return "counted"


def open_choices(ballot: Ballot, choices: Mapping[str, Choice], paper_round: int) -> None:
    """Write what a ballot says, a row per matter (in an election per candidate)."""
    rows = ChoiceRows(ballot.assembly_id, paper_round=paper_round)
    OpenedChoice.objects.bulk_create(rows.of(ballot, choices))
