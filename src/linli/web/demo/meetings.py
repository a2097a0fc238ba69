"""How the community with homes meets: one meeting that was held, one that is noticed, those to come."""

from datetime import datetime, timedelta

from linli.deliberation.actions import charters
from linli.deliberation.models import Charter
from linli.deliberation.patterns import patterns
from linli.identity.models import Person
from linli.identity.queries import person_by_phone
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.meetings.actions import agenda, door, floor, planning, seats
from linli.meetings.models import Item, Meeting, Seat
from linli.meetings.queries import missing
from linli.meetings.wanted import Offices, Plan
from linli.organisations.queries import offices_of
from linli.web.acting import as_office, as_resident
from linli.web.demo.deliberation import COUNTS
from linli.web.demo.homes import KEY
from linli.web.demo.people import BY_KEY

ROOM = "福升里党群服务中心二楼会议室"
LINK = "腾讯会议 488 201 377"
RACKS = "在东门内侧设 20 个电动自行车充电位，费用由使用者承担"


def meet() -> None:
    """Once: where a meeting was planned before, nothing is added."""
    granny, owner, clerk = (_living(f"{role}-{KEY}") for role in ("grandmother", "owner", "clerk"))
    if granny is None or owner is None or clerk is None:
        return
    community = owner.community or 0
    if Meeting.objects.within(community).exists() or not Charter.objects.within(community).exists():
        return
    office = as_office(clerk, offices_of(clerk.pk)[0], second=True)
    _for_emergencies(as_resident(owner), office, community)
    _held(office, community, owner, granny)
    _noticed(office, community, owner, granny)
    for wanted in missing(community, None):
        planning.plan(office, community=community, wanted=wanted)


def _for_emergencies(young: Actor, office: Actor, community: int) -> None:
    now = clock.now()
    with clock.frozen(now - timedelta(days=20)):
        draft = charters.draft(young, community=community, pattern=patterns()["emergency"])
    with clock.frozen(now - timedelta(days=9)):
        charters.ratify(
            office,
            charter=draft.pk,
            decided_by="residents_assembly",
            decision="福升里居会〔2026〕8号",
            decided_on=clock.today(),
            since=clock.today() + timedelta(days=1),
            counts=COUNTS,
        )


def _afternoon(days: int) -> datetime:
    day = clock.now().astimezone(clock.LOCAL) + timedelta(days=days)
    return day.replace(hour=15, minute=0, second=0, microsecond=0)


def _planned(office: Actor, community: int, at: datetime, *people: Person) -> Meeting:
    """Whoever of them has no mandate sits for a building that nobody speaks for."""
    plan = Plan("extra", at, ROOM, LINK)
    row = planning.plan(office, community=community, wanted=plan)
    rows = Seat.objects.filter(meeting=row)
    sitting = set(rows.filter(person__isnull=False).values_list("person", flat=True))
    free = rows.filter(building__isnull=False, person=None).order_by("position")
    others = [person for person in people if person.pk not in sitting]
    for seat, person in zip(free, others, strict=False):
        seats.sit(
            office, meeting=row.pk, seat=seat.key, person=person.public_id, reason="本楼居民推选"
        )
    return row


def _held(office: Actor, community: int, owner: Person, granny: Person) -> None:
    """One matter: moved, seconded, debated, voted on."""
    now = clock.now()
    with clock.frozen(now - timedelta(days=9) + timedelta(days=1)):
        row = _planned(office, community, _afternoon(4), owner, granny)
        for item in Item.objects.filter(meeting=row):
            agenda.remove(office, meeting=row.pk, item=item.key)
        agenda.add(office, meeting=row.pk, title="电动自行车充电位")
        row = planning.notice(office, meeting=row.pk, offices=Offices())
    key = Item.objects.get(meeting=row).key
    chair = _chair(row)
    young, old = as_resident(owner), as_resident(granny)
    at = row.starts_at

    def give(actor: Actor, do: str, **fields: object) -> None:
        floor.give(actor, meeting=row.pk, command={"do": do, **fields})

    with clock.frozen(at):
        planning.call(office, meeting=row.pk)
        for seat in Seat.objects.filter(meeting=row, person__isnull=False, votes=True):
            door.admit(office, meeting=row.pk, seat=seat.key)
        give(chair, "open")
        give(young, "move", kind="main", terms={"text": RACKS}, item=key)
        give(old, "second")
        give(old, "ask", side="for")
        give(chair, "recognise")
    with clock.frozen(at + timedelta(minutes=2)):
        give(chair, "put")
        give(chair, "count", yes=2, no=0)
        give(chair, "announce")
        give(chair, "close")


def _chair(row: Meeting) -> Actor:
    seat = Seat.objects.select_related("person").filter(meeting=row, pk=row.chair_id or 0).first()
    if seat is None or seat.person is None:
        message = "nobody presides"
        raise LookupError(message)
    return as_resident(seat.person)


def _noticed(office: Actor, community: int, owner: Person, granny: Person) -> None:
    row = _planned(office, community, _afternoon(10), owner, granny)
    agenda.add(office, meeting=row.pk, title="垃圾投放点时间调整")
    planning.notice(office, meeting=row.pk, offices=Offices())


def _living(key: str) -> Person | None:
    person = person_by_phone(BY_KEY[key].phone)
    return person if person is not None and person.is_active else None
