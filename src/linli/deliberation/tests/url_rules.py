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


# --- topics -------------------------------------------------------------------------------------
DESK = {"staff"}


def _topic(world):
    from linli.deliberation.actions import topics
    from linli.deliberation.wanted import Voice

    return topics.raise_topic(world.actor("resident"), voice=Voice("门口路灯不亮"))


def _accepted(world):
    from linli.deliberation.actions import desk

    row = _topic(world)
    return desk.accept(world.actor("staff"), topic=row.pk, title="门口路灯", words="受理")


def _proposal(world, who="resident"):
    """Sent to a meeting by a charter in force, and proposed by the resident."""
    from dataclasses import replace
    from datetime import timedelta

    from linli.deliberation.actions import charters, desk, proposals
    from linli.deliberation.wanted import Finding
    from linli.kernel import clock

    now = clock.now()
    with clock.frozen(now - timedelta(days=20)):
        charter = _draft(world, "staff", estate=False)
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
    found = Finding(
        matter="committee_service",
        power="residents_committee",
        means="residents_committee",
        way="meeting",
        words="上会",
    )
    row = desk.check(world.actor("staff"), topic=_accepted(world).pk, finding=found)
    author = world.actor(who) if who else colleague
    return proposals.propose(author, topic=row.pk, parts=PARTS, mine="我来")


PARTS = {"what": "换灯", "who": "物业", "means": "三百元", "benefits": "全楼"}


def raised(world):
    return {"topic": _topic(world).pk}


def telephoned(world):
    from linli.deliberation.actions import topics
    from linli.deliberation.wanted import Voice

    voice = Voice("电梯异响")
    row = topics.raise_for(world.actor("staff"), community=world.community.pk, voice=voice)
    return {"topic": row.pk}


def taken_up(world):
    return {"topic": _accepted(world).pk}


def preparing(world):
    from linli.deliberation.models import Proposal, Topic

    made = _proposal(world)
    made.versions.all().delete()
    made.pledges.all().delete()
    Proposal.objects.within(made.community).filter(pk=made.pk).delete()
    Topic.objects.within(made.community).filter(pk=made.topic_id).update(state="preparing")
    return {"topic": made.topic_id}


def proposed(world):
    return {"proposal": _proposal(world).pk}


def colleagues(world):
    return {"proposal": _proposal(world, "").pk, "how": "join"}


def amended(world):
    from linli.deliberation.actions import proposals

    made = _proposal(world)
    parts = {**PARTS, "means": "五百元"}
    row = proposals.amend(world.actor("staff"), proposal=made.pk, parts=parts, reason="感应灯")
    return {"proposal": made.pk, "amendment": row.pk, "how": "leave"}


def with_(make, **more):
    return lambda world: {**make(world), **more}


def in_force_here(world):
    return {"community": _proposal(world).community}


SEES = {"resident", "staff", "auditor", "district_admin"}
SEES_TAKEN = SEES | {"officer"}
ACT = {"resident", "staff", "officer"}
TOPICS = {
    "GET topics": Rule(allowed=PEOPLE | {"auditor", "district_admin", "stranger"}),
    "GET raise_topic": Rule(allowed={"resident", "neighbour", "stranger"}),
    "POST raise_topic": Rule(
        allowed={"resident", "neighbour", "stranger"}, data={"words": "路灯不亮", "building": ""}
    ),
    "GET topic": Rule(allowed=SEES, args=raised),
    "POST topic": Rule(allowed={"resident", "staff"}, args=raised, data={"text": "我家也是"}),
    "POST stand_behind": Rule(allowed={"resident"}, args=with_(raised, how="support")),
    "GET topic_step": Rule(allowed=DESK, args=with_(raised, verb="ask")),
    "POST topic_step": Rule(
        allowed=DESK, args=with_(raised, verb="ask"), data={"words": "哪一盏？"}
    ),
    "GET merge_topic": Rule(allowed=DESK, args=raised),
    "POST merge_topic": Rule(allowed=DESK, args=raised, data={"into": "1"}, status=422),
    "GET check_topic": Rule(allowed=DESK, args=taken_up),
    "POST check_topic": Rule(
        allowed=DESK, args=taken_up, data={"matter": "road_transport"}, status=422
    ),
    "GET propose_topic": Rule(allowed=ACT, args=preparing),
    "POST propose_topic": Rule(allowed=ACT, args=preparing, data={**PARTS, "mine": "我来"}),
    "GET proposal": Rule(allowed=SEES_TAKEN, args=proposed),
    "GET amend_proposal": Rule(allowed=ACT, args=proposed),
    "POST amend_proposal": Rule(
        allowed=ACT, args=proposed, data={**PARTS, "means": "五百元", "reason": "感应灯"}
    ),
    "POST pledge": Rule(allowed=ACT, args=colleagues, data={"doing": "一天"}),
    "POST answer_amendment": Rule(allowed={"resident"}, args=amended),
    "GET topic_desk": Rule(allowed={"staff", "officer", "auditor"}),
    "GET raise_topic_for": Rule(allowed=DESK),
    "POST raise_topic_for": Rule(
        allowed=DESK,
        data=lambda world: {"words": "电梯异响", "community": world.community.pk},
    ),
    "GET api:list_topics": Rule(allowed=PEOPLE | {"auditor", "district_admin", "stranger"}),
    "GET api:get_topic": Rule(allowed=SEES, args=raised),
    "POST api:post_topic": Rule(
        allowed={"resident", "neighbour", "stranger"}, data={"words": "路灯不亮"}
    ),
    "PUT api:put_support": Rule(allowed={"resident"}, args=telephoned, data={"stands": True}),
    "POST api:take_topic_step": Rule(
        allowed={"resident"}, args=with_(raised, step="withdraw"), data={"words": ""}
    ),
    "GET api:get_charter": Rule(allowed=HERE, args=in_force_here),
}
RULES = {**CHARTERS, **TOPICS}
