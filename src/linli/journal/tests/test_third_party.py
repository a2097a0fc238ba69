"""Software that is not ours accepts the log and refuses a changed one."""

import pytest
from django.db import transaction

from linli.journal import queries
from linli.journal.operations_bulk import record_many
from linli.journal.operations_log import integrate
from linli.journal.tests.facts import Planted
from linli.journal.tests.third_party import sigstore_accepts
from linli.kernel.actor import SYSTEM

SIZE = 300


@pytest.fixture
def served(db):
    with transaction.atomic():
        record_many(SYSTEM, [Planted(tree=n) for n in range(SIZE)])
    integrate()
    note = str(queries.note_of(queries.checkpoint_of(1)))
    entries = queries.entries_between(1, 0, SIZE)
    proofs = [
        (index, entries[index], queries.inclusion(1, index, SIZE))
        for index in (0, 1, 255, 256, 299)
    ]
    return queries.log_numbered(1).vkey, note, proofs


def test_sigstore_accepts_checkpoint_and_inclusion(served, tmp_path):
    vkey, note, proofs = served
    assert sigstore_accepts(vkey, note, proofs, tmp_path) == "ok 5"


@pytest.mark.parametrize("what", ["entry", "path", "index", "checkpoint", "signature"])
def test_sigstore_refuses_what_was_changed(served, tmp_path, what):
    vkey, note, [(index, entry, path), *_] = served
    match what:
        case "entry":
            entry += b" "
        case "path":
            path = [b"\0" * 32, *path[1:]]
        case "index":
            index = 1
        case "checkpoint":
            note = note.replace("\n300\n", "\n301\n")
        case "signature":
            head, _, tail = note.rpartition(" ")
            note = f"{head} {tail[:20]}{'A' if tail[20] != 'A' else 'B'}{tail[21:]}"
    assert "VerificationError" in sigstore_accepts(vkey, note, [(index, entry, path)], tmp_path)
