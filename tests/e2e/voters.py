"""The browser tests' hands on the server's own database: an assembly, and what time did to it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.test import Client

from tests.architecture.world import enter, use


@contextmanager
def inside(server: Any, worker_database: str) -> Iterator[None]:
    """What happens inside is written to the database that the server shows."""
    use(server.database)
    enter("demo")
    try:
        yield
    finally:
        use(worker_database)


def session_of(person: Any, office: Any = None) -> str:
    """A fresh session, as after a sign-in with a second factor."""
    client = Client(HTTP_HOST="localhost")
    client.force_login(person, "linli.identity.signin.backend.PersonBackend")
    session = client.session
    session["account_authentication_methods"] = [{"method": "demo", "at": time.time()}]
    if office is not None:
        session["acting_office"] = office.pk
    session.save()
    return str(session.session_key)
