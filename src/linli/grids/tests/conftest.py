"""A community with its homes."""

import pytest

from linli.grids.tests.factories import Quarter, build


@pytest.fixture
def quarter(committed) -> Quarter:
    return build()
