"""What a key looks like: ``linli_<prefix>_<secret>``. Pure.

The secret has 256 bits of chance, so one SHA-256 without salt or stretching guards it well.
"""

import hashlib
import hmac
import re
import secrets

_SHAPE = re.compile(r"linli_([0-9a-z]{10})_([0-9A-Za-z_-]{43})")
_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"


def new_key() -> tuple[str, str]:
    """Prefix and the whole key, which is shown once."""
    prefix = "".join(secrets.choice(_LETTERS) for _ in range(10))
    return prefix, f"linli_{prefix}_{secrets.token_urlsafe(32)}"


def prefix_of(key: str) -> str | None:
    """None when it is no key of ours."""
    match = _SHAPE.fullmatch(key)
    return match[1] if match else None


def digest_of(key: str) -> bytes:
    return hashlib.sha256(key.encode()).digest()


def same(key: str, digest: bytes) -> bool:
    """In constant time."""
    return hmac.compare_digest(digest_of(key), digest)
