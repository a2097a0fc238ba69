"""Who may open which address of this module."""

from tests.architecture.matrix import EVERYONE, Rule

HERE = EVERYONE - {"stranger"}


def _home(world):
    """The resident gets a home in a building of the estate, which has one more."""
    from django.db import transaction

    from linli.places.models import Building, Unit
    from linli.residence.models import Residence

    with transaction.atomic():
        building = Building.objects.create(estate=world.estate, key="77", label="77栋")
        units = [
            Unit.objects.create(
                community=world.community.pk,
                estate=world.estate,
                building=building,
                room=room,
                room_key=room,
                position=room,
                mark=b"x",
            )
            for room in ("101", "102")
        ]
        Residence.objects.create(
            community=world.community.pk,
            unit=units[0],
            person=world.resident,
            relation="tenant",
            ground="papers",
            since="2026-01-01",
        )
    return building


def _entered(world, days=0):
    """By a colleague of the clerk's, days ago."""
    from dataclasses import replace
    from datetime import timedelta

    from linli.kernel import clock
    from linli.representation.actions import mandates
    from linli.representation.wanted import Choice

    building = _home(world)
    colleague = replace(world.actor("staff"), person=world.district_admin.pk)
    with clock.frozen(clock.now() - timedelta(days=days)):
        choice = Choice(
            community=world.community.pk,
            kind="building",
            person=world.resident.public_id,
            how="lot",
            since=clock.today(),
            until=clock.today() + timedelta(days=300),
            words="记录第 1 页",
            buildings=(building.pk,),
            homes_chose=1,
        )
        return mandates.enter(colleague, choice=choice)


def entered(world):
    return {"mandate": _entered(world).pk}


def ripe(verb):
    return lambda world: {"mandate": _entered(world, days=8).pk, "verb": verb}


def fresh(verb):
    return lambda world: {"mandate": _entered(world).pk, "verb": verb}


def objected(world):
    from linli.representation.actions import objections

    row = _entered(world)
    made = objections.object_to(world.actor("resident"), mandate=row.pk, words="没有通知")
    return {"objection": made.pk}


def community(world):
    return {"community": world.community.pk}


DESK = {"staff", "officer"}
RULES = {
    "GET representatives": Rule(allowed=EVERYONE),
    "GET representatives_of": Rule(allowed=HERE, args=community),
    "GET my_representatives": Rule(allowed={"resident", "neighbour", "stranger"}),
    "GET representative": Rule(allowed=HERE, args=entered),
    "GET representative_step": Rule(allowed={"staff"}, args=ripe("recognise")),
    "POST representative_step": Rule(
        allowed={"resident"}, args=fresh("object"), data={"words": "没有通知我家"}
    ),
    "GET representation_desk": Rule(allowed=DESK | {"auditor"}),
    "GET enter_representative": Rule(allowed=DESK),
    "POST enter_representative": Rule(allowed=DESK, data={"person": ""}, status=422),
    "GET answer_home": Rule(allowed={"staff"}, args=objected),
    "POST answer_home": Rule(
        allowed={"staff"}, args=objected, data={"upheld": "no", "words": "签到表上有"}
    ),
    "GET api:get_represented": Rule(allowed=HERE, args=community),
    "GET api:get_my_representatives": Rule(allowed={"resident", "neighbour", "stranger"}),
    "GET api:get_representative": Rule(allowed=HERE, args=entered),
    "POST api:post_home_objection": Rule(
        allowed={"resident"}, args=entered, data={"words": "没有通知我家"}
    ),
}
