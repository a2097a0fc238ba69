"""The first demo community's estate has a roster, owners who proved their homes, and an open vote."""

from datetime import datetime, time, timedelta

from linli.identity.identifiers import check_character
from linli.identity.models import Person
from linli.identity.queries import person_by_phone
from linli.kernel import clock
from linli.kernel.actor import SYSTEM
from linli.organisations.models import Organisation
from linli.organisations.queries import offices_of
from linli.places.actions.rosters import import_file
from linli.places.models import RosterOwner, Unit
from linli.residence.models import Residence
from linli.voting.actions import course, drafting, rolls
from linli.voting.models import Assembly
from linli.web.acting import as_office
from linli.web.demo.bodies import estate
from linli.web.demo.people import AREA, BY_KEY
from linli.web.demo.places import COMMUNITIES
from linli.web.demo.vote_keys import keys_of

KEY = COMMUNITIES[0][0]
#: Owners of the estate who live elsewhere or are not on the platform yet: invented names.
OTHERS = ("黎建国", "冯少芬", "区瑞祥", "梁惠仪", "何志坚", "罗秀珍", "邓伟强", "潘丽华")
HOMES = (("1栋", ("101", "102", "201", "202", "301")), ("2栋", ("101", "102", "201", "202", "301")))
AREAS = (
    "89.52",
    "89.52",
    "103.40",
    "120.76",
    "89.52",
    "76.08",
    "103.40",
    "120.76",
    "89.52",
    "76.08",
)
TITLES = ("榕荫花园业主大会会议", "Rongyin Garden Owners' Assembly")
NOTICED_BEFORE, OPEN_FOR = timedelta(days=20), timedelta(days=12)
LIVED_HERE_FOR = timedelta(days=400)


def _id_number(serial: int) -> str:
    body = f"{AREA}19700101{serial:03d}"
    return body + check_character(body)


def roster() -> None:
    """A roster for the estate, the demo's owner and grandmother among its owners; once."""
    quarter = estate()
    if Unit.objects.within(quarter.community_id).filter(estate=quarter).exists():
        return
    known = [BY_KEY[f"owner-{KEY}"], BY_KEY[f"grandmother-{KEY}"]]
    owners = [(p.name_zh, p.id_number) for p in known]
    owners += [(name, _id_number(900 + n)) for n, name in enumerate(OTHERS)]
    rooms = [(building, room) for building, several in HOMES for room in several]
    lines = ["楼栋,房号,建筑面积,业主,身份证号"]
    for (building, room), area, (name, number) in zip(rooms, AREAS, owners, strict=True):
        lines.append(f"{building},{room},{area},{name},{number}")
    import_file(SYSTEM, estate=quarter.pk, data="\n".join(lines).encode())


def owners() -> None:
    """The two of them have proved their homes."""
    quarter = estate()
    rows = RosterOwner.objects.within(quarter.community_id).filter(estate=quarter.pk)
    by_name = {row.read("name"): row for row in rows}
    for key in (f"owner-{KEY}", f"grandmother-{KEY}"):
        each, person = BY_KEY[key], person_by_phone(BY_KEY[key].phone)
        named = by_name.get(each.name_zh)
        homes_of = Residence.objects.within(quarter.community_id).filter(person=person)
        if person is None or named is None or homes_of.exists():
            continue
        unit = Unit.objects.within(quarter.community_id).get(
            titles__elector__members__owner=named, titles__until=None
        )
        Residence.objects.create(
            community=quarter.community_id,
            unit=unit,
            person=person,
            relation="owner",
            ground="roster",
            roster_owner=named,
            since=clock.today() - LIVED_HERE_FOR,
        )


def _chair() -> Person | None:
    return person_by_phone(BY_KEY[f"owners_chair-{KEY}"].phone)


def votes() -> None:
    """One assembly of the owners' committee, announced weeks ago and open now; once."""
    quarter, chair = estate(), _chair()
    rows = Assembly.objects.within(quarter.community_id)
    if chair is None or rows.filter(title_zh=TITLES[0]).exists():
        return
    office = next((o for o in offices_of(chair.pk)), None)
    body = Organisation.objects.filter(estate=quarter.pk, kind="owners_committee").first()
    if office is None or body is None:
        return
    actor, now = as_office(chair, office, second=True), clock.now()
    opens = datetime.combine(clock.today() - timedelta(days=1), time(9), clock.LOCAL)
    closes = datetime.combine(clock.today() + OPEN_FOR, time(20), clock.LOCAL)
    with clock.frozen(now - NOTICED_BEFORE):
        row = drafting.draft(
            actor,
            estate=quarter.pk,
            convener=body.pk,
            ground="owners_committee",
            ground_text="业主委员会第三次会议决议",
            titles=TITLES,
            legal_mode="BINDING_HERE",
            opens_at=opens,
            closes_at=closes,
        )
        drafting.add_matter(
            actor,
            assembly=row.pk,
            kind="use_of_funds",
            texts={
                "zh-hans": (
                    "使用维修资金更换2栋电梯钢丝绳",
                    "2栋电梯钢丝绳磨损超标，检验机构要求更换。预算人民币38,600元，由2栋业主分摊的维修资金列支。",
                ),
                "en": (
                    "Replace the lift ropes of block 2 from the maintenance funds",
                    "The inspectors ask for new ropes. The budget is ¥38,600 from the funds of block 2.",
                ),
            },
            owner_organisation=body.pk,
        )
        drafting.add_matter(
            actor,
            assembly=row.pk,
            kind="common_parts",
            texts={
                "zh-hans": (
                    "将东门旧岗亭改为共享书屋",
                    "由共建单位捐书，物业每日开放，费用从公共收益支出，每年不超过6,000元。",
                ),
                "en": (
                    "Turn the old guard house at the east gate into a shared reading room",
                    "Books are given by partners; at most ¥6,000 a year come from common income.",
                ),
            },
        )
        for key, role in ((f"grandmother-{KEY}", "teller"), (f"grid_worker-{KEY}", "scrutineer")):
            person = person_by_phone(BY_KEY[key].phone)
            if person is not None:
                drafting.appoint_teller(actor, assembly=row.pk, person=person.public_id, role=role)
        course.notice(actor, assembly=row.pk)
        keys_of(actor, row)
    with clock.frozen(now - timedelta(days=2)):
        rolls.freeze(actor, assembly=row.pk)
    course.open_vote(actor, assembly=row.pk)
