"""Residents sign up, whoever runs it keeps the desk, staff decide."""

from datetime import timedelta

from tests.architecture.matrix import SIGNED_IN, Rule


def _planned(world, role="staff", *, ended=False):
    """An activity of the resident's community, with the resident on its list."""
    from linli.activities.actions import coming
    from linli.activities.models import Occasion
    from linli.activities.tests.factories import first, plan
    from linli.kernel import clock

    begin = clock.now() + timedelta(hours=1)
    made = plan(world.actor(role), begin=begin, community=world.community.pk)
    row = first(made)
    if made.state == "open":
        coming.sign_up(world.actor("resident"), occasion=row.pk)
    if ended:
        back = timedelta(days=1)
        Occasion.objects.within(row.community).filter(pk=row.pk).update(
            begins_at=row.begins_at - back, ends_at=row.ends_at - back
        )
    return row


def occasion(world):
    return {"occasion": _planned(world).pk}


def fresh(world):
    """Nobody is on its list."""
    from linli.activities.tests.factories import first, plan
    from linli.kernel import clock

    made = plan(
        world.actor("staff"),
        begin=clock.now() + timedelta(hours=1),
        community=world.community.pk,
    )
    return {"occasion": first(made).pk}


def _signup(row):
    from linli.activities.models import SignUp

    return SignUp.objects.within(row.community).get(occasion=row)


def _marked(world):
    import uuid

    from linli.activities.actions import attending
    from linli.activities.queries.people import Marked

    row = _planned(world, ended=True)
    own = _signup(row)
    attending.note_marks(
        world.actor("staff"),
        community=row.community,
        marks=[
            Marked(uuid.uuid4(), own.pk, "in", row.begins_at - timedelta(days=1)),
            Marked(uuid.uuid4(), own.pk, "out", row.ends_at),
        ],
        sent_at=row.ends_at,
    )
    return row


def marked(world):
    return {"occasion": _marked(world).pk}


def proposal(world):
    return {"activity": _planned(world, "resident").activity_id}


def code(world):
    from linli.activities import codes
    from linli.activities.models import Occasion

    row = Occasion.objects.within(world.community.pk).latest("pk")
    return {"code": codes.made(row.pk), "what": "in"}


def plan_data(world):
    from linli.kernel import clock

    year = clock.today().year + 1
    return {
        "title": "太极拳",
        "kind": "fitness",
        "community": world.community.pk,
        "where": "广场",
        "begins_at": f"{year}-05-11T08:00",
        "ends_at": f"{year}-05-11T09:00",
        "seats": "20",
    }


def mark_data(world):
    row = _planned(world)
    own = _signup(row)
    return {"signup": own.pk, "what": "in", "id": "6b0d4f0e-6a5c-4c6f-9a52-0f6f1a1b2c3e"}


def marks(world):
    at = "2026-11-25T00:00:00Z"
    return {"sent_at": at, "marks": [{**mark_data(world), "at": at}]}


#: Who reaches the resident's community.
NEAR = {"resident", "staff", "auditor", "officer", "district_admin"}
#: Who belongs to it.
HOME = {"resident", "staff", "officer"}
STAFF = {"staff"}
COMERS = SIGNED_IN | {"stranger"}

RULES = {
    "GET activities": Rule(COMERS),
    "GET my_activities": Rule(COMERS),
    "GET my_runs": Rule(COMERS),
    "GET plan_activity": Rule({"resident", "neighbour", "staff", "officer", "stranger"}),
    "POST plan_activity": Rule({"resident", "staff", "officer"}, data=plan_data, status=302),
    "GET activity": Rule(NEAR, args=occasion),
    "GET activity_sign_up": Rule(HOME, args=fresh),
    "POST activity_sign_up": Rule(HOME, args=fresh, data={"source": "voluntary"}, status=302),
    "POST activity_leave": Rule({"resident"}, args=occasion, status=302),
    "GET activity_here": Rule(NEAR, args=occasion),
    "POST activity_here": Rule({"resident"}, args=occasion, data=code, status=302),
    "GET activity_rate": Rule({"resident"}, args=marked),
    "POST activity_rate": Rule({"resident"}, args=marked, data={"stars": "5"}, status=302),
    "GET activity_ics": Rule(NEAR, args=occasion),
    "GET activity_people": Rule(STAFF, args=occasion),
    "GET activity_send": Rule(STAFF, args=occasion),
    "POST activity_send": Rule(
        STAFF, args=fresh, data=lambda w: {"people": w.resident.public_id}, status=302
    ),
    "POST activity_confirm": Rule(STAFF, args=marked, status=302),
    "GET activity_cancel": Rule(STAFF, args=occasion),
    "POST activity_cancel": Rule(STAFF, args=occasion, data={"reason": "下雨"}, status=302),
    "GET activity_door": Rule(STAFF, args=occasion),
    "GET activity_check": Rule(COMERS),
    "POST activity_check": Rule(STAFF, data=mark_data, status=302),
    "GET activity_desk": Rule({"staff", "auditor"}),
    "GET decide_activity": Rule(STAFF, args=proposal),
    "POST decide_activity": Rule(STAFF, args=proposal, data={"decision": "yes"}, status=302),
    "GET api:list_activities": Rule(COMERS),
    "GET api:get_activity": Rule(NEAR, args=occasion),
    "POST api:sign_up_for": Rule(HOME, args=fresh, data={"source": "voluntary"}),
    "POST api:leave_activity": Rule({"resident"}, args=occasion),
    "GET api:desk_list": Rule(COMERS),
    "POST api:send_marks": Rule(COMERS, data=marks),
}


# --- free hours, groups, campaigns, awards ------------------------------------------------------
def _group(world):
    from linli.activities.actions import asking
    from linli.grids.tests.url_rules import _home

    unit = _home(world)
    return asking.found_group(world.actor("resident"), estate=unit.estate_id, title="规则小组")


def group(world):
    return {"group": _group(world).pk}


def open_group(world):
    """Nobody is in it."""
    from linli.activities.actions import asking

    row = _group(world)
    asking.leave_group(world.actor("resident"), group=row.pk)
    return {"group": row.pk}


def group_data(world):
    from linli.grids.tests.url_rules import _home

    return {"title": "新小组", "scope": f"{_home(world).estate_id}:"}


def _campaign(world):
    from datetime import date

    from linli.activities.actions import campaigns
    from linli.activities.tasks import Wanted

    return campaigns.open_campaign(
        world.actor("staff"),
        community=world.community.pk,
        title="规则行动",
        since=date(2026, 1, 1),
        until=date(2036, 1, 1),
        tasks=[Wanted("attendance", 1)],
    )


def campaign(world):
    return {"campaign": _campaign(world).pk}


def entered(world):
    from linli.activities.actions import campaigns

    row = _campaign(world)
    campaigns.enter_campaign(world.actor("resident"), campaign=row.pk)
    return {"campaign": row.pk}


def campaign_data(world):
    return {
        "community": world.community.pk,
        "title": "行动",
        "since": "2026-01-01",
        "until": "2036-01-01",
        "times": "3",
        "duties": "0",
        "per_day": "1",
    }


def _cycle(world, *, to="draft"):
    from datetime import timedelta

    from linli.activities.actions import attending, honours
    from linli.activities.scoring import Criterion
    from linli.kernel import clock

    staff, today = world.actor("staff"), clock.today()
    row = _marked(world)
    attending.confirm(staff, signup=_signup(row).pk)
    made = honours.draft(
        staff,
        community=world.community.pk,
        kind="person",
        title="规则标兵",
        since=today - timedelta(days=3),
        until=today,
        size=1,
        criteria=(Criterion("times", 1),),
    )
    if to != "draft":
        honours.freeze(staff, cycle=made.pk)
        with clock.frozen(clock.now() + timedelta(days=1)):
            honours.publish_shortlist(staff, cycle=made.pk)
    return made


def cycle(world):
    return {"cycle": _cycle(world).pk}


def public(world):
    return {"cycle": _cycle(world, to="public").pk}


def candidate(world):
    from linli.activities.models import Candidate

    row = _cycle(world, to="public")
    return {"cycle": row.pk, "candidate": Candidate.objects.within(row.community).get(cycle=row).pk}


def objection(world):
    from linli.activities.actions import honours

    args = candidate(world)
    made = honours.object_to(world.actor("resident"), **args, words="有不同意见")
    return {"cycle": args["cycle"], "objection": made.pk}


def cycle_data(world):
    return {
        "community": world.community.pk,
        "title": "标兵",
        "kind": "person",
        "since": "2026-01-01",
        "until": "2026-12-31",
        "size": "3",
        "minutes": "1",
        "times": "0",
        "voluntary": "0",
        "organised": "0",
        "least": "0",
    }


HOMED = SIGNED_IN | {"stranger"}
RULES |= {
    "GET free_hours": Rule(HOMED),
    "POST free_hours": Rule(HOMED, data={"day0": ["0"]}, status=302),
    "GET estate_groups": Rule(HOMED),
    "GET found_group": Rule(HOMED),
    "POST found_group": Rule({"resident"}, data=group_data, status=302),
    "POST join_group": Rule({"resident"}, args=open_group, status=302),
    "POST leave_group": Rule({"resident"}, args=group, status=302),
    "GET activity_figures": Rule({"staff", "auditor"}),
    "GET campaigns": Rule(HOMED),
    "GET campaign": Rule(NEAR, args=campaign),
    "POST campaign_enter": Rule(HOME, args=campaign, status=302),
    "POST campaign_board": Rule({"resident"}, args=entered, data={"shown": "on"}, status=302),
    "GET open_campaign": Rule(STAFF),
    "POST open_campaign": Rule(STAFF, data=campaign_data, status=302),
    "GET honours": Rule(HOMED),
    "GET honour": Rule(NEAR, args=public),
    "GET honour_object": Rule(HOME, args=candidate),
    "POST honour_object": Rule(HOME, args=candidate, data={"words": "不妥"}, status=302),
    "POST honour_decline": Rule({"resident"}, args=public, status=302),
    "GET draft_honour": Rule(STAFF),
    "POST draft_honour": Rule(STAFF, data=cycle_data, status=302),
    "POST honour_step": Rule(STAFF, args=lambda w: {**cycle(w), "step": "freeze"}, status=302),
    "GET honour_answer": Rule(STAFF, args=objection),
    "POST honour_answer": Rule(
        STAFF, args=objection, data={"upheld": "yes", "words": "查实"}, status=302
    ),
}
