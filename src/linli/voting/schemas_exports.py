"""What the API says of the export of an official system."""

from typing import Any

from ninja import Schema

from linli.places.schemas import QuestionOut


class ExportOut(Schema):
    """`state`: open, applied, withdrawn. `sha256` of the file as it was brought."""

    state: str
    sha256: str
    size: int


class ExportFindingOut(Schema):
    """`elector` 0: nobody of the roll. Areas in 0.01 m², as the export and as the roll have them."""

    sheet: str
    row: int
    code: str
    matter: int
    elector: int
    said_centi: int | None
    roll_centi: int | None


class DifferenceLine(Schema):
    """A choice, or the number of a candidate; each of the three: persons (or rows) and area_centi."""

    choice: str
    stated: dict[str, int | None]
    rows: dict[str, int]
    recount: dict[str, int]


class DifferenceEffect(Schema):
    """rows + effects = recount, on both bases."""

    choice: str
    code: str
    rows: int
    persons: int
    area_centi: int


class DifferenceOut(Schema):
    """`stated`, `recount`: whether the matter was adopted, officially and by our count."""

    number: int
    stated: bool
    recount: bool
    same: bool
    lines: list[DifferenceLine]
    effects: list[DifferenceEffect]


class ExportFull(ExportOut):
    """Without figures while a question is open. `unstated`: matters whose totals are not whole.

    `mark` is what applying needs: it says what was looked at.
    """

    mark: str = ""
    questions: list[QuestionOut] = []
    skipped: dict[str, str] = {}
    figures: dict[str, Any] = {}
    unstated: list[int] = []
    differences: list[DifferenceOut] = []
    findings_count: int = 0
    findings: list[ExportFindingOut] = []


class ExportTotalsIn(Schema):
    """Matter's number → choice → {"persons", "area"} in 0.01 m², and "passed" or "elected"."""

    totals: dict[int, dict[str, Any]]


class ExportApplyIn(Schema):
    mark: str


class OfficialOut(Schema):
    """The export that counts, and how the official statement and the recount differ."""

    code: str
    sha256: str
    size: int
    ballots_root: str
    figures: dict[str, Any]
    differences: list[DifferenceOut]
