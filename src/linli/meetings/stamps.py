"""The mark of a live fragment: what version its reader has, sealed for that reader. Pure but for the key.

A phone that follows a meeting asks each second whether something changed. Nearly always nothing did,
and saying so must cost one read by a primary key: no session, no person, no rights. So the mark bears a
keyed hash over the meeting, the version and the whole cookie header: who shows it got the fragment
before, with these cookies, and learns no more than that it still stands. It ends by itself, so that
whoever loses a right loses the page within the minute, and at the moment when time alone changes
what is shown.
"""

import hmac
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.conf import settings

#: Seconds after which the whole way is gone again.
AT_MOST = 60
_LENGTH = 22


@dataclass(frozen=True, slots=True)
class Stamp:
    version: int
    #: seconds since 1970
    until: int


def stamp(address: str, cookies: str, version: int, until: datetime) -> str:
    """As an ETag: weak, since a fragment may be packed on its way."""
    ends = int(until.timestamp())
    return f'W/"{version}.{ends}.{_seal(address, cookies, version, ends)}"'


def opened(tag: str, address: str, cookies: str) -> Stamp | None:
    """The stamp of an If-None-Match, if this reader got it from us."""
    parts = tag.removeprefix("W/").strip('"').split(".")
    if len(parts) != 3 or not (parts[0].isdecimal() and parts[1].isdecimal()):  # noqa: PLR2004 (as made above)
        return None
    version, ends = int(parts[0]), int(parts[1])
    genuine = hmac.compare_digest(parts[2], _seal(address, cookies, version, ends))
    return Stamp(version, ends) if genuine else None


def _seal(address: str, cookies: str, version: int, ends: int) -> str:
    said = f"{address}\n{version}\n{ends}\n{cookies}".encode()
    key = f"meetings.stamps {settings.SECRET_KEY}".encode()
    return hmac.new(key, said, sha256).hexdigest()[:_LENGTH]
