"""The trial estate decides: three hundred ballots over four channels, most of them by the actions."""

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

from django.db import transaction

from linli.kernel import clock
from linli.kernel.actor import SYSTEM, VISITOR
from tests.e2e.voters import session_of

DATA = Path(__file__).parents[1] / "data" / "jt-estate.xlsx"
PHRASES = {
    "first": "榕树下听雨喝茶下棋",
    "second": "seven blue kettles hum",
    "reserve": "7Q4K-MX2D-99AB-ZK3W",
}
WEB, PROXIES, PAPER, BOOTH = 30, 3, 56, 207
#: Left for the browser: one of each channel.
BROWSER = 4
TEXTS = (
    ("covenant", "修订管理规约", "Revise the covenant"),
    ("use_of_funds", "更换1栋电梯", "Replace the lift of block 1"),
)


@dataclass
class Decision:
    """`left`: electors for the browser, by channel; `sheets`: codes that wait to be keyed."""

    code: str
    pk: int
    left: dict[str, int] = field(default_factory=dict)
    homes: dict[int, str] = field(default_factory=dict)
    sheets: list[str] = field(default_factory=list)
    booth: str = ""


def choices(number: int) -> dict[int, str]:
    """Of an elector, by its number on the roll."""
    return {
        1: ("agree", "agree", "agree", "agree", "oppose", "abstain")[number % 6],
        2: ("agree", "oppose", "agree", "abstain")[number % 4],
    }


def opened(world: Any) -> Decision:
    """Announced three weeks ago, frozen, with its key, open since yesterday."""
    from linli.identity.queries import person_by_phone
    from linli.places.actions.rosters import enter_estate, import_file
    from linli.places.models import Unit
    from linli.voting import sealing
    from linli.voting.actions import course, drafting, keys, rolls
    from linli.voting.models import RollEntry, RollUnit
    from linli.voting.tests.estates import CHEAP
    from linli.web.demo.people import BY_KEY
    from linli.web.demo.vote_keys import STREET, as_holder

    staff, now, place = world.actor("staff"), clock.now(), world.community.pk
    with clock.frozen(now - timedelta(days=21)):
        estate = enter_estate(SYSTEM, community=place, name_zh="锦棠花园", name_en="Jintang")
        import_file(SYSTEM, estate=estate.pk, data=DATA.read_bytes())
        units = Unit.objects.within(place).filter(estate=estate)
        units.filter(area_centi=None, parking=False).update(area_centi=100_00)
        units.update(disputes=[])
        row = drafting.draft(
            staff,
            estate=estate.pk,
            convener=world.organisation.pk,
            ground="owners_share",
            ground_text="22% 业主联名提议",
            titles=("锦棠花园2026年业主大会会议", "Jintang owners' assembly 2026"),
            legal_mode="BINDING_HERE",
            opens_at=now - timedelta(days=1),
            closes_at=now + timedelta(days=9),
        )
        for kind, zh, en in TEXTS:
            texts = {"zh-hans": (zh, "全文见附件。"), "en": (en, "See the paper attached.")}
            drafting.add_matter(staff, assembly=row.pk, kind=kind, texts=texts)
        serving = [("teller", world.resident), ("scrutineer", world.officer)]
        serving.append(("scrutineer", grandmother()))
        for role, person in serving:
            drafting.appoint_teller(staff, assembly=row.pk, person=person.public_id, role=role)
        course.notice(staff, assembly=row.pk)
        street = person_by_phone(BY_KEY[STREET].phone)
        people = {"first": world.staff, "second": world.resident, "reserve": street}
        actors = {"first": staff, "second": world.actor("resident"), "reserve": as_holder(street)}
        for seat, person in people.items():
            by = as_holder(street) if seat == "first" else staff
            keys.name_holder(by, assembly=row.pk, seat=seat, person=person.public_id)
        with patch.object(sealing, "STRONG", CHEAP):
            for seat, actor in actors.items():
                keys.enrol(actor, assembly=row.pk, passphrase=PHRASES[seat])
    with clock.frozen(now - timedelta(hours=20)):
        rolls.freeze(staff, assembly=row.pk)
        row = course.open_vote(staff, assembly=row.pk)
    roll = RollEntry.objects.within(place).filter(assembly=row)
    assert roll.count() == 373
    made = Decision(row.code, row.pk, booth=session_of(world.staff, world.offices["staff"]))
    units = RollUnit.objects.filter(assembly=row).select_related("entry", "unit__building")
    made.homes = {each.entry.number: each.unit.label for each in units}
    return made


def cast(world: Any, made: Decision) -> None:
    """All but the four of the browser, who get what they need for it."""
    from linli.voting.actions import ballots, paper
    from linli.voting.entitlement import owners_of
    from linli.voting.models import Assembly, RollEntry

    place, staff = world.community.pk, world.actor("staff")
    row = Assembly.objects.within(place).select_related("estate").get(pk=made.pk)
    entries = list(
        RollEntry.objects.within(place)
        .filter(assembly=row, developer=False)
        .order_by("number")[: WEB + PROXIES + PAPER + BOOTH + BROWSER]
    )
    take = iter(entries)
    owner = _owner(world, row, next(take), world.resident, linked=True)
    made.left["web"] = owner.entry.number
    given = _owner(world, row, next(take), None)
    made.left["proxy"] = given.entry.number
    _mandate(given, row, world.resident)
    made.left |= {"booth": next(take).number, "paper": next(take).number}
    for _ in range(WEB):
        each = _owner(world, row, next(take), None)
        number = each.entry.number
        ballots.cast_on_the_web(each.actor, assembly=row, elector=number, choices=choices(number))
    for _ in range(PROXIES):
        each = _owner(world, row, next(take), None)
        holder = _owner(world, row, each.entry, None, named="代理")
        _mandate(each, row, holder.person)
        number = each.entry.number
        ballots.cast_on_the_web(holder.actor, assembly=row, elector=number, choices=choices(number))
    teller = world.actor("resident")
    for _ in range(PAPER):
        number = next(take).number
        [sheet] = paper.print_sheets(staff, assembly=row.pk, elector=number)
        paper.register_sheet(teller, assembly=row.pk, code=sheet.code)
        made.sheets.append(sheet.code)
    for entry in take:
        _, ticket = ballots.admit_to_booth(
            staff, assembly=row.pk, elector=entry.number, owner=min(owners_of(row, entry))
        )
        ballots.cast_at_the_booth(
            VISITOR, assembly=row, number=ticket, choices=choices(entry.number)
        )


@dataclass
class Owner:
    entry: Any
    person: Any
    actor: Any


def _owner(
    world: Any, row: Any, entry: Any, person: Any, *, linked: bool = False, named: str = ""
) -> Owner:
    """Somebody with an account; an owner of the elector's first home unless they are `named`."""
    from linli.identity.models import Person
    from linli.identity.operations import enrol
    from linli.identity.tests.people import id_number
    from linli.places.models import RosterOwner
    from linli.residence.models import Residence
    from linli.voting.entitlement import owners_of
    from linli.voting.models import RollUnit
    from linli.web.acting import as_resident

    place = world.community.pk
    if person is None:
        serial = 7000 + entry.number + (400 if named else 0)
        with transaction.atomic():
            person = enrol(
                phone=f"1880000{serial:04d}",
                name=named or "业主甲",
                id_number=id_number(serial % 1000, born="19600101"),
                community=place,
                level=Person.Level.REAL_NAME,
            )
    if not named:
        Residence.objects.create(
            community=place,
            unit_id=RollUnit.objects.filter(entry=entry).values_list("unit", flat=True)[0],
            person=person,
            relation="owner",
            ground="roster",
            roster_owner=RosterOwner.objects.within(place).get(pk=min(owners_of(row, entry))),
            since=clock.today() - timedelta(days=30),
        )
    return Owner(entry, person, world.actor("resident") if linked else as_resident(person))


def _mandate(owner: Owner, row: Any, holder: Any) -> None:
    from linli.voting.actions import proxies

    proxies.give_proxy(
        owner.actor, assembly=row.pk, elector=owner.entry.number, holder=holder.public_id
    )


def keyed(world: Any, made: Decision) -> None:
    """Both tellers read the sheets that came in by the actions."""
    from linli.voting.actions import paper
    from linli.voting.models import HandedIn

    numbers = dict(
        HandedIn.objects.filter(sheet__code__in=made.sheets).values_list(
            "sheet__code", "sheet__entry__number"
        )
    )
    for role in ("resident", "officer"):
        for code in made.sheets:
            paper.key_sheet(
                world.actor(role), assembly=made.pk, code=code, choices=choices(numbers[code])
            )


def read_anew(world: Any, made: Decision) -> None:
    """The grandmother, who has keyed none, reads what was drawn and is still to be read."""
    from linli.voting.actions import audits
    from linli.voting.models import HandedIn, PaperAudit

    audit = PaperAudit.objects.get(assembly=made.pk)
    read = audit.readings.values_list("ballot__code", flat=True)
    waiting = HandedIn.objects.filter(
        sheet__assembly=made.pk, ballot__code__in=set(audit.drawn) - set(read)
    )
    for each in waiting.select_related("sheet__entry"):
        number = each.sheet.entry.number
        said = {1: "agree", 2: "agree"} if number == made.left["paper"] else choices(number)
        audits.read(elder(), assembly=made.pk, code=each.sheet.code, choices=said)
    audit.refresh_from_db()
    assert audit.outcome == "same"


def grandmother() -> Any:
    """Of the first community; a scrutineer of the estate."""
    from linli.identity.queries import person_by_phone
    from linli.web.demo.people import BY_KEY

    return person_by_phone(BY_KEY["grandmother-rongyin"].phone)


def elder() -> Any:
    """The grandmother as herself."""
    from linli.web.acting import as_resident

    return as_resident(grandmother())


def signed(_world: Any, made: Decision) -> None:
    """The grandmother signs the result."""
    from linli.voting.actions import results
    from linli.voting.models import Assembly

    row = Assembly.objects.across_communities("the test").get(pk=made.pk)
    results.sign(elder(), assembly=row.pk, result_hash=row.result_hash)


def sequenced(_world: Any, _made: Decision) -> None:
    """The sequencer does its part."""
    from linli.journal.operations_log import integrate

    while integrate():
        pass


def over(world: Any, made: Decision) -> None:
    """The time for voting is over."""
    from linli.voting.models import Assembly

    rows = Assembly.objects.within(world.community.pk).filter(pk=made.pk)
    rows.update(closes_at=clock.now() - timedelta(seconds=1))


def logged(world: Any, made: Decision) -> None:
    """The sequencer and the worker do their part."""
    from linli.voting import jobs
    from linli.voting.models import Edition

    sequenced(world, made)
    jobs.make_editions()
    assert Edition.objects.filter(assembly=made.pk, kind="bundle").exists()
