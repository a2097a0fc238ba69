"""Who may open the desk's addresses, the door, and each holder's own."""

from tests.architecture.matrix import EVERYONE, Rule

DESK = {"staff"}
SIGNED = EVERYONE - {"anonymous", "helper"}


def _draft(world):
    from linli.meetings.tests.url_rules import _planned

    return _planned(world)


def draft(world):
    return {"meeting": _draft(world).pk}


def with_item(world):
    """A draft with one matter of its own."""
    from django.db import transaction

    from linli.meetings.operations import agenda

    row = _draft(world)
    with transaction.atomic():
        agenda.add(row, "other", "楼道堆物")
    return {"meeting": row.pk, "how": "gather"}


def noticed(world):
    from linli.meetings.tests.url_rules import _noticed

    return {"meeting": _noticed(world).pk}


def _own(world):
    """Noticed, the resident on a seat."""
    from linli.meetings.actions import seats
    from linli.meetings.models import Seat
    from linli.meetings.tests.url_rules import _noticed

    row = _noticed(world)
    free = Seat.objects.filter(meeting=row, person=None).order_by("position").first()
    seats.sit(
        world.actor("staff"),
        meeting=row.pk,
        seat=free.key,
        person=world.resident.public_id,
        reason="楼栋推选",
    )
    return row, free.key


def own(world):
    return {"meeting": _own(world)[0].pk}


def own_item(world):
    row, _key = _own(world)
    return {"meeting": row.pk, "item": row.items.get().key}


def called(world):
    from linli.meetings.actions import planning

    row, _key = _own(world)
    return planning.call(world.actor("staff"), meeting=row.pk)


def at_door(world):
    return {"meeting": called(world).pk}


def a_seat(world):
    row, key = _own(world)
    from linli.meetings.actions import planning

    planning.call(world.actor("staff"), meeting=row.pk)
    return {"meeting": row.pk, "seat": key, "how": "room"}


def to_see_off(world):
    """Their own: whoever else they are, the floor would refuse it."""
    found = a_seat(world)
    from linli.meetings.actions import door

    door.admit(world.actor("staff"), meeting=found["meeting"], seat=found["seat"])
    return {"meeting": found["meeting"], "seat": found["seat"]}


def first_seat(world):
    from linli.meetings.models import Seat

    row = _draft(world)
    return {"meeting": row.pk, "seat": Seat.objects.filter(meeting=row).first().key}


def afar(world):
    """The doors are open, and it can be joined from afar."""
    from linli.meetings.models import Meeting

    row = called(world)
    held = Meeting.objects.within(row.community).get(pk=row.pk)
    held.remote = "123"
    held.save()
    return {"meeting": row.pk}


# by the charter the clerk has the seat of the committee, the officer that of the owners
SITTING = {"staff", "resident", "officer"}
HERE = EVERYONE - {"stranger"}
KEEPERS = {"staff", "officer"}
ARRANGE = {
    "GET meeting_desk": Rule(allowed={"staff", "officer", "auditor"}),
    "POST plan_series": Rule(allowed={"staff", "officer"}),
    "GET summon_meeting": Rule(allowed={"staff", "officer"}),
    "POST summon_meeting": Rule(
        allowed={"staff", "officer"}, data={"title": "地下室进水"}, status=422
    ),
    "GET change_meeting": Rule(allowed=DESK, args=draft),
    "POST change_meeting": Rule(allowed=DESK, args=draft, data={"where": "二楼"}, status=422),
    "GET cancel_meeting": Rule(allowed=DESK, args=draft),
    "POST cancel_meeting": Rule(allowed=DESK, args=draft, data={"reason": "台风"}),
    "POST call_meeting": Rule(allowed=DESK, args=noticed),
    "GET meeting_agenda": Rule(allowed=DESK, args=draft),
    "POST agenda_step": Rule(allowed=DESK, args=with_item),
    "GET add_item": Rule(allowed=DESK, args=lambda world: {**draft(world), "what": "matter"}),
    "POST add_item": Rule(
        allowed=DESK,
        args=lambda world: {**draft(world), "what": "matter"},
        data={"title": "停车位"},
    ),
    "GET meeting_seats": Rule(allowed=DESK, args=draft),
    "GET fill_seat": Rule(allowed=DESK, args=first_seat),
    "POST fill_seat": Rule(allowed=DESK, args=first_seat, data={"person": ""}, status=422),
    "GET change_chair": Rule(allowed=DESK, args=noticed),
    "POST change_chair": Rule(allowed=DESK, args=noticed, data={"seat": "s99"}, status=422),
}
DOOR = {
    "GET meeting_ics": Rule(allowed=HERE, args=draft),
    # the officer presides here
    "GET meeting_door": Rule(allowed=KEEPERS, args=at_door),
    "POST meeting_door": Rule(allowed=KEEPERS, args=at_door, data={"code": "A"}, status=422),
    "POST door_step": Rule(allowed=KEEPERS, args=a_seat),
    "GET see_off": Rule(allowed=SITTING, args=to_see_off),
    "POST see_off": Rule(allowed=SITTING, args=to_see_off, data={"reason": ""}, status=422),
    "GET my_seat": Rule(allowed=SITTING, args=own),
    "POST come_to_meeting": Rule(allowed=SITTING, args=afar),
    "GET declare_interest": Rule(allowed=SITTING, args=own_item),
    "POST declare_interest": Rule(allowed=SITTING, args=own_item, data={"reason": "亲属经营"}),
    "GET api:list_meetings": Rule(allowed=SIGNED),
    "GET api:list_meetings_of": Rule(
        allowed=HERE, args=lambda world: {"community": world.community.pk}
    ),
    "GET api:get_meeting": Rule(allowed=HERE, args=draft),
    "POST api:post_arrival": Rule(allowed=SITTING, args=afar),
    "POST api:post_floor_step": Rule(
        allowed=SITTING, args=at_door, data={"command": {"do": "tick"}}
    ),
}
MORE = {**ARRANGE, **DOOR}
