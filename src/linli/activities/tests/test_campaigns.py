"""F049, F051: only confirmed facts count; nobody is shown unasked; awards by frozen criteria."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st
from tests.working import work

from linli.activities.actions import attending, coming
from linli.activities.actions import campaigns as actions
from linli.activities.actions import honours as awards
from linli.activities.models import Candidate, Counted, Entrant
from linli.activities.operations import campaigns as operations
from linli.activities.operations.asking import erase_of
from linli.activities.queries import campaigns as queries
from linli.activities.queries import honours
from linli.activities.scoring import MOST_WEIGHT, Criterion, score, shortlist
from linli.activities.tasks import Wanted
from linli.activities.tests.factories import AFTER, BEFORE, BEGIN, HOUR, first, plan
from linli.activities.tests.test_attending import mark, send, signups
from linli.activities.tests.test_coming import refused, told
from linli.facts.activities import CriteriaFrozen
from linli.grids.tests.factories import person, staff
from linli.journal.models import Event
from linli.kernel import clock

DAY = timedelta(days=1)


def attended(quarter, *names: str, minutes: int = 60) -> None:
    """One activity with confirmed hours, on the frozen day of AFTER."""
    with clock.frozen(BEFORE):
        row = first(plan(quarter.clerk, seats=9))
        for name in names:
            coming.sign_up(quarter.resident(name), occasion=row.pk)
    with clock.frozen(AFTER):
        for each in signups(row):
            send(
                quarter.clerk,
                [mark(each, "in", BEGIN), mark(each, "out", BEGIN + HOUR * minutes / 60)],
            )
            attending.confirm(quarter.clerk, signup=each.pk)


def opened(quarter, **more):
    values = {
        "community": quarter.community,
        "title": "社区事务我参与",
        "since": date(2026, 11, 1),
        "until": date(2026, 12, 31),
        "tasks": [Wanted("attendance", 3, "volunteering", 2), Wanted("duty", 1)],
        **more,
    }
    with clock.frozen(BEFORE):
        return actions.open_campaign(quarter.clerk, **values)


def done(row) -> dict[int, int]:
    rows = Entrant.objects.within(row.community).filter(campaign=row)
    return dict(rows.values_list("person", "done"))


def test_f049_only_confirmed_facts_count_once_and_nobody_is_shown_unasked(quarter):
    assert refused(opened, quarter, tasks=[]) == "activities.no_tasks"
    assert refused(opened, quarter, until=date(2026, 10, 1)) == "activities.wrong_days"
    row = opened(quarter)
    ann, bob, eve = (quarter.resident(name) for name in ("ann", "bob", "eve"))
    with clock.frozen(BEFORE):
        assert refused(actions.enter_campaign, eve, campaign=row.pk) == "kernel.not_found"
        actions.enter_campaign(ann, campaign=row.pk)
        actions.enter_campaign(bob, campaign=row.pk, shown=True)
        assert refused(actions.enter_campaign, ann, campaign=row.pk) == (
            "activities.takes_part_already"
        )
    attended(quarter, "ann", "bob", "cat")
    work()
    assert done(row) == {ann.person: 1, bob.person: 1}
    with clock.frozen(AFTER):
        assert [name for _place, name, _n in queries.board(row)] == ["王**"]
        assert len(queries.board(row)) == 1
        actions.choose_board(ann, campaign=row.pk, shown=True)
        assert [place for place, *_ in queries.board(row)] == [1, 1]
        actions.choose_board(bob, campaign=row.pk, shown=False)
        assert len(queries.board(row)) == 1
        entrant = queries.entrant_of(row, ann)
        assert [each.done for each in queries.progress(row, entrant)] == [1, 0]
    # the same fact again, a third on one day, and one after the last day
    event = Counted.objects.within(quarter.community).filter(entrant=entrant).get().event
    same = {
        "community": quarter.community,
        "person": ann.person,
        "counts": "attendance",
        "kind": "volunteering",
        "on": date(2026, 11, 28),
    }
    clerk = quarter.clerk.person

    def count(number: int, **more) -> int:
        with transaction.atomic():
            deed = operations.Deed(**{**same, "event": number, "verifier": clerk, **more})
            return operations.count(deed)

    assert count(event) == 0
    assert count(event, kind="fitness") == 0
    assert (count(10_001), count(10_002)) == (1, 0)
    assert count(10_003, on=date(2027, 1, 1)) == 0
    assert done(row)[ann.person] == 2


def test_f049_two_who_confirm_each_other_do_not_count(quarter):
    row = opened(quarter, tasks=[Wanted("attendance", 9, "", 9)])
    ann, bob = (quarter.resident(name) for name in ("ann", "bob"))
    with clock.frozen(BEFORE):
        for actor in (ann, bob):
            actions.enter_campaign(actor, campaign=row.pk)

    def count(number: int, who, by) -> int:
        with transaction.atomic():
            return operations.count(
                operations.Deed(
                    number, quarter.community, who, by, "attendance", "family", date(2026, 11, 28)
                )
            )

    assert count(1, ann.person, bob.person) == 1
    assert count(2, bob.person, ann.person) == 0
    assert [count(10 + n, ann.person, bob.person) for n in range(5)] == [1, 1, 1, 1, 0]
    assert count(20, ann.person, quarter.clerk.person) == 1


VALUES = st.dictionaries(
    st.integers(1, 30),
    st.fixed_dictionaries({"minutes": st.integers(0, 5), "times": st.integers(0, 3)}),
)


@given(everybody=VALUES, size=st.integers(1, 5), least=st.integers(0, 3))
def test_f051_the_shortlist_leaves_out_nobody_who_is_better_than_somebody_on_it(
    everybody, size, least
):
    criteria = (Criterion("minutes", 2, least), Criterion("times", 3))
    found = shortlist(criteria, everybody, size)
    scores = {pk: score(criteria, values) for pk, values in everybody.items()}
    able = {pk: n for pk, n in scores.items() if n}
    assert all(able[pk] == n for pk, n in found)
    assert len(found) >= min(size, len(able))
    worst = min((n for _, n in found), default=0)
    assert all(pk in dict(found) for pk, n in able.items() if n > worst)
    assert len([1 for _, n in found if n > worst]) < size or not found


def drafted(quarter, **more):
    values = {
        "community": quarter.community,
        "kind": "person",
        "title": "共享标兵",
        "since": date(2026, 11, 1),
        "until": date(2026, 11, 30),
        "size": 2,
        "criteria": (Criterion("minutes", 1, 30), Criterion("voluntary", 10)),
        **more,
    }
    return awards.draft(quarter.clerk, **values)


def test_f051_a_weight_has_a_most(quarter):
    for weight in (MOST_WEIGHT + 1, 10**30, -1):
        criteria = (Criterion("minutes", 1), Criterion("times", weight))
        assert refused(drafted, quarter, criteria=criteria) == "activities.no_criteria"
    assert drafted(quarter, criteria=(Criterion("minutes", MOST_WEIGHT),)).pk


def test_f051_an_award_goes_from_frozen_criteria_over_objections_to_its_result(quarter):
    attended(quarter, "ann", "bob", minutes=60)
    attended(quarter, "ann", minutes=30)
    attended(quarter, "cat", minutes=20)
    ann, bob, cat = (quarter.resident(name) for name in ("ann", "bob", "cat"))
    colleague = staff(quarter.community, quarter.bodies["甲居委会"], person(quarter.community))
    december = datetime(2026, 12, 1, 2, tzinfo=BEGIN.tzinfo)
    with clock.frozen(AFTER):
        assert refused(drafted, quarter, criteria=(Criterion("minutes", 0),)) == (
            "activities.no_criteria"
        )
        assert refused(drafted, quarter, criteria=(Criterion("people", 1),)) == (
            "activities.no_criteria"
        )
        row = drafted(quarter)
        assert refused(awards.publish_shortlist, quarter.clerk, cycle=row.pk) == (
            "activities.award_not_now"
        )
        assert refused(awards.freeze, quarter.far, cycle=row.pk) == "kernel.not_found"
        awards.freeze(quarter.clerk, cycle=row.pk)
        event = Event.objects.get(type=CriteriaFrozen.type)
        row.refresh_from_db()
        assert event.payload["criteria_hash"] == row.criteria_hash != ""
        assert refused(awards.publish_shortlist, quarter.clerk, cycle=row.pk) == (
            "activities.not_over"
        )
    with clock.frozen(december):
        type(row).objects.within(row.community).update(criteria=[["minutes", 9, 0]])
        assert refused(awards.publish_shortlist, quarter.clerk, cycle=row.pk) == (
            "activities.criteria_changed"
        )
        type(row).objects.within(row.community).update(criteria=row.criteria)
        row = awards.publish_shortlist(quarter.clerk, cycle=row.pk)
        found = [(each.person_id, each.score) for each, _name in honours.candidates(row)]
        assert found == [(ann.person, 110), (bob.person, 70)]
        assert row.public_until == date(2026, 12, 8)
        first_one, second = (each for each, _name in honours.candidates(row))
        objection = awards.object_to(cat, cycle=row.pk, candidate=second.pk, words="他替别人签到")
        assert "签到".encode() not in bytes(objection.words)
        assert refused(
            awards.object_to, cat, cycle=row.pk, candidate=second.pk, words="x"
        ) == "activities.objected_already"  # fmt: skip
        assert refused(awards.conclude, quarter.clerk, cycle=row.pk) == "activities.still_public"
    with clock.frozen(december + 10 * DAY):
        assert refused(
            awards.object_to, bob, cycle=row.pk, candidate=first_one.pk, words="x"
        ) == "activities.public_over"  # fmt: skip
        assert refused(awards.conclude, quarter.clerk, cycle=row.pk) == (
            "activities.objections_wait"
        )
        Candidate.objects.within(row.community).filter(pk=second.pk).update(person=colleague.person)
        no = {"cycle": row.pk, "objection": objection.pk, "upheld": False, "words": "不实"}
        assert refused(awards.answer, colleague, **no) == "activities.not_your_own"
        awards.answer(quarter.clerk, **(no | {"upheld": True, "words": "查实"}))
        row = awards.conclude(quarter.clerk, cycle=row.pk)
    left = Candidate.objects.within(row.community).filter(cycle=row, out=False)
    assert (row.state, list(left.values_list("person", flat=True))) == ("result", [ann.person])
    assert told("award_answered") == [cat.person]
    with transaction.atomic():
        erase_of(cat.person)
    objection.refresh_from_db()
    assert (objection.words, objection.upheld) == (None, True)
    assert told("award_listed") == [ann.person]
    with pytest.raises(IntegrityError), transaction.atomic():
        type(row).objects.within(row.community).update(criteria_hash="")


def test_f051_whoever_does_not_want_to_be_named_is_taken_off_and_estates_have_their_own(quarter):
    from linli.activities.tests.test_asking import at_home

    at_home(quarter, "ann")
    attended(quarter, "ann", "bob")
    with clock.frozen(AFTER):
        for kind in ("person", "estate"):
            row = drafted(quarter, kind=kind, criteria=(Criterion("minutes", 1),))
            awards.freeze(quarter.clerk, cycle=row.pk)
    with clock.frozen(datetime(2026, 12, 1, 2, tzinfo=BEGIN.tzinfo)):
        estates = awards.publish_shortlist(quarter.clerk, cycle=row.pk)
        (only,) = honours.candidates(estates)
        assert (only[1], only[0].score) == ("和园", 60)
        assert only[0].values == {"minutes": 60, "times": 1, "voluntary": 1, "people": 1}
        people = awards.publish_shortlist(quarter.clerk, cycle=row.pk - 1)
        awards.decline(quarter.resident("bob"), cycle=people.pk)
        names = [each.person_id for each, _name in honours.candidates(people) if not each.out]
        assert names == [quarter.people["ann"].pk]
        bob = quarter.people["bob"].pk
        for reader, staff, sees in (
            (quarter.resident("ann"), False, False),
            (quarter.resident("bob"), False, True),
            (quarter.clerk, True, True),
        ):
            rows = honours.named(people, reader, staff=staff)
            assert (bob in [each.person_id for each, _name in rows]) == sees
