"""Every immutable table: the application's role cannot change it, and the triggers stand behind."""

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from linli.kernel.immutable import Immutable

TABLES = sorted(m._meta.db_table for m in apps.get_models() if issubclass(m, Immutable))


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM {}",
        "TRUNCATE {}",
        "ALTER TABLE {} DISABLE TRIGGER ALL",
        "DROP TABLE {}",
    ],
)
def test_the_applications_role_is_refused(db, table, statement):
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))


@pytest.mark.parametrize("table", TABLES)
def test_triggers_stand_behind_the_rights(db, table):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal",
            [table],
        )
        assert cursor.fetchone()[0] >= 2, table


def test_there_are_such_tables():
    assert {"journal_event", "identity_consent", "identity_privateaccess"} <= set(TABLES)
