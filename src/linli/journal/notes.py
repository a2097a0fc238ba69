"""Signed notes (C2SP signed-note) and cosignatures (tlog-cosignature). Pure but for Ed25519.

A note is a text that ends in a newline, an empty line, and signature lines
``— <key name> base64(key id ‖ signature)``. Type 0x01 signs the text itself, type 0x04 signs
``cosignature/v1``, the time and the text, and carries the time in eight bytes before the signature.
"""

import base64
import binascii
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519 = 0x01
COSIGNATURE = 0x04
KEY = 32
SIGNATURE = 64
#: A note that is longer than this is not read at all.
MAX_NOTE = 1_000_000
MAX_SIGNATURES = 100
_DASH = "\u2014 "


class NoteError(ValueError):
    """Not a note, not a key, or a signature that does not hold."""


def from_base64(text: str) -> bytes:
    """Standard base64, strictly: what is decoded encodes to the same text. Raises NoteError."""
    try:
        value = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        message = "not base64"
        raise NoteError(message) from error
    if base64.b64encode(value).decode() != text:
        message = "not canonical base64"
        raise NoteError(message)
    return value


def to_base64(value: bytes) -> str:
    return base64.b64encode(value).decode()


def key_id(name: str, kind: int, public: bytes) -> bytes:
    """The first four bytes of SHA-256 over name, newline, type and key."""
    return sha256(name.encode() + b"\n" + bytes([kind]) + public).digest()[:4]


def check_name(name: str) -> None:
    """A key name is not empty and holds no space and no plus (signed-note)."""
    if not name or "+" in name or any(c.isspace() or not c.isprintable() for c in name):
        message = f"not a key name: {name!r}"
        raise NoteError(message)


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A public key with its name: ``<name>+<hex key id>+<base64(type ‖ key)>``."""

    name: str
    kind: int
    public: bytes

    @classmethod
    def parse(cls, vkey: str) -> Self:
        """Raises NoteError."""
        try:
            name, identity, body = vkey.strip().split("+", 2)
            raw = from_base64(body)
        except ValueError as error:
            message = "a verifier key is <name>+<id>+<base64>"
            raise NoteError(message) from error
        check_name(name)
        key = cls(name, raw[0] if raw else 0, raw[1:])
        if key.kind not in (ED25519, COSIGNATURE) or len(key.public) != KEY:
            message = f"the key of {name} is of an unknown kind"
            raise NoteError(message)
        if identity != key.id.hex():
            message = f"the key of {name} and its id do not fit"
            raise NoteError(message)
        return key

    @property
    def id(self) -> bytes:
        return key_id(self.name, self.kind, self.public)

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{to_base64(bytes([self.kind]) + self.public)}"

    def verifies(self, text: bytes, signature: bytes) -> bool:
        """Whether the bytes after the key id are this key's signature on the note's text."""
        if self.kind == COSIGNATURE:
            if len(signature) != 8 + SIGNATURE:
                return False
            text = cosigned(text, int.from_bytes(signature[:8], "big"))
            signature = signature[8:]
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, text)
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private Ed25519 key under a name, of one of the two kinds. Never printed."""

    name: str
    kind: int
    private: Ed25519PrivateKey

    @classmethod
    def from_seed(cls, name: str, seed: bytes, kind: int = ED25519) -> Self:
        check_name(name)
        return cls(name, kind, Ed25519PrivateKey.from_private_bytes(seed))

    @property
    def verifier(self) -> VerifierKey:
        return VerifierKey(self.name, self.kind, self.private.public_key().public_bytes_raw())

    def sign(self, text: bytes, *, time: int = 0) -> "Signature":
        """Sign a note's text; `time` (POSIX seconds) belongs to cosignatures."""
        if self.kind == COSIGNATURE:
            raw = time.to_bytes(8, "big") + self.private.sign(cosigned(text, time))
        else:
            raw = self.private.sign(text)
        return Signature(self.name, self.verifier.id, raw)


def cosigned(text: bytes, time: int) -> bytes:
    """What a cosignature signs."""
    return b"cosignature/v1\ntime %d\n" % time + text


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line: `raw` is what follows the key id."""

    name: str
    key_id: bytes
    raw: bytes

    def __str__(self) -> str:
        return f"{_DASH}{self.name} {to_base64(self.key_id + self.raw)}\n"

    @classmethod
    def parse(cls, line: str) -> Self:
        """A line without its newline. Raises NoteError."""
        name, space, body = line.removeprefix(_DASH).partition(" ")
        if not line.startswith(_DASH) or not space:
            message = "not a signature line"
            raise NoteError(message)
        check_name(name)
        raw = from_base64(body)
        if len(raw) <= 4:  # noqa: PLR2004 (the key id alone)
            message = "a signature line without a signature"
            raise NoteError(message)
        return cls(name, raw[:4], raw[4:])

    @property
    def time(self) -> int:
        """Of a cosignature: when it was given, in POSIX seconds."""
        return int.from_bytes(self.raw[:8], "big")


@dataclass(frozen=True, slots=True)
class Note:
    """`text` ends in a newline; `signatures` are as read, not yet verified."""

    text: str
    signatures: tuple[Signature, ...]

    @classmethod
    def parse(cls, note: str) -> Self:
        """Raises NoteError."""
        text, gap, tail = note.rpartition("\n\n")
        if len(note) > MAX_NOTE or not gap or not text or not tail.endswith("\n"):
            message = "not a signed note"
            raise NoteError(message)
        if any(ord(c) < 0x20 and c != "\n" for c in note):  # noqa: PLR2004 (ASCII control)
            message = "a control character in a signed note"
            raise NoteError(message)
        lines = tail[:-1].split("\n")
        if len(lines) > MAX_SIGNATURES:
            message = "too many signatures"
            raise NoteError(message)
        return cls(text + "\n", tuple(Signature.parse(line) for line in lines))

    def __str__(self) -> str:
        return self.text + "\n" + "".join(map(str, self.signatures))

    def signed_by(self, key: VerifierKey) -> Signature | None:
        """The signature of a key, verified; None when there is none.

        Lines of unknown keys are ignored; a line that bears our key's name and id and does not
        verify makes the whole note invalid (signed-note): raises NoteError.
        """
        mine = [s for s in self.signatures if (s.name, s.key_id) == (key.name, key.id)]
        for each in mine:
            if not key.verifies(self.text.encode(), each.raw):
                message = f"the signature of {key.name} does not hold"
                raise NoteError(message)
        return mine[0] if mine else None

    def with_signatures(self, more: Iterable[Signature]) -> "Note":
        return Note(self.text, (*self.signatures, *more))
