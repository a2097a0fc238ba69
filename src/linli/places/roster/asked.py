"""What is asked beyond the columns themselves: the building of a sheet, floors, words of delivery."""

from linli.places.roster import cells, evidence, floors
from linli.places.roster.heading import Heading
from linli.places.roster.types import NONE
from linli.places.roster.work import Work, cell_of, offers

#: A column of more different words is no vocabulary.
_MOST_WORDS = 12
KINDS = ("homes", "parking")


def building_of_sheet(work: Work, heading: Heading) -> str:
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
    found = [work.keys[at] for at in offers(work, heading, "building")]
    if work.answer("building") == NONE and f"{work.sheet.name}|building_name" not in work.answers:
        found = []
    if found:
        work.ask("building", "missing", found)
        return ""
    return work.ask("building_name", "building_name", [work.sheet.name]) or ""


def words_of_status(work: Work) -> None:
    """Each word in the column of delivery must be known, or be explained by staff."""
    at = work.columns.get("status")
    if at is None:
        return
    words = {cells.plain(value) for row in work.body if (value := cell_of(row, at))}
    unknown = sorted(word for word in words if not evidence.holding_of(word))
    if len(unknown) > _MOST_WORDS:  # not a vocabulary: the column is something else
        work.ask("status", "contradicts", [work.keys[at]])
        return
    for word in unknown:
        work.ask("status", "value", ("delivered", "undelivered", "unsold"), value=word)


def floor_of_room(work: Work, heading: Heading, place: str) -> None:
    """Where one room stands on several floors of a stairwell, ask whether they belong together."""
    if place not in work.columns:
        return
    given = work.answer("floor")
    if given in work.keys:
        work.columns["floor"] = work.keys.index(given)
        return
    found = [
        at for at in heading.at("floor") if floors.numbered_anew(work.body, work.columns, place, at)
    ]
    if found and given != NONE:
        work.ask("floor", "floor", [work.keys[at] for at in found])


def lists_parking(work: Work, heading: Heading) -> bool:
    """A sheet with a column of spaces before one of rooms, and none of buildings, may be either."""
    spaces, rooms = heading.at("parking_no"), heading.at("room")
    if not spaces or not rooms or heading.at("building") or spaces[0] > rooms[0]:
        return False
    return work.ask("kind", "kind", KINDS) == "parking"
