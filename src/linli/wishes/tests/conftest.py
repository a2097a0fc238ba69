"""A town on a Monday morning."""

import pytest

from linli.kernel import clock
from linli.wishes.tests.acts import MONDAY
from linli.wishes.tests.factories import town


@pytest.fixture
def here(committed, monkeypatch):
    from linli.kernel import deeds

    monkeypatch.setattr(deeds, "_standing", [lambda _actor, _keys: True])
    with clock.frozen(MONDAY):
        yield town()
