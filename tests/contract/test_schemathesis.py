"""Hostile input to every operation: never a 5xx, always what was described.

The normal run is bounded so that it stays below a minute on two cores: three examples an operation,
as the role that gets furthest in. ``--long`` sends sixty as each of three roles.
"""

import os

import pytest
import schemathesis
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase
from hypothesis import settings as hypothesis
from schemathesis.checks import load_all_checks
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from config.wsgi import application
from linli.web.api import api
from tests.architecture.world import HOST, undone

load_all_checks()
LONG = bool(os.environ.get("LINLI_LONG"))
EXAMPLES = 60 if LONG else 3
#: Visitors are turned away at most doors, and residents' doors are open to staff as to anybody.
ROLES = ["anonymous", "resident", "staff"] if LONG else ["staff"]
HEADERS = {"Host": HOST, "Origin": f"http://{HOST}", "Accept-Encoding": "identity"}
schema = schemathesis.openapi.from_dict(dict(api.get_openapi_schema()))
schema.app = application
CHECKS = [
    schemathesis.checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@pytest.fixture(scope="module")
def sessions(world):
    """Role -> session key."""
    # like Django's own test client: the connection outlives the request, which is undone
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield {r: world.client(r).session.session_key for r in ("resident", "staff")}
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("role", ROLES)
@schema.parametrize()
@hypothesis(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    derandomize=not LONG,
    suppress_health_check=list(HealthCheck),
)
def test_hostile_input(case, role, sessions):
    with undone():
        cookies = {settings.SESSION_COOKIE_NAME: sessions[role]} if role in sessions else {}
        response = case.call(base_url=f"http://{HOST}", headers=HEADERS, cookies=cookies)
        case.validate_response(response, checks=CHECKS)
