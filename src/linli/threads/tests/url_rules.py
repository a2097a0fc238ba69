"""The neighbours' corner: who reaches the community reads; its residents and staff write."""

from django.db import transaction
from tests.architecture.matrix import Rule

KIND = "corner"
AROUND = {"resident", "staff", "auditor", "district_admin"}
WRITERS = {"resident", "staff"}


def write(world, role: str = "resident"):
    """A post of the role in the resident's community."""
    from linli.threads import actions

    subject = world.community.pk
    return actions.post(world.actor(role), kind=KIND, subject=subject, text="楼下的灯坏了")


def post_of(role: str):
    return lambda world: {"post": write(world, role).public_id}


def reported(world):
    from linli.identity.operations import enrol
    from linli.kernel.actor import Actor, Capacity
    from linli.threads import actions

    post = write(world)
    with transaction.atomic():
        other = enrol(phone="19900008888", community=world.community.pk, level=10)
    reader = Actor(other.pk, Capacity.RESIDENT, other.community, frozenset({other.community}))
    actions.flag(reader, post=post.public_id, ground="spam")
    return {"post": post.public_id}


def hidden(world, role: str = "resident"):
    """A post of the role, hidden by somebody who is no role."""
    from linli.identity.operations import enrol
    from linli.kernel.actor import Actor, Capacity
    from linli.threads import actions

    post = write(world, role)
    with transaction.atomic():
        other = enrol(phone="19900008887", community=world.community.pk, level=20)
    reach = frozenset({world.community.pk})
    clerk = Actor(other.pk, Capacity.STAFF, world.community.pk, reach, second_factor=True)
    actions.hide(clerk, post=post.public_id, ground="rumour", note="x")
    return {"post": post.public_id}


def appealed(world):
    from linli.threads.actions.appeals import appeal

    found = hidden(world)
    appeal(world.actor("resident"), post=found["post"], reason="x")
    return found


def _thread(world):
    return {"kind": KIND, "subject": world.community.pk}


def _key(world):
    return {"kind": KIND, "key": world.community.code}


def _decide(world):
    return {**reported(world), "decision": "hide"}


RULES = {
    "GET thread_posts": Rule(AROUND, args=_thread),
    "GET edit_post": Rule({"resident"}, args=post_of("resident")),
    "POST edit_post": Rule(
        {"resident"}, args=post_of("resident"), data={"text": "修好了"}, status=302
    ),
    "GET delete_post": Rule({"resident"}, args=post_of("resident")),
    "POST delete_post": Rule({"resident"}, args=post_of("resident"), status=302),
    "GET flag_post": Rule(AROUND - {"staff"}, args=post_of("staff")),
    "POST flag_post": Rule(
        AROUND - {"staff"}, args=post_of("staff"), data={"ground": "spam"}, status=302
    ),
    "GET post_history": Rule(WRITERS, args=post_of("resident")),
    "GET moderation": Rule({"staff"}),
    "GET moderate": Rule({"staff"}, args=reported),
    "POST moderate": Rule(
        {"staff"}, args=reported, data={"do": "hide", "hide-ground": "spam"}, status=302
    ),
    "GET appeal_post": Rule({"resident"}, args=hidden),
    "POST appeal_post": Rule({"resident"}, args=hidden, data={"reason": "x"}, status=302),
    "GET appeals": Rule({"staff"}),
    "GET decide_appeal": Rule({"staff"}, args=appealed),
    "POST decide_appeal": Rule(
        {"staff"}, args=appealed, data={"decision": "show", "note": "x"}, status=302
    ),
    "POST api:appeal_post": Rule({"resident"}, args=hidden, data={"reason": "x"}, status=201),
    "GET api:list_appeals": Rule({"staff"}),
    "POST api:decide_on_appeal": Rule({"staff"}, args=appealed, data={"grant": False, "note": "x"}),
    "GET api:list_posts": Rule(AROUND, args=_key),
    "POST api:write_post": Rule(WRITERS, args=_key, data={"text": "好"}, status=201),
    "PATCH api:change_post": Rule({"resident"}, args=post_of("resident"), data={"text": "好"}),
    "DELETE api:take_back_post": Rule({"resident"}, args=post_of("resident"), status=204),
    "POST api:report_post": Rule(
        AROUND - {"staff"}, args=post_of("staff"), data={"ground": "spam"}, status=204
    ),
    "POST api:decide_post": Rule({"staff"}, args=_decide, data={"ground": "spam", "note": ""}),
    "GET corner": Rule(AROUND, args=lambda world: {"code": world.community.code}),
    "POST corner": Rule(
        WRITERS,
        args=lambda world: {"code": world.community.code},
        data={"text": "楼下的灯坏了"},
        status=302,
    ),
}
