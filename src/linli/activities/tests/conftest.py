"""A community with its clerk and neighbours."""

import pytest

from linli.grids.tests.factories import Quarter, build


@pytest.fixture
def quarter(committed) -> Quarter:
    return build()
