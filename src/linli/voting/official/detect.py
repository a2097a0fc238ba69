"""Which row is the heading, which column is what, and what words must be explained first.

It asks and never guesses: two columns for one field, no column for a matter, or a word for a choice
that it does not know are questions, and nothing is read before all are answered.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from linli.places.roster.cells import area_centi, plain
from linli.places.roster.detect import heading_keys
from linli.places.roster.heading import HEADING_WITHIN
from linli.places.roster.sheets import Formula
from linli.places.roster.table import Row, filled, is_repeated_heading, is_total, words_of_heading
from linli.places.roster.types import NONE, Answers, Question, Sheet, Skipped
from linli.voting.official.choosing import LONGEST, MEANINGS, MOST_WORDS, choice_of, matter_of
from linli.voting.official.headings import field_of, sum_of
from linli.voting.official.types import Ask, Detection, Layout, TotalsLayout

_LEAST = 2
_PLAIN = ("building", "stair", "room", "address", "elector", "area", "channel", "time")


@dataclass(slots=True)
class _Heading:
    row: int
    texts: list[str]
    fields: dict[str, list[int]] = field(default_factory=dict)
    matters: dict[int, list[int]] = field(default_factory=dict)
    sums: dict[tuple[str, str], int] = field(default_factory=dict)

    @property
    def score(self) -> int:
        return len(self.fields) + len(self.matters) + len(self.sums)

    @property
    def known(self) -> int:
        """Columns whose heading is known."""
        columns = [*self.fields.values(), *self.matters.values()]
        return sum(map(len, columns)) + len(self.sums)


def _heading_of(sheet: Sheet, asks: list[Ask]) -> _Heading | None:
    """The row that names the most fields; among equals the first."""
    best: _Heading | None = None
    top = filled(sheet.rows[: HEADING_WITHIN + 2], sheet.merges)
    for at, row in enumerate(top[:HEADING_WITHIN]):
        for found in (_read_heading(at, row, asks), _two_rows(at, top, asks)):
            if found and found.score >= _LEAST and (best is None or found.score > best.score):
                best = found
    return best


def _two_rows(at: int, top: Sequence[Row], asks: list[Ask]) -> _Heading | None:
    """A second row of nothing but headings, some of them matters, under the first."""
    if at + 1 >= len(top):
        return None
    below = _read_heading(at + 1, top[at + 1], asks)
    if below is None or not (below.matters or below.sums):
        return None
    if below.known < sum(1 for text in below.texts if text):
        return None
    width = max(len(top[at]), len(below.texts))
    above = [*top[at], *[None] * width][:width]
    lower = [*below.texts, *[""] * width][:width]
    joined = tuple(low or up for up, low in zip(above, lower, strict=True))
    return _read_heading(at + 1, joined, asks)


def _read_heading(at: int, row: Row, asks: list[Ask]) -> _Heading | None:
    texts = [cell or "" for cell in row]
    numbers = {str(ask.number) for ask in asks}
    if any(text not in numbers and area_centi(text) is not None for text in texts if text):
        return None  # a number is a value: no row of headings
    found = _Heading(at, texts)
    for column, text in enumerate(texts):
        if not text:
            continue
        matter = matter_of(text, asks, heading=True)
        total = sum_of(text)
        name = field_of(text)
        if matter is not None:
            found.matters.setdefault(matter, []).append(column)
        elif total is not None:
            found.sums.setdefault(total, column)
        elif name is not None:
            found.fields.setdefault(name, []).append(column)
    if "unit_or_room" in found.fields:  # the English word means either
        found.fields.setdefault(
            "stair" if "room" in found.fields else "room", found.fields.pop("unit_or_room")
        )
    return found


@dataclass(slots=True)
class _Work:
    sheet: Sheet
    asks: list[Ask]
    answers: Answers
    heading: _Heading
    keys: tuple[str, ...]
    body: Sequence[Row]
    questions: list[Question] = field(default_factory=list)

    def ask(self, name: str, code: str, candidates: Sequence[str], value: str = "") -> str | None:
        """The answer that was given; without one the question is put and None comes back."""
        question = Question(self.sheet.name, name, code, tuple(candidates), value)
        given = self.answers.get(question.key)
        column = code != "value" and given in self.keys  # a heading is no meaning of a word
        if given is not None and (given == NONE or given in candidates or column):
            return given
        self.questions.append(question)
        return None

    def column(self, name: str, claims: Sequence[int], *, needed: bool = False) -> int | None:
        """The one column of a field: named, answered, or asked for."""
        given = self.answers.get(f"{self.sheet.name}|{name}")
        if given in self.keys:
            return self.keys.index(given)
        if given == NONE:
            return None
        first = claims[0] if claims else None
        if len(claims) > 1 and not all(
            cell_at(row, each) == cell_at(row, claims[0])
            for each in claims[1:]
            for row in self.body
        ):
            self.ask(name, "ambiguous", [self.keys[each] for each in claims])
            return None
        if first is None and needed:
            self.ask(name, "missing", self.keys)
        return first


def cell_at(row: Row, column: int) -> str | None:
    return row[column] if column < len(row) else None


def detect(sheets: Sequence[Sheet], asks: list[Ask], answers: Answers) -> Detection:
    """Where everything stands, or what must be asked first."""
    layouts: list[Layout] = []
    totals: list[TotalsLayout] = []
    questions: list[Question] = []
    skipped: list[Skipped] = []
    headings: dict[str, tuple[str, ...]] = {}
    for sheet in sheets:
        reason = _passed_over(sheet, answers)
        heading = None if reason else _heading_of(sheet, asks)
        if heading is None:
            skipped.append(Skipped(sheet.name, reason or "no_header"))
            continue
        work = _work(sheet, heading, asks, answers)
        headings[sheet.name] = work.keys
        if any(name in heading.fields for name in ("room", "address", "elector")):
            layout = _layout(work)
            if layout is None and not work.questions:
                skipped.append(Skipped(sheet.name, "no_choices"))
            elif layout is not None:
                layouts.append(layout)
            questions += work.questions
        elif found := _totals(work):
            totals.append(found)
        else:
            skipped.append(Skipped(sheet.name, "no_choices"))
    return Detection(tuple(layouts), tuple(totals), tuple(questions), tuple(skipped), headings)


def _passed_over(sheet: Sheet, answers: Answers) -> str:
    if answers.get(f"{sheet.name}|sheet") == NONE:
        return "told"
    if sheet.hidden:
        return "hidden"
    return "" if sheet.rows else "empty"


def _work(sheet: Sheet, heading: _Heading, asks: list[Ask], answers: Answers) -> _Work:
    words = words_of_heading(heading.texts)
    body = [
        row
        for row in sheet.rows[heading.row + 1 :]
        if any(row) and not is_total(row) and not is_repeated_heading(row, words)
    ]
    return _Work(sheet, asks, answers, heading, heading_keys(heading.texts), body)


def _layout(work: _Work) -> Layout | None:
    """None where the sheet says no choices, or where something is asked first."""
    fields = work.heading.fields
    columns = {
        name: found
        for name in _PLAIN
        if (found := work.column(name, fields.get(name, ()))) is not None
    }
    matters = _matter_columns(work)
    if work.questions:
        return None
    if not matters:
        says = "choice" in fields or "matter" in fields
        if not says:
            return None
        columns |= _long_columns(work)
    if not work.questions:
        _ask_for_words(work, columns, matters)
    if work.questions or not (matters or "choice" in columns):
        return None
    return Layout(work.sheet.name, work.heading.row + 1, columns, matters, work.keys)


def _matter_columns(work: _Work) -> dict[int, int]:
    """A column for each matter; empty when a column says which matter a row is about."""
    heading, asks = work.heading, work.asks
    answered = any(f"{work.sheet.name}|matter{ask.number}" in work.answers for ask in asks)
    if len(asks) == 1 and "matter" not in heading.fields and "choice" in heading.fields:
        only = work.column("choice", heading.fields["choice"])
        return {} if only is None else {asks[0].number: only}
    if not heading.matters and not answered:
        return {}
    found = {}
    for ask in asks:
        at = work.column(f"matter{ask.number}", heading.matters.get(ask.number, ()), needed=True)
        if at is not None:
            found[ask.number] = at
    return found


def _long_columns(work: _Work) -> dict[str, int]:
    found = {}
    for name in ("matter", "choice"):
        at = work.column(name, work.heading.fields.get(name, ()), needed=True)
        if at is not None:
            found[name] = at
    return found


def _ask_for_words(work: _Work, columns: dict[str, int], matters: dict[int, int]) -> None:
    """Each word for a matter or a choice must be known, or be explained."""
    by_number = {ask.number: ask for ask in work.asks}
    numbers = [str(number) for number in by_number]
    pairs = [(by_number[number], at) for number, at in matters.items()]
    if "matter" in columns:
        at = columns["matter"]
        for word in _words(work, at):
            if matter_of(word, work.asks) is None:
                work.ask("matter", "value", numbers, value=word)
        # of a choice's word only whether it is one matters here
        pairs = [] if any(a.candidates for a in work.asks) else [(work.asks[0], columns["choice"])]
    for ask, at in pairs:
        unknown = [w for w in _words(work, at) if not ask.candidates and not choice_of(w, ask)]
        if len(unknown) > MOST_WORDS:
            work.ask("choice", "contradicts", [work.keys[at]])
        else:
            for word in unknown:
                if f"{work.sheet.name}|choice|{word}" not in {q.key for q in work.questions}:
                    work.ask("choice", "value", MEANINGS, value=word)


def _words(work: _Work, at: int) -> list[str]:
    """The different texts of a column that are short enough for a word, without formulas."""
    cells = (cell_at(row, at) for row in work.body)
    found = {plain(cell): None for cell in cells if cell and not isinstance(cell, Formula)}
    return [word for word in found if len(word) <= LONGEST or matter_of(word, work.asks)]


def _totals(work: _Work) -> TotalsLayout | None:
    heading = work.heading
    columns = {name: found[0] for name, found in heading.fields.items() if len(found) == 1}
    single = len(work.asks) == 1
    by_row = bool(heading.sums) and ("matter" in columns or single)
    by_choice = {"choice", "candidate"} & set(columns) and {"persons", "area"} & set(columns)
    if not by_row and not (by_choice and ("matter" in columns or single)):
        return None
    return TotalsLayout(work.sheet.name, heading.row + 1, columns, heading.sums)
