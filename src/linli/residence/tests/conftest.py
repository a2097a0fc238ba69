"""An estate, its people, and a clock that stands still."""

import pytest

from linli.kernel import clock
from linli.residence.tests.houses import NOON, peopled


@pytest.fixture
def house(committed):
    with clock.frozen(NOON):
        yield peopled()
