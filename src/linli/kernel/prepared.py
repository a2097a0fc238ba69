"""Statements of the hot paths, bound and planned by the server: once per connection, not each time.

Django binds on the client, so the server plans every statement anew; for what each ballot asks and
writes, planning costs more than running. Everything else goes through Django's cursor.
"""

from collections.abc import Mapping, Sequence
from typing import Any, cast

import psycopg
from django.db import connection

_connection = cast("Any", connection)


def ask(statement: str, values: Sequence[Any] | Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """The rows of the answer. Errors are Django's, and the statement counts among its queries."""
    with connection.cursor():
        pass  # connected, and in the district's schema
    _connection.validate_no_broken_transaction()
    if _connection.queries_logged:
        _connection.queries_log.append({"sql": statement, "time": "0.000"})
    with _connection.wrap_database_errors, psycopg.Cursor(_connection.connection) as cursor:
        return cursor.execute(statement, values, prepare=True).fetchall()
