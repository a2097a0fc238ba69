"""Files that mean harm, or are something else: refused in under two seconds, memory flat."""

import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from linli.places.roster import gate
from linli.places.roster.table import Spans, filled
from linli.places.tests.rosters import JT, changed

SOURCE = Path(__file__).resolve().parents[3]
SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OPEN = f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{MAIN}"><sheetData>'.encode()
CLOSE = b"</sheetData></worksheet>"
#: Runs in a process of its own, where the highest memory is this file's alone.
MEASURE = """
import json, resource, sys, time
from linli.kernel.errors import Refused
from linli.places.roster import detect, sheets
import linli.places.roster.reading
data = open(sys.argv[1], "rb").read()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = time.monotonic()
try:
    sheets.sheets_of(data)
    code = "read"
except Refused as refusal:
    code = refusal.code
took = time.monotonic() - start
grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
print(json.dumps([code, took, grown]))
"""


def jt() -> bytes:
    return JT.read_bytes()


def sheet(content: bytes, **options) -> bytes:
    return changed(jt(), SHEET, OPEN + content + CLOSE, **options)


def _cells(count: int) -> bytes:
    """Numbers that do not pack well, so that it is not their packing that gives them away."""
    return b"".join(b"<c><v>%d</v></c>" % (n * 7919 % 1_000_003) for n in range(count))


def encrypted_flag() -> bytes:
    data = bytearray(jt())
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def lying_directory() -> bytes:
    """Says that its sheet is small: what is unpacked is never more than it says."""
    data = bytearray(sheet(b"<row/>" * 3_000_000))
    at = data.rfind(b"PK\x01\x02", 0, data.rfind(SHEET.encode()))
    data[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    return bytes(data)


def macros() -> bytes:
    return changed(jt(), "xl/vbaProject.bin", b"\xd0\xcf\x11\xe0")


def macro_types() -> bytes:
    with zipfile.ZipFile(io.BytesIO(jt())) as archive:
        types = archive.read("[Content_Types].xml")
    wanted = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    old = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    assert old in types
    return changed(jt(), "[Content_Types].xml", types.replace(old, wanted))


def laughs() -> bytes:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return changed(
        jt(),
        SHEET,
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{entities}]><x>&a9;</x>'.encode(),
    )


FILES = {
    "pdf": (lambda: b"%PDF-1.7\n" + os.urandom(5000), "places.roster_pdf"),
    "nothing": (lambda: b"", "places.roster_empty"),
    "blank": (lambda: b"\n \n", "places.roster_empty"),
    "wide sheet": (
        lambda: sheet(b"<row>" + _cells(200_000) + b"</row>"),
        "places.roster_columns",
    ),
    "wide csv": (lambda: b"1," * 200_000, "places.roster_columns"),
    "far cell": (
        lambda: sheet(b'<row r="1"><c r="XFD1"><v>1</v></c></row>' * 9),
        "places.roster_columns",
    ),
    "far row": (lambda: sheet(b'<row r="999999999"><c><v>1</v></c></row>'), "places.roster_broken"),
    "many rows": (
        lambda: sheet(_cells(300_000).replace(b"<c>", b"<row><c>").replace(b"</c>", b"</c></row>")),
        "places.roster_rows",
    ),
    "zip bomb": (lambda: sheet(b"<row/>" * 60_000_000), "places.roster_bomb"),
    "zip bomb beside": (
        lambda: changed(jt(), "xl/media/image1.png", b"\0" * 300_000_000),
        "places.roster_bomb",
    ),
    "lying directory": (lying_directory, "places.roster_broken"),
    "macros": (macros, "places.roster_macros"),
    "macro type": (macro_types, "places.roster_macros"),
    "encrypted zip": (encrypted_flag, "places.roster_encrypted"),
    "encrypted ole": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "places.roster_encrypted",
    ),
    "old xls": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4000,
        "places.roster_old_format",
    ),
    "a merged range beyond the sheet": (
        lambda: changed(
            jt(),
            SHEET,
            OPEN
            + CLOSE.replace(
                b"</worksheet>",
                b'<mergeCells><mergeCell ref="A3:A999999999"/></mergeCells></worksheet>',
            ),
        ),
        "places.roster_broken",
    ),
    "half a zip": (lambda: jt()[:20_000], "places.roster_broken"),
    "zip of something else": (lambda: _zip({"a.txt": b"a"}), "places.roster_not_a_table"),
    "entities": (laughs, "places.roster_entities"),
    "utf-16 sheet": (
        lambda: changed(jt(), SHEET, '<?xml version="1.0"?><x/>'.encode("utf-16")),
        "places.roster_broken",
    ),
    "no xml": (lambda: sheet(b"<row><c></row>"), "places.roster_broken"),
    "html": (lambda: b"<html><table></table></html>", "places.roster_not_a_table"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n\0\0\0" + os.urandom(99), "places.roster_not_a_table"),
}


def _zip(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize("name", FILES)
def test_refused_quickly_with_flat_memory(name, tmp_path):
    make, code = FILES[name]
    path = tmp_path / "roster.xlsx"
    path.write_bytes(make())
    ran = subprocess.run(
        [sys.executable, "-c", MEASURE, str(path)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
    )
    assert ran.returncode == 0, ran.stderr
    answer, seconds, kilobytes = json.loads(ran.stdout)
    assert answer == code
    assert seconds < 2
    assert kilobytes < 60_000


def test_a_million_merged_rows_cost_no_more_than_one():
    """Ranges as high and as wide as the format allows, one over the other."""
    high = [(n, 0, gate.LAST_ROW - 1, 0) for n in range(1, 50_000)]
    spans = Spans(high, 1)
    assert (spans.source(1, 0), spans.source(2, 0), spans.source(60_000, 0)) == (None, 1, 49_999)
    assert spans.source(7, 1) is None
    wide = [(0, 1, 11, 1023)] * 50_000
    rows = [("a", "b", "c"), ("d", "e", "f")]
    assert [row[:4] for row in filled(rows, wide)] == [("a", "b", "b", "b"), ("d", "b", "b", "b")]
