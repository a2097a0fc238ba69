"""Writes of the log: opening it, integrating leaves, halting it, keeping cosignatures.

Integration takes pending leaves, gives them indexes, and writes tiles, bundles, the index and the
signed checkpoint, all in one transaction: after a kill at any moment the leaves are either still
pending or wholly in the log, and no checkpoint is ever signed for a tree that is not stored.
"""

from collections.abc import Sequence

import psycopg
from django.db import connection, transaction

from linli.districts.context import current_schema, in_public
from linli.districts.models import District
from linli.journal import checkpoints, keys, merkle, queries, tiles
from linli.journal.models import (
    Bundle,
    Checkpoint,
    Log,
    LogHalt,
    LogPending,
    Witness,
    WitnessQuorum,
)
from linli.journal.notes import Note, Signature, SigningKey, VerifierKey
from linli.journal.tiles import Edge
from linli.kernel import clock

#: Leaves taken by one transaction.
BATCH = 50_000


class LogDamagedError(RuntimeError):
    """The stored tree is not the one that was signed: the log must not grow."""


class LogHaltedError(RuntimeError):
    """The log stands still until `log resume` or `log succeed`."""


def log_origin() -> str:
    """The origin under which the district's first log was opened."""
    schema = current_schema()
    with in_public():
        return str(District.objects.get(schema_name=schema).log_origin)


def open_log() -> Log:
    """The district's present log; opened, with its empty checkpoint, when there is none."""
    with transaction.atomic():
        _lock()
        found = queries.log_numbered(None)
        if found is not None:
            return found
        return add_log(1, keys.signing_key(current_schema(), log_origin()))


def add_log(number: int, key: SigningKey) -> Log:
    """A new log with the checkpoint of the empty tree. Inside a transaction, under the lock."""
    log = Log.objects.create(number=number, origin=key.name, vkey=str(key.verifier), at=clock.now())
    _publish(log, Edge(), key)
    return log


def _lock() -> None:
    """One writer per log and district, until the transaction ends."""
    with connection.cursor() as cursor:
        name = f"linli log {current_schema()}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])


def integrate(limit: int = BATCH) -> int:
    """Take up to `limit` pending leaves into the district's present log; answers how many.

    Raises LogHaltedError, LogDamagedError or keys.KeyTrouble; then nothing changed.
    """
    if not LogPending.objects.exists():
        return 0
    with transaction.atomic():
        _lock()
        log = queries.log_numbered(None)
        if log is None:
            raise LogHaltedError("no log was opened: run make_keys")
        if queries.is_halted(log.number):
            message = f"{log.origin} is halted: ./linli log resume, or ./linli log succeed"
            raise LogHaltedError(message)
        key = keys.key_of(current_schema(), log.origin, log.vkey)
        edge = load_edge(log.number)
        leaves = _take_pending(log.number, edge.size, limit)
        if leaves:
            _grow(log, edge, leaves, key)
        return len(leaves)


def append_first(log: Log, key: SigningKey, event: int, leaf: bytes) -> None:
    """Put an event's leaf into a new log at once, before whatever is pending."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM journal_logpending WHERE event = %s", [event])
        cursor.execute(
            "INSERT INTO journal_logentry (event, log, index) VALUES (%s, %s, 0)",
            [event, log.number],
        )
    _grow(log, load_edge(log.number), [leaf], key)


def load_edge(log: int) -> Edge:
    """The right edge of the stored tree, checked against the newest checkpoint."""
    newest = queries.checkpoint_of(log)
    if newest is None:
        return Edge()
    wanted = tiles.rightmost(newest.size)
    found = queries.tile_fetcher(log)({(level, number) for level, number, _ in wanted})
    levels = {level: found.get((level, number), b"") for level, number, _ in wanted}
    top = max(levels, default=-1)
    edge = Edge(newest.size, [levels.get(level, b"") for level in range(top + 1)])
    if width := newest.size % tiles.WIDTH:
        row = Bundle.objects.filter(log=log, number=newest.size // tiles.WIDTH).first()
        edge.bundle = bytes(row.entries) if row and row.width == width else b""
        row_leaves = [merkle.leaf_hash(each) for each in tiles.unpack(edge.bundle)]
        if b"".join(row_leaves) != levels.get(0):
            message = f"bundle {newest.size // tiles.WIDTH} does not fit its tile"
            raise LogDamagedError(message)
    if edge.root() != bytes(newest.root):
        message = f"the tiles at the edge do not give the root that was signed at {newest.size}"
        raise LogDamagedError(message)
    return edge


def _take_pending(log: int, size: int, limit: int) -> list[bytes]:
    """Move pending rows to the index, in the order of their coming; answers the leaves.

    Whoever commits later than its number says comes later: the order is that of integration.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")  # the district's search path is set on this connection
    with psycopg.Cursor(connection.connection) as cursor:
        cursor.execute(
            "WITH taken AS (DELETE FROM journal_logpending WHERE id = ANY(ARRAY("
            "   SELECT id FROM journal_logpending ORDER BY id LIMIT %s)) RETURNING id, event, leaf),"
            " placed AS (SELECT row_number() OVER (ORDER BY id) - 1 + %s AS index, event, leaf"
            "   FROM taken),"
            " kept AS (INSERT INTO journal_logentry (event, log, index)"
            "   SELECT event, %s, index FROM placed)"
            " SELECT leaf FROM placed ORDER BY index",
            (limit, size, log),
            binary=True,
        )
        return [row[0] for row in cursor.fetchall()]


def _grow(log: Log, edge: Edge, leaves: Sequence[bytes], key: SigningKey) -> None:
    first_bundle = edge.size // tiles.WIDTH
    partial = {(level, number) for level, number, _ in tiles.rightmost(edge.size)}
    begun = edge.size % tiles.WIDTH > 0
    edge.append(leaves)
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE journal_tile SET hashes = %s WHERE log = %s AND level = %s AND number = %s",
            [(edge.tiles[k], log.number, *k) for k in sorted(partial & edge.tiles.keys())],
        )
        if begun:
            width, entries = edge.bundles[first_bundle]
            cursor.execute(
                "UPDATE journal_bundle SET width = %s, entries = %s WHERE log = %s AND number = %s",
                [width, entries, log.number, first_bundle],
            )
        with cursor.copy(
            "COPY journal_tile (log, level, number, hashes) FROM STDIN (FORMAT binary)"
        ) as copy:
            copy.set_types(["int2", "int2", "int8", "bytea"])
            for at, hashes in edge.tiles.items():
                if at not in partial:
                    copy.write_row((log.number, *at, hashes))
        with cursor.copy(
            "COPY journal_bundle (log, number, width, entries) FROM STDIN (FORMAT binary)"
        ) as copy:
            copy.set_types(["int2", "int8", "int2", "bytea"])
            for number, (width, entries) in edge.bundles.items():
                if not (begun and number == first_bundle):
                    copy.write_row((log.number, number, width, entries))
    _publish(log, edge, key)


def _publish(log: Log, edge: Edge, key: SigningKey) -> None:
    root = edge.root()
    note = checkpoints.Checkpoint(log.origin, edge.size, root).sign(key)
    Checkpoint.objects.create(
        log=log.number, size=edge.size, root=root, note=str(note), at=clock.now()
    )


# --- halting --------------------------------------------------------------------------------------
def halt(reason: str = "operator") -> None:
    """Let the present log stand still. A restore calls this with `restored`."""
    with transaction.atomic():
        _lock()
        log = queries.log_numbered(None)
        if log is not None and not queries.is_halted(log.number):
            LogHalt.objects.create(log=log.number, halted=True, reason=reason, at=clock.now())


def resume() -> None:
    """Let it grow again. Whether that is honest is asked of the witnesses before."""
    with transaction.atomic():
        _lock()
        log = queries.log_numbered(None)
        if log is not None and queries.is_halted(log.number):
            LogHalt.objects.create(log=log.number, halted=False, reason="resumed", at=clock.now())


# --- witnesses -------------------------------------------------------------------------------------
def add_witness(vkey: str, url: str) -> Witness:
    """Ask this witness from now on. Raises NoteError for something that is not its key."""
    key = VerifierKey.parse(vkey)
    return Witness.objects.update_or_create(
        vkey=str(key), defaults={"url": url.rstrip("/"), "added_at": clock.now()}
    )[0]


def remove_witness(name: str) -> int:
    """Ask a witness no more; its cosignatures stay."""
    return Witness.objects.filter(vkey__startswith=f"{name}+").delete()[0]


def require_witnesses(count: int) -> None:
    WitnessQuorum.objects.create(required=count, at=clock.now())


def keep_cosignature(checkpoint: Checkpoint, vkey: str, lines: str) -> bool:
    """Keep a witness's line on a checkpoint if it verifies; False when nothing verified."""
    key = VerifierKey.parse(vkey)
    note = Note.parse(checkpoint.note)
    answer = [Signature.parse(each) for each in lines.splitlines() if each]
    found = Note(note.text, tuple(answer)).signed_by(key)
    if found is None:
        return False
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO journal_cosignature (log, size, vkey, line, at)"
            " VALUES (%s, %s, %s, %s, to_timestamp(%s)) ON CONFLICT DO NOTHING",
            [checkpoint.log, checkpoint.size, vkey, str(found), found.time],
        )
    return True
