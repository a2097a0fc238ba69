"""As the application's role, facts cannot be changed, nor the triggers that guard them."""

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from linli.facts.base import Fact
from linli.journal.operations import record
from linli.kernel.actor import SYSTEM


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal_event SET type = 'x'",
        "DELETE FROM journal_event",
        "TRUNCATE journal_event",
        "ALTER TABLE journal_event DISABLE TRIGGER ALL",
        "DROP TRIGGER journal_event_immutable ON journal_event",
    ],
)
def test_application_cannot_change_events(db, statement):
    record(SYSTEM, Fact())
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM journal_event")
        assert cursor.fetchone() == (1,)
