"""A receipt checked by pymerkle and the standard library alone: nothing of ours is imported."""

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass
from hashlib import sha256

import pymerkle
from pymerkle import core


@dataclass(frozen=True)
class Checked:
    """What a receipt proved."""

    origin: str
    index: int
    size: int
    entry: dict
    payload: dict


def checked(text: str) -> Checked:
    """Raises InvalidProof or AssertionError when the receipt proves nothing."""
    head, _, note = text.partition("\n\n")
    first, extra, index, *path = head.split("\n")
    assert first == "c2sp.org/tlog-proof@v1"
    origin, size, root, *_ = note.split("\n")
    at, width = int(index.removeprefix("index ")), int(size)
    given = json.loads(b64decode(extra.removeprefix("extra ")))
    leaf = sha256(b"\x00" + given["entry"].encode()).digest()
    rule, _ranges = core._inclusion_path_layout(at + 1, width)
    hashes = [leaf, *(b64decode(each) for each in path)]
    proof = pymerkle.InclusionProof("sha256", True, width, at + 1, rule, hashes)
    pymerkle.verify_inclusion(leaf, b64decode(root), proof)
    entry = json.loads(given["entry"])
    commit = sha256(b64decode(given["salt"]) + given["payload"].encode()).digest()
    assert entry["commit"] == b64encode(commit).decode()
    return Checked(origin, at, width, entry, json.loads(given["payload"]))
