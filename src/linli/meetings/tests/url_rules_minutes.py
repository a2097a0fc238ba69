"""Who reads and changes minutes and dispositions by software: as on the pages."""

from tests.architecture.matrix import EVERYONE, Rule

HERE = EVERYONE - {"stranger"}
CHAIR = {"officer"}
KEEPS = {"officer", "staff"}


def _of(name):
    """The arguments of the pages' rules, made when they are asked for."""

    def args(world):
        from linli.meetings.tests import url_rules

        return getattr(url_rules, name)(world)

    return args


def published(world):
    from linli.meetings.actions import minutes
    from linli.meetings.tests.url_rules import _approved

    row = _approved(world)
    minutes.publish(world.actor("officer"), meeting=row.pk)
    return {"meeting": row.pk}


AMENDED = {"paragraph": "p4", "chinese": "主持：业委会", "reason": "写全"}
API = {
    "GET api:list_minutes": Rule(
        allowed=HERE, args=lambda world: {"community": world.community.pk}
    ),
    # before they are published they are for the seats and the desk: the page's rule asks that
    "GET api:get_minutes": Rule(allowed=HERE, args=published),
    "POST api:post_minutes_amendment": Rule(allowed=KEEPS, args=_of("over"), data=AMENDED),
    # the officer offered it: another answers
    "POST api:post_minutes_answer": Rule(
        allowed={"staff"}, args=_of("_amended"), data={"take": True}
    ),
    "POST api:post_minutes_approval": Rule(allowed=CHAIR, args=_of("over")),
    "POST api:post_minutes_publication": Rule(
        allowed=KEEPS, args=_of("approved"), data={"names_nobody": True}
    ),
    "GET api:get_dispositions": Rule(allowed=HERE, args=_of("opened")),
    "POST api:post_disposition": Rule(
        allowed=CHAIR, args=_of("item_of"), data={"outcome": "rejected", "reason": "没有人提出动议"}
    ),
    "POST api:post_item_reason": Rule(
        allowed=CHAIR, args=_of("item_put_off"), data={"reason": "人没有到齐"}
    ),
    "POST api:post_item_day": Rule(
        allowed=CHAIR, args=_of("item_put_off"), data={"on": "2020-01-01"}, status=422
    ),
    "POST api:post_closing": Rule(allowed=CHAIR, args=_of("ready_to_close")),
}
