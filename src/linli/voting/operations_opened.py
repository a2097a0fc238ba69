"""What ballots say, as rows that a count reads; inside a transaction only."""

from collections.abc import Mapping
from typing import Any

from linli.voting.choices import Choice
from linli.voting.models import Ballot, Candidate, Matter, OpenedChoice


class ChoiceRows:
    """The matters of an assembly and their candidates, to write many ballots. Two queries."""

    def __init__(self, assembly: int, *, paper_round: int = 1) -> None:
        self.round = paper_round
        self.matters = {each.number: each for each in Matter.objects.filter(assembly=assembly)}
        people = Candidate.objects.filter(matter__assembly=assembly)
        self.names = {(each.matter_id, each.number): each.pk for each in people}

    def of(self, ballot: Ballot, choices: Mapping[Any, Choice]) -> list[OpenedChoice]:
        """A row per matter, in an election per candidate; nothing is written."""
        rows = []
        for number, choice in choices.items():
            matter = self.matters[int(number)]
            parts: list[tuple[int | None, str]] = [(None, str(choice))]
            if not isinstance(choice, str):
                agree = OpenedChoice.Choice.AGREE
                parts = [(self.names[matter.pk, each], agree) for each in choice]
            rows += [self._row(ballot, matter, *part) for part in parts]
        return rows

    def _row(
        self, ballot: Ballot, matter: Matter, candidate: int | None, word: str
    ) -> OpenedChoice:
        return OpenedChoice(
            assembly_id=ballot.assembly_id,
            matter=matter,
            entry=ballot.entry,
            ballot=ballot,
            candidate_id=candidate,
            choice=word,
            round=self.round,
            area_centi=ballot.entry.area_centi,
            persons=ballot.entry.persons,
        )
