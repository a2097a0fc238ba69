"""The code at the door: signed, names the occasion, and is over soon."""

from django.core.signing import BadSignature, TimestampSigner

from linli.activities.parameters import CODE_LASTS

_SIGNER = TimestampSigner(salt="linli.activities.door")


def made(occasion: int) -> str:
    return _SIGNER.sign(str(occasion))


def fits(code: str, occasion: int) -> bool:
    """Whether it is of this occasion and not over."""
    try:
        return _SIGNER.unsign(code, max_age=CODE_LASTS) == str(occasion)
    except BadSignature:
        return False
