"""Receipts: C2SP tlog-proof files, with the entry itself in their extra data. Pure.

The extra data is canonical JSON: ``entry`` (the leaf as text) and, in receipts of those who may
see it, the opening: ``salt`` (base64) and ``payload`` (the canonical text that was committed to).
Extra data is not authenticated by itself: the entry is, by the proof, and the opening is, by the
commitment in the entry.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Self

from linli.journal import merkle
from linli.journal.checkpoints import Checkpoint, Trust, parse_size
from linli.journal.notes import Note, NoteError, from_base64, to_base64

FIRST_LINE = "c2sp.org/tlog-proof@v1"
MAX_PATH = 63


@dataclass(frozen=True, slots=True)
class Proof:
    """An entry's place in a log. `note` is the checkpoint with its cosignatures."""

    index: int
    path: tuple[bytes, ...]
    note: Note
    extra: bytes = b""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises NoteError."""
        head, gap, note = text.partition("\n\n")
        first, *lines = head.split("\n")
        if first != FIRST_LINE or not gap or not lines:
            message = f"not a receipt: it does not begin with {FIRST_LINE}"
            raise NoteError(message)
        extra = b""
        if lines[0].startswith("extra "):
            extra = from_base64(lines.pop(0).removeprefix("extra "))
        if not lines or not lines[0].startswith("index "):
            message = "not a receipt: the index is missing"
            raise NoteError(message)
        index = parse_size(lines.pop(0).removeprefix("index "))
        path = tuple(from_base64(line) for line in lines)
        if len(path) > MAX_PATH or any(len(each) != merkle.HASH for each in path):
            message = "not a receipt: the proof is not made of hashes"
            raise NoteError(message)
        return cls(index, path, Note.parse(note), extra)

    def __str__(self) -> str:
        extra = [f"extra {to_base64(self.extra)}"] if self.extra else []
        lines = [FIRST_LINE, *extra, f"index {self.index}", *map(to_base64, self.path)]
        return "\n".join(lines) + "\n\n" + str(self.note)

    def verify(self, entry: bytes, trust: Trust) -> Checkpoint:
        """The checkpoint under which the entry stands. Raises NoteError or ProofError."""
        checkpoint = trust.open(self.note)
        leaf = merkle.leaf_hash(entry)
        merkle.verify_inclusion(self.index, checkpoint.size, leaf, self.path, checkpoint.root)
        return checkpoint


@dataclass(frozen=True, slots=True)
class Opening:
    """What a commitment stands for: 32 random bytes and the canonical payload."""

    salt: bytes
    payload: bytes

    def commit(self) -> bytes:
        return sha256(self.salt + self.payload).digest()

    def opens(self, entry: bytes) -> bool:
        """Whether the entry commits to this payload."""
        return bool(leaf_values(entry).get("commit") == to_base64(self.commit()))


def leaf_values(entry: bytes) -> dict[str, Any]:
    """The values of a leaf; empty when the entry is not one of ours."""
    try:
        values = json.loads(entry)
    except ValueError:
        return {}
    return values if isinstance(values, dict) else {}


def pack_extra(entry: bytes, opening: Opening | None) -> bytes:
    values = {"entry": entry.decode()}
    if opening:
        values |= {"payload": opening.payload.decode(), "salt": to_base64(opening.salt)}
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def unpack_extra(extra: bytes) -> tuple[bytes, Opening | None]:
    """Raises NoteError when the receipt does not carry its entry."""
    values = leaf_values(extra)
    entry, salt, payload = (values.get(name) for name in ("entry", "salt", "payload"))
    if not isinstance(entry, str):
        message = "the receipt does not carry its entry: give it with --entry"
        raise NoteError(message)
    if isinstance(salt, str) and isinstance(payload, str):
        return entry.encode(), Opening(from_base64(salt), payload.encode())
    return entry.encode(), None


def path_lines(path: Sequence[bytes]) -> str:
    """Hashes as the lines of a tlog-witness request."""
    return "".join(to_base64(each) + "\n" for each in path)
