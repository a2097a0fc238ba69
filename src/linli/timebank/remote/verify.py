"""Checks an export of the messages between two districts, offline: ``./linli clearing verify FILE``.

An export is lines of JSON: a head with both keys, then every message as it was signed, first those
of one key, then those of the other. Signatures, chains, the steps of every transfer and the sums
follow from it alone; who compares the keys with what the districts published trusts nobody else.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from linli.timebank.remote import netting
from linli.timebank.remote.messages import (
    BadMessageError,
    Body,
    Link,
    Signed,
    fingerprint,
    follow,
    genesis,
    parse,
    time_of,
    verify,
)

HEAD = "clearing-export"
#: What the sender and the receiver of a transfer may have said about it.
SENDER: tuple[list[str], ...] = ([], ["prepare"], ["prepare", "commit"], ["prepare", "void"])
RECEIVER: tuple[list[str], ...] = ([], ["accept"], ["refuse"], ["accept", "done"])


@dataclass
class Checked:
    keys: tuple[str, str]
    messages: dict[str, int]
    faults: list[str] = field(default_factory=list)
    settled: list[netting.Settled] = field(default_factory=list)
    came_back: int = 0
    under_way: int = 0

    @property
    def months(self) -> list[str]:
        return sorted({netting.month_of(row.at) for row in self.settled})


def export(keys: tuple[str, str], messages: Iterable[Signed]) -> bytes:
    """The same bytes from both sides, when nothing is under way."""
    ordered = sorted(messages, key=lambda each: (each.body.sender, each.body.number))
    head = json.dumps({HEAD: 1, "districts": sorted(keys)}).encode()
    return b"\n".join([head, *(each.wire() for each in ordered)]) + b"\n"


def check(raw: bytes) -> Checked:
    """Raises ValueError for what is no export."""
    head, *lines = raw.splitlines()
    value: Any = json.loads(head)
    if not isinstance(value, dict) or value.get(HEAD) != 1 or len(value["districts"]) != 2:  # noqa: PLR2004
        message = "not an export of messages between two districts"
        raise ValueError(message)
    one, two = value["districts"]
    found = Checked((one, two), {one: 0, two: 0})
    last = {one: genesis(one, two), two: genesis(two, one)}
    said: dict[str, list[Body]] = defaultdict(list)
    for number, line in enumerate(lines, 2):
        try:
            signed = parse(line)
            body = signed.body
            last[body.sender] = _followed(signed, last)
        except BadMessageError as error:
            found.faults.append(f"line {number}: {error.code}")
            continue
        found.messages[body.sender] += 1
        said[body.transfer].append(body)
    for uuid, bodies in sorted(said.items()):
        _look_at(found, uuid, bodies)
    return found


def _followed(signed: Signed, last: dict[str, Link]) -> Link:
    """The new end of its chain. Raises BadMessageError."""
    if {signed.body.sender, signed.body.receiver} != last.keys():
        raise BadMessageError("unknown_peer")
    verify(signed)
    return follow(signed, last[signed.body.sender])


def _look_at(found: Checked, uuid: str, bodies: list[Body]) -> None:
    """One transfer: its steps, and what became of it."""
    begun = next((each for each in bodies if each.kind == "prepare"), None)
    if begun is None:
        found.faults.append(f"{uuid}: never announced")
        return
    ours = {b.kind: b for b in bodies if b.sender == begun.sender}
    theirs = {b.kind: b for b in bodies if b.sender != begun.sender}
    orders = (
        [b.kind for b in bodies if (b.sender == begun.sender) == side] for side in (True, False)
    )
    commit, accept = ours.get("commit"), theirs.get("accept")
    fits = all(order in known for order, known in zip(orders, (SENDER, RECEIVER), strict=True))
    if not fits or ("done" in theirs and commit is None) or (commit and accept is None):
        found.faults.append(f"{uuid}: {sorted(ours)} and {sorted(theirs)} do not go together")
    elif commit and accept and commit.at > (accept.until or ""):
        found.faults.append(f"{uuid}: decided too late")
    if commit:
        found.settled.append(
            netting.Settled(uuid, begun.sender, begun.minutes or 0, time_of(commit.at))
        )
    elif "void" in ours or "refuse" in theirs:
        found.came_back += 1
    if not ({"void"} & ours.keys() or {"refuse", "done"} & theirs.keys()):
        found.under_way += 1


def main(files: list[str]) -> int:
    if not files:
        sys.stderr.write("Say ./linli clearing verify FILE …\n")
        return 2
    faults = 0
    for name in files:
        try:
            found = check(Path(name).read_bytes())
        except (OSError, ValueError, KeyError, TypeError) as error:
            sys.stderr.write(f"{name}: {error}\n")
            return 2
        write(name, found)
        faults += len(found.faults)
    return 1 if faults else 0


def write(name: str, found: Checked) -> None:
    say = sys.stdout.write
    say(f"{name}\n")
    for key in found.keys:
        sent = sum(row.minutes for row in found.settled if row.sender == key)
        say(f"  {fingerprint(key)}\n    {found.messages[key]} messages, {sent} minutes sent\n")
    say(
        f"  {len(found.settled)} transfers decided, {found.came_back} came back,"
        f" {found.under_way} under way\n"
    )
    for month in found.months:
        made = netting.report(month, found.keys, found.settled)
        sums = ", ".join(str(minutes) for minutes in made["minutes"].values())
        say(f"  {month}: {sums} minutes  {netting.digest(made)}\n")
    for fault in found.faults:
        say(f"  fault: {fault}\n")
    say("  no faults\n" if not found.faults else f"  {len(found.faults)} faults\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
