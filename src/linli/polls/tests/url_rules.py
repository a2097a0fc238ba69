"""Who may open which address of this module."""

from tests.architecture.matrix import EVERYONE, Rule

HERE = EVERYONE - {"stranger"}
#: Whoever acts in the resident's community with a capacity that reads polls.
SEES = {"resident", "staff", "auditor", "officer", "district_admin"}
ACTS = {"resident", "neighbour", "stranger"}
SIGNED_IN = {
    "resident",
    "neighbour",
    "staff",
    "auditor",
    "officer",
    "district_admin",
    "stranger",
}


def _days_ago(days):
    from datetime import timedelta

    from linli.kernel import clock

    return clock.frozen(clock.now() - timedelta(days=days))


def _homes(world):
    """The resident and the clerk's neighbour live there, each in a home."""
    from datetime import date

    from linli.places.models import Building, Unit
    from linli.residence.models import Residence

    building, _ = Building.objects.get_or_create(
        estate=world.estate, key="9p", defaults={"label": "9栋"}
    )
    unit, _ = Unit.objects.within(world.community.pk).get_or_create(
        building=building,
        room_key="901",
        defaults={
            "community": world.community.pk,
            "estate": world.estate,
            "room": "901",
            "position": "901",
            "mark": b"x",
        },
    )
    Residence.objects.within(world.community.pk).get_or_create(
        unit=unit,
        person=world.resident,
        relation="tenant",
        defaults={"community": world.community.pk, "ground": "papers", "since": date(2020, 1, 1)},
    )


def _proposed(world, **more):
    from linli.polls.actions import course
    from linli.polls.wanted import Wanted

    wanted = Wanted(community=world.community.pk, title="垃圾桶", words="放在东门？", **more)
    return course.propose(world.actor("staff"), wanted=wanted)


def _posted(world):
    from linli.kernel import clock
    from linli.polls.actions import course

    _homes(world)
    staff = world.actor("staff")
    row = _proposed(world)
    course.study(staff, poll=row.pk, day=clock.today(), words="同意")
    return course.post(staff, poll=row.pk)


def _open(world):
    from datetime import timedelta

    from linli.kernel import clock
    from linli.polls.actions import course

    staff = world.actor("staff")
    with _days_ago(25):
        row = _posted(world)
    with _days_ago(3):
        course.freeze(staff, poll=row.pk)
        return course.open_(staff, poll=row.pk, closes_at=clock.now() + timedelta(days=5))


def _published(world):
    from datetime import timedelta

    from linli.kernel import clock
    from linli.polls.actions import course

    staff = world.actor("staff")
    with _days_ago(25):
        row = _posted(world)
    with _days_ago(4):
        course.freeze(staff, poll=row.pk)
        course.open_(staff, poll=row.pk, closes_at=clock.now() + timedelta(days=2))
    for step in (course.close, course.count, course.publish):
        step(staff, poll=row.pk)
    return row


def _asked(world):
    """By the resident; the clerk's people are too few for a fifth."""
    from linli.polls.actions import course
    from linli.polls.models import Poll, Signature
    from linli.polls.wanted import Wanted

    _homes(world)
    wanted = Wanted(community=world.community.pk, title="垃圾桶", words="放在东门？")
    row = course.petition(world.actor("resident"), wanted=wanted)
    Signature.objects.filter(poll=row).delete()
    rows = Poll.objects.within(row.community).filter(pk=row.pk)
    rows.update(state="collecting", base=100)
    return row


def _of(make):
    return lambda world: {"code": make(world).code}


def _line(world):
    from linli.polls.queries import lines_of

    row = _open(world)
    return {"code": row.code, "number": lines_of(world.resident.pk, row)[0].number}


def _ballot(world):
    """Of the resident's own line, whichever number it has on the roll."""
    from linli.polls.models import Poll
    from linli.polls.queries import lines_of

    row = Poll.objects.within(world.community.pk).latest("pk")
    return {"number": lines_of(world.resident.pk, row)[0].number, "choice": "agree"}


def _objection(world):
    from linli.polls.actions import taking_part
    from linli.polls.queries import lines_of

    row = _posted(world)
    number = lines_of(world.resident.pk, row)[0].number
    made = taking_part.object_(
        world.actor("resident"), poll=row.pk, about="wrong", words="错", number=number
    )
    return {"objection": made.pk}


def _with(make, **more):
    return lambda world: {"code": make(world).code, **more}


def community(world):
    return {"community": world.community.pk}


def _home(world):
    from linli.places.models import Unit

    _homes(world)
    return {"unit": Unit.objects.within(world.community.pk).get(room_key="901").pk}


def _closed(world):
    from datetime import timedelta

    from linli.kernel import clock
    from linli.polls.actions import course

    staff = world.actor("staff")
    with _days_ago(25):
        row = _posted(world)
    with _days_ago(4):
        course.freeze(staff, poll=row.pk)
        course.open_(staff, poll=row.pk, closes_at=clock.now() + timedelta(days=2))
    return course.close(staff, poll=row.pk)


def _at_door(world):
    """Written down by another of the staff's colleagues, at the resident's door."""
    from dataclasses import replace

    from linli.polls.actions import outside

    found = _line(world)
    row = _poll_of(found["code"], world)
    colleague = replace(world.actor("staff"), person=world.district_admin.pk)
    outside.answer_at_door(colleague, poll=row.pk, number=found["number"], choice="agree")
    return found


def _poll_of(code, world):
    from linli.polls.models import Poll

    return Poll.objects.within(world.community.pk).get(code=code)


def _election(world):
    _homes(world)
    staff = world.actor("staff")
    from linli.kernel import clock
    from linli.polls.actions import course

    row = _proposed(world, kind="election", seats=5)
    course.study(staff, poll=row.pk, day=clock.today(), words="同意")
    return course.post(staff, poll=row.pk)


def _resident_s_number(world):
    return {"who": world.resident.public_id}


def _named(world):
    from linli.polls.actions import standing

    row = _election(world)
    who = world.resident.public_id
    return standing.nominate(world.actor("resident"), poll=row.pk, who=who)


def _nomination(world):
    return {"nomination": _named(world).pk}


def _to_sign(world):
    """Somebody who stands, and for whom nobody has signed."""
    from linli.polls.actions import standing
    from linli.polls.models import Support

    made = _named(world)
    resident = world.actor("resident")
    standing.answer_nomination(resident, nomination=made.pk, stands=True)
    Support.objects.filter(nomination=made).delete()
    return {"nomination": made.pk}


def _to_check(world):
    """Enough have signed: the roll's rules ask for one here."""
    from linli.polls.models import Nomination, Poll

    found = _to_sign(world)
    made = Nomination.objects.within(world.community.pk).get(pk=found["nomination"])
    made.supports.create(person=world.resident, at=made.at)
    rows = Poll.objects.within(world.community.pk).filter(pk=made.poll_id)
    rows.update(rules={**rows.get().rules, "nominators_persons": 1})
    return found


ASKED = {"title": "垃圾桶", "words": "放在东门？", "mode": "persons"}
OBJECTED = {"about": "wrong", "words": "错", "number": "99999"}
RULES = {
    "GET polls": Rule(allowed=SIGNED_IN),
    "GET poll": Rule(allowed=SEES, args=_of(_posted)),
    "GET poll_roll": Rule(allowed={"resident", "staff", "auditor"}, args=_of(_posted)),
    "GET ask_for_poll": Rule(allowed=ACTS),
    "POST ask_for_poll": Rule(allowed=ACTS, data={**ASKED, "words": ""}, status=422),
    "GET sign_poll": Rule(allowed={"resident"}, args=_of(_asked)),
    "POST sign_poll": Rule(allowed={"resident"}, args=_of(_asked), data=_home),
    "GET object_to_poll": Rule(allowed={"resident"}, args=_of(_posted)),
    "POST object_to_poll": Rule(
        allowed={"resident"},
        args=_of(_posted),
        data={**OBJECTED, "number": ""},
        denied=None,
        status=404,
    ),
    "GET poll_ballot": Rule(allowed={"resident"}, args=_line),
    "POST poll_ballot": Rule(allowed={"resident"}, args=_line, data={"slip": "x"}, status=422),
    "GET nominate": Rule(allowed={"resident"}, args=_of(_election)),
    "POST nominate": Rule(allowed={"resident"}, args=_of(_election), data=_resident_s_number),
    "POST support_nomination": Rule(allowed={"resident"}, args=_to_sign),
    "GET answer_nomination": Rule(allowed={"resident"}, args=_nomination),
    "POST answer_nomination": Rule(allowed={"resident"}, args=_nomination, data={"stands": "1"}),
    "GET check_nomination": Rule(allowed={"staff"}, args=_to_check),
    "POST check_nomination": Rule(
        allowed={"staff"}, args=_to_check, data={"qualified": "1", "words": "符合"}
    ),
    "GET poll_desk": Rule(allowed={"staff", "auditor"}),
    "GET propose_poll": Rule(allowed={"staff"}),
    "POST propose_poll": Rule(
        allowed={"staff"},
        data=lambda world: {**ASKED, "secret": "1", "place": str(world.community.pk)},
    ),
    "GET poll_work": Rule(allowed={"staff", "auditor"}, args=_of(_proposed)),
    "GET poll_step": Rule(allowed={"staff"}, args=_with(_proposed, verb="withdraw")),
    "POST poll_step": Rule(
        allowed={"staff"}, args=_with(_proposed, verb="withdraw"), data={"words": "改日"}
    ),
    "GET poll_sheets": Rule(allowed={"staff"}, args=_of(_open)),
    "POST poll_sheets": Rule(allowed={"staff"}, args=_of(_open), data={"count": "2"}),
    "GET read_poll_sheet": Rule(allowed={"staff"}, args=_of(_closed)),
    "POST read_poll_sheet": Rule(
        allowed={"staff"}, args=_of(_closed), data={"code": "0" * 10, "choice": "agree"}, status=422
    ),
    "GET poll_lines": Rule(allowed={"staff"}, args=_of(_open)),
    "POST poll_lines": Rule(allowed={"staff"}, args=_of(_open), data={"text": "1"}),
    "POST admit_line": Rule(allowed={"staff"}, args=_line),
    "GET ask_door": Rule(allowed={"staff"}, args=_line),
    "POST ask_door": Rule(allowed={"staff"}, args=_line, data={"choice": "agree", "told": "on"}),
    "POST deny_door": Rule(allowed={"resident", "staff"}, args=_at_door),
    "GET answer_poll_objection": Rule(allowed={"staff"}, args=_objection),
    "POST answer_poll_objection": Rule(
        allowed={"staff"}, args=_objection, data={"upheld": "0", "words": "不成立"}
    ),
    "GET public_polls": Rule(allowed=EVERYONE),
    "GET polls_of": Rule(allowed=HERE, args=community),
    "GET public_poll": Rule(allowed=HERE, args=_of(_posted)),
    "GET find_poll_ballot": Rule(allowed=HERE, args=_of(_published)),
    "POST find_poll_ballot": Rule(
        allowed=HERE, args=_of(_published), data={"code": "0000000000"}, status=422
    ),
    "GET poll_ballots": Rule(allowed=HERE, args=_of(_published), status=409),
    "GET api:list_polls": Rule(allowed=SIGNED_IN),
    "GET api:get_poll": Rule(allowed=SEES, args=_of(_posted)),
    "POST api:post_ballot": Rule(
        allowed={"resident"},
        args=_of(_open),
        data=_ballot,
    ),
    "POST api:post_nomination": Rule(
        allowed={"resident"}, args=_of(_election), data=_resident_s_number
    ),
    "POST api:post_support": Rule(allowed={"resident"}, args=_to_sign),
    "PUT api:put_answer": Rule(allowed={"resident"}, args=_nomination, data={"stands": True}),
    "GET api:get_public_poll": Rule(allowed=HERE, args=_of(_posted)),
}
