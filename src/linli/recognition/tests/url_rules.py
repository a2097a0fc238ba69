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


def switch(world, *, settled=True, by="neighbour"):
    """On from today; written down by somebody else than the clerk."""
    from linli.kernel import clock
    from linli.recognition.models import Switch

    made = Switch.objects.create(
        community=world.community.pk,
        on=True,
        since=clock.today(),
        decision="居民会议决议",
        decided_on=clock.today(),
        state="in_force" if settled else "proposed",
        proposed_by=world.people[by],
        proposed_at=clock.now(),
        settled_by=world.staff if settled else None,
        settled_at=clock.now() if settled else None,
    )
    return {"switch": made.pk, "verb": "in_force"}


def on(world):
    switch(world)
    return {}


def unsettled(world):
    return switch(world, settled=False)


def selection(world):
    """Of the officer's body; residents may stand."""
    from datetime import timedelta

    from linli.kernel import clock
    from linli.recognition.models import Selection

    switch(world)
    made = Selection.objects.create(
        community=world.community.pk,
        title_zh="年度标兵",
        title_en="Model resident",
        purpose="model",
        figures=["points", "hours"],
        period_from=clock.today(),
        period_until=clock.today(),
        opens_at=clock.now() - timedelta(days=1),
        cutoff_at=clock.now() + timedelta(days=5),
        body_id=world.offices["officer"].organisation_id,
        announced_by=world.staff,
        announced_at=clock.now() - timedelta(days=9),
    )
    return {"selection": made.pk}


def standing(world):
    from linli.recognition.models import Selection
    from linli.recognition.operations import selections

    found = selection(world)
    row = Selection.objects.within(world.community.pk).get(pk=found["selection"])
    selections.stand(row, world.resident)
    return found


def frozen(world):
    from linli.recognition.models import Selection
    from linli.recognition.operations import selections

    found = standing(world)
    rows = Selection.objects.within(world.community.pk).filter(pk=found["selection"])
    selections.freeze(rows.get())
    rows.update(state="frozen")
    return found


def answered_by_software(world):
    return {"honour": answered(world)["honour"]}


def settled_by_software(world):
    return {"honour": dropped(world)["honour"]}


def over(world):
    """The cut-off was an hour ago."""
    from datetime import timedelta

    from linli.kernel import clock
    from linli.recognition.models import Selection

    found = frozen(world)
    rows = Selection.objects.within(world.community.pk).filter(pk=found["selection"])
    rows.update(cutoff_at=clock.now() - timedelta(hours=1))
    return found


def chosen(_world):
    from linli.kernel import clock

    return {"numbers": ["0"], "decision": "评选会议纪要", "decided_on": str(clock.today())}


def to_stand(world):
    return selection(world) | {"answer": "yes"}


def wanted(world):
    return {
        "community": world.community.pk,
        "title_zh": "年度标兵",
        "title_en": "Model resident",
        "purpose": "model",
        "figures": ["points", "hours"],
        "period_from": "2026-01-01",
        "period_until": "2026-06-30",
        "cutoff_at": "2099-01-01T18:00",
        "consent_days": 7,
        "body": world.organisation.pk,
    }


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
    "GET selection_list": Rule(allowed={"resident", "neighbour", "stranger"}),
    "GET selection_page": Rule(allowed={"resident"}, args=selection),
    "POST stand_for_selection": Rule(allowed={"resident"}, args=to_stand),
    "GET selection_desk": Rule(allowed=OVERSEERS | {"officer"}),
    "GET propose_selections": Rule(allowed={"staff"}),
    "POST propose_selections": Rule(
        allowed={"staff"},
        data=lambda world: {
            "community": world.community.pk,
            "on": "on",
            "since": "2099-01-01",
            "decision": "居民会议决议",
            "decided_on": "2026-01-01",
        },
    ),
    "POST settle_selections": Rule(allowed={"staff"}, args=unsettled),
    "GET announce_selection": Rule(allowed={"staff"}, args=on),
    "POST announce_selection": Rule(allowed={"staff"}, args=on, data=wanted),
    "GET selection_on_desk": Rule(allowed=OVERSEERS | {"officer"}, args=frozen),
    "GET call_off_selection": Rule(allowed={"staff"}, args=selection),
    "POST call_off_selection": Rule(allowed={"staff"}, args=selection, data=WORDS),
    "GET frozen_list_print": Rule(allowed={"staff", "officer"}, args=frozen),
    "GET enter_choice": Rule(allowed={"staff", "officer"}, args=frozen),
    "POST enter_choice": Rule(allowed={"staff", "officer"}, args=over, data=chosen),
    "GET frozen_list": Rule(allowed={"staff", "officer"}, args=frozen),
    "GET api:list_selections": Rule(allowed={"resident", "neighbour", "stranger"}),
    "POST api:stand_for_selection": Rule(
        allowed={"resident"}, args=selection, data={"stands": True}
    ),
    "GET api:my_selection_row": Rule(allowed={"resident"}, args=frozen),
    "POST api:propose_honour": Rule(allowed={"staff", "officer"}, data=proposal),
    "POST api:answer_honour": Rule(
        allowed={"resident"}, args=answered_by_software, data={"agreed": True}
    ),
    "POST api:object_to_honour": Rule(allowed={"resident"}, args=of_officer, data=WORDS),
    "POST api:settle_honour": Rule(
        allowed={"staff"},
        args=settled_by_software,
        data=WORDS | {"verb": "drop"},
    ),
    "POST api:adopt_badges": Rule(
        allowed={"staff"},
        data=lambda world: {
            "community": world.community.pk,
            "edition": 1,
            "since": "2099-01-01",
            "decision": "居民会议决议",
        },
    ),
    "GET api:list_records": Rule(allowed=ALL),
    "GET api:my_recognition": Rule(allowed=ALL),
}
