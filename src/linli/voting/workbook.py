"""The count as a workbook whose result is made of live formulas: change a ballot, and it changes.

Areas are integers in 0.01 m² and thresholds are cross-multiplied, so no rounding decides anything.
Texts are written as texts: none of them becomes a formula or a link. The values that formulas have
now are stored beside them, for programs that do not calculate when they open a file.
"""

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from linli.voting.choice_words import choice_word, condition_word
from linli.voting.published import Counting, Elector, Matter, Published, Threshold

BASES = ("area", "persons")
#: Columns of the ballots' sheet before the first question.
NUMBER, HOMES, METRES, AREA, PERSONS, TOLD, FIRST = range(7)
OWN = ("agree", "oppose", "abstain", "invalid", "silent")


@dataclass(frozen=True, slots=True)
class Question:
    """What one column of choices answers: a matter, or one candidate of an election."""

    matter: Matter
    candidate: int | None
    words: Mapping[int, str]
    result: Mapping[str, Any]
    column: int

    @property
    def title(self) -> str:
        title = f"{self.matter.number}. {self.matter.title_zh} {self.matter.title_en}".strip()
        if self.candidate is None:
            return title
        return _("%(matter)s · candidate %(number)s") % {
            "matter": title,
            "number": self.candidate,
        }


def workbook(published: Published, *, homes: bool) -> bytes:
    """The file. `homes`: the owners' edition, with their homes."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options)
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    metres = book.add_format({"num_format": "0.00"})
    questions = list(_questions(published))
    result, ballots = book.add_worksheet(_("Result")), book.add_worksheet(_("Ballots"))
    _ballots(ballots, published.electors, questions, bold, metres, homes=homes)
    _results(result, published, questions, bold, ballots.get_name())
    book.close()
    return out.getvalue()


def _questions(published: Published) -> Any:
    column = FIRST
    for matter in published.matters:
        said = {
            each.elector: each.choices[matter.number]
            for each in published.ballots
            if each.choices is not None and matter.number in each.choices
        }
        result = published.results[matter.number]
        for candidate in matter.candidates or (None,):
            words = {n: _word(choice, candidate) for n, choice in said.items()}
            own = result if candidate is None else result["candidates"][str(candidate)]
            yield Question(matter, candidate, words, own, column)
            column += 1


def _word(choice: str | Sequence[int], candidate: int | None) -> str:
    if isinstance(choice, str):
        return choice
    return "agree" if candidate in choice else "abstain"


# --- the ballots --------------------------------------------------------------------------------
def _ballots(  # noqa: PLR0913 (a sheet is these)
    sheet: Worksheet,
    electors: Sequence[Elector],
    questions: Sequence[Question],
    bold: Format,
    metres: Format,
    *,
    homes: bool,
) -> None:
    titles = {
        NUMBER: _("Elector"),
        HOMES: _("Homes"),
        METRES: _("Area in m²"),
        AREA: _("Area in 0.01 m²"),
        PERSONS: pgettext("basis", "Persons"),
        TOLD: _("Notice delivered (1 yes, 0 no)"),
    }
    for column, title in titles.items():
        sheet.write_string(0, column, title, bold)
    for each in questions:
        sheet.write_string(0, each.column, each.title, bold)
    sheet.freeze_panes(1, FIRST)
    sheet.set_column(HOMES, HOMES, 28 if homes else None, None, {"hidden": not homes})
    sheet.set_column(FIRST, FIRST + len(questions), 18)
    for row, elector in enumerate(electors, 1):
        sheet.write_number(row, NUMBER, elector.number)
        if homes:
            sheet.write_string(row, HOMES, "、".join(elector.homes))
        area = xl_rowcol_to_cell(row, AREA)
        sheet.write_formula(row, METRES, f"={area}/100", metres, elector.area_centi / 100)
        sheet.write_number(row, AREA, elector.area_centi)
        sheet.write_number(row, PERSONS, elector.persons)
        sheet.write_number(row, TOLD, int(elector.told))
        for each in questions:
            concerned = each.matter.electors is None or elector.number in each.matter.electors
            word = each.words.get(elector.number, "silent") if concerned else "outside"
            sheet.write_string(row, each.column, choice_word(word))


# --- the result ---------------------------------------------------------------------------------
def _results(
    sheet: Worksheet,
    published: Published,
    questions: Sequence[Question],
    bold: Format,
    ballots: str,
) -> None:
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 6, 16)
    sheet.write_string(0, 0, f"{published.estate_zh} · {published.title_zh}", bold)
    sheet.write_string(1, 0, _("Every number below is a formula on the sheet of ballots."))
    row = 3
    for each in questions:
        block = Block(sheet, row, each, published, ballots)
        row = block.write(bold) + 2


class Block:
    """The computation of one question: label, area, persons; then the four conditions."""

    def __init__(
        self, sheet: Worksheet, top: int, question: Question, published: Published, ballots: str
    ) -> None:
        self.sheet, self.row, self.question, self.published = sheet, top, question, published
        quoted = "'" + ballots.replace("'", "''") + "'!"
        last = max(len(published.electors), 1)
        self.areas, self.persons, self.told, self.words = (
            quoted + xl_range_abs(1, column, last, column)
            for column in (AREA, PERSONS, TOLD, question.column)
        )
        self.where: dict[str, int] = {}

    @property
    def counting(self) -> Counting:
        return self.published.counting

    def cell(self, name: str, basis: str) -> str:
        row, column = self.where[name], 1 + BASES.index(basis)
        return str(xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True))

    def write(self, bold: Format) -> int:
        """Write it; answers the row after it."""
        for column, title in enumerate(
            (self.question.title, _("Area in 0.01 m²"), pgettext("basis", "Persons"))
        ):
            self.sheet.write_string(self.row, column, title, bold)
        self.row += 1
        self._sums()
        self._followers()
        self._tests()
        return self.row

    def _pair(self, name: str, label: str, formulas: Sequence[str], values: Any) -> None:
        self.where[name] = self.row
        self.sheet.write_string(self.row, 0, label)
        for column, (basis, formula) in enumerate(zip(BASES, formulas, strict=True), 1):
            self.sheet.write_formula(self.row, column, formula, None, values[basis])
        self.row += 1

    def _sums(self) -> None:
        ranges = (self.areas, self.persons)
        result, outside = self.question.result, _quote(choice_word("outside"))
        self._pair(
            "roll",
            _("Whole roll"),
            [f"=SUM({each})-SUMIFS({each},{self.words},{outside})" for each in ranges],
            result["roll"],
        )
        for name in OWN:
            word = _quote(choice_word(name))
            formulas = [f"=SUMIFS({each},{self.words},{word})" for each in ranges]
            own = dict(result[name])
            if name == result["followed_to"]:
                own = {basis: own[basis] - result["followed"][basis] for basis in BASES}
            self._pair(f"own {name}", choice_word(name), formulas, own)
        silent = _quote(choice_word("silent"))
        formulas = [f"=SUMIFS({each},{self.words},{silent},{self.told},1)" for each in ranges]
        self._pair("told", _("Silent, and the notice was delivered"), formulas, result["told"])

    def _followers(self) -> None:
        result = self.question.result
        follow = self.counting.silence == "FOLLOW_MAJORITY" and self.question.candidate is None
        base = "told" if self.counting.silence_needs_delivery else "own silent"
        formulas = [f"={self.cell(base, basis)}" if follow else "=0" for basis in BASES]
        self._pair("followed", _("Silent, counted with the majority"), formulas, result["followed"])
        self.where["leader"] = self.row
        self.sheet.write_string(self.row, 0, _("They join"))
        now = result["followed_to"]
        leader = choice_word(now) if now else ""
        self.sheet.write_formula(self.row, 1, self._leader(), None, leader)
        joined = self.cell("leader", "area")
        self.row += 1
        for name in ("agree", "oppose", "abstain"):
            word = _quote(choice_word(name))
            formulas = [
                f"={self.cell(f'own {name}', b)}+IF({joined}={word},{self.cell('followed', b)},0)"
                for b in BASES
            ]
            label = _("%(choice)s, with those who join") % {"choice": choice_word(name)}
            self._pair(name, label, formulas, result[name])
        extra = {b: f"+{self.cell('own invalid', b)}" for b in BASES}
        if not self.counting.invalid_participates:
            extra = dict.fromkeys(BASES, "")
        formulas = [
            "=" + "+".join(self.cell(name, b) for name in ("agree", "oppose", "abstain")) + extra[b]
            for b in BASES
        ]
        self._pair("participating", _("Took part"), formulas, result["participating"])

    def _leader(self) -> str:
        """The choice that leads on both bases; whoever is left abstains."""
        options = ("agree", "oppose", "abstain")
        formula = _quote(choice_word("abstain"))
        for name in reversed(options):
            leads = ",".join(
                f"{self.cell(f'own {name}', b)}>{self.cell(f'own {other}', b)}"
                for other in options
                if other != name
                for b in BASES
            )
            formula = f"IF(AND({leads}),{_quote(choice_word(name))},{formula})"
        nobody = "+".join(self.cell("followed", b) for b in BASES)
        return f'=IF({nobody}=0,"",{formula})'

    def _tests(self) -> None:
        """Have, of, a, b, more than (1) or at least (0), and whether it is met."""
        titles = (_("Condition"), _("has"), _("of"), _("parts"), _("of parts"), _("1: more than"))
        for column, title in enumerate((*titles, _("met"))):
            self.sheet.write_string(self.row, column, title)
        first = self.row + 1
        for condition in self.question.result["conditions"]:
            self.row += 1
            self._test(condition)
        met = xl_range_abs(first, 6, self.row, 6)
        self.row += 1
        self.sheet.write_string(self.row, 0, _("Result by these formulas"))
        yes, no = _("passed"), _("not passed")
        passed = self.question.result["passed"]
        formula = f"=IF(AND({met}),{_quote(yes)},{_quote(no)})"
        self.sheet.write_formula(self.row, 1, formula, None, yes if passed else no)
        self.row += 1
        self.sheet.write_string(self.row, 0, _("Result as published"))
        self.sheet.write_string(self.row, 1, yes if passed else no)
        self.row += 1

    def _test(self, condition: Mapping[str, Any]) -> None:
        name, basis = condition["name"], condition["basis"]
        first = name == "participation"
        rule: Threshold = self.counting.participation if first else self.question.matter.threshold
        of = "roll" if first or rule.of == "roll" else "participating"
        strict, parts, whole = _share(getattr(rule, basis))
        self.sheet.write_string(self.row, 0, condition_word(name, basis))
        have = f"={self.cell('participating' if first else 'agree', basis)}"
        self.sheet.write_formula(self.row, 1, have, None, condition["have"])
        self.sheet.write_formula(self.row, 2, f"={self.cell(of, basis)}", None, condition["of"])
        for column, value in enumerate((parts, whole, strict), 3):
            self.sheet.write_number(self.row, column, value)
        b, c, d, e, f = (xl_rowcol_to_cell(self.row, column) for column in range(1, 6))
        formula = f"=AND({c}>0,IF({f}=1,{b}*{e}>{c}*{d},{b}*{e}>={c}*{d}))"
        self.sheet.write_formula(self.row, 6, formula, None, condition["met"])


def _share(text: str) -> tuple[int, int, int]:
    """(1 for "more than", parts, of parts)."""
    found = re.fullmatch(r"(>=|>)(\d+)(?:/(\d+))?", text)
    if found is None:
        message = f"not a share: {text}"
        raise ValueError(message)
    return int(found[1] == ">"), int(found[2]), int(found[3] or 1)


def _quote(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
