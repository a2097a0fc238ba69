"""Who may open the addresses of this module."""

from tests.architecture.matrix import SIGNED_IN, Rule


def _place(world):
    from django.db import transaction

    from linli.kernel import clock
    from linli.places.models import Building, Estate, Unit

    with transaction.atomic():
        estate = Estate.objects.create(
            community=world.community, name_zh="榕树园", since=clock.today()
        )
        building = Building.objects.create(estate=estate, key="1", label="1栋")
        return Unit.objects.create(
            community=world.community.pk, estate=estate, building=building, room="101",
            room_key="101", position="0", mark=b"",
        )  # fmt: skip


def _home(world, who="resident", relation="family", **more):
    from linli.kernel import clock
    from linli.residence.models import Residence

    unit = more.pop("unit", None) or _place(world)
    return Residence.objects.create(
        community=world.community.pk, unit=unit, person=world.people[who], relation=relation,
        ground="slip", since=clock.today(), **more,
    )  # fmt: skip


def _claim(world, who="resident", **more):
    from linli.residence.actions import claims

    return claims.claim_home(world.actor(who), unit=_place(world).pk, relation="family", **more)


def home(world):
    return {"residence": _home(world).pk}


def claim(world):
    return {"claim": _claim(world).pk}


def owned(world):
    """A claim on a home that the resident owns."""
    from linli.places.models import RosterOwner
    from linli.residence.actions import claims

    unit = _place(world)
    owner = RosterOwner.objects.create(
        community=world.community.pk, estate=unit.estate_id, mark=b"x"
    )
    _home(world, relation="owner", unit=unit, roster_owner=owner)
    made = claims.claim_home(world.actor("neighbour"), unit=unit.pk, relation="family")
    return {"claim": made.pk}


def contact(world):
    row = _home(world)
    return {"residence": row.pk, "person": row.person_id}


def other(world):
    row = _home(world)
    return {"residence": row.pk, "other": _home(world, "neighbour", unit=row.unit, through=row).pk}


def child(world):
    from django.db import transaction

    from linli.identity.models import Guardianship
    from linli.identity.operations import enrol
    from linli.kernel import clock

    with transaction.atomic():
        small = enrol(name="小宝", community=world.community.pk, level=0)
    Guardianship.objects.create(child=small, guardian=world.resident, since=clock.now())
    return {"residence": _home(world).pk, "child": small.pk}


def elsewhere(world):
    """An owner who lives elsewhere."""
    from linli.places.models import RosterOwner

    unit = _place(world)
    owner = RosterOwner.objects.create(
        community=world.community.pk, estate=unit.estate_id, mark=b"x"
    )
    row = _home(world, relation="owner", unit=unit, roster_owner=owner, lives=False)
    return {"residence": row.pk}


def invitation(world):
    from linli.residence.actions import codes

    row = _home(world)
    made, _ = codes.invite(world.actor("resident"), residence=row.pk)
    return {"residence": row.pk, "invitation": made.pk}


def code(world):
    """Of an invitation that somebody else made."""
    from django.db import transaction

    from linli.identity.operations import enrol
    from linli.identity.tests.people import resident
    from linli.residence.actions import codes

    with transaction.atomic():
        host = enrol(phone="13912120000", community=world.community.pk)
    row = _home(world)
    row.person = host
    row.save()
    _, text = codes.invite(resident(host), residence=row.pk)
    return text


def building(world):
    return {"building": _place(world).building_id}


def printed(world):
    from linli.residence.actions import codes

    unit = _place(world)
    codes.print_slips(world.actor("staff"), building=unit.building_id)
    return {"building": unit.building_id}


def unit(world):
    return {"unit": _home(world).unit_id}


def doubted(world):
    """Kim's proposal stands; `staff` meets it as its second person."""
    from django.db import transaction

    from linli.identity.operations import enrol
    from linli.residence.operations.doubts import raise_doubt

    with transaction.atomic():
        colleague = enrol(name="同事", community=world.community.pk)
    return {"doubt": raise_doubt(_home(world), by=colleague.pk, reason="不住这里").pk}


MINE = {"resident"}
HERE = SIGNED_IN
STAFF = {"staff"}

RULES = {
    "GET my_homes": Rule(allowed=SIGNED_IN | {"stranger"}),
    "GET claim_estate": Rule(allowed=SIGNED_IN | {"stranger"}),
    "GET claim_building": Rule(allowed=HERE, args=lambda w: {"estate": _place(w).estate_id}),
    "GET claim_room": Rule(allowed=HERE, args=building),
    "GET claim_home": Rule(allowed=HERE, args=lambda w: {"unit": _place(w).pk}),
    "POST claim_home": Rule(
        allowed=HERE, args=lambda w: {"unit": _place(w).pk}, data={"relation": "family"}
    ),
    "GET home_code": Rule(allowed=SIGNED_IN | {"stranger"}),
    "POST home_code": Rule(allowed=HERE, data=lambda w: {"code": code(w)}),
    "GET home_by_code": Rule(allowed=HERE, args=lambda w: {"code": code(w)}),
    "POST home_by_code": Rule(allowed=HERE, args=lambda w: {"code": code(w)}),
    "GET my_home": Rule(allowed=MINE, args=home),
    "POST home_leave": Rule(allowed=MINE, args=home),
    "POST home_come": Rule(allowed=MINE, args=elsewhere),
    "POST home_contact": Rule(allowed=MINE, args=contact),
    "POST home_child": Rule(allowed=MINE, args=child),
    "POST home_send_away": Rule(allowed=MINE, args=other),
    "GET home_invite": Rule(allowed=MINE, args=home),
    "POST home_invite": Rule(allowed=MINE, args=home, data={"relation": "family"}),
    "POST home_take_back": Rule(allowed=MINE, args=invitation),
    "GET my_claim": Rule(allowed=MINE, args=claim),
    "POST my_claim": Rule(allowed=MINE, args=claim, data={}, status=422),
    "POST claim_withdraw": Rule(allowed=MINE, args=claim),
    "POST claim_confirm": Rule(allowed=MINE, args=owned, data={"lives_here": "1"}),
    "GET residence_queue": Rule(allowed=STAFF),
    "GET residence_claim": Rule(allowed=STAFF, args=claim),
    "POST residence_claim": Rule(
        allowed=STAFF, args=claim, data={"step": "refuse", "refuse-answer": "不符"}
    ),
    "GET residence_home": Rule(allowed=STAFF, args=unit),
    "GET residence_end": Rule(allowed=STAFF, args=home),
    "POST residence_end": Rule(allowed=STAFF, args=home, data={"answer": "不住这里"}),
    "GET residence_doubt": Rule(allowed=STAFF, args=doubted),
    "POST residence_doubt": Rule(
        allowed=STAFF, args=doubted, data={"step": "keep", "answer": "住这里"}
    ),
    "GET my_doubt": Rule(allowed=MINE, args=doubted),
    "POST my_doubt": Rule(allowed=MINE, args=doubted, data={"says": "我住这里"}),
    "GET slip_buildings": Rule(allowed=STAFF),
    "GET slips": Rule(allowed=STAFF, args=building),
    "POST print_slips": Rule(allowed=STAFF, args=building),
    "POST hand_over_slips": Rule(allowed=STAFF, args=printed),
    "POST void_slips": Rule(allowed=STAFF, args=printed),
    "GET api:list_homes": Rule(allowed=SIGNED_IN | {"stranger"}),
    "GET api:list_claims": Rule(allowed=SIGNED_IN | {"stranger"}),
    "POST api:claim_home": Rule(
        allowed=HERE, data=lambda w: {"unit": _place(w).pk, "relation": "family"}
    ),
    "POST api:use_code": Rule(allowed=HERE, data=lambda w: {"code": code(w)}),
    "POST api:withdraw_claim": Rule(allowed=MINE, args=claim),
    "POST api:confirm_claim": Rule(allowed=MINE, args=owned, data={"lives_here": True}),
    "GET api:list_queue": Rule(allowed=STAFF),
    "POST api:decide_claim": Rule(
        allowed=STAFF, args=claim, data={"approved": False, "answer": "不符"}
    ),
}
