"""An estate of nine homes of 100 m² in two buildings, its owners, and an assembly on its way.

1栋 101-106, 2栋 101-103; 2栋 103 belongs to a couple. All invented.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from unittest.mock import patch

import pytest
from django.db import transaction

from linli.duties.tests import factories
from linli.identity.models import Person
from linli.identity.operations import enrol
from linli.identity.tests.people import id_number
from linli.journal.models import Event
from linli.kernel import clock
from linli.kernel.actor import SYSTEM, Actor, Capacity
from linli.kernel.errors import Refused
from linli.places.actions import rosters
from linli.places.models import Estate, RosterOwner, Unit
from linli.places.tests.rosters import workbook
from linli.places.tests.test_roster_rows import HEAD
from linli.residence.models import Residence
from linli.voting import sealing
from linli.voting.actions import course, drafting, keys, results, rolls
from linli.voting.models import Assembly, Ballot, Cast, OpenedChoice, Result, RollEntry, Step

MONDAY = datetime(2026, 5, 11, 2, tzinfo=UTC)
OPENS = MONDAY + timedelta(days=16)
CLOSES = OPENS + timedelta(days=10)
ROOMS = (*(f"1栋 {n}" for n in range(101, 107)), *(f"2栋 {n}" for n in range(101, 104)))
COUPLE = ROOMS[-1]
NAMES = ("安宁一", "包国强", "蔡小红", "邓大山", "冯志明", "葛兰芳", "何正平", "简少文", "柯立新")
SECOND = "林美玉"
TEXTS = {"zh-hans": ("修订管理规约", "全文见附件。"), "en": ("Revise the covenant", "See below.")}
WHY = "the test compares all rows"


@dataclass
class Quarter:
    """`town` has the officials; `owners` by room, `units` by room."""

    town: factories.Town
    estate: Estate
    units: dict[str, Unit] = field(default_factory=dict)
    owners: dict[str, Actor] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)

    @property
    def committee(self) -> int:
        """The residents' committee, which convenes on the owners' proposal."""
        return self.town.offices["clerk"].organisation_id


def row(room: str, names: str, *, area="100.00", building=None) -> list:
    where, number = room.split()
    people = names.split("、")
    values = {
        "楼栋": building or where,
        "单元": "1单元",
        "房号": number,
        "建筑面积": area,
        "业主": names,
        "身份证号": "、".join(id_number(300 + _serial(name)) for name in people),
        "联系电话": None,
        "备注": None,
    }
    return [values[head] for head in HEAD]


def _serial(name: str) -> int:
    return (*NAMES, SECOND, "买家乙").index(name)


def roster() -> list[list]:
    pairs = list(zip(ROOMS, NAMES, strict=True))
    return [row(room, f"{name}、{SECOND}" if room == ROOMS[-1] else name) for room, name in pairs]


def bring(quarter_or_estate, rows) -> None:
    estate = getattr(quarter_or_estate, "estate", quarter_or_estate)
    rosters.import_file(SYSTEM, estate=estate.pk, data=workbook([HEAD, *rows]))


def build() -> Quarter:
    town = factories.build()
    with clock.frozen(MONDAY - timedelta(days=30)):
        estate = rosters.enter_estate(SYSTEM, community=town.community, name_zh="榕树园")
        bring(estate, roster())
        quarter = Quarter(town, estate)
        units = Unit.objects.within(town.community).select_related("building")
        quarter.units = {f"{unit.building.label} {unit.room}": unit for unit in units}
        for room, name in zip(ROOMS, NAMES, strict=True):
            quarter.owners[room] = owner(quarter, room, name)
        quarter.owners["second"] = owner(quarter, ROOMS[-1], SECOND)
    return quarter


def owner(quarter: Quarter, room: str, name: str) -> Actor:
    """A person of the platform who is the roster's owner of a home."""
    community = quarter.town.community
    with transaction.atomic():
        who = enrol(
            phone=f"139100{_serial(name):05d}",
            name=name,
            id_number=id_number(300 + _serial(name)),
            community=community,
            level=Person.Level.REAL_NAME,
        )
    named = next(o for o in RosterOwner.objects.within(community) if o.read("name") == name)
    Residence.objects.create(
        community=community,
        unit=quarter.units[room],
        person=who,
        relation="owner",
        ground="roster",
        roster_owner=named,
        since=clock.today(),
    )
    quarter.people[room if room not in quarter.people else "second"] = who
    return Actor(who.pk, Capacity.RESIDENT, community, frozenset({community}))


def drafted(quarter: Quarter, **more) -> Assembly:
    values = {
        "estate": quarter.estate.pk,
        "convener": quarter.committee,
        "ground": "owners_share",
        "ground_text": "22% 业主联名提议",
        "titles": ("2026年业主大会会议", "Owners' assembly 2026"),
        "legal_mode": "BINDING_HERE",
        "opens_at": OPENS,
        "closes_at": CLOSES,
        **more,
    }
    return drafting.draft(clerk(quarter), **values)


def clerk(quarter: Quarter) -> Actor:
    """The clerk as the web layer sees them: in an office of the residents' committee."""
    actor = quarter.town.actors["clerk"]
    office = quarter.town.offices["clerk"]
    return Actor(
        actor.person,
        Capacity.STAFF,
        actor.place,
        actor.reach,
        second_factor=True,
        office=office.pk,
        organisation=office.organisation_id,
        body="residents_committee",
    )


def street(quarter: Quarter) -> Actor:
    actor, office = quarter.town.actors["street"], quarter.town.offices["street"]
    return Actor(
        actor.person,
        Capacity.STAFF,
        actor.place,
        actor.reach,
        second_factor=True,
        office=office.pk,
        organisation=office.organisation_id,
        body="street",
    )


def with_matter(quarter: Quarter, kind: str = "covenant", **more) -> Assembly:
    assembly = drafted(quarter, **more)
    drafting.add_matter(clerk(quarter), assembly=assembly.pk, kind=kind, texts=TEXTS)
    return assembly


def with_tellers(quarter: Quarter, assembly: Assembly) -> None:
    for room, role in (("1栋 105", "teller"), ("1栋 106", "scrutineer")):
        drafting.appoint_teller(
            clerk(quarter),
            assembly=assembly.pk,
            person=quarter.people[room].public_id,
            role=role,
        )


#: Of the three who hold the key: the clerk, a teller, and the street in reserve.
PHRASES = {
    "first": "榕树下听雨喝茶下棋",
    "second": "seven blue kettles hum",
    "reserve": "7Q4K-MX2D-99AB-ZK3W",
}
CHEAP = sealing.Cost(sealing.argon2id.OPSLIMIT_MIN, sealing.argon2id.MEMLIMIT_MIN)


def holders(quarter: Quarter) -> dict[str, Actor]:
    """Who acts for each seat."""
    return {
        "first": clerk(quarter),
        "second": quarter.owners["1栋 105"],
        "reserve": street(quarter),
    }


def named(quarter: Quarter, assembly: Assembly) -> None:
    people = {
        "first": quarter.town.people["clerk"],
        "second": quarter.people["1栋 105"],
        "reserve": quarter.town.people["street"],
    }
    for seat, who in people.items():
        by = street(quarter) if seat == "first" else clerk(quarter)
        keys.name_holder(by, assembly=assembly.pk, seat=seat, person=who.public_id)


def with_key(quarter: Quarter, assembly: Assembly) -> None:
    """Three holders, each with a passphrase that costs argon2id little."""
    named(quarter, assembly)
    with patch.object(sealing, "STRONG", CHEAP):
        for seat, who in holders(quarter).items():
            keys.enrol(who, assembly=assembly.pk, passphrase=PHRASES[seat])


def unsealed(quarter: Quarter, assembly: Assembly) -> Assembly:
    """Opened by the first two holders after the close."""
    who = holders(quarter)
    with clock.frozen(CLOSES):
        keys.hand_over(
            who["first"], assembly=assembly.pk, receiver="second", passphrase=PHRASES["first"]
        )
        return keys.open_ballots(
            who["second"], assembly=assembly.pk, giver="first", passphrase=PHRASES["second"]
        )


def opened(quarter: Quarter, brought=(), **more) -> Assembly:
    """Announced on Monday, frozen, open on its day; `brought`: rooms that got the notice by hand."""
    assembly = with_matter(quarter, **more)
    with_tellers(quarter, assembly)
    who = clerk(quarter)
    course.notice(who, assembly=assembly.pk)
    for room in brought:
        rolls.bring(who, assembly=assembly.pk, unit=quarter.units[room].pk, way="door")
    with_key(quarter, assembly)
    with clock.frozen(OPENS):
        rolls.freeze(who, assembly=assembly.pk)
        return course.open_vote(who, assembly=assembly.pk)


def _ballot(quarter: Quarter, assembly: Assembly, room: str) -> Ballot:
    entry = entry_of(quarter, assembly, room)
    Cast.objects.create(entry=entry, assembly=assembly, at=OPENS)
    return Ballot.objects.create(
        community=assembly.community,
        assembly=assembly,
        entry=entry,
        version=1,
        channel="web",
        final=False,
        sealed=b"sealed",
        digest=sha256(room.encode()).digest(),
        at=OPENS,
    )


def approve(quarter: Quarter, assembly: Assembly, matter, said: dict[str, list[int]]) -> None:
    """Ballots of an election: the numbers of the candidates that each home approves."""
    numbers = dict(matter.candidates.values_list("number", "pk"))
    for room, approved in said.items():
        ballot = _ballot(quarter, assembly, room)
        for number in approved:
            OpenedChoice.objects.create(
                assembly=assembly,
                matter=matter,
                entry=ballot.entry,
                ballot=ballot,
                candidate_id=numbers[number],
                choice="agree",
                area_centi=ballot.entry.area_centi,
                persons=ballot.entry.persons,
            )


def cast(quarter: Quarter, assembly: Assembly, said: dict[str, str]) -> None:
    """Ballots as rows: how they are cast, the channels' own tests say."""
    matters = list(assembly.matters.order_by("number"))
    for room, choice in said.items():
        ballot = _ballot(quarter, assembly, room)
        entry = ballot.entry
        for matter in matters:
            OpenedChoice.objects.create(
                assembly=assembly,
                matter=matter,
                entry=entry,
                ballot=ballot,
                choice=choice,
                area_centi=entry.area_centi,
                persons=entry.persons,
            )


def cast_sealed(
    quarter: Quarter, assembly: Assembly, said: dict[str, dict[int, object] | None], **more
) -> list[Ballot]:
    """Ballots in their boxes, as rows; None: a sheet of paper."""
    form = sealing.Form(assembly.code, {m.number: () for m in assembly.matters.all()}, 9)
    made = []
    for room, choices in said.items():
        entry = entry_of(quarter, assembly, room)
        sealed = sealing.seal(bytes(assembly.public_key), form, entry.number, choices)
        Cast.objects.create(entry=entry, assembly=assembly, at=OPENS)
        values = {
            "channel": "paper" if choices is None else "web",
            "sealed": sealed.box,
            "digest": sealed.commit,
            **more,
        }
        made.append(
            Ballot.objects.create(
                community=assembly.community,
                assembly=assembly,
                entry=entry,
                version=1,
                final=choices is None,
                at=OPENS,
                **values,
            )
        )
    return made


def entry_of(quarter: Quarter, assembly: Assembly, room: str) -> RollEntry:
    rows = RollEntry.objects.within(assembly.community).filter(assembly=assembly)
    return rows.get(units__unit=quarter.units[room])


def closed(quarter: Quarter, assembly: Assembly) -> None:
    with clock.frozen(CLOSES):
        course.close(clerk(quarter), assembly=assembly.pk)


def signed(quarter: Quarter, assembly: Assembly) -> Assembly:
    with clock.frozen(CLOSES):
        row_ = results.tally(quarter.owners["1栋 105"], assembly=assembly.pk)
        count = {who.person: who for who in quarter.owners.values()}
        for person in assembly.tellers.order_by("pk").values_list("person", flat=True):
            row_ = results.sign(count[person], assembly=assembly.pk, result_hash=row_.result_hash)
    return row_


def everything() -> list:
    """What a refusal must not change."""
    rows = list(Event.objects.order_by("pk").values())
    rows += list(Assembly.objects.across_communities(WHY).order_by("pk").values())
    for model in (Step, Result, Cast):
        rows += list(model.objects.order_by("pk").values())
    rows += list(RollEntry.objects.across_communities(WHY).order_by("pk").values())
    return rows


def refusal_of(rows: Callable[[], list], call, *args, **kwargs) -> Refused:
    """The call is refused, and none of these rows changed."""
    before = rows()
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    assert rows() == before
    return caught.value


def refusal(call, *args, **kwargs) -> Refused:
    return refusal_of(everything, call, *args, **kwargs)
