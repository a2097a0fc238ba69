"""Published assemblies without a database: from the vectors, with a log of their own."""

import json
import secrets
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from linli.journal import checkpoints, leaves, merkle
from linli.journal.notes import SigningKey
from linli.voting import bundle, published, roll, sealing, tally
from linli.voting.tests.counting import homes, rules_for

VECTORS = json.loads((Path(__file__).parent / "data" / "vote_vectors.json").read_text())
KEY = SigningKey.from_seed("linli.example/test", bytes(range(32)))
KINDS = {1: "other_major", 2: "common_parts"}
CHANNELS = ("web", "kiosk", "paper")


@dataclass(frozen=True)
class Made:
    """A published assembly and the log that it stands in."""

    published: published.Published
    leaves: tuple[published.Leaf, ...]
    entries: tuple[bytes, ...]

    def checkpoint(self) -> published.Checkpoint:
        root = merkle.root_of([merkle.leaf_hash(each) for each in self.entries])
        note = checkpoints.Checkpoint(KEY.name, len(self.entries), root).sign(KEY)
        return published.Checkpoint(1, len(self.entries), str(note), str(KEY.verifier))

    def hashes(self, _log, ranges):
        row = [merkle.leaf_hash(each) for each in self.entries]
        return [merkle.root_of(row[start:end]) for start, end in ranges]

    def file(self, edition="public") -> bytes:
        return bundle.write(
            self.published, self.leaves, [self.checkpoint()], self.hashes, edition=edition
        )


def threshold(of):
    return published.Threshold(of.of, str(of.area), str(of.persons))


def of_vector(vector) -> Made:
    """The vector's question twice: as an ordinary matter and as one that asks for 3/4."""
    rules = rules_for(vector["opts"].get("policy", "ACTUAL"))
    entries = roll.entries(homes(vector["units"]), rules.counting)
    told = set(vector["opts"].get("delivered", ()))
    cast = {}
    for number, entry in enumerate(entries, 1):
        said = {vector["ballots"][unit] for unit in entry.ids if unit in vector["ballots"]}
        if said:
            cast[number] = dict.fromkeys(KINDS, said.pop())
    electors = [
        elector(
            n,
            entry.area_centi,
            entry.persons,
            developer=entry.developer,
            units=entry.ids,
            told=told,
        )
        for n, entry in enumerate(entries, 1)
    ]
    return make(vector["id"].lower(), rules, electors, cast, KINDS)


def elector(number, area, persons=1, *, developer=False, units=(), told=()):
    salt = secrets.token_bytes(16)
    labels = tuple(f"1栋 {unit}" for unit in units) or (f"1栋 {number:05}",)
    commit = roll.commit_of(salt, labels)
    reached = bool(set(units) & set(told))
    return published.Elector(number, area, persons, developer, commit, reached, salt, labels)


def make(code, rules, electors, cast, kinds, *, seats=None, candidates=(), size=None) -> Made:
    """`cast`: elector -> choices by matter. `size`: how many entries the log has."""
    matters = tuple(
        published.Matter(
            n,
            kind,
            f"第 {n} 项",
            f"Matter {n}",
            threshold(rules.threshold(kind)),
            {"zh-hans": "00" * 32},
            seats if kind == "committee_election" else None,
            tuple(candidates) if kind == "committee_election" else (),
        )
        for n, kind in kinds.items()
    )
    ballots, openings = [], []
    for n, choices in cast.items():
        channel = CHANNELS[n % 3]
        nonce = secrets.token_bytes(32)
        text = sealing.canonical(code, n, None if channel == "paper" else choices)
        digest = sealing.commitment(nonce, text).hex()
        ballots.append(published.Ballot(n, f"b{n}", 1, channel, digest, choices, nonce.hex()))
        openings.append(("ballot", n, {"assembly": code, "digest": digest}))
    lines = [
        roll.Frozen(e.number, e.area_centi, e.persons, e.developer, e.commit).line for e in electors
    ]
    roll_hash = merkle.root_of([roll.leaf_of(line) for line in lines]).hex()
    results = {m.number: counted(m, rules, electors, cast) for m in matters}
    value = published.Published(
        assembly=code,
        title_zh="业主大会会议",
        title_en="Owners' assembly",
        estate_zh="金泰小区",
        estate_en="Jintai",
        scope="estate",
        legal_mode="BINDING_HERE",
        opened="2026-05-01",
        closed="2026-05-20",
        profile="national",
        profile_hash="11" * 32,
        roll_hash=roll_hash,
        result_hash=result_hash(roll_hash, results),
        counting=published.Counting(
            rules.counting.silence,
            rules.counting.silence_needs_delivery,
            rules.counting.invalid_participates,
            threshold(rules.participation),
        ),
        matters=matters,
        electors=tuple(electors),
        ballots=tuple(ballots),
        results=results,
    )
    openings.insert(0, ("roll", None, {"assembly": code, "root": value.roll_hash}))
    openings.append(("result", None, {"assembly": code, "result_hash": value.result_hash}))
    root = bundle.content_root(bundle.body_lines(value))
    openings.append(("publication", None, {"assembly": code, "content_root": root}))
    return logged(value, openings, size)


def result_hash(roll_hash, results):
    """As bundle.md has it."""
    hashes = {n: sha256(leaves.canonical(each)).hexdigest() for n, each in results.items()}
    lines = [roll_hash, *(f"{n} {hashes[n]}" for n in sorted(hashes))]
    return sha256("\n".join(lines).encode()).hexdigest()


def counted(matter, rules, electors, cast):
    """By the module's own count."""
    weights = [(e.number, e.area_centi, e.persons) for e in electors]
    said = {n: choices[matter.number] for n, choices in cast.items()}
    told = frozenset(e.number for e in electors if e.told)
    if not matter.candidates:
        return tally.packed(tally.explained(tally.counted(weights, said, told), rules, matter.kind))
    words = {n: c if isinstance(c, str) else "agree" for n, c in said.items()}
    sums = tally.counted(weights, words, told)
    approvals = {
        c: tally.counted(
            weights, {n: "agree" for n, s in said.items() if not isinstance(s, str) and c in s}
        ).agree
        for c in matter.candidates
    }
    result = tally.election(
        approvals, sums.voted, sums.invalid, sums.roll, matter.seats,
        rules=rules, kind=matter.kind, told=sums.told,
    )  # fmt: skip
    return {
        "candidates": {str(n): tally.packed(e) for n, e in result.candidates.items()},
        "elected": list(result.elected),
        "tied": list(result.tied),
        "passed": result.passed,
    }


def logged(value, openings, size=None) -> Made:
    """Among other entries, every third of the log's being ours, or as many as `size` allows."""
    step = max((size or 0) // max(len(openings), 1), 3)
    entries, placed = [], []
    for role, elector, payload in openings:
        entries += [b'{"other":%d}' % len(entries)] * (step - 1)
        opening = leaves.open_payload(payload)
        day = "2026-05-10" if role == "ballot" else "2026-05-21T08:00:00Z"
        entry = leaves.leaf(
            kind=f"voting.{role}", seq=len(entries), place=7, time=day, commit=opening.commit()
        )
        placed.append(
            published.Leaf(role, 1, len(entries), entry, opening.salt, opening.payload, elector)
        )
        entries.append(entry)
    return Made(value, tuple(placed), tuple(entries))
