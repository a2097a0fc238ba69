"""A town in May, where whoever is asked for a standing mandate has it."""

import pytest

from linli.deliberation.tests.town import MAY, town
from linli.kernel import clock, deeds


@pytest.fixture
def here(committed, monkeypatch):
    monkeypatch.setattr(deeds, "_standing", [lambda _actor, _keys: True])
    with clock.frozen(MAY):
        yield town()
