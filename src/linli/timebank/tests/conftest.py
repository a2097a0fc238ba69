import pytest

from linli.kernel import clock
from linli.timebank.tests.hours import MAY, found


@pytest.fixture
def bank(committed):
    with clock.frozen(MAY):
        yield found()
