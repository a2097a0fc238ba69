"""Who may open which address of this module."""

from tests.architecture.matrix import EVERYONE, Rule

HERE = EVERYONE - {"stranger"}
PEOPLE = {"resident", "neighbour", "staff", "officer"}


def _draft(world, who="officer", estate=True):
    from linli.deliberation.actions import charters
    from linli.deliberation.patterns import patterns

    return charters.draft(
        world.actor(who),
        community=world.community.pk,
        estate=world.estate.pk if estate else None,
        pattern=patterns()["jt"],
    )


def community(world):
    return {"community": world.community.pk}


def drafted(world):
    return {"charter": _draft(world).pk}


def two(world):
    return {"charter": _draft(world).pk, "other": _draft(world, "staff", estate=False).pk}


def closing(how):
    return lambda world: {**drafted(world), "how": how}


CHARTERS = {
    "GET charters": Rule(allowed=EVERYONE),
    "GET community_charters": Rule(allowed=HERE, args=community),
    "GET charter": Rule(allowed=HERE, args=drafted),
    "POST charter": Rule(
        allowed={"resident", "staff", "officer"}, args=drafted, data={"text": "席位太少"}
    ),
    "GET charter_differences": Rule(allowed=HERE, args=two),
    "GET draft_charter": Rule(allowed=PEOPLE | {"stranger"}),
    "POST draft_charter": Rule(allowed=PEOPLE | {"stranger"}, data={"template": "jt"}, status=422),
    "GET ratify_charter": Rule(allowed={"staff"}, args=drafted),
    "POST ratify_charter": Rule(
        allowed={"staff"}, args=drafted, data={"decision": "1"}, status=422
    ),
    "POST close_charter": Rule(allowed={"staff"}, args=closing("reject")),
}
RULES = {**CHARTERS}
