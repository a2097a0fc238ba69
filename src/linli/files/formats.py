"""What a file is, by its bytes alone. Pure; the name and the browser's word are never asked.

Raises Refused with a code that says what it is and what to do.
"""

import codecs
import csv
import io
import re
import zipfile
import zlib
from itertools import islice

from linli.files import parameters
from linli.kernel.attachments import PDF, PICTURE, SHEET, TABLE
from linli.kernel.errors import Refused

_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a")
#: Brands of the ISO media container that hold HEIC, HEIF and AVIF stills.
_HEIC = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis"}
_FILMS = {b"isom", b"mp41", b"mp42", b"qt  ", b"M4V ", b"3gp4", b"3gp5", b"iso2", b"avc1"}
_MARKUP = re.compile(
    rb"^\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|svg|script|\?xml|body|iframe)", re.IGNORECASE
)
#: What runs or fetches when a PDF is opened, or hides another file in it (ISO 32000-1, 12.6.4).
_PDF_ACTIVE = re.compile(
    rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData)\b"
)
_PDF_TAIL = 1024
_ACTIVE_PARTS = re.compile(r"vbaproject|activex|/embeddings/|oleobject", re.IGNORECASE)
_SAMPLE = 200


def format_of(content: bytes) -> str:
    """`picture`, `pdf`, `xlsx` or `csv`. Pictures are only recognised here; `pictures` opens them."""
    if not content:
        raise Refused("files.empty", field="files")
    if content.startswith(_PICTURES) or (content[:4] == b"RIFF" and content[8:12] == b"WEBP"):
        return PICTURE
    if content[4:8] == b"ftyp":
        _refuse_container(content[8:12])
    if content.startswith(b"%PDF-"):
        return _pdf(content)
    if content.startswith(b"PK\x03\x04"):
        return _workbook(content)
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise Refused("files.old_office", field="files")
    if content.startswith((b"II*\x00", b"MM\x00*", b"BM")):
        raise Refused("files.other_picture", field="files")
    if _MARKUP.match(content[:512]):
        raise Refused("files.markup", field="files")
    return _table(content)


def _refuse_container(brand: bytes) -> None:
    if brand in _HEIC:
        raise Refused("files.heic", field="files")
    if brand in _FILMS:
        raise Refused("files.film", field="files")
    raise Refused("files.unknown", field="files")


def _pdf(content: bytes) -> str:
    """One document from its first byte to its last, with nothing in it that acts."""
    tail = content[-_PDF_TAIL:].rstrip(b"\r\n\t \x00")
    if not tail.endswith(b"%%EOF") or b"startxref" not in content[-2 * _PDF_TAIL :]:
        raise Refused("files.pdf_broken", field="files")
    if b"/Encrypt" in content:
        raise Refused("files.pdf_locked", field="files")
    # names may be written with #xx escapes: /J#53 is /JS
    plain = re.sub(rb"#([0-9A-Fa-f]{2})", lambda m: bytes([int(m[1], 16)]), content)
    if _PDF_ACTIVE.search(plain):
        raise Refused("files.pdf_active", field="files")
    return PDF


def _workbook(content: bytes) -> str:
    """An XLSX: one archive from first byte to last, of modest size unpacked, without macros."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
            _require_modest(entries, len(content))
            if archive.comment or _end_of(content) != len(content):
                raise Refused("files.zip_tail", field="files")
            if not {"[Content_Types].xml", "xl/workbook.xml"} <= names:
                raise Refused("files.archive", field="files")
            with archive.open("[Content_Types].xml") as part:
                types = part.read(parameters.MEGABYTE)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise Refused("files.sheet_broken", field="files") from error
    except zlib.error as error:
        raise Refused("files.sheet_broken", field="files") from error
    if b"macroEnabled" in types or any(_ACTIVE_PARTS.search(name) for name in names):
        raise Refused("files.macros", field="files")
    if any(name.startswith("/") or ".." in name.split("/") for name in names):
        raise Refused("files.sheet_broken", field="files")
    return SHEET


def _require_modest(entries: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    if (
        len(entries) > parameters.ENTRIES_MAX
        or unpacked > parameters.UNPACKED_MAX
        or unpacked > parameters.RATIO_MAX * max(packed, 4096)
    ):
        raise Refused("files.bomb", field="files")


def _end_of(content: bytes) -> int:
    """Where the archive's own end record ends; what stands behind it is not of the archive."""
    at = content.rfind(b"PK\x05\x06")
    return at + 22 + int.from_bytes(content[at + 20 : at + 22], "little") if at >= 0 else -1


def text_of(content: bytes) -> str:
    """The text of a table: UTF-8, UTF-16 with its mark, else GB18030. Raises Refused."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not re.search(r"[\x00-\x08\x0b\x0e-\x1f\x7f]", text):
            return text
    raise Refused("files.unknown", field="files")


def _table(content: bytes) -> str:
    """Rows of at least two cells, split by the same sign. Plain prose is no table."""
    text = text_of(content)
    if re.search(r"<\s*(?:script|html|svg|iframe|body)\b", text, re.IGNORECASE):
        raise Refused("files.markup", field="files")
    for sign in (",", "\t", ";"):
        try:
            rows = list(islice(csv.reader(io.StringIO(text), delimiter=sign), _SAMPLE))
        except csv.Error:
            continue
        filled = [row for row in rows if any(cell.strip() for cell in row)]
        if filled and sum(len(row) > 1 for row in filled) * 2 > len(filled):
            return TABLE
    raise Refused("files.unknown", field="files")
