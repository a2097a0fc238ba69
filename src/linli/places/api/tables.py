"""What the API shares where a table is brought: the file, and the questions that it leaves open."""

from collections.abc import Sequence

from ninja.files import UploadedFile

from linli.kernel.errors import Refused
from linli.places.roster.gate import MAX_FILE
from linli.places.roster.types import Question
from linli.places.schemas import QuestionOut


def brought(file: UploadedFile) -> bytes:
    """Raises Refused before a file that is too large is read."""
    if (file.size or 0) > MAX_FILE:
        raise Refused("places.roster_too_large", field="file")
    return bytes(file.read())


def questions_out(questions: Sequence[Question]) -> list[QuestionOut]:
    return [
        QuestionOut(
            key=each.key,
            sheet=each.sheet,
            field=each.field,
            code=each.code,
            candidates=list(each.candidates),
            value=each.value,
        )
        for each in questions
    ]
