"""Who may open which address of this module."""

from tests.architecture.matrix import SIGNED_IN, Rule


def _given(world, **more):
    from linli.duties import actions

    return actions.give(
        world.actor("staff"),
        community=world.community.pk,
        kind="task",
        title="清理楼道",
        person=world.resident.public_id,
        **more,
    )


def duty(world):
    return {"duty": _given(world).pk}


def step(verb):
    return lambda world: {"duty": _given(world).pk, "verb": verb}


def give(world):
    return {
        "title": "清理楼道",
        "community": world.community.pk,
        "kind": "task",
        "person": world.resident.public_id,
        "confirm": "other_person",
    }


SEE = {"resident", "staff", "auditor"}

RULES = {
    "GET my_duties": Rule(allowed=SIGNED_IN | {"helper", "stranger"}),
    "GET duty_queue": Rule(allowed={"staff", "auditor"}),
    "GET give_duty": Rule(allowed={"staff"}),
    "POST give_duty": Rule(allowed={"staff"}, data=give),
    "GET duty": Rule(allowed=SEE | {"helper"}, args=duty),
    "GET duty_step": Rule(allowed={"resident", "helper"}, args=step("accept")),
    "POST duty_step": Rule(allowed={"resident", "helper"}, args=step("accept")),
    "GET api:list_duties": Rule(allowed=SIGNED_IN | {"stranger"}),
    "GET api:get_duty": Rule(allowed=SEE, args=duty),
    "POST api:take_step": Rule(
        allowed={"resident"},
        args=lambda world: {"duty": _given(world).pk, "step": "accept"},
        data={"words": ""},
    ),
}
