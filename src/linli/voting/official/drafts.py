"""An uploaded export opened again: what it says, what must be asked, what it would count."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

import rfc8785

from linli.identity.queries import display_names
from linli.kernel import clock
from linli.kernel.errors import Refused
from linli.places.roster.sheets import sheets_of
from linli.places.roster.types import Sheet
from linli.voting import queries
from linli.voting.ballot_queries import questions_of
from linli.voting.in_force import rules_of
from linli.voting.models import Assembly, Candidate, ExportDraft, RollUnit
from linli.voting.official.choosing import lower
from linli.voting.official.detect import detect
from linli.voting.official.differences import Difference, difference
from linli.voting.official.folding import Folded, fold
from linli.voting.official.reading import Export, Frame, read
from linli.voting.official.recounting import recount
from linli.voting.official.totals import is_complete, read_totals
from linli.voting.official.types import Ask, Detection, Elector, Home, Roll, Totals


def asks_of(row: Assembly) -> list[Ask]:
    """The matters as an export may call them. A constant number of queries."""
    matters = {each.number: each for each in queries.matters_of(row)}
    people = Candidate.objects.filter(matter__assembly=row, standing=Candidate.Standing.QUALIFIED)
    named = list(people.values_list("matter__number", "number", "person"))
    names = display_names(person for _matter, _number, person in named)
    asks = []
    for question in questions_of(row):
        words = queries.words_of(matters[question.number]).values()
        titles = tuple(sorted({lower(text.title) for text in words}))
        candidates = {str(number): number for number in question.candidates}
        mine = [(lower(names.get(p, "")), n) for m, n, p in named if m == question.number]
        said = [name for name, _number in mine]
        candidates |= {name: n for name, n in mine if name and said.count(name) == 1}
        asks.append(Ask(question.number, titles, candidates, question.seats))
    return asks


def roll_of(row: Assembly) -> Roll:
    """The frozen roll with its homes. Three queries at most."""
    follows = rules_of(row).counting.silence != "ACTUAL"
    told = set(queries.told_entries(row).values_list("pk", flat=True)) if follows else set()
    entries = queries.roll_of(row).order_by("number")
    electors = [
        Elector(number, area, persons, pk in told)
        for pk, number, area, persons in entries.values_list(
            "pk", "number", "area_centi", "persons"
        )
    ]
    homes = RollUnit.objects.filter(assembly=row).order_by("pk")
    names = ("unit", "unit__building__key", "unit__stair_key", "unit__room_key")
    values = homes.values_list(*names, "entry__number", "area_centi")
    return Roll(electors, [Home(*each) for each in values])


def days_of(row: Assembly) -> tuple[str, str]:
    """The first and the last day of the vote, in Shanghai."""
    if row.opens_at is None or row.closes_at is None:
        return "", ""
    first, last = (clock.day_of(each) for each in (row.opens_at, row.closes_at))
    return first.isoformat(), last.isoformat()


@dataclass
class Draft:
    """Worked out as far as it is asked for. `typed`: what the clerk said of the official totals."""

    row: Assembly
    sheets: list[Sheet]
    answers: Mapping[str, str]
    typed: Mapping[str, Totals]

    @cached_property
    def frame(self) -> Frame:
        return Frame(asks_of(self.row), roll_of(self.row), days_of(self.row))

    @cached_property
    def detection(self) -> Detection:
        return detect(self.sheets, self.frame.asks, self.answers)

    @cached_property
    def export(self) -> Export:
        """Raises Refused while a question is open, or when no sheet holds choices."""
        if self.detection.questions:
            raise Refused("voting.export_questions")
        if not self.detection.layouts:
            raise Refused("voting.export_no_choices")
        return read(self.sheets, self.detection.layouts, self.answers, self.frame)

    @cached_property
    def folded(self) -> Folded:
        return fold(self.export, self.frame.roll)

    @cached_property
    def totals(self) -> dict[int, Totals]:
        """Matter -> the official statement: as typed in, else as a sheet of the file has it."""
        found = read_totals(self.sheets, self.detection.totals, self.frame.asks)
        typed = {int(number): totals for number, totals in self.typed.items()}
        return {ask.number: typed.get(ask.number) or found.get(ask.number, {}) for ask in self.asks}

    @property
    def asks(self) -> list[Ask]:
        return self.frame.asks

    @property
    def unstated(self) -> list[int]:
        """Matters of which the official statement is not whole."""
        return [a.number for a in self.asks if not is_complete(self.totals[a.number], a)]

    @cached_property
    def results(self) -> dict[int, dict[str, Any]]:
        """Our recount by matter."""
        rules = rules_of(self.row)
        kinds = dict(self.row.matters.values_list("number", "kind"))
        roll, ballots = self.frame.roll, self.folded.ballots
        return {a.number: recount(a, kinds[a.number], roll, ballots, rules) for a in self.asks}

    def rows_of(self, matter: int) -> dict[str, dict[str, int]]:
        rows = self.folded.rows.items()
        return {pile: pair.packed() for (number, pile), pair in rows if number == matter}

    def effects_of(self, matter: int) -> list[dict[str, Any]]:
        """In a fixed order."""
        found = sorted(self.folded.effects.items())
        return [
            {"pile": pile, "code": code, "rows": effect.rows, **effect.packed()}
            for (number, pile, code), effect in found
            if number == matter
        ]

    @cached_property
    def differences(self) -> list[Difference]:
        return [
            difference(
                a.number,
                self.totals[a.number],
                self.rows_of(a.number),
                self.effects_of(a.number),
                self.results[a.number],
            )
            for a in self.asks
        ]

    @cached_property
    def mark(self) -> str:
        """What was shown, so that nobody applies anything else."""
        ballots = {str(n): _plain(choices) for n, choices in self.folded.ballots.items()}
        totals = {str(number): stated for number, stated in self.totals.items()}
        return sha256(rfc8785.dumps([ballots, totals])).hexdigest()


def hashes_of(draft: Draft) -> dict[str, str]:
    """Of what people said (answers, and the whole official statement), and of the recount."""
    return {
        "answers_hash": _hash(dict(draft.answers)),
        "totals_hash": _hash({str(number): stated for number, stated in draft.totals.items()}),
        "recount_hash": _hash({str(number): found for number, found in draft.results.items()}),
    }


def _hash(value: dict[str, Any]) -> str:
    return sha256(rfc8785.dumps(value)).hexdigest()


def _plain(choices: Mapping[int, Any]) -> dict[str, Any]:
    return {str(n): c if isinstance(c, str) else list(c) for n, c in choices.items()}


def content_of(draft: ExportDraft) -> bytes:
    """The uploaded file. Raises Refused once it is erased."""
    text = draft.content.read("text") if draft.content else None
    if text is None:
        raise Refused("voting.export_over")
    return base64.b64decode(text)


def open_draft(row: Assembly, draft: ExportDraft) -> Draft:
    return Draft(row, sheets_of(content_of(draft)), draft.answers, draft.totals)
