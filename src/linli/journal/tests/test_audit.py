"""The audit finds what was changed; the export is the same tree; succession and halting."""

import io
from pathlib import Path

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from tests.databases import url_of

from linli.journal import audit as auditing
from linli.journal import keys, queries, tiles
from linli.journal.checkpoints import Checkpoint, Trust
from linli.journal.models import Event, Log, LogEntry, LogPending, Opening
from linli.journal.notes import Note, VerifierKey
from linli.journal.operations import erase_opening, record
from linli.journal.operations_log import integrate
from linli.journal.policy import read
from linli.journal.receipts import leaf_values
from linli.journal.succession import read_statement, succeed
from linli.journal.tests.facts import Planted
from linli.kernel.actor import SYSTEM


def plant(*batches):
    for count in batches:
        with transaction.atomic():
            for n in range(count):
                with_place = {"place": 5} if n % 2 else {}
                record(SYSTEM, Planted(tree=n), **with_place)
        integrate()


def run(*arguments):
    out = io.StringIO()
    try:
        call_command("log", *arguments, stdout=out)
    except SystemExit as end:
        return end.code, out.getvalue()
    return 0, out.getvalue()


def test_a_sound_log_has_no_faults(db):
    plant(3, 300, 1)
    record(SYSTEM, Planted(tree=9))
    erase_opening(Event.objects.order_by("pk").first().pk)
    code, said = run("audit", "--district", "demo")
    assert (code, said.splitlines()) == (
        0,
        [
            "linli.example/demo: 304 entries, 4 checkpoints, 0 cosignatures, 1 openings erased",
            "events: 1 wait for the log",
            "no faults",
        ],
    )


#: What somebody with the owner's rights may do, and what the audit says then.
TAMPERING = {
    "entry": (
        (
            "UPDATE {s}.journal_bundle SET entries ="
            " set_byte(entries, 40, get_byte(entries, 40) # 255) WHERE number = 0"
        ),
        "tile 0/0 does not fit the entries",
    ),
    "tile": (
        (
            "UPDATE {s}.journal_tile SET hashes = set_byte(hashes, 0, get_byte(hashes, 0) # 255)"
            " WHERE level = 1"
        ),
        "tile 1/0 does not fit the entries",
    ),
    "extra tile": (
        "INSERT INTO {s}.journal_tile (log, level, number, hashes) VALUES (1, 3, 0, 'x')",
        "4 tiles are stored",
    ),
    "checkpoint": (
        (
            "UPDATE {s}.journal_checkpoint SET note = replace(note, E'\\n3\\n', E'\\n4\\n')"
            " WHERE size = 3"
        ),
        "the checkpoint of size 3 does not hold",
    ),
    "row of a checkpoint": (
        "UPDATE {s}.journal_checkpoint SET root = 'x' WHERE size = 3",
        "says something else than its row",
    ),
    "lost checkpoint": (
        "DELETE FROM {s}.journal_checkpoint WHERE size = 303",
        "303 entries are stored, the newest checkpoint says 3",
    ),
    "lost entries": (
        "DELETE FROM {s}.journal_bundle WHERE number = 1",
        "a checkpoint of size 303 was signed, 256 entries are there",
    ),
    "opening": (
        "UPDATE {s}.journal_opening SET payload = '{{\"tree\":99}}'",
        "the opening of entry 0 is not what it commits to",
    ),
    "event": ("UPDATE {s}.journal_event SET place = 99", "says something else than its event"),
    "payload": ("UPDATE {s}.journal_event SET payload = '{{}}'", "is not its event"),
    "lost event": ("DELETE FROM {s}.journal_event", "entry 0 has no event"),
    "lost index": ("DELETE FROM {s}.journal_logentry WHERE index = 2", "entry 2 has no event"),
    "event without a leaf": (
        (
            "INSERT INTO {s}.journal_event (type, capacity, subject_kind, subject_id, payload, at)"
            " VALUES ('facts.planted', 'system', '', '', '{{}}', now())"
        ),
        "has no leaf and does not wait for one",
    ),
    "opening without an event": (
        "INSERT INTO {s}.journal_opening (event, salt, payload) VALUES (0, '', '')",
        "opening 0 has no event",
    ),
    "waits although it is in": (
        (
            "INSERT INTO {s}.journal_logpending (event, leaf) SELECT event, '' FROM"
            " {s}.journal_logentry WHERE index = 0"
        ),
        "is in the log and waits for it as well",
    ),
    "false cosignature": (
        (
            "INSERT INTO {s}.journal_cosignature (log, size, vkey, line, at)"
            " SELECT 1, 3, vkey, E'\\u2014 x AAAAAAAA\\n', now() FROM {s}.journal_log"
        ),
        "a cosignature at 3 is of another key",
    ),
}


@pytest.mark.parametrize("what", TAMPERING)
def test_tampering_is_found(committed, what):
    """Committed, because the owner's connection switches the triggers off for itself."""
    plant(3, 300)
    statement, fault = TAMPERING[what]
    with psycopg.connect(url_of(committed)) as owner:
        owner.execute("SET session_replication_role = replica")
        owner.execute(statement.format(s="demo"))
    code, said = run("audit", "--district", "demo")
    assert code == 1
    assert fault in said
    assert said.splitlines()[-1].endswith(" faults")


def test_a_fully_re_signed_fork_is_found_by_who_kept_a_checkpoint(committed, tmp_path):
    """With the owner's rights and the key a whole other history is built, consistent in itself."""
    plant(3)
    kept = Note.parse(queries.checkpoint_of(1).note)
    with psycopg.connect(url_of(committed)) as owner:
        owner.execute("SET session_replication_role = replica")
        for table in ("tile", "bundle", "logentry", "event", "opening"):
            owner.execute(f"DELETE FROM demo.journal_{table}")
        owner.execute("DELETE FROM demo.journal_checkpoint WHERE size > 0")
    plant(5)
    assert run("audit", "--district", "demo")[0] == 0
    trust = Trust(VerifierKey.parse(queries.log_numbered(1).vkey))
    was, now = trust.open(kept), trust.open(Note.parse(queries.checkpoint_of(1).note))
    from linli.journal.merkle import ProofError, verify_consistency

    proof = tiles.consistency_proof(was.size, now.size, queries.tile_fetcher(1))
    with pytest.raises(ProofError):
        verify_consistency(was.size, now.size, was.root, now.root, proof)


def test_the_export_is_the_served_tree(db, client, tmp_path):
    plant(300, 5)
    assert run("export", str(tmp_path))[0] == 0
    trust = read((tmp_path / "keys").read_text())[0]
    checkpoint = trust.open(Note.parse((tmp_path / "checkpoint").read_text()))
    names = [
        str(each.relative_to(tmp_path)) for each in tmp_path.glob("tile/**/*") if each.is_file()
    ]
    assert sorted(names) == [
        "tile/0/000",
        "tile/0/001.p/49",
        "tile/1/000.p/1",
        "tile/entries/000",
        "tile/entries/001.p/49",
    ]
    for name in names:
        assert client.get(f"/log/{name}").content == (tmp_path / name).read_bytes()
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / name).read_bytes()
    edge = tiles.Edge()
    for name in ("000", "001.p/49"):
        edge.append(tiles.unpack((tmp_path / "tile/entries" / name).read_bytes()))
    assert (edge.size, edge.root()) == (305, checkpoint.root)
    assert sorted(int(p.name) for p in (tmp_path / "checkpoints").iterdir()) == [0, 300, 305]


# --- succession ------------------------------------------------------------------------------------
def test_a_successor_begins_with_a_signed_statement(db, client):
    plant(3)
    record(SYSTEM, Planted(tree=7))
    old = queries.log_numbered(1)
    log = succeed()
    assert (log.number, log.origin) == (2, "linli.example/demo/2")
    assert LogPending.objects.count() == 1
    assert integrate() == 1
    first = leaf_values(queries.entry_at(2, 0))
    assert first["type"] == "journal.log_succeeded"
    end = read_statement(first["statement"], VerifierKey.parse(log.vkey))
    assert (end.origin, end.size) == (old.origin, 3)
    assert Note.parse(first["statement"]).signed_by(VerifierKey.parse(old.vkey))
    assert [row.log for row in LogEntry.objects.order_by("log", "index")] == [1, 1, 1, 2, 2]
    assert run("audit", "--district", "demo")[0] == 0
    new = Note.parse(client.get("/log/checkpoint").content.decode())
    assert Checkpoint.parse(new.text).origin == log.origin
    kept = Note.parse(client.get("/log/1/checkpoint").content.decode())
    assert Checkpoint.parse(kept.text).origin == old.origin
    assert client.get("/log/1/entry/2").status_code == 200
    assert [t.log.name for t in read(client.get("/log/keys").content.decode())] == [
        log.origin,
        old.origin,
    ]


def test_the_statement_names_the_last_checkpoint_that_anybody_knows(db, tmp_path):
    """The database was restored to 2 entries; somebody kept the checkpoint of 5."""
    plant(2)
    old = queries.log_numbered(1)
    key = keys.signing_key("demo", old.origin)
    later = Checkpoint(old.origin, 5, b"r" * 32).sign(key)
    (tmp_path / "kept").write_text(str(later))
    code, said = run("succeed", "--known", str(tmp_path / "kept"))
    assert code == 0
    log = queries.log_numbered(None)
    assert log.vkey in said
    first = leaf_values(queries.entry_at(2, 0))
    assert read_statement(first["statement"], VerifierKey.parse(log.vkey)).size == 5
    event = Event.objects.get(type="journal.log_succeeded")
    assert (event.payload["old_size"], event.payload["held"]) == (5, 2)
    (tmp_path / "forged").write_text(str(later).replace("\n5\n", "\n6\n"))
    with pytest.raises(CommandError):
        run("succeed", "--known", str(tmp_path / "forged"))
    assert Log.objects.count() == 2


def test_a_lost_key_is_succeeded(db, monkeypatch, tmp_path):
    plant(1)
    monkeypatch.setattr(
        keys, "key_path", lambda schema, use="log": Path(tmp_path) / f"{schema}.key"
    )
    log = succeed()
    plant(1)
    old = queries.log_numbered(1)
    note = Note.parse(leaf_values(queries.entry_at(2, 0))["statement"])
    assert note.signed_by(VerifierKey.parse(old.vkey)) is None
    assert note.signed_by(VerifierKey.parse(log.vkey))
    assert queries.size_of(2) == 2


def test_halt_and_resume_from_the_command_line(db):
    plant(1)
    record(SYSTEM, Planted(tree=1))
    run("halt", "--reason", "restored")
    assert "halted" in run("status", "--district", "demo")[1]
    with pytest.raises(CommandError, match="no witness to ask"):
        run("resume")
    assert queries.is_halted(1)
    run("resume", "--without-witnesses")
    assert integrate() == 1


def test_reports_name_what_they_count(db):
    plant(1)
    report = auditing.audit()[0]
    assert (report.entries, report.checkpoints, report.erased) == (1, 2, 0)
    Opening.objects.all().delete()
    assert auditing.audit()[0].erased == 1
    assert connection.schema_name == "demo"
