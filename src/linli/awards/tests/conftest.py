"""A town with rules that hold since a day."""

from datetime import timedelta

import pytest

from linli.awards.tests.done import MAY
from linli.awards.tests.rulebook import adopted
from linli.kernel import clock
from linli.ledger.tests.town import build


@pytest.fixture
def town(committed):
    with clock.frozen(MAY - timedelta(days=1)):
        made = build()
        adopted(made.clerk, made.second, made.community)
    with clock.frozen(MAY):
        yield made
