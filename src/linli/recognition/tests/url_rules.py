"""Who may open the addresses of this module."""

from tests.architecture.matrix import SIGNED_IN, Rule

ALL = SIGNED_IN | {"stranger"}
#: Who lives in the resident's community, or has it in their reach.
HERE = {"resident", "staff", "auditor", "officer", "district_admin"}
OVERSEERS = {"staff", "auditor"}


def shared(world):
    from linli.recognition import actions

    return {"sharing": actions.choose_sharing(world.actor("resident"), parts=["wish"]).pk}


def proposal(world, person=None):
    return {
        "community": world.community.pk,
        "person": (person or world.resident).public_id,
        "kind": "neighbour",
        "reason": "连续三年照看独居老人",
    }


def offered(world, person=None):
    """By a colleague of the clerk."""
    from linli.recognition import actions
    from linli.recognition.models import Honour

    made = actions.propose_honour(world.actor("staff"), **proposal(world, person))
    Honour.objects.across_communities("test").filter(pk=made.pk).update(proposed_by=world.neighbour)
    return made.pk


def public(world, person=None):
    from linli.recognition.models import Honour

    made = offered(world, person)
    Honour.objects.across_communities("test").filter(pk=made).update(
        state="public", named=True, public_until="2099-01-01"
    )
    return {"honour": made}


def answered(world):
    return {"honour": offered(world), "answer": "yes"}


def of_officer(world):
    return public(world, world.officer)


def dropped(world):
    return {"honour": offered(world), "verb": "drop"}


def on_desk(world):
    return {"honour": offered(world)}


WORDS = {"words": "情况不符"}

RULES = {
    "GET my_record": Rule(allowed=ALL),
    "GET share_record": Rule(allowed=ALL),
    "POST share_record": Rule(allowed=ALL, data={"parts": ["wish", "hours"]}),
    "GET my_record_xlsx": Rule(allowed=ALL),
    "GET my_record_print": Rule(allowed=ALL),
    "GET my_record_pdf": Rule(allowed=ALL),
    "POST answer_honour": Rule(allowed={"resident"}, args=answered),
    "GET neighbours_shown": Rule(allowed={"resident", "neighbour", "stranger"}),
    "GET neighbour_record": Rule(allowed={"resident"}, args=shared),
    "GET badge_list": Rule(allowed=ALL),
    "GET honour_list": Rule(allowed=ALL),
    "GET honour_page": Rule(allowed=HERE, args=public),
    "GET object_to_honour": Rule(allowed={"resident"}, args=of_officer),
    "POST object_to_honour": Rule(allowed={"resident"}, args=of_officer, data=WORDS),
    "GET recognition_desk": Rule(allowed=OVERSEERS | {"officer"}),
    "GET switch_badges": Rule(allowed={"staff"}),
    "POST switch_badges": Rule(
        allowed={"staff"},
        data=lambda world: {
            "community": world.community.pk,
            "edition": 1,
            "since": "2099-01-01",
            "decision": "居民会议决议",
        },
    ),
    "GET propose_honour": Rule(allowed={"staff", "officer"}),
    "POST propose_honour": Rule(allowed={"staff", "officer"}, data=proposal),
    "GET honour_on_desk": Rule(allowed=OVERSEERS, args=on_desk),
    "GET settle_honour": Rule(allowed={"staff"}, args=dropped),
    "POST settle_honour": Rule(allowed={"staff"}, args=dropped, data=WORDS),
    "GET api:list_records": Rule(allowed=ALL),
    "GET api:my_recognition": Rule(allowed=ALL),
}
