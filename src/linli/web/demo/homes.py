"""The demo's estate: a small roster, an owner with two homes, a tenant who waits for a word.

Brought in as a clerk would: by a workbook, through the same reading and the same action.
"""

import io
from datetime import timedelta

import openpyxl  # type: ignore[import-untyped]

from linli.identity.queries import person_by_phone
from linli.kernel import clock
from linli.kernel.actor import SYSTEM
from linli.places.actions import rosters
from linli.places.models import Estate, Place, Unit
from linli.residence.actions.claims import claim_home
from linli.web.acting import as_resident
from linli.web.demo.people import BY_KEY, DemoPerson
from linli.web.demo.places import COMMUNITIES

KEY = "fushengli"
ESTATE = ("福升花园（示范）", "Fusheng Gardens (demo)")
HEADINGS = ("楼栋", "单元", "房号", "建筑面积", "业主", "身份证号", "联系电话", "备注")
OWNER, GRANDMOTHER, TENANT = (f"{role}-{KEY}" for role in ("owner", "grandmother", "tenant"))
#: Building, room, area, who: a demo person, or an invented name with a telephone.
ROWS = (
    ("1栋", "101", "89.12", OWNER),
    ("1栋", "102", "64.50", OWNER),
    ("1栋", "201", "89.12", GRANDMOTHER),
    ("1栋", "202", "64.50", ("冯玉成", "19900030001")),
    ("1栋", "301", "89.12", ("伍志明、伍佩仪", "19900030002")),
    ("1栋", "302", "64.50", ("甘展鹏", "19900030003")),
    ("2栋", "101", "102.36", OWNER),
    ("2栋", "102", "78.40", ("劳倩文", "19900030004")),
    ("2栋", "201", "102.36", ("招启明", "19900030005")),
    ("2栋", "202", "78.40", ("简淑仪", "19900030006")),
)


def homes() -> None:
    """Once; a run that was broken off goes on."""
    code = next(code for key, code, _zh, _en in COMMUNITIES if key == KEY)
    community = Place.objects.get(code=code).pk
    estate = Estate.objects.within(community).filter(name_zh=ESTATE[0]).first()
    if estate is None:
        estate = rosters.enter_estate(
            SYSTEM, community=community, name_zh=ESTATE[0], name_en=ESTATE[1]
        )
    if not Unit.objects.within(community).filter(estate=estate).exists():
        rosters.import_file(SYSTEM, estate=estate.pk, data=_workbook())
        _at_home(estate)


def _workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(HEADINGS)
    for building, room, area, who in ROWS:
        name, number, phone = _said(who)
        sheet.append([building, "1单元", room, area, name, number, phone, None])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _said(who: str | tuple[str, str]) -> tuple[str, str | None, str]:
    """What the roster says of an owner."""
    if isinstance(who, tuple):
        return who[0], None, who[1]
    each: DemoPerson = BY_KEY[who]
    return each.name_zh, each.id_number, each.phone


def _at_home(estate: Estate) -> None:
    """The owner is one by the roster at once; the tenant waits for the owner's word."""
    units = Unit.objects.within(estate.community_id).filter(estate=estate)
    rooms = {(unit.building.label, unit.room): unit.pk for unit in units.select_related("building")}
    for key, room, relation in (
        (OWNER, "101", "owner"),
        (OWNER, "102", "owner"),
        (TENANT, "102", "tenant"),
    ):
        person = person_by_phone(BY_KEY[key].phone)
        if person is not None:
            until = clock.today() + timedelta(days=300) if relation == "tenant" else None
            unit = rooms["1栋", room]
            claim_home(as_resident(person), unit=unit, relation=relation, until=until)
