"""The log and real witnesses, over HTTP: cosignatures, quorum, rollback and succession."""

import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from linli.journal import cosigning, queries, tiles, witness
from linli.journal.checkpoints import Checkpoint
from linli.journal.models import Cosignature, LogEntry
from linli.journal.notes import COSIGNATURE, Note, NoteError, SigningKey
from linli.journal.operations import record
from linli.journal.operations_log import (
    add_witness,
    halt,
    integrate,
    keep_cosignature,
    remove_witness,
    require_witnesses,
)
from linli.journal.policy import read
from linli.journal.receipts import Proof, path_lines
from linli.journal.succession import succeed
from linli.journal.tests.facts import Planted
from linli.journal.witness_state import State
from linli.kernel.actor import SYSTEM


def plant(count=1):
    with transaction.atomic():
        events = [record(SYSTEM, Planted(tree=n)) for n in range(count)]
    integrate()
    return events


class Running:
    """A witness on a port of its own; also counts as unreachable when closed."""

    def __init__(self, folder, name):
        self.state = State(folder, name)
        self.state.watch(queries.log_numbered(1).vkey)
        self.server = witness.serve(self.state, "127.0.0.1:0")
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.01,))
        self.thread.start()
        self.vkey = str(self.state.key.verifier)
        add_witness(self.vkey, self.url)

    def close(self):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


@pytest.fixture
def two(db, tmp_path):
    running = [Running(tmp_path / name, f"witness.example/{name}") for name in ("a", "b")]
    yield running
    for each in running:
        if each.thread.is_alive():
            each.close()


def outcomes():
    return {name.rpartition("/")[2]: reply.outcome for name, reply in cosigning.cosign().items()}


def test_checkpoints_are_cosigned_and_served(two, client):
    plant(3)
    assert outcomes() == {"a": "signed", "b": "signed"}
    assert outcomes() == {}
    plant(300)
    assert outcomes() == {"a": "signed", "b": "signed"}
    require_witnesses(2)
    trust = read(client.get("/log/keys").content.decode())[0]
    assert trust.quorum == 2
    assert trust.open(Note.parse(client.get("/log/checkpoint").content.decode())).size == 303
    assert trust.open(Note.parse(client.get("/log/checkpoint/3").content.decode())).size == 3
    assert Cosignature.objects.count() == 4


def test_receipts_stand_on_what_enough_witnesses_signed(two):
    first = plant(1)[0]
    cosigning.cosign()
    require_witnesses(2)
    two[1].close()
    second = plant(1)[0]
    assert outcomes() == {"a": "signed", "b": "unreachable"}
    trust = queries.trust_of(queries.log_numbered(1))
    good = queries.receipt_for(LogEntry.objects.get(event=first.pk), opened=False)
    assert (good.size, good.complete) == (1, True)
    assert good.proof.verify(good.entry, trust).size == 1
    waits = queries.receipt_for(LogEntry.objects.get(event=second.pk), opened=False)
    assert (waits.size, waits.complete) == (2, False)
    with pytest.raises(NoteError, match="1 of the 2"):
        waits.proof.verify(waits.entry, trust)
    require_witnesses(1)
    again = queries.receipt_for(LogEntry.objects.get(event=first.pk), opened=False)
    assert (again.size, again.complete) == (2, True)
    assert Proof.parse(str(again.proof)) == again.proof


def test_a_false_cosignature_is_not_kept(two):
    plant(1)
    checkpoint = queries.checkpoint_of(1)
    stranger = SigningKey.from_seed("witness.example/a", b"x" * 32, COSIGNATURE)
    line = str(stranger.sign(b"something else", time=1))
    assert not keep_cosignature(checkpoint, two[0].vkey, line)
    other = two[0].state.key.sign(b"something else", time=1)
    with pytest.raises(NoteError):
        keep_cosignature(checkpoint, two[0].vkey, str(other))
    assert not Cosignature.objects.exists()


def test_a_removed_witness_is_asked_no_more(two):
    plant(1)
    assert remove_witness("witness.example/b") == 1
    assert outcomes() == {"a": "signed"}


def _show_more_to(running, size):
    """The witness saw a later checkpoint than the database holds after its restore."""
    log = queries.log_numbered(1)
    from linli.journal.keys import signing_key

    key = signing_key("demo", log.origin)
    held = queries.entries_between(1, 0, queries.size_of(1))
    edge = tiles.Edge()
    edge.append([*held, *[b"lost %d" % n for n in range(size - len(held))]])
    proof = tiles.consistency_proof(
        len(held), size, lambda keys: {k: edge.tiles[k] for k in keys if k in edge.tiles}
    )
    note = Checkpoint(log.origin, size, edge.root()).sign(key)
    answer = running.state.add_checkpoint(f"old {len(held)}\n{path_lines(proof)}\n{note}")
    assert answer.status == 200


def test_after_a_restore_an_honest_log_is_succeeded_not_continued(two, tmp_path):
    """The backup is older than what witness a saw: the old log gets no more cosignatures."""
    plant(3)
    cosigning.cosign()
    _show_more_to(two[0], 5)
    halt("restored")
    with pytest.raises(CommandError, match="knows a checkpoint of size 5"):
        call_command("log", "resume")
    assert queries.is_halted(1)
    # continued all the same, by force: refused by the one who saw more, whatever it grows to
    call_command("log", "halt")
    from linli.journal.operations_log import resume

    resume()
    plant(1)
    assert outcomes() == {"a": "ahead", "b": "signed"}
    plant(1)
    assert outcomes()["a"] == "refused"
    plant(7)
    assert outcomes()["a"] == "refused"
    # the honest way
    log = succeed([two[0].state.last(queries.log_numbered(1).origin)])
    assert outcomes() == {"a": "refused", "b": "refused"}
    for each in two:
        each.state.follow("linli.example/demo", log.vkey)
    assert outcomes() == {"a": "signed", "b": "signed"}
    plant(2)
    assert outcomes() == {"a": "signed", "b": "signed"}
    assert queries.size_of(2) == 3


def test_a_restore_that_lost_nothing_is_resumed(two):
    plant(3)
    cosigning.cosign()
    halt("restored")
    call_command("log", "resume")
    assert not queries.is_halted(1)
    halt("restored")
    two[1].close()
    with pytest.raises(CommandError, match="unreachable"):
        call_command("log", "resume")
    assert queries.is_halted(1)
