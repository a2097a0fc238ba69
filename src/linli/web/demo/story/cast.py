"""Who takes part in the story, its hours, and how what follows is followed at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db import transaction

from linli.identity import purposes
from linli.identity.actions.me import give_consent, join
from linli.identity.models import Person
from linli.identity.operations import enrol
from linli.identity.queries import person_by_phone
from linli.journal.models import Event
from linli.journal.operations import run_consumer
from linli.journal.outbox import follows
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.organisations.queries import offices_of
from linli.places.models import Building, Unit
from linli.residence.actions import claims, desk
from linli.residence.queries import homes_of
from linli.web.acting import as_office, as_resident
from linli.web.demo.bodies import estate
from linli.web.demo.people import BY_KEY, id_number
from linli.web.demo.places import COMMUNITIES

KEY = COMMUNITIES[0][0]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Somebody who lives in the estate and is not in the list “enter as …”. Invented, as all are."""

    key: str
    name: str
    phone: str
    born: str
    sequence: int
    building: str
    room: str


NEIGHBOURS = (
    Neighbour("he", "何嘉颖", "19900000901", "19850614", 51, "1栋", "201"),
    Neighbour("zhou", "周俊宏", "19900000902", "19780223", 53, "2栋", "102"),
    Neighbour("cai", "蔡美玲", "19900000903", "19620930", 52, "2栋", "201"),
)
#: The demo's tenant rents here.
TENANT_AT = ("2栋", "101")
LONG_AGO = 120


@dataclass
class Story:
    """`who`: residents by a short name; `office`: people in their offices."""

    community: int
    now: datetime
    who: dict[str, Actor] = field(default_factory=dict)
    office: dict[str, Actor] = field(default_factory=dict)
    buildings: dict[str, int] = field(default_factory=dict)
    #: The last event whose consumers have run.
    seen: int = 0

    @property
    def today(self) -> date:
        return clock.day_of(self.now)

    def number(self, name: str) -> str:
        """The public number of somebody."""
        return Person.objects.get(pk=self.who[name].person or 0).public_id

    def moment(self, days: int, hour: int, minute: int = 0) -> datetime:
        """`days` days ago; ahead when negative."""
        day = self.today - timedelta(days=days)
        return datetime.combine(day, time(hour, minute), clock.LOCAL)

    @contextmanager
    def ago(self, days: int, hour: int = 10, minute: int = 0) -> Iterator[None]:
        with self.at(self.moment(days, hour, minute)):
            yield

    @contextmanager
    def at(self, moment: datetime) -> Iterator[None]:
        """At that hour, with all that follows of what is done."""
        with clock.frozen(moment):
            yield
            self.follow()

    def follow(self) -> None:
        """The consumers of all events since, in their order, until nothing follows any more.

        Their jobs find it done; what they would have told a day late was told on its day.
        """
        while True:
            rows = Event.objects.filter(pk__gt=self.seen).order_by("pk")
            events = list(rows)
            if not events:
                return
            for event in events:
                at_once, noted = follows(event)
                for name in (*at_once, *noted):
                    run_consumer(event.pk, name)
            self.seen = events[-1].pk


def cast() -> Story | None:
    """Everybody at their place; None where somebody of the demo is missing."""
    people = {role: person_by_phone(BY_KEY[f"{role}-{KEY}"].phone) for role in _ROLES}
    if any(person is None or not person.is_active for person in people.values()):
        return None
    found = {role: person for role, person in people.items() if person is not None}
    quarter = estate()
    story = Story(quarter.community_id, clock.now())
    for role in ("owner", "grandmother", "tenant", "owners_chair", "property_manager", "clerk"):
        story.who[role] = as_resident(found[role])
    for role in _OFFICES:
        held = offices_of(found[role].pk)
        if not held:
            return None
        story.office[role] = as_office(found[role], held[0], second=True)
    rows = Building.objects.filter(estate=quarter).values_list("label", "pk")
    story.buildings = dict(rows)
    if not homes_of(found["owner"].pk).exists() or len(story.buildings) < len({*_BUILDINGS}):
        return None
    story.seen = Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    return story


_ROLES = (
    "owner", "grandmother", "tenant", "clerk", "grid_worker", "owners_chair", "property_manager",
)  # fmt: skip
_OFFICES = ("clerk", "grid_worker", "owners_chair", "property_manager")
_BUILDINGS = ("1栋", "2栋")


def move_in(story: Story) -> None:
    """The neighbours, and the demo's tenant: the clerk saw their papers."""
    with story.ago(LONG_AGO, 15):
        for each in NEIGHBOURS:
            story.who[each.key] = as_resident(_person(each, story.community))
            _at_home(story, each.key, each.building, each.room)
        _at_home(story, "tenant", *TENANT_AT)


def _person(each: Neighbour, community: int) -> Person:
    known = person_by_phone(each.phone)
    if known is not None:
        return known
    with transaction.atomic():
        person = enrol(
            phone=each.phone,
            name=each.name,
            id_number=id_number(each.born, each.sequence),
            level=Person.Level.REAL_NAME,
        )
    person = join(as_resident(person), community=community)
    give_consent(as_resident(person), purpose=purposes.REAL_NAME)
    return person


def _at_home(story: Story, key: str, building: str, room: str) -> None:
    unit = Unit.objects.within(story.community).get(building=story.buildings[building], room=room)
    until = clock.today() + timedelta(days=600)
    claim = claims.claim_home(story.who[key], unit=unit.pk, relation="tenant", until=until)
    desk.approve(story.office["clerk"], claim=claim.pk, answer="已核对租赁合同")
