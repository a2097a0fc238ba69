"""What a ballot says: its shape, read from forms and JSON. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from linli.kernel.errors import Refused

WORDS = ("agree", "oppose", "abstain")
#: On paper only: what nobody can read, or two crosses.
INVALID = "invalid"

Choice = str | list[int]


@dataclass(frozen=True, slots=True)
class Question:
    """A matter as the ballot shows it. `candidates`: their numbers; empty unless it is an election."""

    number: int
    candidates: tuple[int, ...] = ()
    seats: int = 0


def read_choices(
    questions: Sequence[Question], said: Mapping[Any, Any], *, paper: bool = False
) -> dict[int, Choice]:
    """The choices of a ballot: each question answered once, nothing else.

    `said` is keyed by the matters' numbers (as int or str). Abstaining is a choice; leaving a
    question out is not. On paper a choice may be ``invalid``. Raises Refused with the field.
    """
    given = {str(key): value for key, value in said.items()}
    known = {str(question.number) for question in questions}
    if set(given) - known:
        raise Refused("voting.not_on_the_ballot", numbers=", ".join(sorted(set(given) - known)))
    found: dict[int, Choice] = {}
    for question in questions:
        choice = given.get(str(question.number))
        field = f"matter{question.number}"
        if choice is None or choice == "":
            raise Refused("voting.choice_missing", field=field, number=question.number)
        if isinstance(choice, str) and (choice == "abstain" or (paper and choice == INVALID)):
            found[question.number] = choice
        elif question.candidates:
            found[question.number] = _names(question, choice, field)
        elif isinstance(choice, str) and choice in WORDS:
            found[question.number] = choice
        else:
            raise Refused("voting.no_such_choice", field=field, number=question.number)
    return found


def _names(question: Question, choice: Any, field: str) -> list[int]:
    if not isinstance(choice, list | tuple):
        raise Refused("voting.no_such_choice", field=field, number=question.number)
    try:
        names = sorted({int(each) for each in choice})
    except (TypeError, ValueError):
        raise Refused("voting.no_such_choice", field=field, number=question.number) from None
    if not names or not set(names) <= set(question.candidates):
        raise Refused("voting.no_such_choice", field=field, number=question.number)
    if len(names) > question.seats:
        raise Refused(
            "voting.too_many_names", field=field, number=question.number, seats=question.seats
        )
    return names
