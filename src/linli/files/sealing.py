"""Sealing files at rest: AES-256-GCM in chunks under a key of the file's own. Pure.

The key is 32 random bytes; the vault seals it into the file's row, so a rotation of the vault's
keys never has to read a file, and deleting the row makes the file unreadable in every copy.

On the disk: ``LNF1`` and then chunks of 64 KiB, each with its tag of 16 bytes. The nonce of a
chunk is ``part (1) ‖ number (10, big-endian) ‖ last (1)`` ("STREAM", Hoang et al. 2015): chunks
cannot be swapped, dropped or cut off. `part` tells the picture from its small one. The file's
name on the disk is authenticated too.
"""

import secrets
from collections.abc import Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MAGIC = b"LNF1"
CHUNK = 1 << 16
TAG = 16
LARGE, SMALL = 0, 1


class SealError(RuntimeError):
    """A sealed file does not open: wrong key, wrong name, or changed bytes."""


def new_key() -> bytes:
    return secrets.token_bytes(32)


def seal(plain: bytes, key: bytes, *, name: str, part: int) -> bytes:
    cipher = AESGCM(key)
    chunks = [plain[at : at + CHUNK] for at in range(0, len(plain), CHUNK)] or [b""]
    last = len(chunks) - 1
    return MAGIC + b"".join(
        cipher.encrypt(_nonce(part, number, number == last), chunk, name.encode())
        for number, chunk in enumerate(chunks)
    )


def unseal(sealed: bytes, key: bytes, *, name: str, part: int) -> bytes:
    """The whole plain content. Raises SealError and gives out nothing of a file that is not whole."""
    if sealed[: len(MAGIC)] != MAGIC:
        raise SealError("not a sealed file")
    return b"".join(_chunks(memoryview(sealed)[len(MAGIC) :], key, name, part))


def _chunks(body: memoryview, key: bytes, name: str, part: int) -> Iterator[bytes]:
    cipher = AESGCM(key)
    step = CHUNK + TAG
    number, at = 0, 0
    while True:
        chunk = body[at : at + step]
        at += step
        try:
            yield cipher.decrypt(_nonce(part, number, at >= len(body)), chunk, name.encode())
        except (InvalidTag, ValueError) as error:
            raise SealError("a chunk does not open") from error
        if at >= len(body):
            return
        number += 1


def _nonce(part: int, number: int, last: bool) -> bytes:  # noqa: FBT001 (a yes or no by nature)
    return bytes([part]) + number.to_bytes(10, "big") + bytes([last])
