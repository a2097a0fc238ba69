"""F045: places, the waitlist, leaving, teams; who may plan and decide; series; cancelling."""

from dataclasses import replace

import pytest
from django.db import transaction
from tests.queries import queries
from tests.racing import race
from tests.refusing import refusal_of
from tests.working import work

from linli.activities import codes, needs, rules
from linli.activities.actions import attending, coming, planning
from linli.activities.models import Activity, Occasion, SignUp
from linli.activities.queries import people
from linli.activities.tests.factories import AFTER, BEFORE, BEGIN, HOUR, first, plan, sign_up
from linli.facts import activities as facts
from linli.grids.tests.factories import Quarter, office, person
from linli.identity.identifiers import check_character
from linli.identity.models import Person
from linli.identity.operations import enrol
from linli.journal.models import Event
from linli.kernel import clock
from linli.kernel.actor import Actor, Capacity
from linli.mandates import actions as mandates
from linli.notices.models import Addressed

refused = refusal_of()


def on_list(occasion: Occasion) -> list[tuple[int, str, int]]:
    rows = SignUp.objects.across_communities("test").filter(occasion=occasion).order_by("number")
    return list(rows.values_list("person", "state", "number"))


def told(kind: str) -> list[int]:
    work()
    rows = Addressed.objects.filter(notice__kind=kind).order_by("pk")
    return list(rows.values_list("person", flat=True))


def newcomer(quarter: Quarter) -> Actor:
    who = person(quarter.community)
    return Actor(who.pk, Capacity.RESIDENT, quarter.community, frozenset({quarter.community}))


def test_f045_places_go_in_order_and_the_first_who_waits_moves_up(quarter):
    with clock.frozen(BEFORE):
        row = first(plan(quarter.clerk, seats=1))
        ann, bob, cat = (quarter.people[name].pk for name in ("ann", "bob", "cat"))
        sign_up(quarter, row.pk, "ann", "bob", "cat")
        assert on_list(row) == [(ann, "seated", 1), (bob, "waiting", 2), (cat, "waiting", 3)]
        code = refused(coming.sign_up, quarter.resident("ann"), occasion=row.pk)
        assert code == "activities.signed_up_already"
        assert refused(coming.sign_up, quarter.resident("eve"), occasion=row.pk) == (
            "kernel.not_found"
        )
        moved = coming.leave(quarter.resident("ann"), occasion=row.pk)
        assert [each.person_id for each in moved] == [bob]
        # who comes back stands at the end
        sign_up(quarter, row.pk, "ann")
        assert on_list(row) == [(bob, "seated", 2), (cat, "waiting", 3), (ann, "waiting", 4)]
        row.refresh_from_db()
        assert (row.taken, row.last) == (1, 4)
        assert told("activity_place") == [bob]
        # whoever waits and leaves moves nobody
        assert coming.leave(quarter.resident("cat"), occasion=row.pk) == []
        assert [n.count for n in needs.personal(quarter.resident("bob"))][:1] == [1]
    with clock.frozen(AFTER):
        code = refused(coming.sign_up, quarter.resident("cat"), occasion=row.pk)
        assert code == "activities.closed"
        assert refused(coming.leave, quarter.resident("bob"), occasion=row.pk) == (
            "activities.came_already"
        )


def test_f045_a_team_comes_together_and_everybody_in_it_is_told(quarter):
    with clock.frozen(BEFORE):
        row = first(plan(quarter.clerk, seats=2))
        numbers = [quarter.people[name].public_id for name in ("bob", "cat")]
        actor = quarter.resident("ann")
        foreign = quarter.people["eve"].public_id
        code = refused(coming.sign_up, actor, occasion=row.pk, team=[numbers[0], foreign])
        assert (code, on_list(row)) == ("activities.nobody_there", [])
        coming.sign_up(actor, occasion=row.pk, team=numbers)
        rows = SignUp.objects.across_communities("test").filter(occasion=row).order_by("number")
        assert list(rows.values_list("state", "team", "by")) == [
            ("seated", 1, None),
            ("seated", 1, actor.person),
            ("waiting", 1, actor.person),
        ]
        bob, cat = (quarter.people[name].pk for name in ("bob", "cat"))
        assert told("activity_entered") == [bob, cat]
        event = Event.objects.get(type=facts.SignedUp.type)
        assert event.payload["people"] == [actor.person, bob]
        assert event.payload["waiting"] == [cat]


def test_f045_a_helper_signs_up_and_leaves_but_runs_no_desk(quarter):
    ann, body = quarter.resident("ann"), "44060419900101123"
    with transaction.atomic():
        bob = enrol(
            phone="19900029999",
            name="王小明",
            id_number=body + check_character(body),
            community=quarter.community,
            level=Person.Level.REAL_NAME,
        )
    with clock.frozen(BEFORE):
        row = first(plan(quarter.clerk))
        offered, _code = mandates.offer(
            ann,
            deeds=("activities",),
            bond="family",
            until=clock.today() + 24 * HOUR * 30,
            helper=bob.public_id,
        )
        helping = replace(ann, helper=bob.pk, deeds=frozenset({"activities"}))
        assert refused(coming.sign_up, helping, occasion=row.pk) == "kernel.mandate_over"
        mandates.accept(replace(ann, person=bob.pk), mandate=offered.pk)
        coming.sign_up(helping, occasion=row.pk)
        assert on_list(row) == [(ann.person, "seated", 1)]
        assert Event.objects.get(type=facts.SignedUp.type).helper == bob.pk
        code = refused(
            attending.mark_oneself, helping, occasion=row.pk, code=codes.made(row.pk), what="in"
        )
        assert code == "kernel.not_by_helper"
        assert coming.leave(helping, occasion=row.pk) == []
        assert on_list(row) == [(ann.person, "left", 1)]


def test_f045_a_resident_proposes_and_staff_decide_with_a_reason(quarter):
    ann = quarter.resident("ann")
    with clock.frozen(BEFORE):
        proposed = plan(ann)
        row = first(proposed)
        assert proposed.state == "proposed"
        assert refused(coming.sign_up, quarter.resident("bob"), occasion=row.pk) == (
            "kernel.not_found"
        )
        assert [n.count for n in needs.official(quarter.clerk)] == [1, 0, 0]
        # what nobody else has seen is not cancelled before their eyes
        assert refused(planning.cancel, ann, occasion=row.pk, reason="x") == "activities.closed"
        assert refused(planning.approve, quarter.far, activity=proposed.pk) == "kernel.not_found"
        assert refused(planning.approve, ann, activity=proposed.pk) == "kernel.not_for_you"
        code = refused(planning.refuse, quarter.clerk, activity=proposed.pk, reason=" ")
        assert code == "activities.reason_first"
        planning.approve(quarter.clerk, activity=proposed.pk)
        assert refused(planning.approve, quarter.clerk, activity=proposed.pk) == (
            "activities.decided_already"
        )
        sign_up(quarter, row.pk, "bob")
        other = planning.refuse(quarter.clerk, activity=plan(ann).pk, reason="场地不安全")
        assert (other.state, other.reason) == ("refused", "场地不安全")
        assert told("activity_opened") == [ann.person]
        assert told("activity_refused") == [ann.person]
        # a member of staff who proposes as a resident is decided about by somebody else
        at_home = Actor(quarter.clerk.person, Capacity.RESIDENT, quarter.community, ann.reach, True)
        own = plan(at_home)
        assert own.state == "proposed"
        assert refused(planning.approve, quarter.clerk, activity=own.pk) == (
            "activities.not_your_own"
        )
        chair = office(
            quarter.bodies["审计所"], quarter.people["cat"], "officer", quarter.community
        )
        officer = Actor(
            quarter.people["cat"].pk, Capacity.OFFICER, quarter.community, ann.reach, True,
            office=chair.pk, organisation=chair.organisation_id, body="auditor",
        )  # fmt: skip
        assert plan(officer).state == "open"


def test_f045_a_series_has_its_dates_and_cancelling_tells_everybody(quarter):
    with clock.frozen(BEFORE):
        for rule, code in (
            ("FREQ=WEEKLY", "activities.wrong_series"),
            ("FREQ=WEEKLY;COUNT=54", "activities.wrong_series"),
            ("FREQ=HOURLY;COUNT=3", "activities.wrong_series"),
            ("nonsense COUNT=1", "activities.wrong_series"),
        ):
            assert refused(plan, quarter.clerk, rule=rule) == code
        assert refused(plan, quarter.clerk, begin=BEFORE) == "activities.past"
        assert refused(plan, quarter.clerk, seats=0) == "activities.wrong_seats"
        assert Activity.objects.across_communities("test").count() == 0
        series = plan(quarter.clerk, rule="FREQ=WEEKLY;INTERVAL=2;COUNT=3")
        dates = list(Occasion.objects.within(quarter.community).order_by("begins_at"))
        assert [d.begins_at for d in dates] == [BEGIN + n * 14 * 24 * HOUR for n in range(3)]
        for row in dates:
            sign_up(quarter, row.pk, "ann")
        cancel = planning.cancel
        assert refused(cancel, quarter.resident("ann"), occasion=dates[0].pk, reason="x") == (
            "activities.organiser_only"
        )
        assert cancel(quarter.clerk, occasion=dates[0].pk, reason="下雨") == [dates[0].pk]
        series.refresh_from_db()
        assert series.state == "open"
        assert refused(coming.sign_up, quarter.resident("bob"), occasion=dates[0].pk) == (
            "activities.closed"
        )
        gone = cancel(quarter.clerk, occasion=dates[1].pk, reason="场地维修", following=True)
        assert gone == [dates[1].pk, dates[2].pk]
        series.refresh_from_db()
        assert (series.state, series.reason) == ("cancelled", "场地维修")
        assert told("activity_cancelled") == [quarter.people["ann"].pk] * 3


def test_f045_a_rush_of_60_on_5_places_fills_exactly_5_and_orders_the_waitlist(quarter):
    rush(quarter, people=60, seats=5, at_once=12)


@pytest.mark.long
def test_f045_a_rush_of_2000_on_50_places_fills_exactly_50_and_orders_the_waitlist(quarter):
    rush(quarter, people=2000, seats=50, at_once=40)


def rush(quarter: Quarter, *, people: int, seats: int, at_once: int) -> None:
    row = first(plan(quarter.clerk, seats=seats, begin=clock.now() + HOUR))
    crowd = [newcomer(quarter) for _ in range(people)]

    def several(part: list[Actor]):
        def call() -> None:
            for actor in part:
                coming.sign_up(actor, occasion=row.pk)

        return call

    answers = race(*(several(crowd[n::at_once]) for n in range(at_once)))
    assert answers == ["done"] * at_once
    rows = on_list(row)
    assert {person for person, *_ in rows} == {actor.person for actor in crowd}
    assert [state for _, state, _ in rows] == ["seated"] * seats + ["waiting"] * (people - seats)
    assert [number for *_, number in rows] == list(range(1, people + 1))
    row.refresh_from_db()
    assert (row.taken, row.last) == (seats, people)


def test_f045_the_database_itself_gives_no_place_twice(quarter):
    from django.db import IntegrityError

    row = first(plan(quarter.clerk, seats=1, begin=clock.now() + HOUR))
    with pytest.raises(IntegrityError), transaction.atomic():
        Occasion.objects.within(quarter.community).filter(pk=row.pk).update(taken=2)


def test_lists_take_a_constant_number_of_queries(quarter):
    row = first(plan(quarter.clerk, seats=5, begin=clock.now() + HOUR))
    ann = quarter.resident("ann")

    def count() -> tuple[int, int, int]:
        counts = []
        for ask in (
            lambda: people.with_names(people.people_of(row.pk)),
            lambda: people.desk(quarter.clerk),
            lambda: people.places_of(ann, people.coming(ann)),
        ):
            with queries() as found:
                ask()
            counts.append(len(found))
        return tuple(counts)

    sign_up(quarter, row.pk, "ann")
    few = count()
    sign_up(quarter, row.pk, "bob", "cat")
    plan(quarter.clerk, begin=clock.now() + HOUR)
    assert count() == few == (3, 3, 2)


def test_f045_who_may_see_a_date_is_the_same_for_one_row_and_for_a_list(quarter):
    """`sees` asks in Python what `visible_to` asks of the database."""
    with clock.frozen(BEFORE):
        quarter.people["dan"] = person(quarter.community)
        rows = [plan(quarter.clerk), plan(quarter.resident("ann")), plan(quarter.far)]
        refused_one = plan(quarter.resident("ann"))
        planning.refuse(quarter.clerk, activity=refused_one.pk, reason="重复")
        reader = Actor(
            quarter.people["bob"].pk, Capacity.AUDITOR, None, frozenset({quarter.community}),
            second_factor=True,
        )  # fmt: skip
        actors = [
            quarter.clerk, quarter.far, reader, replace(reader, second_factor=False),
            quarter.resident("ann"), quarter.resident("dan"), Actor(None, Capacity.VISITOR, None),
        ]  # fmt: skip
        for row in [*rows, refused_one]:
            row.refresh_from_db()
            for actor in actors:
                assert rules.sees(actor, row) == rules.visible_to(actor).filter(pk=row.pk).exists()
                seen = rules.may_sign_up(actor, occasion=first(row).pk)
                assert (seen.reason == "kernel.not_found") <= (not rules.sees(actor, row))


def test_f045_signing_up_takes_a_few_round_trips(quarter):
    with clock.frozen(BEFORE):
        row, cold = (first(plan(quarter.clerk)) for _ in range(2))
        coming.sign_up(quarter.resident("ann"), occasion=cold.pk)
        with queries() as found:
            coming.sign_up(quarter.resident("ann"), occasion=row.pk)
        # begin; rule, occasion's lock, person, who else is on the list, place, event; commit
        assert len(found) == 8
