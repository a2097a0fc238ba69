"""RFC 6962 hashing and proofs, tiles, against the published vectors and a library of others."""

import pymerkle
import pymerkle.core
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.journal import merkle, tiles

#: The leaves and roots of the reference implementation (certificate-transparency, merkletree tests).
LEAVES = [
    bytes.fromhex(each)
    for each in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
SIZES = 301


class Grown:
    """A tree of ours with all its tiles, and the same tree in pymerkle."""

    def __init__(self, size):
        self.entries = [b"entry %d" % n for n in range(size)]
        self.tiles, self.roots = {}, [merkle.EMPTY]
        self.theirs = pymerkle.InmemoryTree("sha256")
        edge = tiles.Edge()
        for each in self.entries:
            edge.append([each])
            self.tiles.update(edge.tiles)
            edge.forget()
            self.roots.append(edge.root())
            self.theirs.append_entry(each)

    def fetch(self, keys):
        return {key: self.tiles[key] for key in keys if key in self.tiles}


@pytest.fixture(scope="module")
def grown():
    return Grown(SIZES)


def test_published_roots():
    hashes = [merkle.leaf_hash(each) for each in LEAVES]
    assert [merkle.root_of(hashes[:n]).hex() for n in range(9)] == ROOTS
    edge = tiles.Edge()
    assert edge.root().hex() == ROOTS[0]
    for n, each in enumerate(LEAVES, 1):
        edge.append([each])
        assert edge.root().hex() == ROOTS[n]


def test_published_audit_path():
    """PATH(0, D[7]) = [b, h, l] and the others of the example in RFC 6962, 2.1.3."""
    assert merkle.inclusion_ranges(0, 7) == [(1, 2), (2, 4), (4, 7)]
    assert merkle.inclusion_ranges(3, 7) == [(2, 3), (0, 2), (4, 7)]
    assert merkle.inclusion_ranges(4, 7) == [(5, 6), (6, 7), (0, 4)]
    assert merkle.inclusion_ranges(6, 7) == [(4, 6), (0, 4)]


def test_published_consistency_proofs():
    """PROOF(3, D[7]) = [c, d, g, l], PROOF(4, D[7]) = [l], PROOF(6, D[7]) = [i, j, k]."""
    assert merkle.consistency_ranges(3, 7) == [(2, 3), (3, 4), (0, 2), (4, 7)]
    assert merkle.consistency_ranges(4, 7) == [(4, 7)]
    assert merkle.consistency_ranges(6, 7) == [(4, 6), (6, 7), (0, 4)]


def test_every_root_and_inclusion_agrees_with_pymerkle(grown):
    for size in range(1, SIZES + 1):
        root = grown.theirs.get_root(size)
        assert grown.roots[size] == root == tiles.root_at(size, grown.fetch)
    for size in (1, 2, 3, 7, 8, 64, 255, 256, 257, 300, 301):
        for index in range(size):
            path = tiles.inclusion_proof(index, size, grown.fetch)
            theirs = grown.theirs.prove_inclusion(index + 1, size)
            leaf = merkle.leaf_hash(grown.entries[index])
            assert [leaf, *path] == theirs.path
            pymerkle.verify_inclusion(leaf, grown.roots[size], theirs)
            merkle.verify_inclusion(index, size, leaf, path, grown.roots[size])


def test_every_consistency_proof_up_to_300(grown):
    for new in range(SIZES):
        for old in range(new + 1):
            proof = tiles.consistency_proof(old, new, grown.fetch)
            merkle.verify_consistency(old, new, grown.roots[old], grown.roots[new], proof)


def test_pymerkle_verifies_our_consistency(grown):
    """Its proofs are laid out in its own way: its layout, filled from our tiles, must verify."""
    for old, new in ((1, 2), (3, 7), (4, 8), (255, 256), (256, 300), (257, 301), (100, 301)):
        rule, subset, ranges = pymerkle.core._consistency_path_layout(old, new)
        path = tiles.hashes_of(ranges, grown.fetch)
        proof = pymerkle.ConsistencyProof("sha256", True, new, old, rule, subset, path)
        pymerkle.verify_consistency(grown.roots[old], grown.roots[new], proof)
        assert grown.theirs.prove_consistency(old, new).path == path


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_a_changed_proof_is_refused(grown, data):
    size = data.draw(st.integers(2, SIZES))
    index = data.draw(st.integers(0, size - 1))
    path = tiles.inclusion_proof(index, size, grown.fetch)
    leaf = merkle.leaf_hash(grown.entries[index])
    root = grown.roots[size]
    at = data.draw(st.integers(0, len(path) - 1))
    bit = data.draw(st.integers(0, 255))
    flipped = (int.from_bytes(path[at], "big") ^ 1 << bit).to_bytes(32, "big")
    for bad in (
        (index, size, leaf, [*path[:at], flipped, *path[at + 1 :]], root),
        (index, size, leaf, path[:-1], root),
        (index, size, leaf, [*path, path[0]], root),
        (index, size, merkle.leaf_hash(b"another"), path, root),
        ((index + 1) % size, size, leaf, path, root),
        (index, size, leaf, path, grown.roots[size - 1]),
        (size, size, leaf, path, root),
    ):
        with pytest.raises(merkle.ProofError):
            merkle.verify_inclusion(*bad)


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_a_changed_history_is_refused(grown, data):
    new = data.draw(st.integers(2, SIZES))
    old = data.draw(st.integers(1, new - 1))
    proof = tiles.consistency_proof(old, new, grown.fetch)
    was, now = grown.roots[old], grown.roots[new]
    other = merkle.leaf_hash(b"another")
    for bad in (
        (old, new, other, now, proof),
        (old, new, was, other, proof),
        (old, new, was, now, proof[:-1]),
        (old, new, was, now, [*proof, other]),
        (new, old, was, now, proof),
        (old, new, was, now, [other, *proof[1:]]),
    ):
        with pytest.raises(merkle.ProofError):
            merkle.verify_consistency(*bad)


def test_two_roots_of_one_size_are_a_fork():
    with pytest.raises(merkle.ProofError):
        merkle.verify_consistency(5, 5, b"a" * 32, b"b" * 32, [])


# --- tiles ----------------------------------------------------------------------------------------
def test_the_example_of_the_specification():
    """A tree of 70,000: 273 full tiles at level 0, one of 112; one full and one of 17; one of 1."""
    found = list(tiles.all_tiles(70_000))
    assert sum(level == 0 and width == 256 for level, _, width in found) == 273
    assert tiles.rightmost(70_000) == [(0, 273, 112), (1, 1, 17), (2, 0, 1)]
    assert [t for t in found if t[0] == 1] == [(1, 0, 256), (1, 1, 17)]
    assert [t for t in found if t[0] == 2] == [(2, 0, 1)]
    assert len(found) == 277
    assert tiles.rightmost(256) == [(1, 0, 1)]


@pytest.mark.parametrize(
    ("number", "path"),
    [(0, "000"), (67, "067"), (999, "999"), (1000, "x001/000"), (1234067, "x001/x234/067")],
)
def test_paths_of_tiles(number, path):
    assert tiles.number_to_path(number) == path
    assert tiles.path_to_number(path) == number


@pytest.mark.parametrize("path", ["", "0", "x000/001", "1000", "x001", "001/002", "x1/000", "a00"])
def test_other_paths_are_no_tiles(path):
    assert tiles.path_to_number(path) is None


@given(st.integers(0, 10**12))
def test_paths_go_both_ways(number):
    assert tiles.path_to_number(tiles.number_to_path(number)) == number


@given(st.lists(st.lists(st.binary(max_size=20), max_size=300), max_size=6))
@settings(max_examples=40, deadline=None)
def test_batches_do_not_matter(batches):
    """However entries come, tiles and bundles are the same, and old ones are prefixes of new ones."""
    entries = [each for batch in batches for each in batch]
    whole, parts = tiles.Edge(), tiles.Edge()
    whole.append(entries)
    stored, bundles = {}, {}
    for batch in batches:
        parts.append(batch)
        for key, value in parts.tiles.items():
            assert value.startswith(stored.get(key, b""))
        stored |= parts.tiles
        bundles |= parts.bundles
        parts.forget()
    assert (stored, bundles) == (whole.tiles, whole.bundles)
    assert parts.root() == whole.root() == merkle.root_of(list(map(merkle.leaf_hash, entries)))
    assert sum(width for width, _ in bundles.values()) == len(entries)
    widths = {(level, number): width for level, number, width in tiles.all_tiles(len(entries))}
    assert {key: len(value) // 32 for key, value in stored.items()} == widths


@given(st.lists(st.binary(max_size=300), max_size=30), st.integers(0, 30))
def test_bundles_unpack(entries, count):
    packed = tiles.pack(entries)
    assert tiles.unpack(packed) == entries
    count = min(count, len(entries))
    assert tiles.first_entries(packed, count) == tiles.pack(entries[:count])


def test_entries_have_a_limit_and_bundles_an_end():
    assert len(tiles.pack([b"x" * 65_535])) == 65_537
    with pytest.raises(tiles.EntryError):
        tiles.pack([b"x" * 65_536])
    for cut in (b"\0", b"\0\5abc", tiles.pack([b"abc"])[:-1]):
        with pytest.raises(tiles.EntryError):
            tiles.unpack(cut)


def test_a_changed_tile_breaks_the_proof(grown):
    def lying(keys):
        found = grown.fetch(keys)
        return {k: (b"\0" * 32 + v[32:] if k == (0, 0) else v) for k, v in found.items()}

    path = tiles.inclusion_proof(300, 301, lying)
    leaf = merkle.leaf_hash(grown.entries[300])
    with pytest.raises(merkle.ProofError):
        merkle.verify_inclusion(
            5,
            301,
            merkle.leaf_hash(grown.entries[5]),
            tiles.inclusion_proof(5, 301, lying),
            grown.roots[301],
        )
    merkle.verify_inclusion(300, 301, leaf, path, grown.roots[301])


def test_a_missing_tile_is_said():
    with pytest.raises(merkle.ProofError, match="tile 0/0 is missing"):
        tiles.inclusion_proof(0, 2, lambda _keys: {})
