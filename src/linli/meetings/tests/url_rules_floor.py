"""Who follows a meeting on the floor, shows it to the room, and takes part in it."""

from tests.architecture.matrix import Rule

#: The chair of the owners' committee presides, the clerk keeps order; the rest may read along.
SEATED = {"staff", "officer"}
READERS = SEATED | {"resident", "auditor", "district_admin"}


def called(world):
    """The doors are open, and the chair is there."""
    from linli.meetings.actions import door, planning
    from linli.meetings.models import Seat
    from linli.meetings.tests.url_rules import noticed

    found = noticed(world)
    staff = world.actor("staff")
    planning.call(staff, meeting=found["meeting"])
    seat = Seat.objects.get(meeting=found["meeting"], person=world.officer)
    door.admit(staff, meeting=found["meeting"], seat=seat.key)
    return found


def on(**more):
    return lambda world: {**called(world), **more}


FLOOR = {
    "GET floor": Rule(allowed=READERS, args=called),
    "GET floor_live": Rule(allowed=READERS, args=called),
    "POST floor_give": Rule(allowed=SEATED, args=called, data={"do": "tick"}),
    "GET floor_moves": Rule(allowed=SEATED, args=called),
    "GET floor_move": Rule(allowed=SEATED, args=on(kind="main")),
    "POST floor_move": Rule(allowed=SEATED, args=on(kind="main"), data={"text": ""}, status=422),
    "GET floor_step": Rule(allowed=SEATED, args=on(do="leave")),
    "POST floor_step": Rule(allowed=SEATED, args=on(do="recuse"), data={"item": "x"}, status=422),
    "GET floor_screen": Rule(allowed=SEATED, args=called),
    "GET floor_screen_live": Rule(allowed=SEATED, args=called),
}
