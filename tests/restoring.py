"""A worker's database is brought back to its template's rows after a test that has committed.

A fresh clone costs half a second and a cold connection; most tests change a dozen tables. PostgreSQL
counts the rows written in each table (also in transactions that were rolled back), so what was not
written to need not be looked at. Where more than rows was changed (a trigger, a grant, a table, a
schema), and once in a while so that dead rows do not pile up, the clone is made anew.
"""

from collections.abc import Callable
from typing import Any

import psycopg
from psycopg import sql
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus, TransactionStatus

from tests.databases import clone, drop, template, url_of

#: After so many tests the dead rows of earlier ones are worth a new clone: some thousand files.
ENOUGH = 600
#: Rows written here mean that more than data was changed. Temporary tables write pg_class and others.
SHAPES = "'pg_trigger','pg_proc','pg_constraint','pg_policy','pg_attrdef','pg_rewrite'"

OURS = """relpersistence <> 't' AND relnamespace
  NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)"""

WRITTEN = f"""
SELECT oid, pg_stat_get_tuples_inserted(oid) + pg_stat_get_tuples_updated(oid)
          + pg_stat_get_tuples_deleted(oid)
FROM pg_class WHERE relkind = 'r' AND {OURS}"""
CHANGED = f"""
SELECT (SELECT sum(pg_stat_get_tuples_inserted(oid) + pg_stat_get_tuples_updated(oid)
          + pg_stat_get_tuples_deleted(oid)) FROM pg_class WHERE relname IN ({SHAPES})),
       (SELECT pg_stat_get_tuples_updated('pg_attribute'::regclass)),
       (SELECT array_agg(concat_ws(' ', nspname, nspacl) ORDER BY oid)
        FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%')"""
#: Whether a row of a table's own was written: only then is it looked at which, for that takes long.
CLASSES = """
SELECT pg_stat_get_tuples_inserted(oid) + pg_stat_get_tuples_updated(oid)
     + pg_stat_get_tuples_deleted(oid) FROM pg_class WHERE oid = 'pg_class'::regclass"""
CATALOGUE = f"""
SELECT md5(string_agg(concat_ws(' ', oid, relname, relnamespace, relowner, relfilenode,
                                relacl, relhastriggers, relrowsecurity), ',' ORDER BY oid))
FROM pg_class WHERE {OURS}"""
NAMES = f"""
SELECT c.oid, relnamespace::regnamespace::text, relname,
       array(SELECT attname::text FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0
             AND NOT attisdropped AND attgenerated = '' ORDER BY attnum)
FROM pg_class c WHERE relkind = 'r' AND {OURS}"""
SEQUENCES = "SELECT schemaname, sequencename, last_value, start_value FROM pg_sequences"
OTHERS = """
SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
WHERE datname = current_database() AND pid NOT IN (pg_backend_pid(), %s)"""
#: A session as it began, but for what it has prepared and knows of tables: that is what a new one
#: costs. What it counted as written is told now; it would tell once in a second, and when it ends.
AS_BEGUN = b"""CLOSE ALL; SET SESSION AUTHORIZATION DEFAULT; RESET ALL; UNLISTEN *;
SELECT pg_advisory_unlock_all(); DISCARD TEMP; DISCARD SEQUENCES;
SELECT pg_stat_force_next_flush()"""


def reusable(connection: Any, name: str) -> psycopg.Connection[Any] | None:
    """The session of Django's connection when a test left it whole, on the database `name`."""
    session = connection.connection
    whole = (
        session is not None
        and not session.closed
        and session.autocommit
        and session.info.transaction_status == TransactionStatus.IDLE
        and session.info.dbname == name
        and not connection.in_atomic_block
        and not connection.run_on_commit
        and not connection.errors_occurred
    )
    return session if whole else None


class Restorable:
    """The clone `name` of the template. `restore` answers whether rows alone were enough.

    `source` tells another database to clone; `furnish` adds to every new clone what shall be there
    again after each restoring.
    """

    def __init__(
        self,
        name: str,
        *,
        source: Callable[[], str] = template,
        furnish: Callable[[str], object] | None = None,
    ) -> None:
        self.name, self.source, self.furnish = name, source, furnish
        self._clone()

    def close(self) -> None:
        self.connection.close()
        drop(self.name)

    def restore(self, keep: psycopg.Connection[Any] | None = None) -> bool:
        """Undo what was committed since the last call; every other connection is ended.

        `keep` is one that runs no transaction: it is taken back to its beginning. It lives on when
        rows alone were enough.
        """
        self.restored += 1
        try:
            if keep:
                self._begin_anew(keep)
            self._ask(OTHERS, keep.info.backend_pid if keep else 0)
            as_before = self.restored < ENOUGH and self._same_shapes()
            if as_before:
                self._undo()
        except psycopg.Error:
            as_before = False
        if not as_before:
            self.connection.close()
            self._clone()
        return as_before

    def _same_shapes(self) -> bool:
        if self._ask(CHANGED) != self.changed:
            return False
        classes = self._ask(CLASSES)
        if classes != self.classes and self._ask(CATALOGUE) != self.catalogue:
            return False
        self.classes = classes
        return True

    def _clone(self) -> None:
        clone(self.source(), self.name)
        if self.furnish:
            self.furnish(self.name)
        self.restored = 0
        self.connection = psycopg.connect(url_of(self.name), autocommit=True)
        # neither triggers nor foreign keys: what comes back was right before
        self.connection.execute(
            "SET session_replication_role = replica; SET synchronous_commit = off"
        )
        self.tables = {oid: self._table(*rest) for oid, *rest in self._ask(NAMES)}
        self.sequences = self._ask(SEQUENCES)
        self.rows: dict[int, bytes] = {}
        for oid, (table, columns) in self.tables.items():
            with self.connection.cursor().copy(
                sql.SQL("COPY {} ({}) TO STDOUT").format(table, columns)
            ) as copy:
                self.rows[oid] = b"".join(map(bytes, copy))
        self.changed, self.catalogue = self._ask(CHANGED), self._ask(CATALOGUE)
        self.classes = self._ask(CLASSES)
        self.written = dict(self._ask(WRITTEN))

    @staticmethod
    def _table(schema: str, name: str, columns: list[str]) -> tuple[sql.Composable, sql.Composable]:
        return sql.Identifier(schema, name), sql.SQL(", ").join(map(sql.Identifier, columns))

    @staticmethod
    def _begin_anew(session: psycopg.Connection[Any]) -> None:
        done = session.pgconn.exec_(AS_BEGUN)
        if done.status not in {ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK}:
            raise error_from_result(done)

    def _ask(self, query: str, *values: object) -> list[Any]:
        return self.connection.execute(query, values or None).fetchall()

    def _undo(self) -> None:
        written = dict(self._ask(WRITTEN))
        changed = [oid for oid, count in written.items() if count != self.written[oid]]
        sequences = set(self._ask(SEQUENCES)) - set(self.sequences)
        if not changed and not sequences:
            return
        back = {(schema, name): row for schema, name, *row in self.sequences}
        statements = [sql.SQL("DELETE FROM {}").format(self.tables[oid][0]) for oid in changed]
        for schema, name, *_ in sequences:
            last, start = back[schema, name]
            statements.append(
                sql.SQL("SELECT setval({}, {}, {})").format(
                    sql.Literal(str(sql.Identifier(schema, name).as_string())),
                    sql.Literal(start if last is None else last),
                    sql.Literal(last is not None),
                )
            )
        with self.connection.transaction():
            self.connection.execute(sql.SQL("; ").join(statements))
            for oid in changed:
                if self.rows[oid]:
                    table, columns = self.tables[oid]
                    with self.connection.cursor().copy(
                        sql.SQL("COPY {} ({}) FROM STDIN").format(table, columns)
                    ) as copy:
                        copy.write(self.rows[oid])
        self.connection.execute("SELECT pg_stat_force_next_flush()")
        self.written = dict(self._ask(WRITTEN))
