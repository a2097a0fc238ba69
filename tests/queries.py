"""Counting queries, without those that only enter the district."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


@contextmanager
def queries() -> Iterator[list[str]]:
    """The SQL of a block's own queries; the list is filled when the block ends."""
    found: list[str] = []
    with CaptureQueriesContext(connection) as captured:
        yield found
    found += [q["sql"] for q in captured if not q["sql"].upper().startswith("SET SEARCH_PATH")]


def asked(client: Client, url: str) -> int:
    """How many queries a page takes that somebody has opened before."""
    client.get(url)
    with queries() as made:
        assert client.get(url).status_code == 200
    return len(made)
