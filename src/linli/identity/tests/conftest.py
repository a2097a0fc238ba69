"""Fixtures of this module's tests."""

from contextlib import contextmanager

import pytest

from linli.identity.tests.people import HERE, NOON, THERE, everything
from linli.kernel import clock, places
from linli.kernel.errors import Refused
from linli.kernel.places import Community


@pytest.fixture
def communities(monkeypatch):
    """Two communities, without the tree of places."""
    two = [Community(HERE, "荣音社区", "Rongyin"), Community(THERE, "陶然社区", "Taoran")]
    monkeypatch.setattr(places, "_provider", lambda: two)
    return two


@pytest.fixture
def noon():
    with clock.frozen(NOON):
        yield NOON


@pytest.fixture
def refuses(db):
    """`with refuses(code):` proves that the refusal comes and that nothing changed."""

    @contextmanager
    def check(code, field=None):
        before = everything()
        with pytest.raises(Refused) as caught:
            yield caught
        assert (caught.value.code, caught.value.field) == (code, field)
        assert everything() == before

    return check
