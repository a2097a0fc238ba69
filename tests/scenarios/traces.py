"""Look for what must not be there: plain, escaped, encoded or packed."""

import base64
import binascii
import re
import urllib.parse
import zlib
from collections.abc import Iterable, Iterator
from functools import cache

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


@cache
def _any_of(forms: frozenset[bytes]) -> re.Pattern[bytes]:
    """All of them at one go: forms that begin alike share their beginning, and are not tried each."""
    return re.compile(_branches(forms))


def _branches(forms: Iterable[bytes]) -> bytes:
    groups: dict[bytes, set[bytes]] = {}
    for form in forms:
        groups.setdefault(form[:1], set()).add(form[1:])
    return b"|".join(
        re.escape(first) + (b"" if b"" in rest else b"(?:" + _branches(rest) + b")")
        for first, rest in sorted(groups.items())
    )


def find(wanted: dict[str, set[bytes]], raw: bytes) -> set[str]:
    """Which of the wanted values stand in these bytes or in what is packed in them."""
    found: set[str] = set()
    pattern = _any_of(frozenset(form for forms in wanted.values() for form in forms))
    for each in (raw, *unpacked(raw)):
        if pattern.search(each):
            found |= {label for label, forms in wanted.items() if any(f in each for f in forms)}
    return found
