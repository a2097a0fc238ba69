"""Before a file is opened: what is it, and can it hurt. Streams; memory does not grow with a bomb.

A refusal is `Refused("places.roster_…")`. Sizes come from the zip directory, which `zipfile` never
reads beyond; the XML of each sheet is then looked through once as bytes, for document types
(entities), for the number of rows, cells and columns, and for merged cells.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from linli.kernel.errors import Refused
from linli.places.roster.table import MAX_COLUMNS

MAX_FILE = 40 * 1024 * 1024
MAX_UNPACKED = 400 * 1024 * 1024
MAX_PARTS = 500
MAX_RATIO = 100
RATIO_FROM = 2 * 1024 * 1024
MAX_ROWS = 200_000
MAX_CELLS = 4_000_000
LAST_ROW = 1_048_576  # of the format
MAX_MERGES = 50_000
_CHUNK = 1 << 18
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FAR = re.compile(rb"\sr=[\"'](?:([A-Z]{3,})[0-9]|([0-9]{7,}))")
_MERGE = re.compile(rb"mergeCell\s[^>]*?ref=[\"']\$?([A-Z]{1,3})\$?(\d+):\$?([A-Z]{1,3})\$?(\d+)")
_ROOT = re.compile(rb"<(\w+:)?worksheet[\s>]")


@dataclass(frozen=True, slots=True)
class Checked:
    """`kind`: xlsx or text. `merges`: part name -> merged ranges, 0-based and inclusive."""

    kind: str
    merges: dict[str, tuple[tuple[int, int, int, int], ...]]


def check(data: bytes) -> Checked:
    """Say what the file is. Raises Refused for whatever is not a table we open."""
    if not data:
        raise Refused("places.roster_empty", field="file")
    if len(data) > MAX_FILE:
        raise Refused("places.roster_too_large", field="file")
    if data[:1024].lstrip().startswith(b"%PDF"):
        raise Refused("places.roster_pdf", field="file")
    if data.startswith(_OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        raise Refused(
            "places.roster_encrypted" if locked else "places.roster_old_format", field="file"
        )
    if data.startswith(b"PK"):
        return Checked("xlsx", _check_zip(data))
    return Checked("text", {})


def _check_zip(data: bytes) -> dict[str, tuple[tuple[int, int, int, int], ...]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_directory(archive.infolist())
            return _check_parts(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise Refused("places.roster_broken", field="file") from error


def _check_directory(parts: list[zipfile.ZipInfo]) -> None:
    names = {part.filename.lower() for part in parts}
    if len(parts) > MAX_PARTS or len(names) != len(parts):
        raise Refused("places.roster_bomb", field="file")
    if any(part.flag_bits & 1 for part in parts):
        raise Refused("places.roster_encrypted", field="file")
    if sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise Refused("places.roster_bomb", field="file")
    for part in parts:
        ratio = part.file_size / max(part.compress_size, 1)
        if part.file_size > RATIO_FROM and ratio > MAX_RATIO:
            raise Refused("places.roster_bomb", field="file")
    if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in names):
        raise Refused("places.roster_macros", field="file")
    if "xl/workbook.xml" not in names or "[content_types].xml" not in names:
        raise Refused("places.roster_not_a_table", field="file")


def _check_parts(archive: zipfile.ZipFile) -> dict[str, tuple[tuple[int, int, int, int], ...]]:
    merges = {}
    budget = _Budget()
    for part in archive.infolist():
        name = part.filename.lower()
        if not name.endswith((".xml", ".rels")):
            continue
        with archive.open(part) as stream:
            blocks = _blocks(iter(lambda s=stream: s.read(_CHUNK), b""))  # type: ignore[misc]
            if name.startswith("xl/worksheets/"):
                merges[part.filename] = _check_sheet(blocks, budget)
            else:
                macros = [name == "[content_types].xml" and b"macroEnabled" in b for b in blocks]
                if any(macros):
                    raise Refused("places.roster_macros", field="file")
    return merges


def _blocks(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The XML in pieces that end with a tag; refuses document types and foreign encodings."""
    carry = b""
    first = True
    for chunk in chunks:
        if first:
            _check_encoding(chunk)
            first = False
        joined = carry + chunk
        cut = joined.rfind(b">") + 1
        block, carry = joined[:cut], joined[cut:]
        if len(carry) > 4 * _CHUNK:
            raise Refused("places.roster_bomb", field="file")
        if b"<!DOCTYPE" in block or b"<!ENTITY" in block:
            raise Refused("places.roster_entities", field="file")
        yield block
    yield carry


def _check_encoding(head: bytes) -> None:
    """Only UTF-8: in another encoding a document type would not be seen."""
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    declared = re.match(rb"<\?xml[^>]*encoding=[\"']([^\"']+)", text)
    if not text.startswith(b"<") or (
        declared and declared[1].lower() not in {b"utf-8", b"us-ascii", b"ascii"}
    ):
        raise Refused("places.roster_broken", field="file")


@dataclass(slots=True)
class _Budget:
    """Rows and cells of the whole workbook."""

    rows: int = 0
    cells: int = 0

    def spend(self, *, rows: int, cells: int) -> None:
        self.rows += rows
        self.cells += cells
        if self.rows > MAX_ROWS:
            raise Refused("places.roster_rows", field="file", most=MAX_ROWS)
        if self.cells > MAX_CELLS:
            raise Refused("places.roster_cells", field="file", most=MAX_CELLS)


def _check_sheet(blocks: Iterator[bytes], budget: _Budget) -> tuple[tuple[int, int, int, int], ...]:
    prefix: bytes | None = None
    in_row = 0
    tail: list[bytes] | None = None
    for block in blocks:
        if prefix is None:
            root = _ROOT.search(block)
            prefix = (root[1] or b"") if root else b""
        if tail is not None:
            tail.append(block)
            continue
        _check_far(block)
        pieces = block.split(b"<" + prefix + b"row")
        counts = [piece.count(b"<" + prefix + b"c") for piece in pieces]
        if max(in_row + counts[0], *counts[1:], 0) > MAX_COLUMNS:
            raise Refused("places.roster_columns", field="file", most=MAX_COLUMNS)
        in_row = counts[-1] if len(counts) > 1 else in_row + counts[0]
        budget.spend(rows=len(pieces) - 1, cells=sum(counts))
        end = block.find(b"</" + prefix + b"sheetData>")
        if end >= 0:
            tail = [block[end:]]
    return _merges(b"".join(tail or []))


def _check_far(block: bytes) -> None:
    """Cells far out make a reader fill the space between."""
    for match in _FAR.finditer(block):
        if match[1] and column_number(match[1].decode()) > MAX_COLUMNS:
            raise Refused("places.roster_columns", field="file", most=MAX_COLUMNS)
        if match[2] and int(match[2][:9]) > LAST_ROW:
            raise Refused("places.roster_broken", field="file")


def _merges(tail: bytes) -> tuple[tuple[int, int, int, int], ...]:
    found = []
    for match in _MERGE.finditer(tail):
        left, top, right, bottom = match.groups()
        if len(bottom) > len(str(LAST_ROW)) or int(bottom) > LAST_ROW:
            raise Refused("places.roster_broken", field="file")
        found.append(
            (
                int(top) - 1,
                column_number(left.decode()) - 1,
                int(bottom) - 1,
                min(column_number(right.decode()), MAX_COLUMNS) - 1,
            )
        )
        if len(found) > MAX_MERGES:
            raise Refused("places.roster_cells", field="file", most=MAX_MERGES)
    return tuple(found)


def column_number(letters: str) -> int:
    """A is 1, Z 26, AA 27. Anything longer than four letters is simply far."""
    number = 0
    for letter in letters[:5]:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """1 is A, 27 AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
