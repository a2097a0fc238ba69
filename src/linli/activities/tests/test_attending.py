"""F045: check-in, check-out, offline and by code; minutes; confirmation by somebody else; rating."""

import uuid
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.activities import calendar, codes, mine
from linli.activities.actions import attending, coming, planning
from linli.activities.counting import minutes
from linli.activities.models import Mark, SignUp
from linli.activities.queries import people as queries
from linli.activities.queries.people import Marked
from linli.activities.syncing import sync
from linli.activities.tests.factories import (
    AFTER,
    BEFORE,
    BEGIN,
    DURING,
    HOUR,
    first,
    plan,
    sign_up,
)
from linli.activities.tests.test_coming import refused, told
from linli.districts.context import in_district
from linli.facts.activities import AttendanceConfirmed, MarksNoted
from linli.grids.tests.factories import person, staff
from linli.journal.models import Event
from linli.kernel import clock
from linli.kernel.actor import Actor, Capacity
from linli.kernel.errors import Refused

SPANS = st.timedeltas(min_value=timedelta(hours=-5), max_value=timedelta(hours=9))


@given(came=SPANS, stays=SPANS)
def test_minutes_lie_in_the_occasion_and_are_never_negative(came, stays):
    at = BEGIN + came
    found = minutes(at, at + stays, BEGIN, BEGIN + 2 * HOUR)
    assert found is not None
    assert 0 <= found <= 120
    if came >= timedelta(0) and timedelta(0) <= stays and came + stays <= 2 * HOUR:
        assert found == stays // timedelta(minutes=1)


def test_without_coming_or_going_there_are_no_minutes():
    assert minutes(None, BEGIN, BEGIN, AFTER) is None
    assert minutes(BEGIN, None, BEGIN, AFTER) is None


def send(actor: Actor, marks: list[Marked], ahead: timedelta = timedelta(0)):
    """As the API does; `ahead`: how far the device's clock runs ahead."""
    sent = clock.now() + ahead
    shifted = [Marked(m.id, m.signup, m.what, m.at + ahead) for m in marks]
    return sync(
        actor,
        shifted,
        lambda community, new: attending.note_marks(
            actor, community=community, marks=new, sent_at=sent
        ),
    )


def mark(signup: SignUp, what: str, at) -> Marked:
    return Marked(uuid.uuid4(), signup.pk, what, at)


def signups(occasion) -> list[SignUp]:
    rows = SignUp.objects.across_communities("test").filter(occasion=occasion)
    return list(rows.order_by("number"))


def test_f045_marks_come_once_and_give_minutes_whatever_the_clock(quarter):
    with clock.frozen(BEFORE):
        row = first(plan(quarter.clerk, seats=2))
        sign_up(quarter, row.pk, "ann", "bob", "cat")
        elsewhere = first(plan(quarter.far))
        coming.sign_up(quarter.resident("eve"), occasion=elsewhere.pk)
    ann, bob, cat = signups(row)
    (eve,) = signups(elsewhere)
    with clock.frozen(AFTER):
        marks = [
            mark(ann, "in", BEGIN - HOUR / 2),
            mark(ann, "out", BEGIN + HOUR + timedelta(seconds=59)),
            mark(bob, "in", BEGIN + HOUR / 2),
            mark(cat, "in", BEGIN),
            mark(eve, "in", BEGIN),
        ]
        answers = send(quarter.clerk, marks, ahead=timedelta(days=3, hours=1))
        assert [(a.state, a.code) for a in answers] == [
            ("stored", ""),
            ("stored", ""),
            ("stored", ""),
            ("refused", "activities.no_place"),
            ("refused", "activities.not_your_desk"),
        ]
        again = send(quarter.clerk, marks)
        assert [a.state for a in again] == ["known"] * 3 + ["refused"] * 2
        ann, bob, cat = signups(row)
        assert (ann.came_at, ann.minutes) == (BEGIN - HOUR / 2, 60)
        assert (bob.came_at, bob.went_at, bob.minutes) == (BEGIN + HOUR / 2, None, None)
        assert (cat.came_at, Mark.objects.across_communities("test").count()) == (None, 3)
        assert Event.objects.filter(type=MarksNoted.type).count() == 1
        strange = [Marked(uuid.uuid4(), ann.pk, "in", BEGIN.replace(year=9999)),
                   mark(ann, "out", BEGIN + HOUR)]  # fmt: skip
        assert [a.code for a in send(quarter.clerk, strange)] == ["kernel.no_such_time", ""]
        with pytest.raises(Refused) as refusal:
            attending.note_marks(
                quarter.clerk,
                community=quarter.community,
                marks=[mark(ann, "out", AFTER)],
                sent_at=AFTER.replace(year=9999),
            )
        assert refusal.value.code == "kernel.no_such_time"
        mine_only = send(quarter.resident("ann"), [mark(ann, "out", AFTER)])
        assert mine_only[0].code == "activities.not_your_desk"


def test_f045_by_the_code_at_the_door_one_marks_oneself(quarter):
    with clock.frozen(BEFORE):
        row = first(plan(quarter.clerk, seats=1))
        sign_up(quarter, row.pk, "ann", "bob")
    ann, code = quarter.resident("ann"), codes.made(row.pk)
    with in_district("north"):
        elsewhere = codes.made(row.pk)
    with clock.frozen(DURING):
        for actor, given, why in (
            (ann, elsewhere, "activities.code_over"),
            (ann, codes.made(row.pk + 1), "activities.code_over"),
            (ann, "1:x:y", "activities.code_over"),
            (quarter.resident("bob"), code, "activities.no_place"),
            (quarter.resident("cat"), code, "kernel.not_found"),
        ):
            found = refused(attending.mark_oneself, actor, occasion=row.pk, code=given, what="in")
            assert found == why
        attending.mark_oneself(ann, occasion=row.pk, code=code, what="in")
    with clock.frozen(AFTER):
        done = attending.mark_oneself(ann, occasion=row.pk, code=code, what="out")
        assert done.minutes == 90
        assert refused(coming.leave, ann, occasion=row.pk) == "activities.came_already"
    with clock.frozen(AFTER + 5 * HOUR):
        assert refused(
            attending.mark_oneself, ann, occasion=row.pk, code=code, what="out"
        ) == "activities.not_at_this_hour"  # fmt: skip


def test_f045_somebody_else_confirms_and_the_organisers_hours_too(quarter):
    ann, bob = quarter.resident("ann"), quarter.resident("bob")
    with clock.frozen(BEFORE):
        proposed = plan(ann)
        planning.approve(quarter.clerk, activity=proposed.pk)
        row = first(proposed)
        sign_up(quarter, row.pk, "ann", "bob")
    first_row, second = signups(row)
    with clock.frozen(DURING):
        # the organiser's own desk
        send(ann, [mark(each, "in", BEGIN) for each in (first_row, second)])
        assert refused(attending.confirm, ann, signup=second.pk) == "activities.both_marks_first"
        send(ann, [mark(second, "out", DURING)])
        assert refused(attending.confirm, ann, signup=second.pk) == "activities.not_over"
    with clock.frozen(AFTER):
        send(ann, [mark(first_row, "out", BEGIN + 2 * HOUR)])
        assert refused(attending.confirm, ann, signup=first_row.pk) == (
            "activities.not_your_own_hours"
        )
        assert refused(attending.confirm, bob, signup=first_row.pk) == "activities.organiser_only"
        assert refused(attending.confirm, quarter.far, signup=second.pk) == "kernel.not_found"
        assert Event.objects.filter(type=AttendanceConfirmed.type).count() == 0
        attending.confirm(ann, signup=second.pk)
        attending.confirm(quarter.clerk, signup=first_row.pk)
        assert refused(attending.confirm, quarter.clerk, signup=second.pk) == (
            "activities.confirmed_already"
        )
        (late,) = send(quarter.clerk, [mark(second, "out", BEGIN + 2 * HOUR)])
        assert late.code == "activities.confirmed_already"
        payloads = [e.payload for e in Event.objects.filter(type=AttendanceConfirmed.type)]
        assert all(datetime.fromisoformat(p.pop("ended_at")) > BEGIN for p in payloads)
        same = {"activity": proposed.pk, "organiser": ann.person, "kind": "volunteering"}
        same["alone"] = False
        assert payloads == [
            {**same, "person": bob.person, "verifier": ann.person, "minutes": 30},
            {**same, "person": ann.person, "verifier": quarter.clerk.person, "minutes": 120},
        ]
        assert queries.confirmed_minutes(bob.person) == 30
        assert told("activity_hours") == [bob.person, ann.person]
        assert refused(coming.rate, quarter.resident("cat"), occasion=row.pk, stars=5) == (
            "activities.were_not_there"
        )
        assert refused(coming.rate, ann, occasion=row.pk, stars=5) == "activities.not_your_own"
        rating = coming.rate(bob, occasion=row.pk, stars=4, words="很好，感谢王阿姨")
        assert "王阿姨".encode() not in bytes(rating.words)
        assert refused(coming.rate, bob, occasion=row.pk, stars=1) == "activities.rated_already"
        found = queries.rated(row)
        assert (found.count, found.words) == (1, "4.0")
        (line,) = mine.rows(bob.person)
        assert (line["minutes"], line["stars"], line["words"]) == (30, 4, "很好，感谢王阿姨")
    text = calendar.of(row, "http://example.test/a").decode()
    assert "DTSTART;TZID=Asia/Shanghai:20261128T090000" in text
    assert "SUMMARY:清扫楼道" in text


def test_f045_the_time_that_counts_ends_with_the_date_whenever_going_was_noted(quarter):
    """Else two dates at the same hour would not be found to overlap."""
    with clock.frozen(BEFORE):
        row = first(plan(quarter.clerk))
        sign_up(quarter, row.pk, "ann")
    (ann,) = signups(row)
    with clock.frozen(AFTER + 20 * HOUR):
        send(quarter.clerk, [mark(ann, "in", BEGIN), mark(ann, "out", AFTER + 19 * HOUR)])
        assert attending.confirm(quarter.clerk, signup=ann.pk).minutes == 120
    (payload,) = (e.payload for e in Event.objects.filter(type=AttendanceConfirmed.type))
    assert datetime.fromisoformat(payload["ended_at"]) == BEGIN + 2 * HOUR


def test_f045_a_clerk_who_organises_needs_another_clerk(quarter):
    with clock.frozen(BEFORE):
        row = first(plan(quarter.clerk))
        coming.sign_up(
            Actor(
                quarter.clerk.person,
                Capacity.RESIDENT,
                quarter.community,
                frozenset({quarter.community}),
            ),
            occasion=row.pk,
        )
    (own,) = signups(row)
    with clock.frozen(AFTER):
        send(quarter.clerk, [mark(own, "in", BEGIN), mark(own, "out", AFTER)])
        assert refused(attending.confirm, quarter.clerk, signup=own.pk) == (
            "activities.not_your_own_hours"
        )
        colleague = staff(quarter.community, quarter.bodies["甲居委会"], person(quarter.community))
        assert attending.confirm(colleague, signup=own.pk).minutes == 120


@pytest.mark.parametrize("wrong", ["confirmed_by", "minutes"])
def test_the_database_itself_keeps_people_from_confirming_themselves(quarter, wrong):
    from django.db import IntegrityError, transaction

    row = first(plan(quarter.clerk, begin=clock.now() + HOUR))
    sign_up(quarter, row.pk, "ann")
    (own,) = signups(row)
    values = {"confirmed_by": quarter.clerk.person, "minutes": 1}
    values[wrong] = own.person_id if wrong == "confirmed_by" else None
    with pytest.raises(IntegrityError), transaction.atomic():
        SignUp.objects.within(quarter.community).filter(pk=own.pk).update(**values)


def test_f045_what_one_person_alone_says_is_marked_so(quarter):
    """Entered, marked in and out, confirmed by one: the fact says it. One more hand is enough."""
    second = staff(quarter.community, quarter.bodies["甲居委会"], person(quarter.community))
    with clock.frozen(BEFORE):
        row = first(plan(quarter.clerk, seats=9))
        coming.sign_up(quarter.resident("ann"), occasion=row.pk)
        people = [person(quarter.community) for _ in range(4)]
        numbers = [each.public_id for each in people]
        coming.send_people(quarter.clerk, occasion=row.pk, people=numbers)
    own, alone, noted, coded, other = signups(row)
    with clock.frozen(DURING):
        coder = Actor(
            coded.person_id, Capacity.RESIDENT, quarter.community, frozenset({quarter.community})
        )
        attending.mark_oneself(coder, occasion=row.pk, code=codes.made(row.pk), what="in")
    with clock.frozen(AFTER):
        send(quarter.clerk, [mark(each, "in", BEGIN) for each in (own, alone, noted, other)])
        send(quarter.clerk, [mark(each, "out", AFTER) for each in (own, alone, coded, other)])
        send(second, [mark(noted, "out", AFTER)])
        for each in (own, alone, noted, coded):
            attending.confirm(quarter.clerk, signup=each.pk)
        attending.confirm(second, signup=other.pk)
    facts = Event.objects.filter(type=AttendanceConfirmed.type)
    assert [e.payload["person"] for e in facts if e.payload["alone"]] == [alone.person_id]
    assert facts.count() == 5
