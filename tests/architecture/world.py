"""The people of the URL × role matrix: the demo district, and one person of a second district.

Built once per test process on a database of its own; every request is undone afterwards.
"""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import psycopg
from django.conf import settings
from django.core.cache import cache
from django.db import connection, connections, transaction
from django.test import Client
from psycopg import sql

from tests.databases import url_of

HOST = "localhost"
OTHER_HOST = "north.localhost"
#: What the helper may do for the resident.
DEEDS = ("duties", "inbox")
#: Ids of the second district start here, so that no id of the first one exists there by chance.
FAR = 1_000_000
#: A proof stays fresh for the whole run, however long that takes.
RUN = 24 * 3600


@dataclass
class World:
    """`people`: role -> Person, also as attributes (`world.staff`). Without `anonymous`.

    `community` is the resident's and the clerk's, `other_community` the neighbour's; `places`,
    `offices` (role -> Office), `organisation` (the residents' committee) and `estate` (where the
    officer chairs the owners' committee) belong to the first district.
    The `helper` acts for the resident.
    """

    people: dict[str, Any] = field(default_factory=dict)
    offices: dict[str, Any] = field(default_factory=dict)
    #: role -> session key; each in the district of its person.
    sessions: dict[str, str] = field(default_factory=dict)
    community: Any = None
    other_community: Any = None
    organisation: Any = None
    estate: Any = None
    #: From the resident to the helper.
    mandate: Any = None
    #: Words of the first district that the second must never read.
    marks: tuple[str, ...] = ()

    def __getattr__(self, role: str) -> Any:
        try:
            return self.__dict__["people"][role]
        except KeyError:
            raise AttributeError(role) from None

    def actor(self, role: str) -> Any:
        """The role as an Actor, for making things by actions."""
        from linli.kernel.actor import VISITOR
        from linli.web.acting import as_office, as_resident

        if role == "anonymous":
            return VISITOR
        office = self.offices.get(role)
        person = self.people[role]
        if role == "helper":
            return replace(
                as_resident(self.resident), helper=person.pk, deeds=frozenset(self.mandate.deeds)
            )
        return as_office(person, office, second=True) if office else as_resident(person)

    def client(self, role: str, *, host: str | None = None) -> Client:
        """A browser signed in as the role (officials with a second factor, in their office)."""
        home = OTHER_HOST if role == "stranger" else HOST
        client = Client(HTTP_HOST=host or home, raise_request_exception=False)
        if role != "anonymous":
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[role]
        return client


#: (database, schema) -> its district, as the world was built with it: each request enters it anew.
_DISTRICTS: dict[tuple[str, str], Any] = {}


def enter(schema: str) -> None:
    from linli.districts.models import District

    key = (str(connection.settings_dict["NAME"]), schema)
    if key not in _DISTRICTS:
        _DISTRICTS[key] = District.objects.get(schema_name=schema)
    connection.set_tenant(_DISTRICTS[key])


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside is rolled back; actions may open their durable transactions.

    It may stand in another: what the outer one made is there for each of the inner ones.
    """
    enter("demo")
    around = transaction.atomic()
    around._from_testcase = True
    with around:
        cache.clear()
        try:
            yield
        finally:
            transaction.set_rollback(True)
    enter("demo")


def use(name: str) -> None:
    """Point Django's connection at a database."""
    connections.close_all()
    for options in (connection.settings_dict, connections.databases["default"]):
        options["NAME"] = name


def build(database: str) -> World:
    """The world on a clone of the demo template."""
    from linli.identity.queries import person_by_phone
    from linli.organisations.models import Office, Organisation
    from linli.places.models import Place
    from linli.web.demo.people import BY_KEY, PEOPLE
    from linli.web.demo.places import BODIES, COMMUNITIES, STREETS

    _move_sequences(database)
    enter("demo")
    keys = {
        "resident": "owner-rongyin",
        "neighbour": "owner-taoran",
        "helper": "owner-zhijin",
        "staff": "clerk-rongyin",
        "auditor": next(p.key for p in PEOPLE if p.role == "auditor"),
        "officer": "owners_chair-rongyin",
        "district_admin": next(p.key for p in PEOPLE if p.role == "administrator"),
    }
    world = World()
    for role, key in keys.items():
        world.people[role] = person_by_phone(BY_KEY[key].phone)
        office = Office.objects.select_related("place").filter(person=world.people[role]).first()
        if office:
            world.offices[role] = office
    world.community = Place.objects.get(pk=world.resident.community)
    world.other_community = Place.objects.get(pk=world.neighbour.community)
    world.organisation = Organisation.objects.get(
        place=world.community, kind=Organisation.Kind.COMMITTEE
    )
    world.estate = world.offices["officer"].organisation.estate
    names = [(zh, en) for *_, zh, en in (*STREETS, *COMMUNITIES, *BODIES)]
    world.marks = tuple(name for pair in names for name in pair) + tuple(
        person.public_id for person in world.people.values()
    )
    world.mandate = _mandate(world)
    world.people["stranger"] = _stranger()
    for role in world.people:
        enter("north" if role == "stranger" else "demo")
        world.sessions[role] = _sign_in(world, role)
    enter("demo")
    return world


def _sign_in(world: World, role: str) -> str:
    """A session of the role: officials with a second factor, in their office."""
    client = Client(HTTP_HOST=OTHER_HOST if role == "stranger" else HOST)
    client.force_login(world.people[role], "linli.identity.signin.backend.PersonBackend")
    session = client.session
    session["account_authentication_methods"] = [{"method": "demo", "at": time.time() + RUN}]
    if role in world.offices:
        session["acting_office"] = world.offices[role].pk
    if role == "helper":
        session["helping"] = world.mandate.pk
    session.save()
    return str(session.session_key)


def _mandate(world: World) -> Any:
    """The resident lets the helper do two things in their name."""
    from linli.kernel import clock
    from linli.mandates import actions
    from linli.web.acting import as_resident

    offered, _code = actions.offer(
        world.actor("resident"),
        deeds=DEEDS,
        bond="family",
        until=clock.today() + timedelta(days=30),
        helper=world.people["helper"].public_id,
    )
    return actions.accept(as_resident(world.people["helper"]), mandate=offered.pk)


def _stranger() -> Any:
    """A person of the second district, with a small tree of places of their own."""
    from linli.identity.models import Person
    from linli.identity.operations import enrol
    from linli.kernel.actor import SYSTEM
    from linli.places.actions import establish
    from linli.places.models import Place

    enter("north")
    around: int | None = None
    for kind, code, zh, en in (
        (Place.Kind.DISTRICT, "440605", "北区（示范）", "North (demo)"),
        (Place.Kind.STREET, "440605010", "北门街道", "Beimen Street"),
        (Place.Kind.COMMUNITY, "440605010901", "松涛社区", "Songtao Community"),
    ):
        place = establish(SYSTEM, kind=kind, code=code, names=(zh, en), parent=around)
        around = int(place.pk)
    with transaction.atomic():
        return enrol(
            phone="19900009999",
            name="北方客",
            community=around,
            level=Person.Level.PHONE,
        )


def _move_sequences(database: str) -> None:
    with psycopg.connect(url_of(database), autocommit=True) as owner:
        names = owner.execute(
            "SELECT sequencename FROM pg_sequences WHERE schemaname = 'north'"
        ).fetchall()
        for (name,) in names:
            owner.execute(
                sql.SQL("ALTER SEQUENCE north.{} RESTART WITH {}").format(
                    sql.Identifier(name), sql.Literal(FAR)
                )
            )


def send(client: Client, method: str, url: str, body: Any, content_type: str | None) -> Any:
    """One request; a dict is a form, or JSON under /api/ unless it is said to be `multipart`."""
    call = getattr(client, method.lower())
    if method == "GET":
        return call(url, body or {}) if isinstance(body, dict) and body else call(url)
    if isinstance(body, str):
        return call(url, body, content_type=content_type or "text/plain")
    if content_type == "multipart":
        return call(url, body)
    if url.startswith("/api/") or method != "POST":
        return call(url, json.dumps(body), content_type="application/json")
    return call(url, body)
