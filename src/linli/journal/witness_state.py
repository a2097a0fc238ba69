"""What a witness remembers, and the one decision that it makes. Pure but for its folder.

Invariants: of every log it remembers the newest checkpoint that it cosigned; it cosigns only what
provably extends that one; comparing and storing is one step under a file lock, and what it
answers was on disk before.
"""

import fcntl
import json
import os
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from linli.journal import merkle
from linli.journal.checkpoints import Checkpoint, Trust, parse_size
from linli.journal.notes import COSIGNATURE, Note, NoteError, SigningKey, VerifierKey, from_base64

MAX_PROOF = 63


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer of tlog-witness."""

    status: int
    body: str
    content_type: str = "text/plain; charset=utf-8"


class StateError(RuntimeError):
    """The operator asked for something that the state does not allow."""


@dataclass(frozen=True, slots=True)
class Request:
    """The body of add-checkpoint."""

    old: int
    proof: tuple[bytes, ...]
    note: Note

    @classmethod
    def parse(cls, body: str) -> "Request":
        """Raises NoteError."""
        head, gap, note = body.partition("\n\n")
        first, *lines = head.split("\n")
        if not first.startswith("old ") or not gap or len(lines) > MAX_PROOF:
            message = "not an add-checkpoint request"
            raise NoteError(message)
        proof = tuple(from_base64(line) for line in lines)
        return cls(parse_size(first.removeprefix("old ")), proof, Note.parse(note))


class State:
    """The folder of a witness: its key (0600), and what it knows of each log as one JSON file."""

    def __init__(self, folder: Path, name: str | None = None) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.folder = folder
        with self._locked() as values:
            seed = self._seed()
            kept = values.setdefault("name", name or f"linli-witness/{secrets.token_hex(4)}")
            if name and name != kept:
                message = f"this witness is called {kept}: a name is kept for ever"
                raise StateError(message)
        self.key = SigningKey.from_seed(kept, seed, COSIGNATURE)

    @classmethod
    def existing(cls, folder: Path) -> "State":
        """The state of a witness that has run before. Raises StateError."""
        if not (folder / "state.json").exists():
            message = f"no witness has run in {folder} yet"
            raise StateError(message)
        return cls(folder)

    def _seed(self) -> bytes:
        path = self.folder / "witness.key"
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_bytes()
        with os.fdopen(descriptor, "wb") as file:
            seed = secrets.token_bytes(32)
            file.write(seed)
            file.flush()
            os.fsync(file.fileno())
        return seed

    @contextmanager
    def _locked(self) -> Iterator[dict[str, Any]]:
        """The values under an exclusive lock; what the block changed is on disk at its end."""
        path = self.folder / "state.json"
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            before = path.read_text() if path.exists() else "{}"
            values = json.loads(before)
            yield values
            after = json.dumps(values, indent=1, sort_keys=True)
            if after == before:
                return
            draft = path.with_suffix(".new")
            with draft.open("w") as file:
                file.write(after)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(path)
            descriptor = os.open(self.folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)

    # --- the operator's acts ------------------------------------------------------------------
    def watch(self, vkey: str) -> None:
        """Begin to watch a log, or find that it is watched with this key."""
        key = VerifierKey.parse(vkey)
        with self._locked() as values:
            log = values.setdefault("logs", {}).setdefault(key.name, {"vkey": str(key)})
            if log["vkey"] != str(key):
                message = f"{key.name} is watched with another key"
                raise StateError(message)

    def follow(self, old_origin: str, vkey: str) -> None:
        """From now on watch the successor; the old log gets no more cosignatures."""
        key = VerifierKey.parse(vkey)
        with self._locked() as values:
            logs = values.setdefault("logs", {})
            if old_origin not in logs or key.name in logs:
                known = old_origin in logs
                message = f"{key.name} is watched" if known else f"{old_origin} is not watched"
                raise StateError(message)
            logs[old_origin]["followed_by"] = key.name
            logs[key.name] = {"vkey": str(key)}

    def origins(self) -> list[str]:
        """The logs that are or were watched."""
        with self._locked() as values:
            return sorted(values.get("logs", {}))

    def last(self, origin: str) -> Note | None:
        """The newest checkpoint that was cosigned for a log."""
        with self._locked() as values:
            note = values.get("logs", {}).get(origin, {}).get("note")
        return Note.parse(note) if note else None

    # --- the protocol --------------------------------------------------------------------------
    def add_checkpoint(  # noqa: PLR0911 (one answer per clause of the specification)
        self, body: str, now: Callable[[], int] = lambda: int(time.time())
    ) -> Answer:
        """Answer a request; the clauses are those of C2SP tlog-witness, add-checkpoint."""
        try:
            request = Request.parse(body)
            checkpoint = Checkpoint.parse(request.note.text)
        except NoteError as error:
            return Answer(400, f"{error}\n")
        with self._locked() as values:
            log = values.get("logs", {}).get(checkpoint.origin)
            if log is None or "followed_by" in log:  # "If the checkpoint origin is unknown"
                return Answer(404, "this log is not watched\n")
            try:  # "verify the checkpoint signature against the public key(s) it trusts"
                Trust(VerifierKey.parse(log["vkey"])).open(request.note)
            except NoteError as error:
                return Answer(403, f"{error}\n")
            if request.old > checkpoint.size:  # "equal to or lower than the checkpoint size"
                return Answer(400, "the old size is larger than the checkpoint\n")
            size = log.get("size", 0)
            conflict = Answer(409, f"{size}\n", "text/x.tlog.size")
            if request.old != size:  # "old size matches the size of the latest checkpoint"
                return conflict
            root = from_base64(log["root"]) if "root" in log else merkle.EMPTY
            if checkpoint.size == size and checkpoint.root != root:
                return conflict  # "If the old size matches the checkpoint size"
            try:
                merkle.verify_consistency(
                    size, checkpoint.size, root, checkpoint.root, request.proof
                )
            except merkle.ProofError as error:
                return Answer(422, f"{error}\n")
            note = Note(request.note.text, request.note.signatures)
            log |= {
                "size": checkpoint.size,
                "root": request.note.text.split("\n")[2],
                "note": str(note),
            }
        return Answer(200, str(self.key.sign(request.note.text.encode(), time=now())))
