"""Everybody sees who heads which grid; staff draw and appoint; whoever serves notes what they do."""

from datetime import date

from tests.architecture.matrix import EVERYONE, Rule

FIRST = EVERYONE - {"stranger"}
DESK = {"staff"}
READERS = {"staff", "auditor"}


def _code(world):
    return {"code": world.community.code}


def _home(world):
    """The resident's building with a home in it, and the resident living there."""
    from linli.places.models import Building, Estate, Unit
    from linli.residence.models import Residence

    estate = Estate.objects.create(
        community=world.community, name_zh="规则小区", since=date(2026, 1, 1)
    )
    building = Building.objects.create(estate=estate, key="1", label="1栋")
    unit = Unit.objects.create(
        community=world.community.pk,
        estate=estate,
        building=building,
        room="101",
        room_key="101",
        position="1",
        mark=b"",
    )
    Residence.objects.create(
        community=world.community.pk,
        unit=unit,
        person=world.resident,
        relation="tenant",
        ground="papers",
        since=date(2026, 1, 1),
    )
    return unit


def _grid(world):
    from linli.grids.actions import grids

    return grids.draw(world.actor("staff"), community=world.community.pk, name_zh="规则网格")


def _post(world, kind="building_head"):
    from linli.grids.models import Post

    unit = _home(world)
    scope = {"estate": unit.estate} if kind == "contact" else {"building": unit.building}
    return Post.objects.create(
        community=world.community.pk,
        kind=kind,
        person=world.resident,
        since=date(2026, 1, 1),
        ground="规则",
        **scope,
    )


def _entry(world):
    from linli.grids.actions import work

    post = _post(world)
    return work.note(
        world.actor("resident"), post=post.pk, kind="task", tags=["policy"], text="宣讲"
    )


def _marked(world):
    from linli.grids.actions import work

    unit = _home(world)
    return work.ask_visits(world.actor("staff"), unit=unit.pk, every=7, reason="other")


def _branch(world):
    from linli.organisations.models import Organisation

    return Organisation.objects.create(
        kind="party_branch", place=world.community, name_zh="规则支部", name_en="Branch"
    )


def _grid_args(world):
    return {"grid": _grid(world).pk}


def _post_args(world):
    return {"post": _post(world).pk}


def _contact_args(world):
    return {"post": _post(world, "contact").pk}


def _entry_args(world):
    return {"entry": _entry(world).pk}


def _appointment(world):
    from linli.places.models import Building

    unit = _home(world)
    assert Building.objects.filter(pk=unit.building_id).exists()
    return {
        "kind": "building_head",
        "scope": f"building:{unit.building_id}",
        "person": world.resident.public_id,
        "since": "2026-01-01",
        "ground": "居委会决定",
    }


def _visit(world):
    post = _post(world)
    from linli.places.models import Unit

    unit = Unit.objects.within(world.community.pk).get(building=post.building)
    return {"unit": unit.pk, "outcome": "met", "id": "6b0d4f0e-6a5c-4c6f-9a52-0f6f1a1b2c3d"}


def _sent(world):
    visit = _visit(world)
    at = "2026-11-25T00:00:00Z"
    return {"sent_at": at, "visits": [{**visit, "at": at}]}


DRAWN = {"name_zh": "新网格", "kind": "1", "since": "2026-01-01"}
PERIOD = "first=2026-01-01&last=2026-03-31"
ASKED = {"every": "7", "reason": "elder_alone"}

RULES = {
    "GET public_grids": Rule(FIRST, args=_code),
    "GET my_grid": Rule(EVERYONE - {"anonymous", "helper"}),
    "GET my_visits": Rule({"resident"}, args=lambda w: {"unit": _home(w).pk}),
    "POST my_visits": Rule(
        {"resident"}, args=lambda w: {"unit": _home(w).pk}, data=ASKED, status=302
    ),
    "GET visits": Rule(EVERYONE - {"anonymous", "helper"}),
    "POST visits": Rule({"resident"}, data=_visit, status=302),
    "GET work_log": Rule(EVERYONE - {"anonymous", "helper"}),
    "GET grid_entry": Rule({"resident", "staff", "auditor"}, args=_entry_args),
    "POST hand_on_entry": Rule(DESK, args=_entry_args, status=302),
    "GET grids": Rule(DESK),
    "GET draw_grid": Rule(DESK),
    "POST draw_grid": Rule(DESK, data=lambda w: {**DRAWN, "community": w.community.pk}, status=302),
    "GET grid": Rule(DESK, args=_grid_args),
    "GET grid_homes": Rule(DESK, args=_grid_args),
    "POST grid_homes": Rule(
        DESK,
        args=_grid_args,
        data=lambda w: {"buildings": [_home(w).building_id], "since": "2030-01-01"},
        status=302,
    ),
    "GET close_grid": Rule(DESK, args=_grid_args),
    "POST close_grid": Rule(DESK, args=_grid_args, data={"ground": "合并"}, status=302),
    "GET grid_posts": Rule(DESK),
    "GET give_post": Rule(DESK),
    "POST give_post": Rule(DESK, data=_appointment, status=302),
    "GET stand_in": Rule(DESK, args=_post_args),
    "POST stand_in": Rule(
        DESK,
        args=_post_args,
        data=lambda w: {
            "person": _second(w).public_id,
            "since": "2030-01-01",
            "last_day": "2030-01-07",
            "ground": "请假",
        },
        status=302,
    ),
    "GET end_post": Rule(DESK, args=_post_args),
    "POST end_post": Rule(DESK, args=_post_args, data={"ground": "届满"}, status=302),
    "GET contact_homes": Rule(DESK, args=_contact_args),
    "POST contact_homes": Rule(
        DESK,
        args=_contact_args,
        data=lambda w: {"buildings": [_of_estate(w)], "since": "2030-01-01"},
        status=302,
    ),
    "GET party_tree": Rule(DESK),
    "GET bind_branch": Rule(DESK),
    "POST bind_branch": Rule(
        DESK,
        data=lambda w: {
            "estate": _home(w).estate_id,
            "branch": _branch(w).pk,
            "since": "2026-01-01",
        },
        status=302,
    ),
    "GET coverage": Rule(DESK),
    "GET visit_homes": Rule(DESK),
    "POST visit_homes": Rule(DESK, data={"q": "101"}),
    "GET mark_home": Rule(DESK, args=lambda w: {"unit": _home(w).pk}),
    "POST mark_home": Rule(DESK, args=lambda w: {"unit": _home(w).pk}, data=ASKED, status=302),
    "POST unmark_home": Rule(DESK, args=lambda w: {"home": _marked(w).pk}, status=302),
    "GET grid_counts": Rule(READERS, query=PERIOD),
    "GET export_counts": Rule(READERS, query=PERIOD),
    "GET api:list_grids": Rule(FIRST, args=_code),
    "GET api:visit_plan": Rule(EVERYONE - {"anonymous", "helper"}),
    "POST api:send_visits": Rule(EVERYONE - {"anonymous", "helper"}, data=_sent),
}


def _second(world):
    """Somebody else of the community with a proved name."""
    from django.db import transaction

    from linli.identity.models import Person
    from linli.identity.operations import enrol

    with transaction.atomic():
        return enrol(
            phone="19900028888",
            name="代理人",
            community=world.community.pk,
            level=Person.Level.REAL_NAME,
        )


def _of_estate(world):
    """The building of the contact household's estate, which `_contact_args` has made."""
    from linli.places.models import Building

    return Building.objects.get(estate__name_zh="规则小区").pk
