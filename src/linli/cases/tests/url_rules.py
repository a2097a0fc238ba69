"""Who may open which address of this module."""

from tests.architecture.matrix import Rule

RESIDENTS = {"resident", "neighbour", "stranger"}
DESK = {"staff", "officer"}


def _case(world, *, public=True):
    """The residents' committee leads, the owners' committee is asked."""
    from linli.cases.actions import cases
    from linli.cases.wanted import Wanted

    return cases.open_case(
        world.actor("staff"),
        wanted=Wanted(
            community=world.community.pk,
            title="通道整治",
            words="一起商定办法",
            public=public,
            invited=(world.offices["officer"].organisation_id,),
        ),
    )


def _joined(world):
    from linli.cases.actions import cases

    row = _case(world)
    cases.join(world.actor("officer"), case=row.pk)
    return row


def public(world):
    return {"case": _case(world).pk}


def asked(act):
    return lambda world: {"case": _case(world, public=False).pk, "act": act}


def joined(act):
    return lambda world: {"case": _joined(world).pk, "act": act}


def owed(act):
    """The chair of the owners' committee owes a step."""

    def made(world):
        from linli.cases.actions import steps
        from linli.cases.wanted import Owed
        from linli.kernel import clock, workdays

        day = workdays.shifted(clock.today(), 5)
        step = Owed("装立柱", world.offices["officer"].pk, day)
        row = steps.add(world.actor("staff"), case=_joined(world).pk, owed=step)
        return {"step": row.pk, "act": act}

    return made


def lines(world):
    return {"case": _joined(world).pk}


def new(world):
    return {
        "community": world.community.pk,
        "title": "通道整治",
        "words": "一起商定办法",
        "organisations": [],
        "public": "on",
    }


def new_step(world):
    from linli.kernel import clock, workdays

    day = workdays.shifted(clock.today(), 5)
    office = world.offices["officer"].pk
    return {"title": "装立柱", "office": office, "due_on": day.isoformat(), "words": "请尽快"}


RULES = {
    "GET cases": Rule(allowed=RESIDENTS),
    "GET case": Rule(allowed={"resident", "staff", "officer"}, args=public),
    "GET case_act": Rule(allowed={"officer"}, args=asked("join")),
    "POST case_act": Rule(allowed=DESK, args=joined("step"), data=new_step),
    "GET case_step": Rule(allowed={"officer"}, args=owed("accept")),
    "POST case_step": Rule(allowed={"staff"}, args=owed("drop"), data={"words": "改为移车"}),
    "GET case_desk": Rule(allowed=DESK),
    "GET open_case": Rule(allowed=DESK),
    "POST open_case": Rule(allowed=DESK, data=new),
    "GET api:list_cases": Rule(allowed=RESIDENTS | DESK),
    "GET api:get_case": Rule(allowed={"resident", "staff", "officer"}, args=public),
    "POST api:join_case": Rule(allowed={"officer"}, args=public),
    "POST api:post_case_note": Rule(
        allowed=DESK, args=lines, data={"words": "周五碰头", "files": []}
    ),
}
