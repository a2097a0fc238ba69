"""F046, F047, F048, F053: free hours, festivals, who comes by themselves, before the handing over."""

from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest
from django.db import transaction
from django.utils import translation
from tests.queries import queries
from tests.racing import race

from linli.activities import mine, warnings
from linli.activities.actions import asking, attending, coming
from linli.activities.festivals import Festival, clashes, day_in, free_days
from linli.activities.models import FreeHours, Group, GroupMember, Rating
from linli.activities.operations.asking import erase_of
from linli.activities.queries import asking as figures
from linli.activities.slots import covered, mismatch, slot
from linli.activities.tests.factories import AFTER, BEFORE, BEGIN, HOUR, first, plan
from linli.activities.tests.test_attending import mark, send, signups
from linli.activities.tests.test_coming import refused
from linli.grids.tests.factories import person
from linli.kernel import clock
from linli.kernel.actor import Actor, Capacity
from linli.places.states import Stage
from linli.residence.models import Residence


def resident(who, community: int) -> Actor:
    return Actor(who.pk, Capacity.RESIDENT, community, frozenset({community}))


# --- F046 ---------------------------------------------------------------------------------------
def test_f046_a_span_covers_the_parts_of_the_week_that_it_touches():
    saturday = datetime(2026, 11, 28, 1, 0, tzinfo=UTC)  # nine o'clock in Shanghai
    assert covered(saturday, saturday + 2 * HOUR) == {slot(5, 0)}
    assert covered(saturday, saturday + 4 * HOUR) == {slot(5, 0), slot(5, 1)}
    assert covered(saturday + 11 * HOUR, saturday + 24 * HOUR) == {slot(5, 2), slot(6, 0)}
    assert covered(saturday + 3 * HOUR, saturday + 3 * HOUR + HOUR / 2) == {slot(5, 1)}


def test_f046_the_index_counts_who_is_not_free_in_all_of_it_and_keeps_small_groups_quiet():
    answers = [[slot(5, 0)]] * 4 + [[slot(5, 0), slot(5, 1)]] * 3 + [[slot(0, 2)]] * 3
    found = mismatch({slot(5, 0), slot(5, 1)}, answers, 10)
    assert (found.answers, found.free, found.permille) == (10, 3, 700)
    assert not mismatch({slot(5, 0)}, answers[1:], 10).known


def test_f046_two_first_answers_at_once_are_one(quarter):
    actor = resident(person(quarter.community), quarter.community)
    say = [partial(asking.say_free_hours, actor, slots=[slot(n, 0)]) for n in range(4)]
    assert race(*say) == ["done"] * 4
    assert FreeHours.objects.within(quarter.community).filter(person=actor.person).count() == 1


def test_f046_whoever_plans_for_hours_in_which_few_are_free_is_warned(quarter):
    tuesday = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)  # ten o'clock
    people = [resident(person(quarter.community), quarter.community) for _ in range(10)]
    with clock.frozen(BEFORE), translation.override("en"):
        for number, actor in enumerate(people):
            asking.say_free_hours(actor, slots=[slot(5, 0)] if number < 7 else [slot(1, 0)])
        for day, found in ((tuesday, 1), (tuesday + timedelta(days=4), 0)):
            assert len(warnings.against(quarter.community, [(day, day + HOUR)], "")) == found
        (said,) = warnings.against(quarter.community, [(tuesday, tuesday + HOUR)], "")
        assert "Of 10 neighbours" in said
        assert "70 %" in said
        # another community's answers say nothing here
        assert warnings.against(quarter.other, [(tuesday, tuesday + HOUR)], "") == []
        plan(quarter.clerk, begin=tuesday)
        plan(quarter.clerk, begin=BEGIN)
        with queries() as asked:
            week = figures.week([quarter.community], date(2026, 1, 1), date(2026, 12, 31))
        assert (len(asked), week.answers, week.permille) == (2, 10, 500)
        assert (week.free[slot(5, 0)], week.planned[slot(1, 0)]) == (7, 1)
        # nine are too few to say anything of
        assert asking.say_free_hours(people[0], slots=[]) is None
        assert warnings.against(quarter.community, [(tuesday, tuesday + HOUR)], "") == []
        assert figures.week([quarter.community], date(2026, 1, 1), date(2026, 12, 31)).permille is (
            None
        )
        assert [row["parts"] for row in mine.answers(people[1].person)] == ["15"]
        with transaction.atomic():
            erase_of(people[1].person)
        rows = FreeHours.objects.across_communities("test")
        assert not rows.filter(person=people[1].person).exists()


def test_with_an_account_its_places_and_words_go(quarter):
    with clock.frozen(BEFORE):
        row = first(plan(quarter.clerk, seats=1))
        for name in ("ann", "bob"):
            coming.sign_up(quarter.resident(name), occasion=row.pk)
        ann, bob = (each.person_id for each in signups(row))
        with transaction.atomic():
            erase_of(ann)
        assert [(each.person_id, each.state) for each in signups(row)] == [
            (ann, "left"),
            (bob, "seated"),
        ]
        row.refresh_from_db()
        assert row.taken == 1
    with clock.frozen(AFTER):
        (_gone, seat) = signups(row)
        send(quarter.clerk, [mark(seat, "in", BEGIN), mark(seat, "out", AFTER)])
        coming.rate(quarter.resident("bob"), occasion=row.pk, stars=5, words="谢谢王阿姨")
        with transaction.atomic():
            erase_of(bob)
        (left,) = Rating.objects.across_communities("test")
        assert (left.stars, left.words, signups(row)[1].state) == (5, None, "seated")


# --- F047 ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("festival", "day"),
    [
        (Festival.SPRING, date(2026, 2, 17)),
        (Festival.QINGMING, date(2026, 4, 5)),
        (Festival.DRAGON, date(2026, 6, 19)),
        (Festival.MID_AUTUMN, date(2026, 9, 25)),
        (Festival.DOUBLE_NINTH, date(2026, 10, 18)),
        (Festival.NATIONAL, date(2026, 10, 1)),
    ],
)
def test_f047_festivals_are_on_their_real_days(festival, day):
    assert day_in(festival, 2026) == day


def test_f047_a_working_day_before_the_festival_and_a_moved_weekend_are_told():
    # a Thursday before the Dragon Boat Festival of Friday, 19 June 2026
    (found,) = clashes(Festival.DRAGON, date(2026, 6, 18))
    assert (found.code, found.festival, found.days) == ("before", date(2026, 6, 19), 1)
    assert clashes(Festival.DRAGON, date(2026, 6, 19)) == []
    assert clashes(Festival.DRAGON, date(2026, 6, 13)) == []
    # Sunday, 20 September 2026 is a working day, moved for National Day
    codes = [each.code for each in clashes(Festival.MID_AUTUMN, date(2026, 9, 20))]
    assert codes == ["before", "moved"]
    assert free_days(Festival.DRAGON, date(2026, 6, 18)) == [date(2026, 6, 19), date(2026, 6, 20)]
    # New Year's Eve belongs to the next year's festival
    assert clashes(Festival.NEW_YEAR, date(2026, 12, 31))[0].festival == date(2027, 1, 1)


# --- F048 ---------------------------------------------------------------------------------------
def test_f048_sent_people_are_told_apart_and_few_are_kept_quiet(quarter):
    sent = [person(quarter.community) for _ in range(10)]
    alone = [person(quarter.community) for _ in range(10)]
    with clock.frozen(BEFORE):
        row = first(plan(quarter.clerk, seats=30))
        coming.send_people(quarter.clerk, occasion=row.pk, people=[p.public_id for p in sent])
        for who in alone:
            coming.sign_up(resident(who, quarter.community), occasion=row.pk)
    with clock.frozen(AFTER):
        marks = [
            mark(s, w, BEGIN + n * HOUR) for s in signups(row) for w, n in (("in", 0), ("out", 1))
        ]
        send(quarter.clerk, marks)
        year = (date(2026, 1, 1), date(2026, 12, 31))
        for own in signups(row)[:9]:
            attending.confirm(quarter.clerk, signup=own.pk)
        assert not figures.sources([quarter.community], *year).known
        for own in signups(row)[9:]:
            attending.confirm(quarter.clerk, signup=own.pk)
        found = figures.sources([quarter.community], *year)
        assert (found.voluntary, found.mobilised, found.people) == (10, 10, 20)
        assert (found.only_mobilised, found.split_known) == (10, True)
        assert figures.sources([quarter.other], *year).total == 0


# --- F053 ---------------------------------------------------------------------------------------
def at_home(quarter, name: str) -> None:
    Residence.objects.create(
        community=quarter.community,
        unit=quarter.units[0],
        person=quarter.people[name],
        relation="tenant",
        ground="papers",
        since=date(2026, 1, 1),
    )


def test_f053_gatherings_before_the_handing_over_are_for_the_people_of_the_estate(quarter):
    estate = quarter.estate
    at_home(quarter, "ann")
    ann, bob = quarter.resident("ann"), quarter.resident("bob")
    with clock.frozen(BEFORE):
        assert refused(plan, quarter.clerk, kind="birthday") == "activities.estate_first"
        row = first(plan(quarter.clerk, kind="birthday", estate=estate.pk))
        assert refused(coming.sign_up, bob, occasion=row.pk) == "activities.estate_only"
        assert coming.sign_up(ann, occasion=row.pk).state == "seated"
        bobs = quarter.people["bob"].public_id
        assert refused(coming.send_people, quarter.clerk, occasion=row.pk, people=[bobs]) == (
            "activities.nobody_there"
        )
        assert refused(asking.found_group, bob, estate=estate.pk, title="亲子") == (
            "activities.estate_only"
        )
        group = asking.found_group(ann, estate=estate.pk, title="亲子")
        building = asking.found_group(
            ann, estate=estate.pk, title="1栋群", building=quarter.buildings[0].pk
        )
        assert [group.kind, building.kind] == [Group.Kind.INTEREST, Group.Kind.BUILDING]
        assert refused(asking.found_group, ann, estate=estate.pk, title="亲子") == (
            "activities.group_exists"
        )
        assert refused(asking.join_group, ann, group=group.pk) == "activities.in_group_already"
        assert refused(asking.join_group, bob, group=group.pk) == "activities.estate_only"
        only = first(plan(quarter.clerk, group=group.pk))
        at_home(quarter, "cat")
        cat = quarter.resident("cat")
        assert refused(coming.sign_up, cat, occasion=only.pk) == "activities.group_only"
        asking.join_group(cat, group=group.pk)
        assert coming.sign_up(cat, occasion=only.pk).state == "seated"
        asking.leave_group(cat, group=group.pk)
        members = GroupMember.objects.within(quarter.community).filter(group=group)
        assert list(members.values_list("person", flat=True)) == [ann.person]
        type(estate).objects.within(quarter.community).filter(pk=estate.pk).update(
            stage=Stage.COMMITTEE
        )
        assert refused(plan, quarter.clerk, kind="neighbours", estate=estate.pk) == (
            "activities.handed_over"
        )
