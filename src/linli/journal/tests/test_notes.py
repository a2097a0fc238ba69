"""Signed notes, checkpoints, cosignatures, receipts and the verifier."""

import subprocess
import sys
from pathlib import Path

import pytest

from linli.journal import merkle, policy, tiles, verify
from linli.journal.checkpoints import Checkpoint, Trust
from linli.journal.leaves import leaf, open_payload
from linli.journal.notes import COSIGNATURE, Note, NoteError, Signature, SigningKey, VerifierKey
from linli.journal.receipts import Proof, pack_extra, unpack_extra

LOG = SigningKey.from_seed("example.com/log", b"l" * 32)
OTHER = SigningKey.from_seed("example.com/log", b"o" * 32)
W1 = SigningKey.from_seed("witness.example/w1", b"1" * 32, COSIGNATURE)
W2 = SigningKey.from_seed("witness.example/w2", b"2" * 32, COSIGNATURE)
SRC = Path(__file__).resolve().parents[3]


def checkpoint(size=1, root=b"r" * 32):
    return Checkpoint(LOG.name, size, root)


# --- keys and notes --------------------------------------------------------------------------------
def test_the_key_of_the_go_checksum_database():
    """A key that others published: sum.golang.org."""
    text = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"
    key = VerifierKey.parse(text)
    assert (key.name, key.id.hex(), str(key)) == ("sum.golang.org", "033de0ae", text)


def test_a_note_of_the_specification():
    """The example of Go's golang.org/x/mod/sumdb/note."""
    key = VerifierKey.parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
    text = (
        "If you think cryptography is the answer to your problem,\n"
        "then you don't know what your problem is.\n"
    )
    note = Note.parse(
        text
        + "\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
    )
    assert note.signed_by(key)
    with pytest.raises(NoteError):
        Note(text + "!\n", note.signatures).signed_by(key)


@pytest.mark.parametrize(
    "vkey",
    [
        "",
        "a+b",
        "a b+00000000+AQ==",
        str(LOG.verifier).replace("example.com/log", "example.com/other"),
        str(LOG.verifier)[:-4],
        "x+00000000+Ag==",
    ],
)
def test_bad_keys_are_refused(vkey):
    with pytest.raises(NoteError):
        VerifierKey.parse(vkey)


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\tb", "a\u2003b"])
def test_bad_names_are_refused(name):
    with pytest.raises(NoteError):
        SigningKey.from_seed(name, b"x" * 32)


def test_notes_are_read_strictly():
    good = str(checkpoint().sign(LOG))
    assert str(Note.parse(good)) == good
    for bad in (
        good[:-1],
        good.replace("\n\n", "\n"),
        good.replace("— ", "- "),
        good + "\n",
        good.replace("example.com/log\n1", "example.com/log\r\n1"),
        good + "— x !!!!\n",
        good + "— x AAAA\n",
        good + "— x AAAAAA\n"[:-2] + "\n\n",
        "",
    ):
        with pytest.raises(NoteError):
            Note.parse(bad)


def test_unknown_signatures_are_ignored_and_false_ones_are_not():
    note = checkpoint().sign(LOG)
    more = note.with_signatures([W1.sign(note.text.encode(), time=5)])
    assert Trust(LOG.verifier).open(more).size == 1
    forged = Signature(LOG.name, LOG.verifier.id, b"\0" * 64)
    with pytest.raises(NoteError, match="does not hold"):
        Trust(LOG.verifier).open(note.with_signatures([forged]))


# --- checkpoints -------------------------------------------------------------------------------------
def test_three_lines_are_read_and_further_ones_kept():
    """Go's tlog.ParseTree reads its own first line only; a checkpoint is three lines and more."""
    text = f"example.com/log\n7\n{'A' * 43}=\nfirst extension\nsecond\n"
    found = Checkpoint.parse(text)
    assert (found.origin, found.size, found.root) == ("example.com/log", 7, bytes(32))
    assert found.extensions == ("first extension", "second")
    assert str(found) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a\n1\n",
        "a\n1\nAAAA\n",
        f"a\n01\n{'A' * 43}=\n",
        f"a\n-1\n{'A' * 43}=\n",
        f"a\n١\n{'A' * 43}=\n",
        f"a\n1\n{'A' * 43}=",
        f"\n1\n{'A' * 43}=\n",
        f"a\n1\n{'A' * 42}B=\n",
        f"a\n1\n{'A' * 43}=\n\n",
    ],
)
def test_other_texts_are_no_checkpoints(text):
    with pytest.raises(NoteError):
        Checkpoint.parse(text)


def test_an_edited_checkpoint_is_refused():
    note = checkpoint(7).sign(LOG)
    for text in (note.text.replace("\n7\n", "\n8\n"), note.text + "more\n"):
        with pytest.raises(NoteError):
            Trust(LOG.verifier).open(Note(text, note.signatures))
    with pytest.raises(NoteError, match="did not sign"):
        Trust(LOG.verifier).open(checkpoint(7).sign(OTHER))
    with pytest.raises(NoteError, match="not of"):
        Trust(W1.verifier).open(note)


def test_missing_cosignatures_are_refused():
    note = checkpoint().sign(LOG)
    one = note.with_signatures([W1.sign(note.text.encode(), time=1679315147)])
    both = one.with_signatures([W2.sign(note.text.encode(), time=2)])
    ask = Trust(LOG.verifier, (W1.verifier, W2.verifier), 2)
    assert ask.open(both).size == 1
    assert next(iter(ask.cosigners(one).values())).time == 1679315147
    for few in (note, one, one.with_signatures([W1.sign(note.text.encode(), time=3)])):
        with pytest.raises(NoteError, match="of the 2 cosignatures"):
            ask.open(few)


def test_a_cosignature_holds_its_time():
    note = checkpoint().sign(LOG)
    signed = W1.sign(note.text.encode(), time=5)
    moved = Signature(signed.name, signed.key_id, (6).to_bytes(8, "big") + signed.raw[8:])
    with pytest.raises(NoteError):
        note.with_signatures([moved]).signed_by(W1.verifier)


def test_published_keys_go_both_ways():
    text = policy.write(
        [str(LOG.verifier)], [(str(W1.verifier), "http://w"), (str(W2.verifier), "")], 2
    )
    assert policy.read(text) == [Trust(LOG.verifier, (W1.verifier, W2.verifier), 2)]
    none = policy.write([str(LOG.verifier)], [(str(W1.verifier), "")], 0)
    assert policy.read(none) == [Trust(LOG.verifier, (W1.verifier,), 0)]
    assert policy.read(f"log {LOG.verifier}\nwitness a {W1.verifier}\nquorum a\n")[0].quorum == 1
    for bad in ("log x", "quorum what", "group g 3 a", "nonsense", "group g 1 a\nquorum g"):
        with pytest.raises(NoteError):
            policy.read(bad)


# --- receipts -----------------------------------------------------------------------------------------
class Case:
    """A small log, and the receipt of its third entry."""

    def __init__(self, *, cosigned=True, payload=None):
        self.opening = open_payload(payload or {"tree": 3})
        self.entry = leaf(
            kind="facts.planted", seq=3, place=None, time="2026-05-01", commit=self.opening.commit()
        )
        self.edge = tiles.Edge()
        self.edge.append([b"a", b"b", self.entry, b"c", b"d"])
        path = tiles.inclusion_proof(2, 5, lambda keys: {k: self.edge.tiles[k] for k in keys})
        note = checkpoint(5, self.edge.root()).sign(LOG)
        if cosigned:
            note = note.with_signatures([W1.sign(note.text.encode(), time=9)])
        self.proof = Proof(2, tuple(path), note, pack_extra(self.entry, self.opening))


@pytest.fixture
def case():
    return Case()


def run(tmp_path, text, *arguments):
    file = tmp_path / "r.tlog-proof"
    file.write_text(text)
    return verify.main([str(file), *arguments])


def test_a_receipt_holds(case, tmp_path, capsys):
    assert Proof.parse(str(case.proof)) == case.proof
    assert unpack_extra(case.proof.extra) == (case.entry, case.opening)
    arguments = ["--key", str(LOG.verifier), "--witness", str(W1.verifier)]
    assert run(tmp_path, str(case.proof), *arguments) == 0
    said = capsys.readouterr().out
    assert "holds: example.com/log size 5" in said
    assert "witnesses: witness.example/w1" in said
    assert '{"tree":3}' in said


def test_keys_may_come_as_published(case, tmp_path):
    keys = tmp_path / "keys"
    keys.write_text(policy.write([str(LOG.verifier)], [(str(W1.verifier), "")], 1))
    assert run(tmp_path, str(case.proof), "--keys", str(keys)) == 0
    assert run(tmp_path, str(Case(cosigned=False).proof), "--keys", str(keys)) == 1


def changed(case, what):  # noqa: PLR0911 (one way of tampering per return)
    p = case.proof
    match what:
        case "entry":
            entry = case.entry.replace(b"2026-05-01", b"2026-05-02")
            return Proof(p.index, p.path, p.note, pack_extra(entry, case.opening))
        case "payload":
            opening = open_payload({"tree": 4})
            return Proof(p.index, p.path, p.note, pack_extra(case.entry, opening))
        case "index":
            return Proof(3, p.path, p.note, p.extra)
        case "path":
            return Proof(p.index, (b"\0" * 32, *p.path[1:]), p.note, p.extra)
        case "short path":
            return Proof(p.index, p.path[:-1], p.note, p.extra)
        case "checkpoint":
            text = p.note.text.replace("\n5\n", "\n6\n")
            return Proof(p.index, p.path, Note(text, p.note.signatures), p.extra)
        case "signature":
            return Proof(p.index, p.path, Note(p.note.text, p.note.signatures[1:]), p.extra)
        case "cosignature":
            return Proof(p.index, p.path, Note(p.note.text, p.note.signatures[:1]), p.extra)
        case "no entry":
            return Proof(p.index, p.path, p.note, b"{}")
    raise AssertionError(what)


@pytest.mark.parametrize(
    "what",
    [
        "entry",
        "payload",
        "index",
        "path",
        "short path",
        "checkpoint",
        "signature",
        "cosignature",
        "no entry",
    ],
)
def test_a_changed_receipt_is_refused(case, tmp_path, capsys, what):
    arguments = ["--key", str(LOG.verifier), "--witness", str(W1.verifier)]
    assert run(tmp_path, str(changed(case, what)), *arguments) == 1
    assert capsys.readouterr().err.startswith("refused: ")


def test_a_fully_re_signed_fork_is_refused_by_who_kept_a_checkpoint(case, tmp_path, capsys):
    """The log's own key signs another history of the same size: only memory helps, and it does."""
    kept = tmp_path / "kept"
    kept.write_text(str(case.proof.note))
    fork = Case(payload={"tree": 4})
    key = ["--key", str(LOG.verifier)]
    assert run(tmp_path, str(fork.proof), *key) == 0
    assert run(tmp_path, str(fork.proof), *key, "--against", str(kept)) == 1
    assert "this proves a fork" in capsys.readouterr().err
    assert run(tmp_path, str(case.proof), *key, "--against", str(kept)) == 0


def test_the_verifier_needs_a_key(case, tmp_path):
    with pytest.raises(SystemExit) as end:
        run(tmp_path, str(case.proof))
    assert end.value.code == 2
    assert run(tmp_path, str(case.proof), "--key", str(W1.verifier)) == 1
    assert run(tmp_path, "rubbish", "--key", str(LOG.verifier)) == 1


def test_the_verifier_and_the_witness_stand_alone():
    """No Django, no database driver, no settings."""
    code = (
        "import sys, linli.journal.verify, linli.journal.witness;"
        "bad = {'django', 'psycopg', 'config', 'procrastinate'} & {m.partition('.')[0] for m in sys.modules};"
        "sys.exit(bool(bad))"
    )
    done = subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": str(SRC)}, check=False)
    assert done.returncode == 0


def test_empty_tree_root():
    assert merkle.EMPTY.hex().startswith("e3b0c442")
