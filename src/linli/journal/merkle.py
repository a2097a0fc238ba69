"""Merkle tree hashing and proofs of RFC 6962, section 2.1. Pure; nothing but SHA-256.

A tree over leaves D[0:n] is spoken of in *ranges* ``(start, end)`` of leaf indexes. A proof is a
list of the hashes of such ranges; which ranges is decided here, where their hashes come from
(memory, tiles) is the caller's matter.
"""

from collections.abc import Sequence
from hashlib import sha256

Range = tuple[int, int]
HASH = 32
#: The root of the tree without leaves: SHA-256 of nothing.
EMPTY = sha256(b"").digest()


class ProofError(ValueError):
    """A proof does not prove what it should."""


def leaf_hash(entry: bytes) -> bytes:
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def split(width: int) -> int:
    """The largest power of two smaller than `width` (≥ 2): where RFC 6962 parts a tree."""
    return 1 << (width - 1).bit_length() - 1


def root_of(hashes: Sequence[bytes]) -> bytes:
    """The Merkle tree hash over leaf hashes, or over the roots of equal, complete subtrees."""
    if not hashes:
        return EMPTY
    row = list(hashes)
    while len(row) > 1:
        odd = row[-1:] if len(row) % 2 else []
        row = [sha256(b"\x01" + a + b).digest() for a, b in zip(row[::2], row[1::2], strict=False)]
        row += odd
    return row[0]


def cover(start: int, end: int) -> list[Range]:
    """The complete subtrees that make up a range beginning at a subtree's edge, from the left."""
    parts = []
    while start < end:
        width = 1 << (end - start).bit_length() - 1
        parts.append((start, start + width))
        start += width
    return parts


def fold(hashes: Sequence[bytes]) -> bytes:
    """The hash of a range from those of its `cover`."""
    result = hashes[-1]
    for each in reversed(hashes[:-1]):
        result = node_hash(each, result)
    return result


# --- inclusion ------------------------------------------------------------------------------
def inclusion_ranges(index: int, size: int) -> list[Range]:
    """The ranges of the audit path of a leaf, from its sibling up to the root's child."""
    if not 0 <= index < size:
        message = f"no entry {index} in a tree of {size}"
        raise ProofError(message)
    start, end, path = 0, size, []
    while end - start > 1:
        middle = start + split(end - start)
        if index < middle:
            path.append((middle, end))
            end = middle
        else:
            path.append((start, middle))
            start = middle
    return path[::-1]


def root_from_inclusion(index: int, size: int, leaf: bytes, path: Sequence[bytes]) -> bytes:
    """The root that an audit path leads to (RFC 9162, 2.1.3.2). Raises ProofError."""
    ranges = inclusion_ranges(index, size)
    if len(path) != len(ranges):
        message = f"the audit path has {len(path)} hashes, not {len(ranges)}"
        raise ProofError(message)
    result = leaf
    for (start, _), sibling in zip(ranges, path, strict=True):
        result = node_hash(result, sibling) if start > index else node_hash(sibling, result)
    return result


def verify_inclusion(
    index: int, size: int, leaf: bytes, path: Sequence[bytes], root: bytes
) -> None:
    """Raise ProofError unless the leaf hash stands at `index` in the tree with this root."""
    if root_from_inclusion(index, size, leaf, path) != root:
        message = f"entry {index} is not in the tree of {size} with this root"
        raise ProofError(message)


# --- consistency ----------------------------------------------------------------------------
def consistency_ranges(old: int, new: int) -> list[Range]:
    """The ranges of the proof that D[0:old] is a prefix of D[0:new]; RFC 6962, 2.1.2.

    Empty for `old` 0 (everything extends nothing) and for equal sizes.
    """
    if not 0 <= old <= new:
        message = f"a tree of {new} cannot extend one of {old}"
        raise ProofError(message)
    if old in (0, new):
        return []
    start, end, path = 0, new, []
    while end != old:
        middle = start + split(end - start)
        if old <= middle:
            path.append((middle, end))
            end = middle
        else:
            path.append((start, middle))
            start = middle
    # The old tree's own last subtree; left out when it is the whole old tree, which is known.
    first = [(start, old)] if start else []
    return first + path[::-1]


def verify_consistency(
    old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]
) -> None:
    """Raise ProofError unless the new tree extends the old one."""
    ranges = consistency_ranges(old, new)
    if len(proof) != len(ranges):
        message = f"the consistency proof has {len(proof)} hashes, not {len(ranges)}"
        raise ProofError(message)
    if old == 0:
        if old_root != EMPTY:
            message = "the empty tree has another root"
            raise ProofError(message)
        return
    if not ranges:
        if old_root != new_root:
            message = f"two roots at the same size {old}"
            raise ProofError(message)
        return
    shared = list(zip(ranges, proof, strict=True))
    if ranges[0][1] == old:
        was = now = proof[0]
        shared = shared[1:]
    else:
        was = now = old_root
    for (start, _), part in shared:
        if start >= old:  # only the new tree has it
            now = node_hash(now, part)
        else:
            was, now = node_hash(part, was), node_hash(part, now)
    if was != old_root or now != new_root:
        message = f"the tree of {new} does not extend the tree of {old}"
        raise ProofError(message)
