"""XLSX and CSV to rows of text, after `gate` has let the file in.

A cell is a string or None. Three kinds of string say that the file does not hold what a person
saw: `Formula` (a sum instead of a value), `Lossy` (a number of more than 15 digits, whose end the
spreadsheet threw away) and `Stamp` (a date that somebody may have typed as 1-2).
"""

import csv
import io
import re
from datetime import date, datetime, time, timedelta
from typing import Any

from linli.kernel.errors import Refused
from linli.places.roster import gate
from linli.places.roster.table import MAX_COLUMNS
from linli.places.roster.types import Sheet

EXACT_DIGITS = 15
_ERRORS = {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"}
_SNIFF = 64 * 1024
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")


class Formula(str):
    __slots__ = ()


class Lossy(str):
    __slots__ = ()


class Stamp(str):
    __slots__ = ()


def sheets_of(data: bytes, *, name: str = "") -> list[Sheet]:
    """All sheets of a file; hidden ones are named and not read. Raises Refused("places.roster_…")."""
    checked = gate.check(data)
    if checked.kind == "text":
        return [Sheet(name or "CSV", _rows_of_text(data))]
    try:
        return _sheets_of_workbook(data, checked)
    except Refused:
        raise
    except MemoryError:
        raise
    except Exception as error:
        raise Refused("places.roster_broken", field="file") from error


def _sheets_of_workbook(data: bytes, checked: gate.Checked) -> list[Sheet]:
    import openpyxl  # type: ignore[import-untyped]  # a tenth of a server's start

    book = openpyxl.load_workbook(
        io.BytesIO(data), read_only=True, data_only=False, keep_links=False
    )
    try:
        found = []
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                found.append(Sheet(sheet.title, [], hidden=True))
                continue
            sheet.reset_dimensions()  # what the file says about its size is not believed
            rows = [tuple(map(text_of, row)) for row in sheet.iter_rows(values_only=True)]
            while rows and not any(rows[-1]):
                rows.pop()
            part = sheet._worksheet_path  # noqa: SLF001 (openpyxl has no public name for it)
            found.append(Sheet(sheet.title, rows, checked.merges.get(part, ())))
    finally:
        book.close()
    return found


def text_of(value: Any) -> str | None:  # noqa: PLR0911 (a table of types)
    """A cell's value as text. Whole floats lose their .0; no number is rounded."""
    if value is None:
        return None
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return _float(value)
    if isinstance(value, datetime | date | time | timedelta):
        return Stamp(str(value))
    return Formula("=")


def _text(value: str) -> str | None:
    stripped = value.strip()
    if not stripped:
        return None
    if stripped.startswith("=") and len(stripped) > 1:
        literal = stripped[2:-1]
        if stripped.startswith('="') and stripped.endswith('"') and '"' not in literal:
            return literal.strip() or None  # ="0101": how some programs keep leading zeros
        return Formula(stripped)
    return None if stripped in _ERRORS else stripped


def _float(value: float) -> str:
    if value.is_integer():
        digits = str(int(value))
        return Lossy(digits) if len(digits.lstrip("-")) > EXACT_DIGITS else digits
    # The shortest decimal that is this double: 89.440000000000001 in the file is 89.44 again.
    return repr(value)


def _rows_of_text(data: bytes) -> list[tuple[str | None, ...]]:
    text = _decoded(data)
    head = text.lstrip()[:200].lower()
    if head.startswith(("<!doctype", "<html", "<?xml", "<table")):
        raise Refused("places.roster_not_a_table", field="file")
    rows: list[tuple[str | None, ...]] = []
    cells = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        for row in reader:
            cells += len(row)
            if len(row) > MAX_COLUMNS:
                raise Refused("places.roster_columns", field="file", most=MAX_COLUMNS)
            if len(rows) >= gate.MAX_ROWS:
                raise Refused("places.roster_rows", field="file", most=gate.MAX_ROWS)
            if cells > gate.MAX_CELLS:
                raise Refused("places.roster_cells", field="file", most=gate.MAX_CELLS)
            rows.append(tuple(map(_text, row)))
    except csv.Error as error:
        raise Refused("places.roster_broken", field="file") from error
    while rows and not any(rows[-1]):
        rows.pop()
    if not rows:
        raise Refused("places.roster_empty", field="file")
    return rows


def _decoded(data: bytes) -> str:
    """UTF-8, UTF-16 with its mark, or GB 18030; a file of another sort is refused."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "gb18030")
    if encodings[0] != "utf-16" and b"\0" in data:
        raise Refused("places.roster_not_a_table", field="file")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _CONTROLS.search(text[:_SNIFF]):
            break
        return text
    raise Refused("places.roster_not_a_table", field="file")


def _delimiter(text: str) -> str:
    """The mark that stands most often in the first lines."""
    head = text[:_SNIFF]
    return max(",\t;|", key=lambda mark: (head.count(mark), mark == ","))
