"""Tiles and entry bundles of C2SP tlog-tiles. Pure.

A tile of level L and number n holds up to 256 hashes: the roots of the complete subtrees of
256**L leaves, from ``n * 256`` on. A bundle holds the 256 entries below a tile of level 0, each
with its length in two bytes, big-endian. The rightmost ones are partial and only grow.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from linli.journal import merkle
from linli.journal.merkle import HASH, Range

WIDTH = 256
HEIGHT = 8
FULL = WIDTH * HASH
MAX_ENTRY = 65_535
MAX_LEVEL = 63

#: (level, number) of a tile.
Key = tuple[int, int]
_NUMBER = re.compile(r"(?:x[0-9]{3}/)*[0-9]{3}")


class EntryError(ValueError):
    """Something that cannot be an entry, or a bundle that is not made of entries."""


# --- addresses ------------------------------------------------------------------------------
def number_to_path(number: int) -> str:
    """1234067 → ``x001/x234/067``."""
    groups = [f"{number % 1000:03d}"]
    while number := number // 1000:
        groups.append(f"x{number % 1000:03d}")
    return "/".join(reversed(groups))


def path_to_number(path: str) -> int | None:
    """The reverse; None for anything that `number_to_path` would not write."""
    if not _NUMBER.fullmatch(path):
        return None
    number = int(path.replace("x", "").replace("/", ""))
    return number if number_to_path(number) == path else None


def width_at(level: int, number: int, size: int) -> int:
    """How many hashes the tile has in a tree of `size`: 0 (it is not there) to 256."""
    return max(0, min(WIDTH, (size >> HEIGHT * level) - number * WIDTH))


def rightmost(size: int) -> list[tuple[int, int, int]]:
    """The partial tiles of a tree: (level, number, width), each width 1 to 255."""
    found = []
    level = 0
    while size >> HEIGHT * level:
        number, width = divmod(size >> HEIGHT * level, WIDTH)
        if width:
            found.append((level, number, width))
        level += 1
    return found


def all_tiles(size: int) -> Iterator[tuple[int, int, int]]:
    """Every tile of a tree: (level, number, width)."""
    level = 0
    while count := size >> HEIGHT * level:
        for number in range(-(-count // WIDTH)):
            yield level, number, width_at(level, number, size)
        level += 1


# --- entries --------------------------------------------------------------------------------
def pack(entries: Iterable[bytes]) -> bytes:
    """Entries as a bundle. Raises EntryError for one that is longer than 65,535 bytes."""
    try:
        return b"".join([len(each).to_bytes(2, "big") + each for each in entries])
    except OverflowError as error:
        message = f"an entry has at most {MAX_ENTRY} bytes"
        raise EntryError(message) from error


def unpack(bundle: bytes) -> list[bytes]:
    """The entries of a bundle. Raises EntryError when it is cut."""
    entries, at = [], 0
    while at < len(bundle):
        end = at + 2 + int.from_bytes(bundle[at : at + 2], "big")
        if at + 2 > len(bundle) or end > len(bundle):
            message = "the bundle is cut"
            raise EntryError(message)
        entries.append(bundle[at + 2 : end])
        at = end
    return entries


def first_entries(bundle: bytes, count: int) -> bytes:
    """The bundle of the first `count` entries of a bundle: a prefix of its bytes."""
    at = 0
    for _ in range(count):
        at += 2 + int.from_bytes(bundle[at : at + 2], "big")
    return bundle[:at]


# --- growing --------------------------------------------------------------------------------
@dataclass
class Edge:
    """The right edge of a tree: all that is needed to let it grow.

    `partial[L]` are the hashes of the partial tile of level L; `bundle` the entries below the
    partial tile of level 0. `append` notes which tiles and bundles changed; the caller stores
    `tiles` and `bundles` and begins the next batch with a new Edge or after `forget`.
    """

    size: int = 0
    partial: list[bytes] = field(default_factory=list)
    bundle: bytes = b""
    tiles: dict[Key, bytes] = field(default_factory=dict)
    #: number → (width, bytes)
    bundles: dict[int, tuple[int, bytes]] = field(default_factory=dict)

    def append(self, entries: Sequence[bytes]) -> None:
        """Let the tree grow by these entries."""
        at = 0
        while at < len(entries):
            number, width = divmod(self.size, WIDTH)
            part = entries[at : at + WIDTH - width]
            at += len(part)
            width += len(part)
            self.bundle += pack(part)
            self.bundles[number] = (width, self.bundle)
            self.size += len(part)
            self._grow(0, number, b"".join([merkle.leaf_hash(each) for each in part]))
            if width == WIDTH:
                self.bundle = b""

    def _grow(self, level: int, number: int, hashes: bytes) -> None:
        if level == len(self.partial):
            self.partial.append(b"")
        tile = self.partial[level] + hashes
        self.tiles[level, number] = tile
        full = len(tile) == FULL
        self.partial[level] = b"" if full else tile
        if full:
            self._grow(level + 1, number // WIDTH, merkle.root_of(parts(tile)))

    def forget(self) -> None:
        """What changed is stored now."""
        self.tiles, self.bundles = {}, {}

    def root(self) -> bytes:
        """The root of the whole tree, from the partial tiles alone."""
        result = b""
        for hashes in self.partial:
            row = parts(hashes)
            for start, end in reversed(merkle.cover(0, len(row))):
                top = merkle.root_of(row[start:end])
                result = merkle.node_hash(top, result) if result else top
        return result or merkle.EMPTY


def parts(hashes: bytes) -> list[bytes]:
    """A tile's bytes as hashes."""
    return [hashes[at : at + HASH] for at in range(0, len(hashes), HASH)]


# --- proofs from tiles ------------------------------------------------------------------------
#: Fetches many tiles at once; a missing one is left out.
Fetch = Callable[[set[Key]], Mapping[Key, bytes]]


def _place(subtree: Range) -> tuple[Key, int, int]:
    """Where the hashes of a complete subtree lie: (tile, first hash, number of hashes)."""
    start, end = subtree
    bits = (end - start).bit_length() - 1
    level = bits // HEIGHT
    first = start >> HEIGHT * level
    return (level, first // WIDTH), first % WIDTH, 1 << bits % HEIGHT


def hashes_of(ranges: Sequence[Range], fetch: Fetch) -> list[bytes]:
    """The hashes of ranges, by one fetch. Raises ProofError when a tile is missing or short."""
    covers = [merkle.cover(*each) for each in ranges]
    keys = {_place(subtree)[0] for covering in covers for subtree in covering}
    tiles = fetch(keys) if keys else {}

    def of(subtree: Range) -> bytes:
        key, first, count = _place(subtree)
        row = parts(tiles.get(key, b"")[first * HASH : (first + count) * HASH])
        if len(row) != count:
            message = f"tile {key[0]}/{key[1]} is missing or too short"
            raise merkle.ProofError(message)
        return merkle.root_of(row)

    return [merkle.fold([of(subtree) for subtree in covering]) for covering in covers]


def root_at(size: int, fetch: Fetch) -> bytes:
    """The root of the tree when it had `size` leaves."""
    return hashes_of([(0, size)], fetch)[0] if size else merkle.EMPTY


def inclusion_proof(index: int, size: int, fetch: Fetch) -> list[bytes]:
    return hashes_of(merkle.inclusion_ranges(index, size), fetch)


def consistency_proof(old: int, new: int, fetch: Fetch) -> list[bytes]:
    return hashes_of(merkle.consistency_ranges(old, new), fetch)
