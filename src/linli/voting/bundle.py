"""The bundle: one file of canonical JSON lines from which anybody recounts. Pure.

``docs/voting/bundle.md`` is its specification; `recount/` and the page read it with code of their
own. The *body* (header, matters, electors, ballots, results) is the same in both editions and has
the root that the log commits to; what follows proves it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from hashlib import sha256
from typing import Any

import rfc8785

from linli.journal.merkle import Range, leaf_hash, root_of, split
from linli.journal.notes import to_base64
from linli.voting.published import Ballot, Checkpoint, Elector, Leaf, Matter, Published

VERSION = 1
EDITIONS = ("public", "owners")
#: (log, start, end) of a range of leaves -> its hash.
Hashes = Callable[[int, Sequence[Range]], Sequence[bytes]]


def body_lines(published: Published) -> list[bytes]:
    """The lines that the log commits to."""
    rows = [
        _header(published),
        *(_matter(each) for each in published.matters),
        *(_elector(each) for each in published.electors),
        *(_ballot(each) for each in published.ballots),
        *(
            {"kind": "result", "matter": n, **published.results[n]}
            for n in sorted(published.results)
        ),
        *_official(published),
    ]
    return [rfc8785.dumps(row) for row in rows]


def content_root(lines: Sequence[bytes]) -> str:
    """The RFC 6962 root over the lines of the body, in hexadecimal."""
    return root_of([leaf_hash(line) for line in lines]).hex()


def write(  # noqa: PLR0913 (a file is these)
    published: Published,
    leaves: Iterable[Leaf],
    checkpoints: Iterable[Checkpoint],
    hashes: Hashes,
    edition: str = "public",
    *,
    body: Sequence[bytes] = (),
) -> bytes:
    """The whole file. `hashes` gives the hashes of ranges of a log, from its tiles.

    `body`: the lines that were kept when the log took their root, by default those of `published`.
    """
    if edition not in EDITIONS:
        message = f"a bundle is one of {EDITIONS}"
        raise ValueError(message)
    body = body or body_lines(published)
    rows: list[dict[str, Any]] = [
        {"edition": edition, "kind": "body", "lines": len(body), "root": content_root(body)}
    ]
    placed = sorted(leaves, key=lambda each: (each.log, each.index))
    heads = sorted(checkpoints, key=lambda each: each.log)
    rows += [{"kind": "log", **asdict(each), "witnesses": list(each.witnesses)} for each in heads]
    rows += [_leaf(each) for each in placed]
    for head in heads:
        wanted = {each.index for each in placed if each.log == head.log}
        ranges = sorted(missing_ranges(wanted, head.size))
        for (start, end), each in zip(ranges, hashes(head.log, ranges), strict=True):
            node = {"end": end, "hash": to_base64(each), "kind": "node", "start": start}
            rows.append({**node, "log": head.log})
    if edition == "owners":
        rows += [_homes(each) for each in published.electors]
    lines = [*body, *(rfc8785.dumps(row) for row in rows)]
    lines.append(rfc8785.dumps({"kind": "sums", "of": [sha256(x).hexdigest() for x in lines]}))
    text = b"".join(line + b"\n" for line in lines)
    return text + rfc8785.dumps({"kind": "end", "sha256": sha256(text).hexdigest()}) + b"\n"


def missing_ranges(leaves: set[int], size: int) -> Iterator[Range]:
    """The ranges whose hashes a reader needs beside these leaves to compute the tree's root."""
    ordered = sorted(leaves)
    if ordered and not 0 <= ordered[0] <= ordered[-1] < size:
        message = f"no such leaf in a tree of {size}"
        raise ValueError(message)

    def walk(start: int, end: int, known: Sequence[int]) -> Iterator[Range]:
        if not known:
            yield start, end
        elif end - start > 1:
            middle = start + split(end - start)
            left = [each for each in known if each < middle]
            yield from walk(start, middle, left)
            yield from walk(middle, end, known[len(left) :])

    if size:
        yield from walk(0, size, ordered)


# --- rows -----------------------------------------------------------------------------------
def _header(published: Published) -> dict[str, Any]:
    names = (
        "assembly title_zh title_en estate_zh estate_en scope legal_mode opened closed"
        " profile profile_hash roll_hash result_hash"
    )
    values = {name: getattr(published, name) for name in names.split()}
    counts = {"matters": len(published.matters), "electors": len(published.electors)}
    row: dict[str, Any] = {
        "kind": "assembly",
        "v": VERSION,
        **values,
        **counts,
        "ballots": len(published.ballots),
        "counting": asdict(published.counting),
    }
    if published.official is not None:
        kept = ("sha256", "size", "ballots_root")
        row["export"] = {name: getattr(published.official, name) for name in kept}
    return row


def _official(published: Published) -> Iterator[dict[str, Any]]:
    """What was stated officially of each matter, and every step from the export to our count."""
    official = published.official
    if official is None:
        return
    for number in sorted(official.stated):
        yield {
            "kind": "official",
            "matter": number,
            "stated": official.stated[number],
            "rows": official.rows[number],
            "effects": official.effects[number],
        }


def _matter(matter: Matter) -> dict[str, Any]:
    return {
        "kind": "matter",
        "number": matter.number,
        "matter": matter.kind,
        "title_zh": matter.title_zh,
        "title_en": matter.title_en,
        "text_hashes": dict(matter.text_hashes),
        "threshold": asdict(matter.threshold),
        "seats": matter.seats,
        "candidates": list(matter.candidates),
        "electors": None if matter.electors is None else list(matter.electors),
    }


def _elector(elector: Elector) -> dict[str, Any]:
    names = ("number", "area_centi", "persons", "developer", "commit", "told")
    return {"kind": "elector", **{name: getattr(elector, name) for name in names}}


def _ballot(ballot: Ballot) -> dict[str, Any]:
    row: dict[str, Any] = {
        "kind": "ballot",
        "elector": ballot.elector,
        "code": ballot.code,
        "version": ballot.version,
        "channel": ballot.channel,
        "digest": ballot.digest,
        "nonce": ballot.nonce,
        "choices": None if ballot.choices is None else _choices(ballot.choices),
    }
    return row | ({"reason": ballot.reason} if ballot.reason else {})


def _choices(choices: Mapping[int, str | tuple[int, ...]]) -> dict[str, str | list[int]]:
    return {str(n): c if isinstance(c, str) else sorted(c) for n, c in choices.items()}


def _leaf(leaf: Leaf) -> dict[str, Any]:
    return {
        "kind": "leaf",
        "role": leaf.role,
        "elector": leaf.elector,
        "log": leaf.log,
        "index": leaf.index,
        "entry": leaf.entry.decode(),
        "salt": to_base64(leaf.salt),
        "payload": leaf.payload.decode(),
    }


def _homes(elector: Elector) -> dict[str, Any]:
    homes = sorted(elector.homes)
    return {"kind": "homes", "number": elector.number, "salt": elector.salt.hex(), "homes": homes}
