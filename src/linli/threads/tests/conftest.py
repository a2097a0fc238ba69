"""Two corners without the tree of places, and people around them."""

from types import SimpleNamespace

import pytest
from django.db import transaction

from linli.identity.models import Person
from linli.identity.operations import enrol
from linli.kernel import attachments
from linli.kernel.actor import Actor, Capacity
from linli.kernel.attachments import Attached, register_keeper
from linli.kernel.decision import ALLOWED, denied
from linli.kernel.errors import Refused
from linli.kernel.subjects import SubjectKind, _kinds, register_subject

HERE, THERE = 71, 72
KIND = "test"
NOT_HERE = denied("kernel.not_found")


def _reaches(actor: Actor, subject: int):
    return ALLOWED if actor.reaches(subject) else NOT_HERE


def _writes(actor: Actor, subject: int):
    writes = actor.capacity in {Capacity.RESIDENT, Capacity.STAFF}
    return ALLOWED if writes else denied("threads.not_yours_to_write")


@pytest.fixture
def subject():
    """A subject is a community here; its talk is shown on the home page."""
    before = dict(_kinds)
    register_subject(
        SubjectKind(
            kind=KIND,
            find=lambda key: int(key) if key.isdigit() else None,
            community=lambda pk: pk,
            may_read=_reaches,
            may_write=_writes,
            may_moderate=_reaches,
            title=lambda pk: f"corner {pk}",
            href=lambda _pk: "/",
        )
    )
    yield HERE
    _kinds.clear()
    _kinds.update(before)


class Album:
    """Stands in for the module of files: which file belongs to which post."""

    def __init__(self) -> None:
        self.owners: dict[str, int] = {}

    def bind(self, actor, *, files, kind, owner) -> None:
        if "broken" in files:
            raise Refused("files.not_at_hand", field="files")
        self.owners |= dict.fromkeys(files, owner)

    def attached(self, kind, owners):
        return {
            owner: [
                Attached(id=f, format="picture", href=f"/{f}")
                for f, o in self.owners.items()
                if o == owner
            ]
            for owner in owners
        }

    def drop(self, kind, owner) -> int:
        gone = [file for file, o in self.owners.items() if o == owner]
        for file in gone:
            del self.owners[file]
        return len(gone)


@pytest.fixture
def album():
    before = attachments.keeper()
    made = Album()
    register_keeper(made)
    yield made
    register_keeper(before)


def person(serial: int, community: int | None, name: str = "王秀英") -> Person:
    with transaction.atomic():
        return enrol(phone=f"1990000{serial:04d}", name=name, community=community, level=10)


def as_resident(who: Person) -> Actor:
    return Actor(who.pk, Capacity.RESIDENT, who.community, frozenset({who.community}))


def people_here() -> SimpleNamespace:
    made = SimpleNamespace(
        one=person(1, HERE),
        two=person(2, HERE, "李国强"),
        far=person(3, THERE),
        desk=person(4, None),
    )
    made.resident, made.second, made.neighbour = map(as_resident, (made.one, made.two, made.far))
    reach = frozenset({HERE})
    made.clerk = Actor(made.desk.pk, Capacity.STAFF, 1, reach, second_factor=True)
    made.auditor = Actor(made.desk.pk, Capacity.AUDITOR, 1, reach, second_factor=True)
    made.far_clerk = Actor(made.desk.pk, Capacity.STAFF, 2, frozenset({THERE}), second_factor=True)
    return made


@pytest.fixture
def people(db, subject, album) -> SimpleNamespace:
    return people_here()
