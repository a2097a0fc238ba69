"""Which row is the heading and which column is what. It asks and never guesses.

The heading and the values must agree. Where two columns claim one field, none does, or the values
contradict the heading, the answer is a question with candidates; the roster is read once all are
answered. Staff's answers are kept by heading, so that shuffled columns need no second answer.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from linli.places.roster import cells, evidence
from linli.places.roster.headers import Meaning
from linli.places.roster.heading import Heading, heading_of
from linli.places.roster.table import Row, is_repeated_heading, is_total, words_of_heading
from linli.places.roster.types import (
    NONE,
    Answers,
    Detection,
    Layout,
    Question,
    Sheet,
    Skipped,
)

#: A column of more different words is no vocabulary.
_MOST_WORDS = 12
#: Longer numbers do not just count the rows.
_COUNTING = 4
_PARKING = re.compile(r"车位|车库|泊位|停车|parking|garage", re.IGNORECASE)
#: On a sheet of parking spaces these are of the owner's flat, not of the space.
_OF_THE_FLAT = {"room", "address", "stair", "building", "use", "co_owner", "co_owner_id"}
_FIELDS = (
    "building", "stair", "room", "address", "area", "owner", "id", "phone", "status", "use",
    "remark", "parking_no", "co_owner", "co_owner_id",
)  # fmt: skip
#: Looked for also under headings that seem to speak of somebody else, such as 联系人电话.
_MAY_HIDE = {"owner", "area", "id", "phone"}
_BY_LAW = {"registered": 0, "plain": 1, "measured": 2, "contract": 3}


@dataclass(slots=True)
class _Work:
    sheet: Sheet
    answers: Answers
    body: Sequence[Row]
    keys: tuple[str, ...]
    columns: dict[str, int] = field(default_factory=dict)
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

    def values(self, column: int) -> list[str]:
        return evidence.sample_of(self.body, column)


def detect(sheets: Sequence[Sheet], answers: Answers) -> Detection:
    """Where everything stands, or what must be asked first."""
    layouts: list[Layout] = []
    questions: list[Question] = []
    skipped: list[Skipped] = []
    for sheet in sheets:
        if answers.get(f"{sheet.name}|sheet") == NONE:
            skipped.append(Skipped(sheet.name, "told"))
        elif sheet.hidden:
            skipped.append(Skipped(sheet.name, "hidden"))
        elif not sheet.rows:
            skipped.append(Skipped(sheet.name, "empty"))
        elif (heading := heading_of(sheet)) is None:
            skipped.append(Skipped(sheet.name, "no_header"))
        else:
            found = _layout(sheet, heading, answers)
            if found is None:
                skipped.append(Skipped(sheet.name, "not_units"))
            else:
                layouts.append(found[0])
                questions.extend(found[1])
    return Detection(tuple(layouts), tuple(questions), tuple(skipped))


def heading_keys(texts: Sequence[str]) -> tuple[str, ...]:
    """Headings as they are remembered: each once, the second of the same name with #2."""
    seen: Counter[str] = Counter()
    keys = []
    for at, text in enumerate(texts):
        bare = cells.plain(text) or f"({at + 1})"
        seen[bare] += 1
        keys.append(bare if seen[bare] == 1 else f"{bare}#{seen[bare]}")
    return tuple(keys)


def _layout(
    sheet: Sheet, heading: Heading, answers: Answers
) -> tuple[Layout, list[Question]] | None:
    first = heading.rows[-1] + 1
    words = words_of_heading(heading.texts)
    body = [
        row
        for row in sheet.rows[first:]
        if any(row) and not is_total(row) and not is_repeated_heading(row, words)
    ]
    texts = list(heading.texts)
    width = max([len(texts), *(len(row) for row in body[: evidence.SAMPLE])])
    texts += [""] * (width - len(texts))
    heading.meanings += [None] * (width - len(heading.meanings))
    work = _Work(sheet, answers, body, heading_keys(texts))
    places = bool(heading.at("room") or heading.at("address") or heading.at("unit_or_room"))
    about_parking = _about_parking(sheet, first)
    if about_parking and not places and not heading.at("parking_no"):
        _numbered_spaces(work, heading)
    parking = bool(heading.at("parking_no")) and (about_parking or not places)
    if not parking and not places and not _offers(work, heading, "room"):
        return None
    if not any(heading.at(name) for name in ("area", "owner", "id")):
        return None
    _choose(work, heading, parking=parking)
    building = "" if parking else _building(work, heading)
    _words_of_status(work)
    layout = Layout(sheet.name, parking, first, work.columns, work.keys, heading.rows, building)
    return layout, work.questions


def _about_parking(sheet: Sheet, first: int) -> bool:
    titles = [sheet.name, *(cell for row in sheet.rows[: first - 1] for cell in row if cell)]
    return any(_PARKING.search(title) for title in titles)


def _numbered_spaces(work: _Work, heading: Heading) -> None:
    """On a sheet about parking, the one column of numbers that do not just count is the space."""
    counting = [
        at
        for at in heading.at("seq")
        if not all(value.isdigit() and len(value) < _COUNTING for value in work.values(at))
    ]
    if len(counting) == 1:
        heading.meanings[counting[0]] = Meaning("parking_no", 2)


def _choose(work: _Work, heading: Heading, *, parking: bool) -> None:
    _english_unit(work, heading)
    wanted = ["parking_no"] if parking else ["room"]
    for name in _FIELDS:
        needed = name in wanted or (not parking and name in {"area", "owner"})
        if name in _OF_THE_FLAT if parking else name == "parking_no":
            continue
        if name == "room" and not parking and _address_instead(work, heading):
            continue
        if name == "address" and "room" in work.columns:
            continue
        _pick(work, heading, name, needed=needed)


def _english_unit(work: _Work, heading: Heading) -> None:
    """Unit is the stairwell beside a room, and the room where no other column is one."""
    for at in heading.at("unit_or_room"):
        beside = bool(heading.at("room"))
        values = work.values(at)
        if beside:
            heading.meanings[at] = Meaning("stair", 2)
        elif evidence.suggests("room", values) and 3 * len(set(values)) > len(values):
            heading.meanings[at] = Meaning("room", 2)


def _address_instead(work: _Work, heading: Heading) -> bool:
    """No column is the room alone, one is a whole address that can be taken apart."""
    if heading.at("room"):
        return False
    at = heading.at("address")
    return len(at) == 1 and evidence.fits("address", work.values(at[0]))


def _pick(work: _Work, heading: Heading, name: str, *, needed: bool) -> None:
    answer = work.answers.get(f"{work.sheet.name}|{name}", work.answers.get(f"*|{name}"))
    if answer in work.keys:
        work.columns[name] = work.keys.index(answer)
        return
    if answer == NONE:
        return
    claims = heading.at(name)
    fitting = [at for at in claims if evidence.fits(name, work.values(at))]
    if claims and not fitting:
        others = [*claims, *(at for at in _offers(work, heading, name) if at not in claims)]
        if name in {"address", "remark"}:
            return
        work.ask(name, "contradicts", [work.keys[at] for at in others])
        return
    if not fitting:
        offers = _offers(work, heading, name) if needed or name in {"id", "phone"} else []
        if needed or offers:
            work.ask(name, "missing", [work.keys[at] for at in offers])
        return
    chosen = _one_of(work, heading, fitting, name)
    if chosen is None:
        order = sorted(fitting, key=lambda at: _lawful(heading.meanings[at]))
        work.ask(name, "ambiguous", [work.keys[at] for at in order])
    else:
        work.columns[name] = chosen


def _lawful(meaning: Meaning | None) -> int:
    return _BY_LAW.get(meaning.basis, 9) if meaning else 9


def _one_of(work: _Work, heading: Heading, claims: list[int], name: str) -> int | None:
    """The one claim, the strongest, or the first of columns that say the same; None: ask."""
    strength = {at: (m.strength if (m := heading.meanings[at]) else 0) for at in claims}
    most = [at for at in claims if strength[at] == max(strength.values())]
    filled_in = [at for at in most if work.values(at)] or most[:1]
    if len(filled_in) == 1:
        return filled_in[0]
    first = filled_in[0]
    same = all(_cell(row, at) == _cell(row, first) for at in filled_in[1:] for row in work.body)
    return first if same or name == "remark" else None


def _cell(row: Row, at: int) -> str | None:
    return row[at] if at < len(row) else None


def _offers(work: _Work, heading: Heading, name: str) -> list[int]:
    """Columns whose heading says nothing (or something doubtful) and whose values fit."""
    taken = set(work.columns.values())
    return [
        at
        for at, known in enumerate(heading.meanings)
        if at not in taken
        and (known is None or known.field in {"seq", "other", "unit_or_room", "address"})
        and not (known and known.field == "other" and name not in _MAY_HIDE)
        and evidence.suggests(name, work.values(at))
    ]


def _building(work: _Work, heading: Heading) -> str:
    """A building for the whole sheet, when no column and no address names one."""
    columns = work.columns
    if "building" in columns or "address" in columns:
        return ""
    room = columns.get("room")
    if room is not None:
        values = work.values(room)
        if values and all(cells.address(value) for value in values):
            return ""
    if any(question.field == "building" for question in work.questions):
        return ""
    offers = [work.keys[at] for at in _offers(work, heading, "building")]
    given = work.answers.get(f"{work.sheet.name}|building", work.answers.get("*|building"))
    if given == NONE and f"{work.sheet.name}|building_name" not in work.answers:
        offers = []
    if offers:
        work.ask("building", "missing", offers)
        return ""
    return work.ask("building_name", "building_name", [work.sheet.name]) or ""


def _words_of_status(work: _Work) -> None:
    """Each word in the column of delivery must be known, or be explained by staff."""
    at = work.columns.get("status")
    if at is None:
        return
    words = {cells.plain(value) for row in work.body if (value := _cell(row, at))}
    unknown = sorted(word for word in words if not evidence.holding_of(word))
    if len(unknown) > _MOST_WORDS:  # not a vocabulary: the column is something else
        work.ask("status", "contradicts", [work.keys[at]])
        return
    for word in unknown:
        work.ask("status", "value", ("delivered", "undelivered", "unsold"), value=word)
