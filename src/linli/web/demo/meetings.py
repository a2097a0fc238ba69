"""How the community with homes meets: one meeting that is noticed, those to come."""

from datetime import datetime, timedelta

from linli.deliberation.actions import charters
from linli.deliberation.models import Charter
from linli.deliberation.patterns import patterns
from linli.identity.models import Person
from linli.identity.queries import person_by_phone
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.meetings.actions import agenda, planning, seats
from linli.meetings.models import Meeting, Seat
from linli.meetings.queries import missing
from linli.meetings.wanted import Offices, Plan
from linli.organisations.queries import offices_of
from linli.web.acting import as_office, as_resident
from linli.web.demo.deliberation import COUNTS
from linli.web.demo.homes import KEY
from linli.web.demo.people import BY_KEY

ROOM = "福升里党群服务中心二楼会议室"
LINK = "腾讯会议 488 201 377"


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


def _noticed(office: Actor, community: int, owner: Person, granny: Person) -> None:
    row = _planned(office, community, _afternoon(10), owner, granny)
    agenda.add(office, meeting=row.pk, title="垃圾投放点时间调整")
    planning.notice(office, meeting=row.pk, offices=Offices())


def _living(key: str) -> Person | None:
    person = person_by_phone(BY_KEY[key].phone)
    return person if person is not None and person.is_active else None
