"""Rows of a sheet apart from their meaning: merged cells, totals, headings that come again."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from linli.places.roster.cells import plain

Row = tuple[str | None, ...]
#: A sheet is no wider than this.
MAX_COLUMNS = 1024
_TOTAL = re.compile(
    r"^(合计|总计|小计|共计|累计|本页小计|本页合计|总数|total|subtotal|grandtotal|sum)[::]?",
    re.IGNORECASE,
)
#: 1栋小计 and 全部合计: the word may stand at the end.
_TOTAL_OF = re.compile(r".{1,12}(小计|合计|总计|共计)[::]?", re.IGNORECASE)
_SMALL = re.compile(r"^(小计|本页小计|subtotal)|.小计[::]?$", re.IGNORECASE)
#: Who made the list and when, page numbers, notes: below a table, or below each printed page.
_FOOTING = re.compile(
    r"^(制表|填表|填报|编制|审核|复核|审批|核对|经办|负责|联系|统计|报送|主管|盖章|签字|日期|备注|注|说明"
    r"|prepared|checked|approved|date|notes?|remarks?)[^::]{0,12}[::]"
    r"|^第[0-9]+页|^共[0-9]+页|^page[0-9]+",
    re.IGNORECASE,
)
#: A total's word stands in one of the first filled cells.
_LOOK_AT = 3
_LONGEST_TOTAL = 16
#: Columns and cells from which something is a title, or a heading again.
_SEVERAL = 3


def filled(rows: Sequence[Row], merges: Sequence[tuple[int, int, int, int]]) -> list[Row]:
    """The first rows with merged cells filled from their top left one."""
    table = [list(row) for row in rows]
    cells = len(table) * MAX_COLUMNS  # ranges of an honest file do not overlap
    for top, left, bottom, right in merges:
        if top >= len(table) or left >= len(table[top]):
            continue
        value = table[top][left]
        if left == 0 and right + 1 >= len(table[top]) and right >= _SEVERAL:
            continue  # over the whole width: a title
        cells -= (min(bottom + 1, len(table)) - top) * (right - left + 1)
        if cells < 0:
            break
        for r in range(top, min(bottom + 1, len(table))):
            table[r] += [None] * (right + 1 - len(table[r]))
            for c in range(left, right + 1):
                table[r][c] = value
    return [tuple(row) for row in table]


def total_word(row: Row) -> str:
    """The word that makes a row a total, or an empty text."""
    cells = [plain(cell) for cell in row if cell][:_LOOK_AT]
    short = (cell for cell in cells if len(cell) <= _LONGEST_TOTAL)
    return next((cell for cell in short if _TOTAL.match(cell) or _TOTAL_OF.fullmatch(cell)), "")


def is_total(row: Row) -> bool:
    return bool(total_word(row))


def is_subtotal(row: Row) -> bool:
    return bool(_SMALL.search(total_word(row)))


def numbers_columns(row: Row) -> bool:
    """Below a heading of an official form: 1, 2, 3 … up to the last column."""
    named = [plain(cell).strip("()") for cell in row if cell]
    return len(named) > _SEVERAL and named == [str(n) for n in range(1, len(named) + 1)]


def reads_as_footing(text: str) -> bool:
    """Who made the list, when, a note, a page number."""
    return bool(_FOOTING.match(plain(text)))


def words_of_heading(texts: Sequence[str]) -> frozenset[str]:
    """The texts of a heading and of its parts, for `is_repeated_heading`."""
    parts = {plain(part) for text in texts for part in text.split("/") if part}
    return frozenset(parts | {plain(text) for text in texts if text})


def is_repeated_heading(row: Row, words: frozenset[str]) -> bool:
    """A printed page begins with the heading again."""
    named = [cell for cell in row if cell]
    return (
        len(named) >= _SEVERAL
        and plain(named[0]) in words
        and all(plain(cell) in words for cell in named)
    )


class Spans:
    """Vertically merged cells of the body: which row a cell takes its value from."""

    def __init__(self, merges: Sequence[tuple[int, int, int, int]], first: int) -> None:
        # column -> its (top, bottom) in order: a range may be a million rows high
        self._of: dict[int, list[tuple[int, int]]] = {}
        for top, left, bottom, right in sorted(merges):
            if first <= top < bottom and left == right:
                self._of.setdefault(left, []).append((top, bottom))

    def source(self, row: int, column: int) -> int | None:
        """The row above whose cell spans this one; None when it stands for itself."""
        ranges = self._of.get(column, [])
        place = bisect_left(ranges, (row, 0)) - 1  # the last one that begins above this row
        return ranges[place][0] if place >= 0 and row <= ranges[place][1] else None
