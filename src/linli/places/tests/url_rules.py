"""Places are public; estates, rosters and units are of the staff of their community."""

from tests.architecture.matrix import EVERYONE, Rule

FIRST = EVERYONE - {"stranger"}

STAFF = {"staff"}


def _estate(world):
    from linli.kernel.actor import SYSTEM
    from linli.places.actions.rosters import enter_estate

    return enter_estate(SYSTEM, community=world.community.pk, name_zh="测试小区").pk


def _upload():
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile("r.csv", ROSTER.encode())


ROSTER = "楼栋,房号,建筑面积,业主,身份证号\n1栋,101,90.00,张三,11010519491231002X\n"
UNCLEAR = ROSTER.replace("业主", "甲方")


def _roster(text=ROSTER):
    def args(world):
        from linli.places.actions.rosters import upload_roster

        estate = _estate(world)
        draft = upload_roster(world.actor("staff"), estate=estate, data=text.encode())
        return {"roster": draft.pk}

    return args


def _unit(world):
    from linli.kernel.actor import SYSTEM
    from linli.places.actions.rosters import import_file
    from linli.places.models import Unit

    estate = _estate(world)
    import_file(SYSTEM, estate=estate, data=ROSTER.encode())
    return {"unit": Unit.objects.within(world.community.pk).get(estate=estate).pk}


def _of_unit(world):
    return _unit(world) | {"kind": "area"}


def _correction(world):
    """Proposed by a colleague: whoever proposes does not decide."""
    from dataclasses import replace

    from linli.places.actions.corrections import propose_correction

    colleague = replace(world.actor("staff"), person=world.resident.pk)
    proposal = propose_correction(
        colleague, kind="area", value="91", reason="产权证", **_unit(world)
    )
    return {"correction": proposal.pk}


def _weighty(world):
    """A roster that says another area of a known unit."""
    from linli.kernel.actor import SYSTEM
    from linli.places.actions.rosters import import_file, upload_roster

    estate = _estate(world)
    import_file(SYSTEM, estate=estate, data=ROSTER.encode())
    later = ROSTER.replace("90.00", "91.00").encode()
    return {"roster": upload_roster(world.actor("staff"), estate=estate, data=later).pk}


def _at(world):
    return {"estate": _estate(world)}


def _delivered(world):
    from linli.places.models import Unit

    unit = Unit.objects.within(world.community.pk).get(pk=_unit(world)["unit"])
    return {"estate": unit.estate_id}


def _here(world):
    return {"code": world.community.code}


def _area(world):
    from linli.kernel.actor import SYSTEM
    from linli.places.actions.areas import draw_area

    estate = _estate(world)
    here = world.community.pk
    area = draw_area(
        SYSTEM,
        community=here,
        name_zh="东片区",
        name_en="East",
        ground="会议纪要",
        estates=[estate],
    )
    return {"area": area.pk}


def _part(world):
    return {"parts": [f"e{_estate(world)}"], "name_zh": "东片区", "ground": "会议纪要"}


def _parts_again(world):
    from linli.places.models import Estate

    (estate,) = Estate.objects.within(world.community.pk).filter(name_zh="测试小区")
    return {"parts": [f"e{estate.pk}"]}


DECIDED = {"on": "2026-01-05", "ground": "区政府〔2026〕1号", "sure": "on"}
ADMINISTRATOR = {"district_admin"}


def _new_street(world):
    from linli.places.models import Place

    root = Place.objects.get(kind="district")
    return {"parent": root.pk, "code": f"{root.code}999", "name_zh": "新街道"}


def _merge(world):
    return DECIDED | {
        "sources": [world.other_community.pk],
        "into": world.community.pk,
    }


def _split(world):
    from linli.places.models import Estate

    rows = Estate.objects.within(world.community.pk)
    ways = {f"estate{each.pk}": "1" for each in rows}
    return DECIDED | ways | {"code1": "440604010999", "zh1": "新社区", "others": "1"}


RULES = {
    "GET estate_stage": Rule(FIRST, args=_at),
    "GET move_stage": Rule(STAFF, args=_at),
    "POST move_stage": Rule(
        STAFF,
        args=_delivered,
        data={"to": "preparing", "on": "2026-01-05", "ground": "街道办〔2026〕3号"},
        status=302,
    ),
    "GET locate_estate": Rule(STAFF, args=_at),
    "POST locate_estate": Rule(
        STAFF, args=_at, data={"latitude": "23.021548", "longitude": "113.121416"}, status=302
    ),
    "GET api:get_estate_stage": Rule(FIRST, args=_at),
    "GET areas": Rule(STAFF),
    "GET draw_area": Rule(STAFF, args=_here),
    "POST draw_area": Rule(STAFF, args=_here, data=_part, status=302),
    "GET redraw_area": Rule(STAFF, args=_area),
    "POST redraw_area": Rule(STAFF, args=_area, data=_parts_again, status=302),
    "POST end_area": Rule(STAFF, args=_area, status=302),
    "GET reforms": Rule({"district_admin", "auditor"}),
    "GET enter_place": Rule(ADMINISTRATOR),
    "POST enter_place": Rule(ADMINISTRATOR, data=_new_street, status=302),
    "GET merge_communities": Rule(ADMINISTRATOR),
    "POST merge_communities": Rule(ADMINISTRATOR, data=_merge, status=302),
    "GET split_community": Rule(ADMINISTRATOR, args=_here),
    "POST split_community": Rule(ADMINISTRATOR, args=_here, data=_split, status=302),
    "GET api:list_estates": Rule(STAFF),
    "GET api:get_estate": Rule(STAFF, args=_at),
    "GET api:list_units": Rule(STAFF, args=_at),
    "POST api:bring_roster": Rule(
        STAFF,
        args=_at,
        data=lambda _world: {"file": _upload()},
        content_type="multipart",
        status=201,
    ),
    "GET api:get_roster": Rule(STAFF, args=_roster()),
    "POST api:answer_roster": Rule(
        STAFF, args=_roster(UNCLEAR), data={"answers": {"CSV|owner": "甲方"}}
    ),
    "POST api:hand_over_roster": Rule(STAFF, args=_weighty),
    "POST api:apply_roster": Rule(STAFF, args=_roster(), data={"version": 0}),
    "POST api:withdraw_roster": Rule(STAFF, args=_roster()),
    "GET estates": Rule(STAFF),
    "POST estates": Rule(STAFF, data={"q": "101"}),
    "GET enter_estate": Rule(STAFF),
    "POST enter_estate": Rule(
        STAFF,
        data=lambda world: {"community": world.community.pk, "name_zh": "新小区"},
        status=302,
    ),
    "GET estate": Rule(STAFF, args=_at),
    "GET units": Rule(STAFF, args=_at),
    "GET export_units": Rule(STAFF, args=_at),
    "GET upload_roster": Rule(STAFF, args=_at),
    "POST upload_roster": Rule(
        STAFF, args=_at, data=lambda _world: {"file": _upload()}, status=302
    ),
    "GET roster": Rule(STAFF, args=_roster()),
    "POST answer_roster": Rule(STAFF, args=_roster(UNCLEAR), data={"q0": "甲方"}, status=302),
    "POST forget_answers": Rule(STAFF, args=_roster(), status=302),
    "POST apply_roster": Rule(STAFF, args=_roster(), data={"version": 0}, status=302),
    "POST withdraw_roster": Rule(STAFF, args=_roster(), status=302),
    "GET unit": Rule(STAFF, args=_unit),
    "GET correct_unit": Rule(STAFF, args=_of_unit),
    "POST correct_unit": Rule(
        STAFF, args=_of_unit, data={"value": "91.00", "reason": "产权证"}, status=302
    ),
    "GET unit_corrections": Rule(STAFF),
    "GET unit_correction": Rule(STAFF, args=_correction),
    "POST unit_correction": Rule(
        STAFF, args=_correction, data={"confirmed": "1", "value": "91"}, status=302
    ),
    "POST hand_over_roster": Rule(STAFF, args=_weighty, status=302),
    "GET communities": Rule(EVERYONE),
    "GET api:list_communities": Rule(EVERYONE),
    "GET api:get_descent": Rule(FIRST, args=_here),
    "GET api:list_areas": Rule(FIRST, args=_here),
    "GET api:get_community": Rule(FIRST, args=lambda world: {"code": world.community.code}),
}
