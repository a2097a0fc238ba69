"""Entering and leaving a district: the only place that touches the connection's search path."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from django.db import connection
from django_tenants.utils import get_public_schema_name, schema_context

from linli.districts.models import District

_connection = cast("Any", connection)  # django-tenants adds the methods used below


@contextmanager
def in_district(schema: str) -> Iterator[None]:
    """Run a block in a district's schema."""
    with schema_context(schema):
        yield


@contextmanager
def in_public() -> Iterator[None]:
    """Run a block in the shared schema: the registry and the job queue."""
    with schema_context(get_public_schema_name()):
        yield


def enter(district: District) -> None:
    """For a whole request or job; pair with `leave`."""
    _connection.set_tenant(district)


def leave() -> None:
    """Go back to `public`, where no district table exists: a forgotten entry fails closed."""
    _connection.set_schema_to_public()


def current_schema() -> str:
    return str(_connection.schema_name)


def all_schemas() -> list[str]:
    """The districts' schemas, in order of their making."""
    with in_public():
        return list(District.objects.order_by("pk").values_list("schema_name", flat=True))
