"""A ballot as its screens: one matter each, then all of them to look at once more. Pure.

What was chosen travels in the pages alone until it is cast: the server keeps no draft, so nobody
can read one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from linli.kernel.digits import number_of
from linli.kernel.errors import Refused
from linli.voting.choices import Question, read_choices

#: What a button's `go` may say beside the place of a question.
NEXT, BACK, CAST = "next", "back", "cast"


@dataclass(frozen=True, slots=True)
class Turn:
    """Which screen to show: a question's place from 0, or the `review`; `cast`: it is to be cast."""

    at: int
    review: bool = False
    error: Refused | None = None
    cast: bool = False


def name_of(question: Question) -> str:
    return f"matter{question.number}"


def said_in(questions: Sequence[Question], values: Mapping[str, Sequence[str]]) -> dict[int, Any]:
    """What a form holds so far: matter's number -> a word, or a list of candidates' numbers."""
    found: dict[int, Any] = {}
    for question in questions:
        given = [each for each in values.get(name_of(question), ()) if each]
        words = [each for each in given if number_of(each) is None]
        if len(given) == 1 and words:
            found[question.number] = words[0]
        elif given:
            # a name and "abstain" at once stays as it is: the person must say which
            found[question.number] = given if words else [int(each) for each in given]
    return found


def turn(questions: Sequence[Question], said: Mapping[int, Any], at: int, go: str) -> Turn:
    """Where a press of a button leads. `go`: next, back, cast, or a place from 0."""
    last = len(questions) - 1
    at = max(0, min(at, last))
    if go == BACK:
        return Turn(max(0, at - 1))
    place = number_of(go)
    if place is not None:
        return Turn(min(place, last))
    checked = questions if go == CAST else [questions[at]]
    for question in checked:
        try:
            read_choices([question], {question.number: said.get(question.number)})
        except Refused as refusal:
            return Turn(questions.index(question), error=refusal)
    if go == CAST:
        return Turn(at, review=True, cast=True)
    return Turn(at, review=True) if at == last else Turn(at + 1)


def hidden(said: Mapping[int, Any], *, but: int | None = None) -> list[tuple[str, str]]:
    """The other screens' answers as names and values of hidden fields."""
    fields: list[tuple[str, str]] = []
    for number, choice in said.items():
        if number != but:
            values = [choice] if isinstance(choice, str) else choice
            fields += [(f"matter{number}", str(value)) for value in values]
    return fields
