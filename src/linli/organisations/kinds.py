"""The catalogue of organisations: what each kind is, may give, and who fills its seats. Pure.

One table for everybody: forms offer what it lists, rules refuse what it does not hold. A new kind
is a new row. The owners' assembly is no organisation: it is the owners, and it acts by voting.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _

from linli.kernel.actor import Capacity


class Kind(models.TextChoices):
    DISTRICT = "district", _("district government")
    STREET = "street", _("street office")
    PARTY_COMMITTEE = "party_committee", _("party committee of the community")
    PARTY_BRANCH = "party_branch", _("party branch of an estate")
    COMMITTEE = "residents_committee", _("residents' committee")
    STATION = "service_station", _("community service station")
    OWNERS_COMMITTEE = "owners_committee", _("owners' committee")
    MANAGEMENT_COMMITTEE = "property_management_committee", _("property management committee")
    PREPARATORY_GROUP = "preparatory_group", _("preparatory group")
    PROPERTY_COMPANY = "property_company", _("property company")
    DEVELOPER = "developer", _("developer")
    PARTNER = "partner_unit", _("partner unit")
    SOCIAL_WORK = "social_work_agency", _("social work agency")
    SOCIAL = "social_organisation", _("social organisation")
    GROUP = "self_organised_group", _("self-organised group")
    AUDITOR = "auditor", _("independent auditor")


class Sector(models.TextChoices):
    """The four-way class of participation; the party leads all four and is counted apart."""

    GOVERNMENT = "government", _("government")
    MARKET = "market", _("market")
    SOCIAL = "social", _("social organisations")
    COMMUNITY = "community", _("community self-government")
    PARTY = "party", _("party organisations")


class GroundKind(models.TextChoices):
    """What an office rests on; an office may rest on several."""

    ELECTION = "election", _("election")
    STREET = "street_appointment", _("appointment by the street")
    APPOINTMENT = "appointment", _("appointment by the superior body")
    DECISION = "decision", _("decision of the body's members")
    CONTRACT = "contract", _("contract")
    FILING = "filing", _("filing with the authority")


class Bond(StrEnum):
    """Whether a kind belongs to one estate."""

    MUST = "must"
    MAY = "may"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Seat:
    """A standard office. `holders` at a time (None: any number); `grounds` that it must rest on.

    The names are the field's own, in both languages; what an organisation calls it may differ.
    """

    code: str
    zh: str
    en: str
    capacity: Capacity
    holders: int | None = None
    termed: bool = False
    grounds: tuple[GroundKind, ...] = ()


@dataclass(frozen=True, slots=True)
class KindRow:
    """What holds for one kind.

    at          kinds of places where it may sit
    sectors     the first is the usual one; a partner unit may be of several
    gives       capacities; an auditor belongs to nobody who is audited
    appointers  kinds of bodies whose staff enter it and fill its seats, within their own place;
                a district administrator always may
    """

    kind: Kind
    sectors: tuple[Sector, ...]
    at: frozenset[str]
    gives: frozenset[Capacity]
    seats: tuple[Seat, ...] = ()
    appointers: frozenset[Kind] = frozenset()
    bond: Bond = Bond.NO
    one_per_estate: bool = False
    credit_code: Bond = Bond.MAY


_DISTRICT, _STREET, _COMMUNITY = "district", "street", "community"
_LOCAL = frozenset({_COMMUNITY})
_ANYWHERE = frozenset({_DISTRICT, _STREET, _COMMUNITY})
_STAFF, _OFFICER = Capacity.STAFF, Capacity.OFFICER
_OFFICERS = frozenset({_OFFICER})
_BY_STREET = frozenset({Kind.STREET})
_BY_BOTH = frozenset({Kind.STREET, Kind.COMMITTEE})
_E, _S, _A = GroundKind.ELECTION, GroundKind.STREET, GroundKind.APPOINTMENT
_D, _F, _C = GroundKind.DECISION, GroundKind.FILING, GroundKind.CONTRACT


def _board(capacity: Capacity, *grounds: GroundKind, chair: tuple[str, str]) -> tuple[Seat, ...]:
    """A chair, deputies and members, for a term."""
    zh, en = chair
    return (
        Seat("chair", zh, en, capacity, 1, termed=True, grounds=grounds),
        Seat("deputy", f"副{zh}", f"Deputy {en.lower()}", capacity, termed=True, grounds=grounds),
        Seat("member", "委员", "Member", capacity, termed=True, grounds=grounds),
    )


_CHAIR, _SECRETARY = ("主任", "Chair"), ("书记", "Secretary")

TABLE: tuple[KindRow, ...] = (
    KindRow(
        Kind.DISTRICT,
        (Sector.GOVERNMENT,),
        frozenset({_DISTRICT}),
        frozenset({_STAFF, Capacity.DISTRICT_ADMIN}),
        (
            Seat("administrator", "平台管理员", "Administrator", Capacity.DISTRICT_ADMIN),
            Seat("officer", "经办", "Officer", _STAFF),
        ),
    ),
    KindRow(
        Kind.STREET,
        (Sector.GOVERNMENT,),
        frozenset({_STREET}),
        frozenset({_STAFF}),
        (
            Seat("chair", "主任", "Director", _STAFF, 1),
            Seat("officer", "街道经办", "Street officer", _STAFF),
        ),
    ),
    KindRow(
        Kind.PARTY_COMMITTEE,
        (Sector.PARTY,),
        frozenset({_STREET, _COMMUNITY}),
        _OFFICERS,
        _board(_OFFICER, _E, chair=_SECRETARY),
        _BY_STREET,
    ),
    KindRow(
        Kind.PARTY_BRANCH,
        (Sector.PARTY,),
        _LOCAL,
        _OFFICERS,
        _board(_OFFICER, _E, chair=_SECRETARY),
        _BY_BOTH,
        Bond.MUST,
        credit_code=Bond.NO,
    ),
    KindRow(
        Kind.COMMITTEE,
        (Sector.COMMUNITY,),
        _LOCAL,
        frozenset({_STAFF}),
        (
            # elected by the residents, engaged by the street: both are recorded
            *_board(_STAFF, _E, _S, chair=("主任", "Director")),
            Seat("clerk", "社区专干", "Clerk", _STAFF),
            Seat("grid_worker", "网格员", "Grid worker", _STAFF),
        ),
    ),
    KindRow(
        Kind.STATION,
        (Sector.GOVERNMENT,),
        _LOCAL,
        frozenset({_STAFF}),
        (
            Seat("chair", "站长", "Head of the station", _STAFF, 1),
            Seat("clerk", "窗口工作人员", "Counter clerk", _STAFF),
        ),
    ),
    KindRow(
        Kind.OWNERS_COMMITTEE,
        (Sector.COMMUNITY,),
        _LOCAL,
        _OFFICERS,
        (
            *_board(_OFFICER, _E, chair=_CHAIR),
            Seat("executive", "执行秘书", "Executive secretary", _OFFICER, grounds=(_C,)),
            Seat("teller", "计票人", "Teller", _OFFICER, grounds=(_D,)),
        ),
        _BY_BOTH,
        Bond.MUST,
        one_per_estate=True,
        credit_code=Bond.MAY,
    ),
    KindRow(
        Kind.MANAGEMENT_COMMITTEE,
        (Sector.COMMUNITY,),
        _LOCAL,
        _OFFICERS,
        (*_board(_OFFICER, _S, chair=_CHAIR), Seat("teller", "计票人", "Teller", _OFFICER)),
        _BY_STREET,
        Bond.MUST,
        one_per_estate=True,
    ),
    KindRow(
        Kind.PREPARATORY_GROUP,
        (Sector.COMMUNITY,),
        _LOCAL,
        _OFFICERS,
        (
            Seat("chair", "组长", "Head of the group", _OFFICER, 1, grounds=(_S,)),
            Seat("member", "成员", "Member", _OFFICER, grounds=(_S,)),
        ),
        _BY_STREET,
        Bond.MUST,
        one_per_estate=True,
        credit_code=Bond.NO,
    ),
    KindRow(
        Kind.PROPERTY_COMPANY,
        (Sector.MARKET,),
        _ANYWHERE,
        _OFFICERS,
        (
            Seat("manager", "物业经理", "Property manager", _OFFICER, grounds=(_C,)),
            Seat("service", "客服管家", "Service desk", _OFFICER),
            Seat("repair", "维修人员", "Repair worker", _OFFICER),
            Seat("guard", "秩序员", "Guard", _OFFICER),
        ),
        _BY_BOTH,
        Bond.MAY,
        credit_code=Bond.MUST,
    ),
    KindRow(
        Kind.DEVELOPER,
        (Sector.MARKET,),
        _ANYWHERE,
        _OFFICERS,
        (
            Seat("manager", "项目负责人", "Project manager", _OFFICER),
            Seat("liaison", "联络员", "Liaison", _OFFICER),
        ),
        _BY_BOTH,
        Bond.MAY,
        credit_code=Bond.MUST,
    ),
    KindRow(
        Kind.PARTNER,
        (Sector.GOVERNMENT, Sector.MARKET, Sector.SOCIAL),
        _ANYWHERE,
        _OFFICERS,
        (Seat("liaison", "联络员", "Liaison", _OFFICER),),
        _BY_BOTH,
    ),
    KindRow(
        Kind.SOCIAL_WORK,
        (Sector.SOCIAL,),
        _ANYWHERE,
        _OFFICERS,
        (
            Seat("chair", "负责人", "Head", _OFFICER, 1),
            Seat("supervisor", "督导", "Supervisor", _OFFICER),
            Seat("worker", "社工", "Social worker", _OFFICER),
        ),
        _BY_BOTH,
        Bond.MAY,
        credit_code=Bond.MUST,
    ),
    KindRow(
        Kind.SOCIAL,
        (Sector.SOCIAL,),
        _ANYWHERE,
        _OFFICERS,
        (
            Seat("chair", "负责人", "Head", _OFFICER, 1),
            Seat("liaison", "联络员", "Liaison", _OFFICER),
        ),
        _BY_BOTH,
        Bond.MAY,
        credit_code=Bond.MUST,
    ),
    KindRow(
        Kind.GROUP,
        (Sector.COMMUNITY,),
        _LOCAL,
        _OFFICERS,
        (
            Seat("chair", "召集人", "Convener", _OFFICER, grounds=(_F,)),
            Seat("member", "骨干", "Core member", _OFFICER),
        ),
        _BY_BOTH,
        Bond.MAY,
        credit_code=Bond.NO,
    ),
    KindRow(
        Kind.AUDITOR,
        (Sector.SOCIAL,),
        frozenset({_DISTRICT}),
        frozenset({Capacity.AUDITOR}),
        (Seat("auditor", "审计员", "Auditor", Capacity.AUDITOR),),
    ),
)

KINDS: dict[str, KindRow] = {row.kind.value: row for row in TABLE}


@dataclass(frozen=True, slots=True)
class Conflict:
    """One person does not serve both at the same time, for the same estate."""

    one: Kind
    other: Kind


#: Whoever is paid by the company or the developer does not watch over it for the owners. (Local
#: regulations on property management say so; the national one leaves it to them.)
CONFLICTS: tuple[Conflict, ...] = tuple(
    Conflict(paid, watching)
    for paid in (Kind.PROPERTY_COMPANY, Kind.DEVELOPER)
    for watching in (Kind.OWNERS_COMMITTEE, Kind.MANAGEMENT_COMMITTEE)
)


def conflicting(kind: str) -> frozenset[str]:
    """The kinds that do not go together with this one in an estate."""
    pairs = [(c.one, c.other) for c in CONFLICTS] + [(c.other, c.one) for c in CONFLICTS]
    return frozenset(str(other.value) for one, other in pairs if one == kind)


def seat_of(kind: str, code: str) -> Seat | None:
    """The standard office, None when the kind has none of that code."""
    return next((seat for seat in KINDS[kind].seats if seat.code == code), None)


def one_per_estate() -> list[str]:
    """Kinds of which an estate has one at a time."""
    return [row.kind.value for row in TABLE if row.one_per_estate]


def seats() -> Iterator[tuple[KindRow, Seat]]:
    """Every standard office of every kind."""
    for row in TABLE:
        for seat in row.seats:
            yield row, seat
