"""Statements of the hot paths, bound and planned by the server: once per connection, not each time.

Django binds on the client, so the server plans every statement anew; for what each ballot asks and
writes, planning costs more than running. Everything else goes through Django's cursor.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, LiteralString, TypeVar, cast

import psycopg
from django.db import connection, models
from psycopg import sql

_connection = cast("Any", connection)
M = TypeVar("M", bound=models.Model)


def ask(statement: str, values: Sequence[Any] | Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """The rows of the answer. Errors are Django's, and the statement counts among its queries."""
    with connection.cursor():
        pass  # connected, and in the district's schema
    _connection.validate_no_broken_transaction()
    if _connection.queries_logged:
        _connection.queries_log.append({"sql": statement, "time": "0.000"})
    with _connection.wrap_database_errors, psycopg.Cursor(_connection.connection) as cursor:
        return cursor.execute(statement, values, prepare=True).fetchall()


def read(model: type[M], where: LiteralString, values: Sequence[Any]) -> list[M]:
    """Whole rows of a model; `where` is the code's own text and may end with an order.

    It asks nobody for a scope: for reads that name their row by its code or its parent.
    """
    statement, names, converters = _select(model, where)
    rows = []
    for found in ask(statement, values):
        columns = list(found)
        for place, convert in converters:
            columns[place] = convert(columns[place], None, connection)
        rows.append(model.from_db(connection.alias, names, columns))
    return rows


@cache
def _select(
    model: type[models.Model], where: LiteralString
) -> tuple[str, list[str], list[tuple[int, Any]]]:
    """The statement, the attributes of its columns, and those whose values Django converts."""
    meta = model._meta  # noqa: SLF001 (documented, in spite of its name)
    fields = meta.concrete_fields
    columns = sql.SQL(", ").join([sql.Identifier(str(field.column)) for field in fields])
    table = sql.Identifier(meta.db_table)
    statement = sql.SQL("SELECT {} FROM {} WHERE ").format(columns, table) + sql.SQL(where)
    converters = [
        (place, field.from_db_value)
        for place, field in enumerate(fields)
        if hasattr(field, "from_db_value")
    ]
    return statement.as_string(), [field.attname for field in fields], converters
