"""Checkpoints (C2SP tlog-checkpoint): origin, size and root of a log as a signed note. Pure."""

import re
from dataclasses import dataclass
from typing import Self

from linli.journal.merkle import HASH
from linli.journal.notes import (
    Note,
    NoteError,
    Signature,
    SigningKey,
    VerifierKey,
    from_base64,
    to_base64,
)

_DECIMAL = re.compile(r"0|[1-9][0-9]{0,18}")


def parse_size(text: str) -> int:
    """An ASCII decimal without leading zeroes. Raises NoteError."""
    if not _DECIMAL.fullmatch(text):
        message = "not a size"
        raise NoteError(message)
    return int(text)


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a log says of itself. Lines after the third are the log's own and are kept as they are."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Self:
        """A note's text. Three lines are read, further ones kept. Raises NoteError."""
        lines = text.split("\n")
        if len(lines) < 4 or lines.pop() or not all(lines):  # noqa: PLR2004 (three and the end)
            message = "a checkpoint has three lines or more, none of them empty"
            raise NoteError(message)
        origin, size, root, *rest = lines
        raw = from_base64(root)
        if len(raw) != HASH:
            message = "the root is not 32 bytes"
            raise NoteError(message)
        return cls(origin, parse_size(size), raw, tuple(rest))

    def __str__(self) -> str:
        lines = (self.origin, str(self.size), to_base64(self.root), *self.extensions)
        return "".join(line + "\n" for line in lines)

    def sign(self, key: SigningKey) -> Note:
        return Note(str(self), (key.sign(str(self).encode()),))


@dataclass(frozen=True, slots=True)
class Trust:
    """Whom a reader trusts: the log's key, and `quorum` of these witnesses (their keys)."""

    log: VerifierKey
    witnesses: tuple[VerifierKey, ...] = ()
    quorum: int = 0

    def open(self, note: Note) -> Checkpoint:
        """The checkpoint of a note that this trust accepts. Raises NoteError."""
        checkpoint = Checkpoint.parse(note.text)
        if checkpoint.origin != self.log.name:
            message = f"this is a checkpoint of {checkpoint.origin}, not of {self.log.name}"
            raise NoteError(message)
        if note.signed_by(self.log) is None:
            message = f"{self.log.name} did not sign this checkpoint"
            raise NoteError(message)
        seen = self.cosigners(note)
        if len(seen) < self.quorum:
            message = f"{len(seen)} of the {self.quorum} cosignatures that are asked for"
            raise NoteError(message)
        return checkpoint

    def cosigners(self, note: Note) -> dict[VerifierKey, Signature]:
        """The witnesses that cosigned, each counted once however often it signed."""
        found = {each: note.signed_by(each) for each in self.witnesses}
        return {each: signature for each, signature in found.items() if signature}
