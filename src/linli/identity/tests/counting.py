"""Counting the queries of a block, without the search path that django-tenants sets."""

from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext


@contextmanager
def queries():
    """Yields a list that holds the statements once the block has ended."""
    found = []
    with CaptureQueriesContext(connection) as seen:
        yield found
    found += [q["sql"] for q in seen if "search_path" not in q["sql"]]
