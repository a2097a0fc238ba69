"""Look for what must not be there: plain, escaped, encoded or packed."""

import base64
import binascii
import re
import urllib.parse
import zlib
from collections.abc import Iterator

HEX = re.compile(rb"\\\\?x([0-9a-f]{16,})")
BASE64 = re.compile(rb"[A-Za-z0-9+/_\-]{16,}={0,2}")


def needles(text: str) -> set[bytes]:
    """A value in the forms in which it could stand somewhere."""
    plain = text.encode()
    return {
        plain,
        plain.hex().encode(),
        text.encode("unicode_escape"),
        urllib.parse.quote(text).encode(),
        text.encode("utf-16-le"),
    }


def unpacked(raw: bytes) -> Iterator[bytes]:
    """Bytes that hide in hex or base64, and what a zlib stream in them holds."""
    for match in HEX.finditer(raw):
        yield from _with_inflated(binascii.unhexlify(match[1][: len(match[1]) // 2 * 2]))
    for match in BASE64.finditer(raw):
        token = match[0].rstrip(b"=").replace(b"+", b"-").replace(b"/", b"_")
        try:
            decoded = base64.urlsafe_b64decode(token + b"=" * (-len(token) % 4))
        except binascii.Error:
            continue
        yield from _with_inflated(decoded)


def _with_inflated(raw: bytes) -> Iterator[bytes]:
    yield raw
    try:
        yield zlib.decompressobj().decompress(raw, 1_000_000)
    except zlib.error:
        return


def find(wanted: dict[str, set[bytes]], raw: bytes) -> set[str]:
    """Which of the wanted values stand in these bytes or in what is packed in them."""
    found = {label for label, forms in wanted.items() if any(form in raw for form in forms)}
    pattern = re.compile(b"|".join(re.escape(f) for forms in wanted.values() for f in forms))
    for inner in unpacked(raw):
        if pattern.search(inner):
            found |= {label for label, forms in wanted.items() if any(f in inner for f in forms)}
    return found
