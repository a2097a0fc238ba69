"""Which row is the heading and which column is what. It asks and never guesses.

The heading and the values must agree. Where two columns claim one field, none does, or the values
contradict the heading, the answer is a question with candidates; the roster is read once all are
answered. Staff's answers are kept by heading, so that shuffled columns need no second answer.
"""

import re
from collections import Counter
from collections.abc import Sequence

from linli.places.roster import asked, cells, evidence
from linli.places.roster.body import SIDE_BY_SIDE
from linli.places.roster.headers import Meaning
from linli.places.roster.heading import Heading, heading_of
from linli.places.roster.table import (
    Row,
    is_repeated_heading,
    is_total,
    numbers_columns,
    words_of_heading,
)
from linli.places.roster.types import (
    NONE,
    Answers,
    Detection,
    Layout,
    Question,
    Sheet,
    Skipped,
)
from linli.places.roster.work import Work, cell_of, offers

#: Longer numbers do not just count the rows.
_COUNTING = 4
_PARKING = re.compile(r"车位|车库|泊位|停车|parking|garage", re.IGNORECASE)
#: On a sheet of parking spaces these are of the owner's flat, not of the space.
_OF_THE_FLAT = {"room", "address", "stair", "building", "use", "co_owner", "co_owner_id"}
_FIELDS = (
    "building", "stair", "room", "address", "area", "owner", "id", "phone", "status", "use",
    "remark", "parking_no", "co_owner", "co_owner_id",
)  # fmt: skip
#: Fields that may stand in two columns of which each row fills one: persons' and companies'.
_TAKE_TURNS = {"id", "phone", "owner"}
_BY_LAW = {"registered": 0, "plain": 1, "measured": 2, "contract": 3}


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
    about_parking = _about_parking(sheet, first)
    if first < len(sheet.rows) and numbers_columns(sheet.rows[first]):
        first += 1
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
    work = Work(sheet, answers, body, heading_keys(texts))
    places = any(heading.at(name) for name in ("room", "stair_room", "address", "unit_or_room"))
    if about_parking and not places and not heading.at("parking_no"):
        _numbered_spaces(work, heading)
    about_parking = about_parking or _of_spaces(heading)
    parking = bool(heading.at("parking_no")) and (
        about_parking or not places or asked.lists_parking(work, heading)
    )
    if not parking and not places and not offers(work, heading, "room"):
        return None
    if not any(heading.at(name) for name in ("area", "owner", "id")):
        return None
    building = ""
    if not work.questions:  # what the sheet is comes first
        _choose(work, heading, parking=parking)
        building = "" if parking else asked.building_of_sheet(work, heading)
        asked.floor_of_room(work, heading, "parking_no" if parking else "room")
        asked.words_of_status(work)
    layout = Layout(
        sheet.name,
        parking,
        first,
        work.columns,
        work.keys,
        heading.rows,
        building,
        beside=work.beside,
        stair_in_room=work.columns.get("room", -1) in heading.at("stair_room"),
    )
    return layout, work.questions


def _of_spaces(heading: Heading) -> bool:
    """All areas that the heading names are those of parking spaces."""
    areas = [heading.texts[at] for at in heading.at("area")]
    return bool(areas) and all(_PARKING.search(text) for text in areas)


def _about_parking(sheet: Sheet, first: int) -> bool:
    titles = [sheet.name, *(cell for row in sheet.rows[: first - 1] for cell in row if cell)]
    return any(_PARKING.search(title) for title in titles)


def _numbered_spaces(work: Work, heading: Heading) -> None:
    """On a sheet about parking, the one column of numbers that do not just count is the space."""
    counting = [
        at
        for at in heading.at("seq")
        if not all(value.isdigit() and len(value) < _COUNTING for value in work.values(at))
    ]
    if len(counting) == 1:
        heading.meanings[counting[0]] = Meaning("parking_no", 2)


def _choose(work: Work, heading: Heading, *, parking: bool) -> None:
    _english_unit(work, heading)
    _stairwell_and_room(work, heading)
    wanted = ["parking_no"] if parking else ["room"]
    for name in _FIELDS:
        needed = name in wanted or (not parking and name in {"area", "owner"})
        if name in _OF_THE_FLAT if parking else name == "parking_no":
            continue
        if name == "room" and not parking and _address_instead(work, heading):
            continue
        if name in work.columns:
            continue
        if name == "address" and "room" in work.columns:
            continue
        _pick(work, heading, name, needed=needed)


def _english_unit(work: Work, heading: Heading) -> None:
    """Unit is the stairwell beside a room, and the room where no other column is one."""
    for at in heading.at("unit_or_room"):
        values = work.values(at)
        if heading.at("room"):
            heading.meanings[at] = Meaning("stair", 2)
        elif heading.at("stair") or (
            evidence.suggests("room", values) and 3 * len(set(values)) > len(values)
        ):
            heading.meanings[at] = Meaning("room", 2)


def _stairwell_and_room(work: Work, heading: Heading) -> None:
    """单元房号 holds both where its values do; an address where they name the building too."""
    for at in heading.at("stair_room"):
        values = work.values(at)
        beside = heading.at("building") or not evidence.fits("address", values)
        if not (beside and evidence.fits("stair_room", values)):
            heading.meanings[at] = Meaning("address", 3)
        elif "room" not in work.columns and not heading.at("room"):
            work.columns["room"] = at


def _address_instead(work: Work, heading: Heading) -> bool:
    """No column is the room alone, one is a whole address that can be taken apart."""
    if heading.at("room"):
        return False
    at = heading.at("address")
    return len(at) == 1 and evidence.fits("address", work.values(at[0]))


def _pick(work: Work, heading: Heading, name: str, *, needed: bool) -> None:
    answer = work.answer(name)
    if answer in work.keys:
        work.columns[name] = work.keys.index(answer)
        return
    if answer == NONE:
        return
    claims = heading.at(name)
    fitting = [at for at in claims if evidence.fits(name, work.values(at))]
    if claims and not fitting:
        others = [*claims, *(at for at in offers(work, heading, name) if at not in claims)]
        if name in {"address", "remark"}:
            return
        work.ask(name, "contradicts", [work.keys[at] for at in others])
        return
    if not fitting:
        offered = offers(work, heading, name) if needed or name in {"id", "phone"} else []
        if needed or offered:
            work.ask(name, "missing", [work.keys[at] for at in offered])
        return
    chosen = _one_of(work, heading, fitting, name)
    if chosen is None:
        order = sorted(fitting, key=lambda at: _lawful(heading.meanings[at]))
        work.ask(name, "ambiguous", [work.keys[at] for at in order])
    else:
        work.columns[name] = chosen


def _take_turns(body: Sequence[Row], columns: list[int]) -> bool:
    return all(sum(bool(cell_of(row, at)) for at in columns) <= 1 for row in body)


def _lawful(meaning: Meaning | None) -> int:
    return _BY_LAW.get(meaning.basis, 9) if meaning else 9


def _one_of(work: Work, heading: Heading, claims: list[int], name: str) -> int | None:
    """The one claim, the strongest, or the first of columns that say the same; None: ask."""
    strength = {at: (m.strength if (m := heading.meanings[at]) else 0) for at in claims}
    most = [at for at in claims if strength[at] == max(strength.values())]
    filled_in = [at for at in most if work.values(at)] or most[:1]
    if len(filled_in) == 1:
        return filled_in[0]
    first = filled_in[0]
    taking_turns = name in _TAKE_TURNS and _take_turns(work.body, filled_in)
    if taking_turns or name in SIDE_BY_SIDE:
        work.beside[name] = tuple(filled_in[1:])
        return first
    same = all(cell_of(row, at) == cell_of(row, first) for at in filled_in[1:] for row in work.body)
    return first if same or name == "remark" else None
