"""The code at the door: signed, names the occasion and its district, and is over soon."""

from django.core.signing import BadSignature, TimestampSigner

from linli.activities.parameters import CODE_LASTS
from linli.districts.context import current_schema

_SIGNER = TimestampSigner(salt="linli.activities.door")


def _named(occasion: int) -> str:
    """The same number is another date in another district."""
    return f"{current_schema()}.{occasion}"


def made(occasion: int) -> str:
    return _SIGNER.sign(_named(occasion))


def fits(code: str, occasion: int) -> bool:
    """Whether it is of this occasion and not over."""
    try:
        return _SIGNER.unsign(code, max_age=CODE_LASTS) == _named(occasion)
    except BadSignature:
        return False
