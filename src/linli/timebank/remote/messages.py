"""A message between two districts: canonical JSON, numbered, chained, signed.

Each direction is a chain of its own: `prev` is the SHA-256 of the message before, or of both keys
for the first. The signature (Ed25519) is over the canonical JSON (RFC 8785) of the body. Nothing of
a person is in it but the number by which the receiving district knows them.
"""

import base64
import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any, Final, Literal, Self
from uuid import UUID

import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

VERSION: Final = 1
#: A message is some hundred bytes; longer ones are not read at all.
MAX_BYTES = 4096
MOST_MINUTES = 10_000_000
TIME = "%Y-%m-%dT%H:%M:%SZ"

Kind = Literal["prepare", "accept", "refuse", "commit", "void", "done"]
#: What a kind of message says besides.
SAYS: dict[str, frozenset[str]] = {
    "prepare": frozenset({"minutes", "recipient"}),
    "accept": frozenset({"until"}),
    "refuse": frozenset({"code"}),
    "commit": frozenset(),
    "void": frozenset({"code"}),
    "done": frozenset(),
}
#: Why a transfer does not come about.
Code = Literal["no_agreement", "limit", "recipient", "no_rules", "timeout", "late", "sender"]

Key = Annotated[str, Field(pattern=r"^[A-Za-z0-9+/]{43}=$")]
#: Of this century: the sums of months are made from them.
Time = Annotated[str, Field(pattern=r"^20[0-9]{2}(-[0-9]{2}){2}T[0-9]{2}(:[0-9]{2}){2}Z$")]


class BadMessageError(ValueError):
    """Not a message, or not from whom it says. `code` is told to whoever sent it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def time_text(at: datetime) -> str:
    return at.astimezone(UTC).strftime(TIME)


def time_of(text: str) -> datetime:
    return datetime.strptime(text, TIME).replace(tzinfo=UTC)


class Body(BaseModel):
    """What is signed. Strict: what is not known here is not a message."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    v: Literal[1]
    sender: Key
    receiver: Key
    number: Annotated[int, Field(ge=1, le=10**12)]
    prev: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    at: Time
    kind: Kind
    transfer: Annotated[str, Field(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
    minutes: Annotated[int, Field(ge=1, le=MOST_MINUTES)] | None = None
    recipient: Annotated[str, Field(pattern=r"^[0-9A-Z]{12}$")] | None = None
    until: Time | None = None
    code: Code | None = None

    @model_validator(mode="after")
    def _says_what_its_kind_says(self) -> Self:
        given = {
            name
            for name in ("minutes", "recipient", "until", "code")
            if getattr(self, name) is not None
        }
        if given != SAYS[self.kind]:
            message = f"a {self.kind} says {sorted(SAYS[self.kind])}"
            raise ValueError(message)
        for text in (self.at, self.until):
            if text is not None:
                time_of(text)
        return self

    def canonical(self) -> bytes:
        return rfc8785.dumps(self.model_dump(exclude_none=True))

    @property
    def uuid(self) -> UUID:
        return UUID(self.transfer)


@dataclass(frozen=True, slots=True)
class Signed:
    """A body with its signature, as it travels and as it is kept."""

    body: Body
    signature: str

    @property
    def hash(self) -> str:
        return hashlib.sha256(self.body.canonical()).hexdigest()

    def wire(self) -> bytes:
        body: Any = self.body.model_dump(exclude_none=True)
        return rfc8785.dumps({"body": body, "signature": self.signature})


@dataclass(frozen=True, slots=True)
class Link:
    """The end of a chain: number and hash of its last message."""

    number: int
    hash: str


def genesis(sender: str, receiver: str) -> Link:
    """Before the first message from one key to another."""
    keys: Any = {"clearing": VERSION, "sender": sender, "receiver": receiver}
    return Link(0, hashlib.sha256(rfc8785.dumps(keys)).hexdigest())


def sign(key: Ed25519PrivateKey, body: Body) -> Signed:
    return Signed(body, base64.b64encode(key.sign(body.canonical())).decode())


def public_of(key: Ed25519PrivateKey) -> str:
    return base64.b64encode(key.public_key().public_bytes_raw()).decode()


def parse(raw: bytes) -> Signed:
    """What came over the wire, its signature not looked at yet. Raises BadMessageError."""
    if len(raw) > MAX_BYTES:
        raise BadMessageError("too_large")
    try:
        value = json.loads(raw)
        if set(value) != {"body", "signature"} or not isinstance(value["signature"], str):
            raise BadMessageError("not_understood")
        return Signed(Body.model_validate(value["body"]), value["signature"])
    except (ValueError, TypeError, ValidationError, RecursionError) as error:
        raise BadMessageError("not_understood") from error


def verify(signed: Signed) -> None:
    """That the sender's key signed it. Raises BadMessageError."""
    try:
        public = Ed25519PublicKey.from_public_bytes(base64.b64decode(signed.body.sender))
        public.verify(base64.b64decode(signed.signature, validate=True), signed.body.canonical())
    except (InvalidSignature, ValueError) as error:
        raise BadMessageError("bad_signature") from error


def follow(signed: Signed, last: Link) -> Link:
    """The chain's new end. Raises BadMessageError: a gap, or another history than the one known."""
    if signed.body.number > last.number + 1:
        raise BadMessageError("gap")
    if signed.body.number <= last.number or signed.body.prev != last.hash:
        raise BadMessageError("fork")
    return Link(signed.body.number, signed.hash)


def fingerprint(public: str) -> str:
    """A key in twelve groups of five digits, for two people to compare on the telephone."""
    digest = hashlib.sha512(b"linli clearing key\n" + base64.b64decode(public)).digest()
    groups = [int.from_bytes(digest[n : n + 5], "big") % 100_000 for n in range(0, 60, 5)]
    return " ".join(f"{group:05d}" for group in groups)
