"""Offices are public to read; the district's administrator gives and ends them."""

from tests.architecture.matrix import EVERYONE, Rule

FIRST = EVERYONE - {"stranger"}


def _appointment(world):
    return {
        "person": world.resident.public_id,
        "organisation": world.organisation.pk,
        "capacity": "staff",
        "title_zh": "网格员",
        "title_en": "Grid worker",
        "place": world.community.pk,
        "since": "2026-01-01",
        "until": "",
        "ground": "2026-7",
    }


def _clerk(world):
    return {"office": world.offices["staff"].pk}


RULES = {
    "GET public_offices": Rule(EVERYONE),
    "GET community": Rule(FIRST, args=lambda world: {"code": world.community.code}),
    "GET offices": Rule({"auditor", "district_admin"}),
    "GET appoint": Rule({"district_admin"}),
    "POST appoint": Rule({"district_admin"}, data=_appointment, status=302),
    "GET end_office": Rule({"district_admin"}, args=_clerk),
    "POST end_office": Rule({"district_admin"}, args=_clerk, data={"ground": "2026-8"}, status=302),
    "GET api:list_offices": Rule(EVERYONE),
    "GET api:list_organisations": Rule(EVERYONE),
}
