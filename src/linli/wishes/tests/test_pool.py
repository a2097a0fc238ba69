"""The pool, squads and pairs: who is asked and why, what staff get, and nothing changes when refused."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.queries import queries

from linli.duties.tests.factories import person
from linli.grids.actions import work as visits
from linli.grids.models import HomeToVisit
from linli.identity.actions import neighbours
from linli.identity.models import Person
from linli.kernel import clock
from linli.kernel.actor import SYSTEM
from linli.wishes import actions, jobs, queries_pool
from linli.wishes.models import Asked, Pair, Skills, Squad
from linli.wishes.needs import official, personal
from linli.wishes.queries import rules_on
from linli.wishes.tests.acts import fresh, last, refusal
from linli.wishes.tests.factories import hands, home, level, town, wished

MONDAY = datetime(2026, 5, 11, 2, tzinfo=UTC)
ALL = "test"


@pytest.fixture
def here(committed, monkeypatch):
    from linli.kernel import deeds

    monkeypatch.setattr(deeds, "_standing", [lambda _actor, _keys: True])
    with clock.frozen(MONDAY):
        yield town()


def can(here, *names, kinds=("errand",), slots=(0, 1), **more) -> None:
    for name in names:
        actions.offer_skills(here.actors[name], kinds=kinds, slots=slots, **more)


def asked(here, wish) -> list[tuple[str, list[str]]]:
    names = {person.pk: name for name, person in here.people.items()}
    return [(names[row.person_id], row.reasons) for row in Asked.objects.filter(wish=wish)]


def test_a_wish_is_offered_to_the_best_three_with_reasons(here):
    """By skill, time and the same building; never to the wisher, nor across a block or a community."""
    unit = home(here, "ann")
    home(here, "cai", "503")
    for name in ("bob", "cai", "dan"):
        level(here, name, 20)
    can(here, "ann", "bob", "dan", "eve")
    can(here, "cai", slots=())
    wish = wished(here, unit=unit.pk)
    assert jobs.offer_open() == 1
    assert asked(here, wish) == [
        ("bob", ["can", "free", "community"]),
        ("dan", ["can", "free", "community"]),
        ("cai", ["can", "building"]),
    ]
    bob, dan, cai = (here.people[name].pk for name in ("bob", "dan", "cai"))
    assert last().payload == {"wish": wish.pk, "people": [bob, dan, cai]}
    assert fresh(wish).offered_at == MONDAY
    assert jobs.offer_open() == 0
    assert list(queries_pool.offered_to(bob)) == [wish.pk]
    # taken and left again: others are asked, and those who were asked are not asked twice
    actions.claim(here.bob, wish=wish.pk, source="neighbour")
    actions.leave(here.bob, wish=wish.pk)
    assert fresh(wish).offered_at is None
    assert jobs.offer_open() == 0
    assert Asked.objects.filter(wish=wish).count() == 3


def test_a_blocked_neighbour_and_one_without_a_proved_name_are_not_asked(here):
    unit = home(here, "ann")
    can(here, "bob", "cai", "dan")
    neighbours.block(here.ann, public_id=here.people["bob"].public_id)
    level(here, "dan", 10)
    level(here, "cai", 20)
    wish = wished(here, unit=unit.pk)
    jobs.offer_open()
    assert [name for name, _why in asked(here, wish)] == ["cai"]
    assert fresh(wish).offered_at is None
    # somebody comes into the pool meanwhile and is asked in the next run
    level(here, "dan", 20)
    assert jobs.offer_open() == 1
    assert [name for name, _why in asked(here, wish)] == ["cai", "dan"]


def test_what_nobody_took_goes_to_staff(here):
    """Too few to ask: after the hours of the offer. Enough asked: after those of the escalation."""
    few = wished(here)
    enough = wished(here, kind="study")
    can(here, "bob", "cai", "dan", kinds=("study",))
    actions.offer(SYSTEM, wish=enough.pk)
    with clock.frozen(MONDAY + timedelta(hours=23)):
        assert jobs.escalate_old() == 0
    with clock.frozen(MONDAY + timedelta(hours=24)):
        assert jobs.escalate_old() == 1
        assert last().payload == {"wish": few.pk, "asked": 0}
        assert [need.count for need in official(here.clerk)] == [1, 0]
    with clock.frozen(MONDAY + timedelta(hours=72)):
        assert jobs.escalate_old() == 1
        assert last().payload == {"wish": enough.pk, "asked": 3}
        assert jobs.escalate_old() == 0


def test_skills_are_ones_own_and_withdrawn(here):
    assert refusal(actions.offer_skills, here.bob, kinds=[], slots=[]) == (
        "wishes.no_such_choice",
        "kinds",
    )
    assert refusal(actions.offer_skills, here.bob, kinds=["errand"], slots=[21]) == (
        "wishes.no_such_choice",
        "slots",
    )
    assert refusal(actions.offer_skills, here.clerk, kinds=["errand"], slots=[]) == (
        "wishes.as_resident",
        None,
    )
    can(here, "bob")
    can(here, "bob", kinds=("repair",))
    assert Skills.objects.across_communities(ALL).get().kinds == ["repair"]
    actions.withdraw_skills(here.bob)
    assert refusal(actions.withdraw_skills, here.bob) == ("kernel.not_found", None)


def test_the_pool_takes_the_same_queries_at_two_sizes(here):
    wish = wished(here)
    parameters = rules_on(here.community)

    def count():
        with queries() as made:
            queries_pool.fits(wish, parameters)
        return len(made)

    can(here, "bob", "cai")
    few = count()
    for number in range(8):
        person(here, f"more{number}", here.community)
        can(here, f"more{number}")
    assert count() == few


def test_a_squad_is_joined_by_oneself_and_ends_with_its_leader(here):
    squad = actions.form_squad(here.bob, name="暖心小队", kinds=["carry", "repair"])
    assert refusal(actions.form_squad, here.cai, name="暖心小队", kinds=["carry"]) == (
        "wishes.name_taken",
        "name",
    )
    assert refusal(actions.join_squad, here.eve, squad=squad.pk) == ("kernel.not_found", None)
    actions.join_squad(here.cai, squad=squad.pk)
    assert refusal(actions.join_squad, here.cai, squad=squad.pk) == (
        "wishes.in_it_already",
        None,
    )
    assert queries_pool.squads([here.community]).get().size == 2
    actions.leave_squad(here.cai, squad=squad.pk)
    actions.leave_squad(here.bob, squad=squad.pk)
    assert last().payload == {"squad": squad.pk, "ended": True}
    assert Squad.objects.across_communities(ALL).get().ended_at == MONDAY
    by_staff = actions.form_squad(here.clerk, name="银龄互助", kinds=["company"])
    assert by_staff.members.count() == 0


def test_a_merged_record_says_yes_for_its_own_side_of_a_pair_alone(here):
    number = {name: person.public_id for name, person in here.people.items()}
    pair = actions.propose_pair(here.clerk, helper=number["bob"], elder=number["ann"], slots=[3])
    merged = Person.objects.filter(pk=here.people["bob"].pk)
    merged.update(merged_into=here.people["cai"], is_active=False, locked="merged")
    assert refusal(actions.agree_to_pair, hands(here, "ann", "cai"), pair=pair.pk) == (
        "wishes.own_pair",
        None,
    )
    row = actions.agree_to_pair(here.cai, pair=pair.pk)
    assert (row.helper_agreed_at, row.elder_agreed_at, row.runs) == (MONDAY, None, False)
    assert refusal(actions.agree_to_pair, here.cai, pair=pair.pk) == ("wishes.nothing_new", None)


def test_a_pair_begins_when_both_have_said_yes(here):
    """The elder also by a helper; not by the very one who is to look after them."""
    number = {name: person.public_id for name, person in here.people.items()}
    call = {"helper": number["bob"], "elder": number["ann"], "slots": [3]}
    assert refusal(actions.propose_pair, here.bob, **call) == ("kernel.not_for_you", None)
    assert refusal(actions.propose_pair, here.clerk, **{**call, "slots": []}) == (
        "wishes.no_such_choice",
        "slots",
    )
    pair = actions.propose_pair(here.clerk, **call)
    assert refusal(actions.propose_pair, here.clerk, **call) == ("wishes.paired_already", "elder")
    assert refusal(actions.agree_to_pair, here.cai, pair=pair.pk) == ("kernel.not_found", None)
    assert refusal(actions.agree_to_pair, hands(here, "ann", "bob"), pair=pair.pk) == (
        "wishes.own_pair",
        None,
    )
    assert [need.count for need in personal(here.ann)][-2:] == [1, 0]
    actions.agree_to_pair(here.bob, pair=pair.pk)
    assert refusal(actions.agree_to_pair, here.bob, pair=pair.pk) == ("wishes.nothing_new", None)
    unit = home(here, "ann")
    visits.ask_visits(
        here.clerk, unit=unit.pk, every=7, reason=HomeToVisit.Reason.ELDER_ALONE.value
    )
    assert queries_pool.coverage([here.community]) == queries_pool.Coverage(1, 0)
    row = actions.agree_to_pair(hands(here, "ann", "dan"), pair=pair.pk)
    assert row.runs
    assert last().payload["begun"] is True
    assert queries_pool.coverage([here.community]) == queries_pool.Coverage(1, 1)
    actions.end_pair(here.ann, pair=pair.pk)
    assert queries_pool.coverage([here.community]) == queries_pool.Coverage(1, 0)
    assert Pair.objects.across_communities(ALL).get().ended_at == MONDAY
