"""The demo district with the matrix's people, for whoever asks or opens its pages."""

import copy
from collections.abc import Iterator
from functools import partial

import pytest

from tests.architecture.world import World, build, use
from tests.databases import template
from tests.restoring import Restorable


class Furnished:
    """A clone of the demo template that also holds the matrix's world.

    Made once for each worker, for a clone of some thousand files and a dozen people signed in take
    seconds; each file that asks for it finds it as it was made.
    """

    def __init__(self, name: str, beside: str) -> None:
        self.beside = beside
        self.database = Restorable(name, source=partial(template, demo=True), furnish=self._build)
        self.name = name
        self.fresh = True

    def _build(self, name: str) -> None:
        use(name)
        self.built = build(name)
        use(self.beside)

    def world(self) -> World:
        """The rows are as they were made, and so is the world; whoever was connected is no more."""
        if not self.fresh:
            self.database.restore()
        self.fresh = False
        return copy.deepcopy(self.built)


@pytest.fixture(scope="session")
def furnished(
    worker_database: str, django_db_setup: None, django_db_blocker
) -> Iterator[Furnished]:
    with django_db_blocker.unblock():
        made = Furnished(f"{worker_database}_demo", worker_database)
    yield made
    made.database.close()


@pytest.fixture(scope="module")
def world(furnished: Furnished, worker_database: str, django_db_blocker) -> Iterator[World]:
    """This process works in the demo, as the file found it, until the file's end."""
    with django_db_blocker.unblock():
        found = furnished.world()
        use(furnished.name)
        yield found
        use(worker_database)
