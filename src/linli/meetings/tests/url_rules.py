"""Who may open which address of this module."""

from tests.architecture.matrix import EVERYONE, Rule

from linli.meetings.tests.url_rules_floor import FLOOR

HERE = EVERYONE - {"stranger"}
DESK = {"staff"}
PLACE = "党群服务中心"


def ratified(world):
    """A charter in force that asks for no support."""
    from dataclasses import replace
    from datetime import timedelta

    from linli.deliberation.actions import charters
    from linli.deliberation.patterns import patterns
    from linli.kernel import clock

    now = clock.now()
    with clock.frozen(now - timedelta(days=20)):
        charter = charters.draft(
            world.actor("staff"),
            community=world.community.pk,
            pattern=patterns()["jt"],
            terms={"support_households": 0},
        )
    colleague = replace(world.actor("staff"), person=world.district_admin.pk)
    with clock.frozen(now - timedelta(days=5)):
        charters.ratify(
            colleague,
            charter=charter.pk,
            decided_by="residents_assembly",
            decision="3",
            decided_on=clock.today(),
            since=clock.today() + timedelta(days=1),
            counts={"entitled": 10, "votes_for": 8, "votes_against": 1, "votes_abstain": 0},
        )


def _planned(world):
    from datetime import timedelta

    from linli.kernel import clock
    from linli.meetings.actions import planning
    from linli.meetings.wanted import Plan

    ratified(world)
    at = clock.now() + timedelta(days=9)
    return planning.plan(
        world.actor("staff"), community=world.community.pk, wanted=Plan("extra", at, PLACE)
    )


def _noticed(world):
    """The clerk keeps order, the chair of the owners' committee presides."""
    from django.db import transaction

    from linli.meetings.actions import planning
    from linli.meetings.models import Seat
    from linli.meetings.operations import agenda
    from linli.meetings.wanted import Offices

    row = _planned(world)
    with transaction.atomic():
        agenda.add(row, "other", "楼道堆物")
    chair = Seat.objects.get(meeting=row, person=world.officer)
    return planning.notice(world.actor("staff"), meeting=row.pk, offices=Offices(chair=chair.key))


def community(world):
    return {"community": world.community.pk}


def planned(world):
    return {"meeting": _planned(world).pk}


def noticed(world):
    return {"meeting": _noticed(world).pk}


SIGNED = EVERYONE - {"anonymous", "helper"}
RULES = {
    "GET meetings": Rule(allowed=SIGNED),
    "GET meetings_of": Rule(allowed=HERE, args=community),
    "GET meeting": Rule(allowed=HERE, args=planned),
    "POST call_meeting": Rule(allowed=DESK, args=noticed),
    "GET plan_meeting": Rule(allowed={"staff", "officer"}),
    "POST plan_meeting": Rule(allowed={"staff", "officer"}, data={"series": "extra"}, status=422),
    "GET notice_meeting": Rule(allowed=DESK, args=planned),
    "POST notice_meeting": Rule(allowed=DESK, args=planned, data={"chair": "s99"}, status=422),
}
RULES |= FLOOR
