"""Leaves: what stands in the public log for an event. Pure.

Canonical JSON (RFC 8785): ``{"v":1,"type","seq","place","time","commit"}``. `seq` is the event's
number, `commit` is base64 of SHA-256(salt ‖ canonical payload). A personal act tells the day in
Shanghai and nothing finer, so that the log does not publish who did something when.
"""

import secrets
from datetime import UTC, datetime
from typing import Any

import rfc8785

from linli.journal.notes import to_base64
from linli.journal.receipts import Opening
from linli.journal.tiles import MAX_ENTRY, EntryError
from linli.kernel.clock import LOCAL

VERSION = 1
SALT = 32


def canonical(payload: dict[str, Any]) -> bytes:
    """A payload as RFC 8785 writes it."""
    return rfc8785.dumps(payload)


def open_payload(payload: dict[str, Any]) -> Opening:
    """A fresh salt and the canonical form of a payload."""
    return Opening(secrets.token_bytes(SALT), canonical(payload))


def time_of(at: datetime, *, personal: bool) -> str:
    """``2026-05-01T08:00:00Z``, or ``2026-05-01`` for a personal act."""
    if personal:
        return at.astimezone(LOCAL).date().isoformat()
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def around_seq(*, kind: str, place: int | None, time: str, commit: bytes) -> tuple[bytes, bytes]:
    """What stands before and after the event's number in a leaf, for writing both at once."""
    before, found, after = leaf(kind=kind, seq=0, place=place, time=time, commit=commit).partition(
        b'"seq":0'
    )
    return before + found[:-1], after


def leaf(  # noqa: PLR0913 (a leaf has these fields)
    *,
    kind: str,
    seq: int,
    place: int | None,
    time: str,
    commit: bytes,
    statement: str | None = None,
) -> bytes:
    """The entry. `statement` is a signed note, in the first entry of a successor only.

    Raises EntryError beyond 65,535 bytes.
    """
    values: dict[str, Any] = {
        "v": VERSION,
        "type": kind,
        "seq": seq,
        "place": place,
        "time": time,
        "commit": to_base64(commit),
    }
    if statement is not None:
        values["statement"] = statement
    entry = rfc8785.dumps(values)
    if len(entry) > MAX_ENTRY:
        message = f"an entry has at most {MAX_ENTRY} bytes"
        raise EntryError(message)
    return entry
