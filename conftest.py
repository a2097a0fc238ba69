"""Databases for tests: a template per fingerprint, a clone per worker, its rows back after commits.

`transaction=True` and `live_server` are not used: they flush by TRUNCATE, which immutable tables
refuse and which does not cross schemas.
"""

import os
from collections.abc import Iterator

import hypothesis
import pytest
from django.db import connection, connections
from django.test import Client
from tests.durations import Durations, longest_first
from tests.restoring import Restorable, reusable

DISTRICT = "demo"
# a slow machine is no fault of the code: no test fails of the time that an example takes
hypothesis.settings.register_profile(
    "house", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("house")
OTHER_DISTRICT = "north"


@pytest.fixture(scope="session", autouse=True)
def _no_look_at_every_static_file() -> None:
    """Each new client of Django's would read all static files anew: 50 ms. Browsers meet a server."""
    from django.conf import settings

    settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture(scope="session", autouse=True)
def _addresses_as_the_process_began() -> None:
    """`/enter/` is there by a setting: a test that turns it off must not be the first to read them."""
    import config.urls  # noqa: F401


def pytest_configure(config: pytest.Config) -> None:
    if os.environ.get("LINLI_DURATIONS") and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Durations())


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Long tests run with ./linli test --long, and only there."""
    longest_first(items)
    if os.environ.get("LINLI_LONG"):
        return
    long = [item for item in items if item.get_closest_marker("long")]
    if long:
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if not item.get_closest_marker("long")]


@pytest.fixture(scope="session")
def restorable(worker_id: str) -> Iterator[Restorable]:
    """This worker's own database."""
    database = Restorable(f"test_{worker_id}_{os.getpid()}")
    yield database
    connections.close_all()
    database.close()


@pytest.fixture(scope="session")
def worker_database(restorable: Restorable) -> str:
    """The name of this worker's own database."""
    return restorable.name


@pytest.fixture(scope="session")
def django_db_setup(worker_database: str, django_db_blocker) -> None:
    """Replaces pytest-django's: the database is a clone, reached as the application's role."""
    _use(worker_database)


def _use(name: str) -> None:
    connections.close_all()
    for settings in (connection.settings_dict, connections.databases["default"]):
        settings["NAME"] = name


@pytest.fixture(autouse=True)
def _in_district(request: pytest.FixtureRequest) -> Iterator[None]:
    """Tests that use the database begin in the first district."""
    names = set(request.fixturenames)
    if not names & {"db", "committed"}:
        yield
        return
    request.getfixturevalue("committed" if "committed" in names else "db")
    _enter(DISTRICT)
    yield
    connection.set_schema_to_public()


def _enter(schema: str) -> None:
    from linli.districts.models import District

    connection.set_tenant(District.objects.get(schema_name=schema))


@pytest.fixture
def committed(restorable: Restorable, django_db_setup: None, django_db_blocker) -> Iterator[str]:
    """For tests that commit (actions, threads, workers): afterwards the rows are as before.

    Answers the database's name. Actions open durable transactions, so their tests use this.
    """
    from linli.districts import middleware

    with django_db_blocker.unblock():
        yield restorable.name
        session = reusable(connection, restorable.name)
        if session:
            connection._path = connection.search_path_set_schemas = None
        else:
            connections.close_all()
        middleware._known.clear()
        if not restorable.restore(session):
            connections.close_all()


class DistrictClient(Client):
    """Django's client; afterwards the connection is back in the first district."""

    def request(self, **request):
        try:
            return super().request(**request)
        finally:
            _enter(DISTRICT)


@pytest.fixture
def client() -> DistrictClient:
    return DistrictClient(HTTP_HOST="localhost")
