"""One organisation of most kinds in the first demo community, around an estate. All invented."""

from dataclasses import dataclass

from linli.identity.identifiers import uscc_check_character
from linli.kernel.actor import SYSTEM
from linli.organisations.actions import found
from linli.organisations.models import Organisation
from linli.places.actions.rosters import enter_estate
from linli.places.models import Estate, Place
from linli.web.demo.places import COMMUNITIES

#: The estate of the first community: Chinese, English.
ESTATE = ("榕荫花园", "Rongyin Garden")
#: Area of the invented codes: 440699 was never assigned, as with the ID numbers.
_AREA = "440699"
GROUND = "示范登记 Demo entry"


@dataclass(frozen=True, slots=True)
class DemoBody:
    """`serial` makes an invented credit code; 0 for a body without one."""

    kind: str
    zh: str
    en: str
    bound: bool = False
    serial: int = 0
    sector: str = ""


BODIES = (
    DemoBody("party_committee", "榕荫社区党委", "Rongyin Party Committee"),
    DemoBody("party_branch", "榕荫花园党支部", "Rongyin Garden Party Branch", bound=True),
    DemoBody("service_station", "榕荫社区服务站", "Rongyin Service Station"),
    DemoBody(
        "owners_committee", "榕荫花园业主委员会", "Rongyin Garden Owners' Committee", bound=True
    ),
    DemoBody(
        "property_company", "禅顺物业（示范）", "Chanshun Property (demo)", bound=True, serial=1
    ),
    DemoBody("developer", "陶都置业（示范）", "Taodu Development (demo)", bound=True, serial=2),
    DemoBody(
        "partner_unit", "祖庙小学（示范）", "Zumiao Primary School (demo)", sector="government"
    ),
    DemoBody("social_work_agency", "同行社工（示范）", "Tongxing Social Work (demo)", serial=3),
    DemoBody("social_organisation", "乐龄志愿者协会（示范）", "Leling Volunteers (demo)", serial=4),
    DemoBody("self_organised_group", "榕荫太极队", "Rongyin Tai Chi Group"),
)


def _code(serial: int) -> str:
    """A code that is well formed and nobody's."""
    body = f"91{_AREA}MAD{serial:05d}X"
    return body + uscc_check_character(body)


def estate() -> Estate:
    """The demo estate; entered when it is missing."""
    place = Place.objects.get(code=COMMUNITIES[0][1])
    known = Estate.objects.within(place.pk).filter(name_zh=ESTATE[0]).first()
    if known is not None:
        return known
    return enter_estate(SYSTEM, community=place.pk, name_zh=ESTATE[0], name_en=ESTATE[1])


def bodies() -> None:
    """Enter what is missing."""
    quarter = estate()
    names = set(
        Organisation.objects.filter(place=quarter.community_id).values_list("name_zh", flat=True)
    )
    for each in BODIES:
        if each.zh not in names:
            found(
                SYSTEM,
                kind=each.kind,
                place=quarter.community_id,
                names=(each.zh, each.en),
                estate=quarter.pk if each.bound else None,
                sector=each.sector,
                credit_code=_code(each.serial) if each.serial else "",
                since=quarter.since,
                ground=GROUND,
            )
