"""One sheet while its columns are found: what is known, what staff answered, what must be asked."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from linli.places.roster import evidence
from linli.places.roster.heading import Heading
from linli.places.roster.table import Row
from linli.places.roster.types import NONE, Answers, Question, Sheet

#: Looked for also under headings that seem to speak of somebody else, such as 联系人电话.
_MAY_HIDE = {"owner", "area", "id", "phone"}
_SAYS_LITTLE = {"seq", "other", "unit_or_room", "address"}
#: 1, 2, 3 … counts rows and is none of these.
_NEVER_COUNTS = {"building", "room", "area"}


@dataclass(slots=True)
class Work:
    """`columns` fill up while `questions` are put."""

    sheet: Sheet
    answers: Answers
    body: Sequence[Row]
    keys: tuple[str, ...]
    columns: dict[str, int] = field(default_factory=dict)
    beside: dict[str, tuple[int, ...]] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)

    def ask(self, name: str, code: str, candidates: Sequence[str], value: str = "") -> str | None:
        """The answer that staff gave; without one the question is put and None comes back."""
        question = Question(self.sheet.name, name, code, tuple(candidates), value)
        for key in (question.key, f"*|{question.key.partition('|')[2]}"):
            given = self.answers.get(key)
            known = given == NONE or given in candidates or given in self.keys
            if given is not None and (known or code == "building_name"):
                return given
        self.questions.append(question)
        return None

    def answer(self, name: str) -> str | None:
        """What staff said of this field of this sheet, or of all sheets of the estate."""
        return self.answers.get(f"{self.sheet.name}|{name}", self.answers.get(f"*|{name}"))

    def values(self, column: int) -> list[str]:
        return evidence.sample_of(self.body, column)


def cell_of(row: Row, at: int) -> str | None:
    """A cell of a row that may be shorter."""
    return row[at] if at < len(row) else None


def _only_counts(work: Work, at: int, name: str) -> bool:
    return name in _NEVER_COUNTS and evidence.counts(work.values(at))


def offers(work: Work, heading: Heading, name: str) -> list[int]:
    """Columns whose heading says nothing (or something doubtful) and whose values fit."""
    taken = set(work.columns.values())
    return [
        at
        for at, known in enumerate(heading.meanings)
        if at not in taken
        and (known is None or known.field in _SAYS_LITTLE)
        and not (known and known.field == "other" and name not in _MAY_HIDE)
        and evidence.suggests(name, work.values(at))
        and not (known and known.field == "seq" and _only_counts(work, at, name))
    ]
