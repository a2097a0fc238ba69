"""Offices are public to read; the district's administrator gives and ends them."""

from tests.architecture.matrix import EVERYONE, Rule

from linli.kernel import clock
from linli.organisations.models import Cover

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


def _chair_number(world):
    return {"person": world.officer.public_id}


def _clerk(world):
    return {"office": world.offices["staff"].pk}


def _owners_committee(world):
    return world.offices["officer"].organisation_id


def _chair(step):
    return lambda world: {"office": world.offices["officer"].pk, "step": step}


def _body(step):
    return lambda world: {"organisation": _owners_committee(world), "step": step}


def _group(world):
    return {
        "kind": "self_organised_group",
        "name_zh": "合唱队",
        "name_en": "Choir",
        "place": world.community.pk,
        "since": "2026-01-01",
        "ground": "2026-9",
    }


def _cover(world):
    return {
        "person": world.neighbour.public_id,
        "since": clock.today().isoformat(),
        "until": clock.today().isoformat(),
        "ground": "2026-10",
    }


def _covered(world):
    """A substitute for the chair, to be taken back."""
    today = clock.today()
    row = Cover.objects.create(
        office=world.offices["officer"],
        person=world.neighbour,
        since=today,
        until=today,
        ground="2026-11",
    )
    return {"cover": row.pk}


KEEPERS = {"staff", "district_admin"}

RULES = {
    "GET public_offices": Rule(EVERYONE),
    "GET community": Rule(FIRST, args=lambda world: {"code": world.community.code}),
    "GET offices": Rule({"auditor", "district_admin"}),
    "GET office_factor": Rule(KEEPERS),
    "POST office_factor": Rule(KEEPERS, data=_chair_number),
    "GET appoint": Rule({"district_admin"}),
    "POST appoint": Rule({"district_admin"}, data=_appointment, status=302),
    "GET end_office": Rule({"district_admin"}, args=_clerk),
    "POST end_office": Rule({"district_admin"}, args=_clerk, data={"ground": "2026-8"}, status=302),
    "GET api:list_offices": Rule(EVERYONE),
    "GET api:list_organisations": Rule(EVERYONE),
    "GET api:one_organisation": Rule(
        FIRST, args=lambda world: {"organisation": _owners_committee(world)}
    ),
    "GET organisations": Rule(EVERYONE),
    "GET organisation": Rule(FIRST, args=lambda world: {"organisation": _owners_committee(world)}),
    "GET enter_body": Rule(KEEPERS),
    "POST enter_body": Rule(KEEPERS, data=_group, status=302),
    "GET change_body": Rule(KEEPERS, args=_body("seat")),
    "POST change_body": Rule(
        KEEPERS,
        args=_body("correct"),
        data={"name_zh": "新业委会", "name_en": "New", "sector": "community", "reason": "x"},
        status=302,
    ),
    "GET change_office": Rule(KEEPERS | {"officer"}, args=_chair("cover")),
    "POST change_office": Rule(
        KEEPERS | {"officer"}, args=_chair("cover"), data=_cover, status=302
    ),
    "POST end_cover": Rule(KEEPERS | {"officer"}, args=_covered, status=302),
    "GET terms": Rule(KEEPERS),
}
