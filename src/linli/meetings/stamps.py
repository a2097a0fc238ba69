"""The mark of a live fragment: what version its reader has, sealed for that reader. Pure but for the key.

A phone that follows a meeting asks each second whether something changed. Nearly always nothing did,
and saying so must cost one read by a primary key: no session, no person, no rights. So the mark bears a
keyed hash over the meeting, the version and the whole cookie header: who shows it got the fragment
before, with these cookies, and learns no more than that it still stands. It ends by itself at the moment
when time alone changes what is shown.

When something changed, five hundred ask at once. Who was asked for all their rights within the minute
is asked for the rest alone: whether the session lives and which seat its person holds. Until when that
holds (`rights`) is in the mark too, and no answer but one of the whole way moves it on.
"""

import hmac
import re
from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings

#: Seconds after which the whole way is gone again.
AT_MOST = 60
_LENGTH = 22
_MARK = re.compile(r'(?:W/)?"(\d{1,10})\.(\d{1,11})\.(\d{1,11})\.([0-9a-f]{22})"', re.ASCII)


@dataclass(frozen=True, slots=True)
class Stamp:
    """Times are seconds since 1970."""

    version: int
    until: int
    #: until when the rights hold that were looked at; 0: they are looked at each time
    rights: int


def stamp(address: str, cookies: str, has: Stamp) -> str:
    """As an ETag: weak, since a fragment may be packed on its way."""
    return f'W/"{has.version}.{has.until}.{has.rights}.{_seal(address, cookies, has)}"'


def opened(tag: str, address: str, cookies: str) -> Stamp | None:
    """The stamp of an If-None-Match, if this reader got it from us."""
    found = _MARK.fullmatch(tag)
    if found is None:
        return None
    has = Stamp(int(found[1]), int(found[2]), int(found[3]))
    return has if hmac.compare_digest(found[4], _seal(address, cookies, has)) else None


def _seal(address: str, cookies: str, has: Stamp) -> str:
    said = f"{address}\n{has.version}\n{has.until}\n{has.rights}\n{cookies}".encode()
    key = f"meetings.stamps {settings.SECRET_KEY}".encode()
    return hmac.new(key, said, sha256).hexdigest()[:_LENGTH]
