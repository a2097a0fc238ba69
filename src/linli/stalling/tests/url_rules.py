"""Who may open which address of this module."""

from tests.architecture.matrix import EVERYONE, Rule

HERE = EVERYONE - {"stranger"}


def _waiting(world):
    """The resident's topic, parked with the property company; its day passed last week."""
    from datetime import timedelta

    from linli.deliberation.actions import desk, topics
    from linli.deliberation.models import Topic
    from linli.deliberation.wanted import Finding, Voice
    from linli.kernel import clock, workdays

    now = clock.now()
    with clock.frozen(now - timedelta(days=40)):
        row = topics.raise_topic(world.actor("resident"), voice=Voice("地库漏水"))
        clerk = world.actor("staff")
        desk.accept(clerk, topic=row.pk, title="地库漏水", words="受理")
        found = Finding(
            matter="road_transport",
            power="utility",
            means="utility",
            way="outside",
            words="等",
            day=workdays.shifted(clock.today(), 10),
            path="催告",
        )
        desk.check(clerk, topic=row.pk, finding=found)
    return Topic.objects.within(world.community.pk).get(pk=row.pk)


def _stall(world):
    from linli.kernel.actor import SYSTEM
    from linli.stalling import actions

    return actions.open_overdue(SYSTEM, topic=_waiting(world).pk)


def _rung(world, level=0):
    """The first rung, told; of this ladder it is the desk's."""
    from django.db import transaction

    from linli.stalling import operations
    from linli.stalling.models import Rung

    stall = _stall(world)
    with transaction.atomic():
        rung = Rung.objects.create(
            stall=stall,
            level=level,
            step="demand",
            by="desk",
            planned_on=stall.missed_on,
            told_at=stall.opened_at,
            due_on=stall.missed_on,
        )
        stall.phase = "acting"
        operations.goes_on(stall, stall.course)
    return rung


def waiting(world):
    return {"topic": _waiting(world).pk}


def begun(world):
    return {"stall": _stall(world).pk}


def told(world):
    return {"stall": _rung(world).stall_id, "level": 0}


def lettered(world):
    return {**told(world), "language": "en"}


def proposed(world):
    from dataclasses import replace

    from linli.stalling import actions

    rung = _rung(world)
    colleague = replace(world.actor("staff"), person=world.district_admin.pk)
    actions.propose_skip(colleague, stall=rung.stall_id, level=0, words="已办")
    return {"stall": rung.stall_id, "level": 0, "how": "keep"}


TAKES_PART = {"resident", "staff"}
RULES = {
    "GET my_stalls": Rule(allowed=EVERYONE - {"anonymous", "helper"}),
    "GET stall": Rule(allowed=HERE, args=begun),
    "GET open_stall": Rule(allowed=TAKES_PART, args=waiting),
    "POST open_stall": Rule(allowed=TAKES_PART, args=waiting, data={"words": "没有动静"}),
    "GET rung_done": Rule(allowed={"staff"}, args=told),
    "POST rung_done": Rule(allowed={"staff"}, args=told, data={"how": "post"}, status=422),
    "GET skip_rung": Rule(allowed={"staff"}, args=told),
    "POST skip_rung": Rule(allowed={"staff"}, args=told, data={"words": "已办"}),
    "POST answer_skip": Rule(allowed=TAKES_PART, args=proposed),
    "GET answer_stall": Rule(allowed=TAKES_PART, args=begun),
    "POST answer_stall": Rule(
        allowed=TAKES_PART, args=begun, data={"kind": "refuse", "words": "不办"}
    ),
    "GET rung_letter": Rule(allowed={"staff"}, args=lettered),
    "GET rung_letter_pdf": Rule(allowed={"staff"}, args=lettered),
    "GET stall_desk": Rule(allowed={"staff", "auditor"}),
    "GET api:list_stalls": Rule(allowed=EVERYONE - {"anonymous", "helper"}),
    "GET api:get_stall": Rule(allowed=HERE, args=begun),
    "POST api:post_stall": Rule(
        allowed=TAKES_PART,
        data=lambda world: {**waiting(world), "words": "没有动静"},
        status=201,
    ),
    "POST api:post_rung_done": Rule(
        allowed={"staff"},
        args=told,
        data={"how": "post", "number": "EMS1", "at_hand": ["facts", "photos"]},
    ),
    "POST api:post_stall_answer": Rule(
        allowed=TAKES_PART, args=begun, data={"kind": "refuse", "words": "不办"}
    ),
}
