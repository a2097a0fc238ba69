"""Whether a text gives away an identity number. Pure."""

import re
import unicodedata

from linli.identity.identifiers import BadIdentifierError, parse_id
from linli.kernel import clock

_CANDIDATE = re.compile(r"(?<!\d)\d(?:[ \-]?\d){16}[ \-]?[\dX](?!\d)", re.IGNORECASE)


def holds_id_number(text: str) -> bool:
    """Also with full-width digits, spaces or hyphens in it."""
    plain = unicodedata.normalize("NFKC", text)
    for found in _CANDIDATE.finditer(plain):
        try:
            parse_id(found[0], today=clock.today())
        except BadIdentifierError:
            continue
        return True
    return False
