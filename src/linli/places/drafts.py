"""An uploaded roster opened again: what it says, what must be asked, what it would change."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from linli.kernel import clock
from linli.kernel.errors import Refused
from linli.places.difference import Difference, difference
from linli.places.models import Estate, RosterImport
from linli.places.roster import detect, electors, reading, sheets
from linli.places.roster.types import Detection, Sheet


@dataclass
class Draft:
    """Worked out as far as it is asked for."""

    estate: Estate
    sheets: list[Sheet]
    answers: Mapping[str, str]

    @cached_property
    def detection(self) -> Detection:
        return detect.detect(self.sheets, self.answers)

    @cached_property
    def roster(self) -> reading.Roster:
        """Raises Refused while a question is open, or when no sheet lists units."""
        if self.detection.questions:
            raise Refused("places.roster_questions")
        if not self.detection.layouts:
            raise Refused("places.roster_no_units")
        return reading.read(self.sheets, self.detection.layouts, self.answers, today=clock.today())

    @cached_property
    def figures(self) -> dict[str, object]:
        return electors.figures(self.roster.units)

    @cached_property
    def difference(self) -> Difference:
        return difference(self.estate, self.roster)


def draft_of(estate: Estate, data: bytes, answers: Mapping[str, str] | None = None) -> Draft:
    """Open a file for an estate, with what staff answered before. Raises Refused."""
    return Draft(estate, sheets.sheets_of(data), {**estate.answers, **(answers or {})})


def content_of(roster: RosterImport) -> bytes:
    """The uploaded file. Raises Refused once it is erased."""
    text = roster.content.read("text") if roster.content else None
    if text is None:
        raise Refused("places.roster_over")
    return base64.b64decode(text)


def open_draft(roster: RosterImport) -> Draft:
    return draft_of(roster.estate, content_of(roster))
