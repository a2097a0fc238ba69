"""The bundle's lines: read, compared with their sums, in their order."""

import json
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

Row = dict[str, Any]
#: The order of kinds, and what the rows of a kind are ordered by.
ORDER: dict[str, tuple[str, ...]] = {
    "assembly": (),
    "matter": ("number",),
    "elector": ("number",),
    "ballot": ("elector",),
    "result": ("matter",),
    "official": ("matter",),
    "body": (),
    "log": ("log",),
    "leaf": ("log", "index"),
    "node": ("log", "start"),
    "homes": ("number",),
    "sums": (),
    "end": (),
}
BODY = ("assembly", "matter", "elector", "ballot", "result", "official")
_RANK = {kind: rank for rank, kind in enumerate(ORDER)}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, by code, and the row that it is wrong in."""

    code: str
    where: str = ""
    line: int = 0
    more: str = ""


@dataclass(slots=True)
class Bundle:
    """The rows by kind, in their order, and what is wrong with them."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: {kind: [] for kind in ORDER})
    lines: list[bytes] = field(default_factory=list)
    body: list[bytes] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def one(self, kind: str) -> Row:
        """The only row of a kind; empty when it is missing."""
        return self.rows[kind][0] if self.rows[kind] else {}

    def blame(self, code: str, where: str = "", line: int = 0, more: object = "") -> None:
        self.faults.append(Fault(code, where, line, str(more)))


def name_of(row: Row) -> str:
    """How a row is called in a message: ``ballot elector=31``."""
    keys = ORDER.get(str(row.get("kind")), ())
    return " ".join([str(row.get("kind")), *(f"{key}={row.get(key)}" for key in keys)])


def read(data: bytes) -> Bundle:
    """Never raises for what a file may hold: everything wrong becomes a fault that names its row."""
    bundle = Bundle()
    if not data.endswith(b"\n"):
        bundle.blame("cut")
    bundle.lines = data.split(b"\n")
    if not bundle.lines[-1]:
        bundle.lines.pop()
    parsed = [_parse(line) for line in bundle.lines]
    _order(bundle, parsed)
    _sums(bundle, parsed)
    return bundle


def _parse(line: bytes) -> Row | None:
    """The row, when the line is the canonical text of one (RFC 8785)."""
    try:
        row = json.loads(line)
        text = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    except (ValueError, RecursionError):
        return None
    known = isinstance(row, dict) and row.get("kind") in ORDER
    whole = known and all(isinstance(row.get(key), int) for key in ORDER[row["kind"]])
    return row if whole and text == line else None


def _order(bundle: Bundle, parsed: list[Row | None]) -> None:
    """Kinds in their order; within a kind, numbers that grow."""
    last: tuple[Any, ...] = (-1,)
    before = "-"
    for number, row in enumerate(parsed, 1):
        if row is None:
            bundle.blame("unreadable", f"after {before}", number)
            continue
        kind, before = row["kind"], name_of(row)
        here = (_RANK[kind], *(row[key] for key in ORDER[kind]))
        if here <= last:
            bundle.blame("order", before, number)
        last = here
        bundle.rows[kind].append(row)
        if kind in BODY:
            bundle.body.append(bundle.lines[number - 1])
    bundle.faults += [
        Fault("missing", kind)
        for kind in ("assembly", "body", "log", "sums", "end")
        if not bundle.rows[kind]
    ]


def _sums(bundle: Bundle, parsed: list[Row | None]) -> None:
    """Each line's SHA-256 against the list at the end: a changed line is named by its place."""
    listed = bundle.one("sums").get("of")
    lines = bundle.lines[: len(parsed) - 2]
    if not isinstance(listed, list):
        return
    places = {each: place for place, each in enumerate(listed, 1)}
    if len(listed) != len(lines):
        bundle.blame("count", "sums", more=f"{len(lines)} ≠ {len(listed)}")
    sums = [sha256(line).hexdigest() for line in lines]
    end = bundle.one("end").get("sha256")
    if sums != listed and end == _digest([*lines, _sums_line(sums)]):
        bundle.blame("changed", "sums", len(parsed) - 1)  # the list was changed, not the rows
        return
    before = "-"
    for number, (found, row) in enumerate(zip(sums, parsed, strict=False), 1):
        name = name_of(row) if row else f"after {before}"
        before = name if row else before
        if number > len(listed) or found != listed[number - 1]:
            if found in places:
                bundle.blame("moved", name, number, places[found])
            else:
                bundle.blame("changed", name, number)
    if end != _digest(bundle.lines[:-1]) and not bundle.faults:
        bundle.blame("changed", "end", len(parsed))


def _sums_line(sums: list[str]) -> bytes:
    return json.dumps({"kind": "sums", "of": sums}, separators=(",", ":")).encode()


def _digest(lines: list[bytes]) -> str:
    return sha256(b"".join(line + b"\n" for line in lines)).hexdigest()
