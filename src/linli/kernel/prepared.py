"""Statements of the hot paths, bound and planned by the server: once per connection, not each time.

Django binds on the client, so the server plans every statement anew; for what each ballot asks and
writes, planning costs more than running. Everything else goes through Django's cursor.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any, LiteralString, TypeVar, cast

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections, models
from psycopg import sql
from psycopg.adapt import PyFormat, Transformer
from psycopg.pq import ExecStatus, Format, TransactionStatus
from psycopg.pq.abc import PGresult

M = TypeVar("M", bound=models.Model)
N = TypeVar("N", bound=models.Model)
#: Fields whose `from_db_value` does what psycopg has done.
_CONVERTED = (models.JSONField,)


def ask(statement: str, values: Sequence[Any], *, binary: bool = False) -> list[tuple[Any, ...]]:
    """The rows of the answer. `values` stand in the statement as $1, $2 and so on.

    Errors are Django's, and the statement counts among its queries. `binary`: the answer comes as
    the server keeps it, which psycopg reads in C.
    """
    here = cast("Any", connections[DEFAULT_DB_ALIAS])
    here.ready()
    here.validate_no_broken_transaction()
    if here.queries_logged:
        here.queries_log.append({"sql": statement, "time": "0.000"})
    with here.wrap_database_errors:
        return _run(here, statement, values, binary=binary)


def _run(
    here: Any, statement: str, values: Sequence[Any], *, binary: bool
) -> list[tuple[Any, ...]]:
    """By libpq's own calls: a cursor of psycopg costs twice what the statement does."""
    session: psycopg.Connection[Any] = here.connection
    libpq = session.pgconn
    if not session.autocommit and libpq.transaction_status == TransactionStatus.IDLE:
        _checked(session, libpq.exec_(b"BEGIN"))
    name = here.prepared.get(statement)
    if name is None:
        name = b"linli_%d" % len(here.prepared)
        _checked(session, libpq.prepare(name, statement.encode()))
        here.prepared[statement] = name
    change = Transformer(session)
    formats = [PyFormat.BINARY if isinstance(v, bytes) else PyFormat.TEXT for v in values]
    sent = change.dump_sequence(values, formats)
    answer = Format.BINARY if binary else Format.TEXT
    result = _checked(
        session, libpq.exec_prepared(name, cast("Sequence[bytes]", sent), change.formats, answer)
    )
    change.set_pgresult(result)
    return change.load_rows(0, result.ntuples, tuple)


def _checked(session: psycopg.Connection[Any], result: PGresult) -> PGresult:
    if result.status not in {ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK}:
        raise psycopg.errors.error_from_result(result, session.info.encoding)
    return result


def _held(values: Sequence[Any]) -> bool:
    """Whether a column could hold them all: no row has a number beyond what PostgreSQL counts to."""
    return all(-(2**63) <= each < 2**63 for each in values if isinstance(each, int))


def read(
    model: type[M], where: LiteralString, values: Sequence[Any], *, later: tuple[str, ...] = ()
) -> list[M]:
    """Rows of a model; `where` is the code's own text and may end with an order.

    Fields named in `later` are read when somebody asks for them. It asks nobody for a scope: for
    reads that name their row by its code or its parent.
    """
    if not _held(values):
        return []
    statement, names = _select(model, where, later)
    return [
        model.from_db(DEFAULT_DB_ALIAS, names, row) for row in ask(statement, values, binary=True)
    ]


def read_pairs(
    model: type[M],
    along: type[N],
    join: LiteralString,
    values: Sequence[Any],
    *,
    later: tuple[str, ...] = (),
) -> list[tuple[M, N | None]]:
    """Rows of a model, `one`, each with the row of another, `two`, that `join` finds for it.

    `join`: what follows ``FROM <table of the model> one`` and joins ``identity_person two``, say.
    """
    if not _held(values):
        return []
    statement, names, others = _select_pairs(model, along, join, later)
    cut = len(names)
    return [
        (
            model.from_db(DEFAULT_DB_ALIAS, names, row[:cut]),
            along.from_db(DEFAULT_DB_ALIAS, others, row[cut:]) if row[cut] is not None else None,
        )
        for row in ask(statement, values, binary=True)
    ]


@cache
def _select(
    model: type[models.Model], where: LiteralString, later: tuple[str, ...]
) -> tuple[str, list[str]]:
    """The statement, and the attributes of its columns."""
    columns, names = _columns(model, later)
    table = sql.Identifier(model._meta.db_table)  # noqa: SLF001 (documented, in spite of its name)
    statement = sql.SQL("SELECT {} FROM {} one WHERE ").format(columns, table) + sql.SQL(where)
    return statement.as_string(), names


@cache
def _select_pairs(
    model: type[models.Model],
    along: type[models.Model],
    join: LiteralString,
    later: tuple[str, ...],
) -> tuple[str, list[str], list[str]]:
    columns, names = _columns(model, later)
    more, others = _columns(along, table="two")
    table = sql.Identifier(model._meta.db_table)  # noqa: SLF001
    statement = sql.SQL("SELECT {}, {} FROM {} one ").format(columns, more, table) + sql.SQL(join)
    return statement.as_string(), names, others


def _columns(
    model: type[models.Model], later: tuple[str, ...] = (), *, table: str = "one"
) -> tuple[sql.Composable, list[str]]:
    """Columns of a table under its name in the statement, the key first, and their attributes."""
    fields = [f for f in model._meta.concrete_fields if f.name not in later]  # noqa: SLF001
    # what comes in binary psycopg has converted; of Django's own fields JSON alone would do it again
    strange = [f.name for f in fields if hasattr(f, "from_db_value") and type(f) not in _CONVERTED]
    if strange:
        message = f"{model.__name__} converts {', '.join(strange)}: read it through its manager"
        raise TypeError(message)
    columns = sql.SQL(", ").join([sql.Identifier(table, str(f.column)) for f in fields])
    return columns, [f.attname for f in fields]
