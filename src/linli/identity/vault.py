"""The privacy vault: sealed fields, and keyed hashes to find them by. Pure, without the ORM.

What is promised: whoever holds the database, a backup or a replica, but not the keys folder,
reads no name, phone, ID number or birth date, and cannot move a sealed field to another person
(the district, the field and the person's id are authenticated with it).

Sealed field: ``0x01 ‖ key number (2 bytes, big-endian) ‖ nonce (12) ‖ AES-256-GCM``.
Keyed hash ("blind index"): HMAC-SHA256 under a key of its own, 32 bytes, separated by kind.
Handle: AES-SIV (RFC 5297), deterministic, for values that pass through sessions on their way in.
"""

import base64
import hashlib
import hmac
import json
import os
import secrets
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESSIV

VERSION = b"\x01"
NONCE = 12


class VaultError(RuntimeError):
    """A sealed field does not open: wrong key, wrong place, or changed bytes."""


@dataclass(frozen=True, slots=True)
class Keyring:
    """Sealing keys by number (old ones open, `current` seals), one blinding key, one for handles."""

    current: int
    seal: dict[int, bytes]
    blind: bytes
    handle: bytes

    @classmethod
    def generate(cls) -> Self:
        return cls(
            1, {1: secrets.token_bytes(32)}, secrets.token_bytes(32), secrets.token_bytes(64)
        )

    @classmethod
    def load(cls, path: Path) -> Self:
        raw = json.loads(path.read_text())
        seal = {int(number): base64.b64decode(key) for number, key in raw["seal"].items()}
        return cls(
            raw["current"], seal, base64.b64decode(raw["blind"]), base64.b64decode(raw["handle"])
        )

    def save(self, path: Path) -> None:
        """Write atomically, readable by this user only."""
        text = json.dumps(
            {
                "current": self.current,
                "seal": {str(n): base64.b64encode(k).decode() for n, k in self.seal.items()},
                "blind": base64.b64encode(self.blind).decode(),
                "handle": base64.b64encode(self.handle).decode(),
            },
            indent=1,
        )
        draft = path.with_suffix(".new")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)

    def with_new_key(self) -> Self:
        """A ring whose next number seals from now on; the old keys still open."""
        number = max(self.seal) + 1
        return type(self)(
            number, {**self.seal, number: secrets.token_bytes(32)}, self.blind, self.handle
        )

    def without_old_keys(self) -> Self:
        """After everything was sealed anew."""
        return type(self)(
            self.current, {self.current: self.seal[self.current]}, self.blind, self.handle
        )


class Vault:
    """Seals and opens fields of one district."""

    def __init__(self, ring: Keyring, district: str) -> None:
        self.ring = ring
        self.district = district

    def _context(self, field: str, person: int) -> bytes:
        return f"{self.district}\0{field}\0{person}".encode()

    def seal(self, text: str, *, field: str, person: int) -> bytes:
        nonce = secrets.token_bytes(NONCE)
        body = AESGCM(self.ring.seal[self.ring.current]).encrypt(
            nonce, text.encode(), self._context(field, person)
        )
        return VERSION + self.ring.current.to_bytes(2, "big") + nonce + body

    def open(self, sealed: bytes, *, field: str, person: int) -> str:
        """The text. Raises VaultError when key, place or bytes are wrong."""
        sealed = bytes(sealed)
        key = self.ring.seal.get(self.key_number(sealed))
        if sealed[:1] != VERSION or key is None:
            message = f"no key for this {field}"
            raise VaultError(message)
        try:
            body = AESGCM(key).decrypt(
                sealed[3 : 3 + NONCE], sealed[3 + NONCE :], self._context(field, person)
            )
        except InvalidTag as error:
            message = f"{field} does not open"
            raise VaultError(message) from error
        return body.decode()

    @staticmethod
    def key_number(sealed: bytes) -> int:
        """Which key sealed a field; rotation looks for the others."""
        return int.from_bytes(bytes(sealed[1:3]), "big")

    def blind(self, text: str, *, kind: str) -> bytes:
        """32 bytes by which a value is found without being readable; equal within a district."""
        message = f"{self.district}\0{kind}\0{text}".encode()
        return hmac.new(self.ring.blind, message, hashlib.sha256).digest()

    def handle(self, text: str, *, kind: str) -> str:
        """A text that stands for a value while it passes through sessions and rate limits."""
        body = AESSIV(self.ring.handle).encrypt(
            text.encode(), [f"{self.district}\0{kind}".encode()]
        )
        return base64.urlsafe_b64encode(body).decode().rstrip("=")

    def from_handle(self, handle: str, *, kind: str) -> str:
        """The value behind a handle. Raises VaultError."""
        try:
            body = base64.urlsafe_b64decode(handle + "=" * (-len(handle) % 4))
            return (
                AESSIV(self.ring.handle)
                .decrypt(body, [f"{self.district}\0{kind}".encode()])
                .decode()
            )
        except (InvalidTag, ValueError) as error:
            message = f"not a handle of a {kind}"
            raise VaultError(message) from error


@cache
def _ring(path: str, changed: int) -> Keyring:  # noqa: ARG001 (a changed file is a new ring)
    return Keyring.load(Path(path))


def vault() -> Vault:
    """The vault of the district in which we are."""
    from django.conf import settings

    from linli.districts.context import current_schema

    path = f"{settings.ENV.keys}/vault.json"  # asked for many times a request: no Path is made
    return Vault(_ring(path, os.stat(path).st_mtime_ns), current_schema())  # noqa: PTH116
