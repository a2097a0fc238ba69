"""Who may open which address of this module."""

from tests.architecture.matrix import EVERYONE, Rule

from linli.meetings.tests.url_rules_desk import MORE
from linli.meetings.tests.url_rules_floor import FLOOR
from linli.meetings.tests.url_rules_minutes import API

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


def _planned(world, days=9):
    from datetime import timedelta

    from linli.kernel import clock
    from linli.meetings.actions import planning
    from linli.meetings.wanted import Plan

    ratified(world)
    at = clock.now() + timedelta(days=days)
    return planning.plan(
        world.actor("staff"), community=world.community.pk, wanted=Plan("extra", at, PLACE)
    )


def _noticed(world):
    """The clerk keeps order, the chair of the owners' committee presides. Its hour has come."""
    from datetime import timedelta

    from django.db import transaction

    from linli.kernel import clock
    from linli.meetings.actions import planning
    from linli.meetings.models import Seat
    from linli.meetings.operations import agenda
    from linli.meetings.wanted import Offices

    staff = world.actor("staff")
    with clock.frozen(clock.now() - timedelta(days=4)):
        row = _planned(world, days=4)
        with transaction.atomic():
            agenda.add(row, "other", "楼道堆物")
        chair = Seat.objects.get(meeting=row, person=world.officer)
        return planning.notice(staff, meeting=row.pk, offices=Offices(chair=chair.key))


def community(world):
    return {"community": world.community.pk}


def planned(world):
    return {"meeting": _planned(world).pk}


def noticed(world):
    return {"meeting": _noticed(world).pk}


# --- dispositions and minutes ---------------------------------------------------------------------
def _open(world):
    """In session: whoever holds a seat is there; the officer presides."""
    from linli.meetings.actions import door, floor, planning
    from linli.meetings.models import Seat

    row = _noticed(world)
    planning.call(world.actor("staff"), meeting=row.pk)
    for seat in Seat.objects.filter(meeting=row, votes=True, person__isnull=False):
        door.admit(world.actor("staff"), meeting=row.pk, seat=seat.key)
    return floor.give(world.actor("officer"), meeting=row.pk, command={"do": "open"})


def _item(row):
    from linli.meetings.models import Item

    return Item.objects.filter(meeting=row).order_by("position")[0]


def _dispose(world, row):
    from linli.meetings.actions import dispositions
    from linli.meetings.wanted import Disposition

    for item in row.items.all():
        dispositions.dispose(
            world.actor("officer"),
            meeting=row.pk,
            item=item.key,
            how=Disposition("rejected", "没有人提出动议"),
        )


def _over(world):
    """Closed by the chair, its minutes drafted."""
    from linli.kernel.actor import SYSTEM
    from linli.meetings.actions import floor, minutes

    row = _open(world)
    _dispose(world, row)
    floor.give(world.actor("officer"), meeting=row.pk, command={"do": "close"})
    minutes.draft(SYSTEM, meeting=row.pk)
    return row


def _put_off(world):
    """Closed without a quorum: the items wait for their day."""
    from linli.meetings.actions import floor, planning

    row = _noticed(world)
    planning.call(world.actor("staff"), meeting=row.pk)
    floor.give(world.actor("officer"), meeting=row.pk, command={"do": "close"})
    return row


def _approved(world):
    from linli.meetings.actions import minutes

    row = _over(world)
    minutes.approve(world.actor("officer"), meeting=row.pk)
    return row


def _amended(world):
    from linli.meetings.actions import minutes

    row = _over(world)
    made = minutes.amend(
        world.actor("officer"),
        meeting=row.pk,
        paragraph="p4",
        chinese="主持：业委会",
        reason="写全",
    )
    return {"meeting": row.pk, "amendment": made.pk}


def opened(world):
    return {"meeting": _open(world).pk}


def item_of(world):
    row = _open(world)
    return {"meeting": row.pk, "item": _item(row).key}


def item_put_off(world):
    row = _put_off(world)
    return {"meeting": row.pk, "item": _item(row).key}


def ready_to_close(world):
    row = _open(world)
    _dispose(world, row)
    return {"meeting": row.pk}


def over(world):
    return {"meeting": _over(world).pk}


def approved(world):
    return {"meeting": _approved(world).pk}


def paragraph(world):
    return {**over(world), "paragraph": "p4"}


def in_chinese(world):
    return {**over(world), "language": "zh"}


CHAIR = {"officer"}
KEEPS = {"officer", "staff"}
MINUTES = {
    "GET dispositions": Rule(allowed=HERE, args=opened),
    "GET dispose_item": Rule(allowed=CHAIR, args=item_of),
    "POST dispose_item": Rule(
        allowed=CHAIR, args=item_of, data={"outcome": "deferred"}, status=422
    ),
    "GET explain_item": Rule(allowed=CHAIR, args=item_put_off),
    "POST explain_item": Rule(allowed=CHAIR, args=item_put_off, data={"reason": "人没有到齐"}),
    "GET name_item_day": Rule(allowed=CHAIR, args=item_put_off),
    "POST name_item_day": Rule(
        allowed=CHAIR, args=item_put_off, data={"on": "2020-01-01"}, status=422
    ),
    "POST close_meeting": Rule(allowed=CHAIR, args=ready_to_close),
    "GET minutes": Rule(allowed=KEEPS, args=over),
    "GET minutes_text": Rule(allowed=KEEPS, args=in_chinese),
    "GET minutes_pdf": Rule(allowed=KEEPS, args=in_chinese),
    "GET amend_minutes": Rule(allowed=KEEPS, args=paragraph),
    "POST amend_minutes": Rule(
        allowed=KEEPS, args=paragraph, data={"chinese": "主持：业委会"}, status=422
    ),
    # the officer offered it: another takes it over
    "POST take_minutes_amendment": Rule(allowed=DESK, args=_amended),
    "GET refuse_minutes_amendment": Rule(allowed=KEEPS, args=_amended),
    "POST refuse_minutes_amendment": Rule(
        allowed=KEEPS, args=_amended, data={"reason": "原文无误"}
    ),
    "POST approve_minutes": Rule(allowed=CHAIR, args=over),
    "GET publish_minutes": Rule(allowed=KEEPS, args=approved),
    "POST publish_minutes": Rule(allowed=KEEPS, args=approved, data={"looked": "on"}),
}
SIGNED = EVERYONE - {"anonymous", "helper"}
RULES = {
    **MINUTES,
    "GET meetings": Rule(allowed=SIGNED),
    "GET meetings_of": Rule(allowed=HERE, args=community),
    "GET meeting": Rule(allowed=HERE, args=planned),
    "GET plan_meeting": Rule(allowed={"staff", "officer"}),
    "POST plan_meeting": Rule(allowed={"staff", "officer"}, data={"series": "extra"}, status=422),
    "GET notice_meeting": Rule(allowed=DESK, args=planned),
    "POST notice_meeting": Rule(allowed=DESK, args=planned, data={"chair": "s99"}, status=422),
}
RULES |= FLOOR | MORE | API
