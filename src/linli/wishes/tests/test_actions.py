"""Wishing, claiming, confirming: exact outcomes, and nothing changes when refused."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import IntegrityError, transaction
from tests.racing import race

from linli.journal.models import Event
from linli.kernel import clock
from linli.wishes import actions, jobs
from linli.wishes.models import Claim, CommunityRules, Step
from linli.wishes.states import State
from linli.wishes.tests.acts import ALL, MONDAY, fresh, last, refusal
from linli.wishes.tests.factories import claimed, hands, home, level, wished


def test_the_whole_way_of_a_wish(here):
    """Posted at a home, claimed, done with words, something missing, done again, confirmed, thanked."""
    unit = home(here, "ann")
    wish = wished(here, unit=unit.pk, door="门铃坏了，请敲门", urgency=2)
    assert (wish.state, wish.rank, wish.visit, wish.unit_id) == ("open", 2, True, unit.pk)
    assert "米" not in str(bytes(wish.words))
    assert last().payload == {
        "wish": wish.pk,
        "kind": "errand",
        "proxy": False,
        "unnamed": False,
        "reviewed": False,
    }
    level(here, "bob", 10)
    assert refusal(actions.claim, here.bob, wish=wish.pk, source="neighbour") == (
        "wishes.prove_name_first",
        None,
    )
    level(here, "bob", 20)
    assert refusal(actions.claim, here.ann, wish=wish.pk, source="neighbour") == (
        "wishes.own_wish",
        None,
    )
    assert refusal(actions.claim, here.bob, wish=wish.pk, source="organisation") == (
        "wishes.no_body",
        "body",
    )
    row = actions.claim(here.bob, wish=wish.pk, source="volunteer")
    assert (row.state, row.due_at) == ("claimed", MONDAY + timedelta(days=3))
    assert refusal(actions.claim, here.cai, wish=wish.pk, source="neighbour") == (
        "wishes.claimed_already",
        None,
    )
    assert refusal(actions.join, here.cai, wish=wish.pk) == ("wishes.no_team", None)
    assert refusal(actions.prove, here.cai, wish=wish.pk, words="好了", minutes=10) == (
        "wishes.claimers_only",
        None,
    )
    assert refusal(actions.claim, here.eve, wish=wish.pk, source="neighbour") == (
        "kernel.not_found",
        None,
    )
    assert refusal(actions.confirm, here.bob, wish=wish.pk) == (
        "wishes.not_your_own_claim",
        None,
    )
    assert refusal(actions.confirm, hands(here, "ann", "bob"), wish=wish.pk) == (
        "wishes.not_your_own_claim",
        None,
    )
    assert refusal(actions.prove, here.bob, wish=wish.pk, words="", minutes=10) == (
        "wishes.words_first",
        "words",
    )
    assert refusal(actions.prove, here.bob, wish=wish.pk, words="好", minutes=481) == (
        "wishes.too_many_minutes",
        "minutes",
    )
    actions.prove(here.bob, wish=wish.pk, words="米放在厨房了", minutes=40)
    back = actions.missing(here.ann, wish=wish.pk, words="还差一袋面")
    assert (back.state, back.due_at) == ("claimed", MONDAY + timedelta(days=3))
    actions.prove(here.bob, wish=wish.pk, words="面也买了", minutes=60)
    assert refusal(actions.withdraw, here.ann, wish=wish.pk) == ("wishes.not_now", None)
    done = actions.confirm(here.ann, wish=wish.pk, minutes=50)
    ann, bob = here.people["ann"].pk, here.people["bob"].pk
    assert (done.state, done.minutes, done.confirmed_by_id, done.due_at) == (
        "confirmed",
        50,
        ann,
        None,
    )
    assert last().payload == {
        "wish": wish.pk,
        "wisher": ann,
        "helpers": [bob],
        "verifier": ann,
        "minutes": 50,
        "hard": False,
        "alias": 0,
        "ended_at": MONDAY.isoformat(),
    }
    assert Claim.objects.across_communities(ALL).get().end == "fulfilled"
    actions.thank(here.ann, wish=wish.pk, words="多亏了你")
    assert fresh(wish).read("thanks") == "多亏了你"
    again = refusal(actions.thank, here.ann, wish=wish.pk, words="再说一次")
    assert again == ("wishes.nothing_new", None)
    assert list(Step.objects.order_by("pk").values_list("verb", flat=True)) == [
        "post",
        "claim",
        "prove",
        "missing",
        "prove",
        "confirm",
        "thank",
    ]
    assert refusal(actions.confirm, here.ann, wish=wish.pk) == ("wishes.not_now", None)


@pytest.mark.parametrize(
    ("change", "answer"),
    [
        ({"words": " "}, ("wishes.nothing_said", "words")),
        ({"words": "长" * 301}, ("wishes.too_long", "words")),
        ({"words": "身份证 11010519491231002X"}, ("wishes.id_number", "words")),
        ({"kind": "money"}, ("wishes.no_such_choice", "kind")),
        ({"urgency": 9}, ("wishes.no_such_choice", "urgency")),
        ({"wanted_on": MONDAY.date() - timedelta(days=1)}, ("wishes.past_day", "wanted_on")),
        ({"unit": 999999}, ("wishes.not_your_home", "unit")),
        ({"unnamed": True, "files": ["x"]}, ("wishes.no_picture", "pictures")),
        ({"who": "clerk"}, ("wishes.as_resident", None)),
    ],
)
def test_what_cannot_be_wished_for(here, change, answer):
    assert refusal(wished, here, **change) == answer


def test_a_team_joins_and_leaves(here):
    wish = wished(here)
    actions.claim(here.bob, wish=wish.pk, source="neighbour", team=True)
    actions.join(here.cai, wish=wish.pk)
    assert refusal(actions.join, here.cai, wish=wish.pk) == ("wishes.on_it_already", None)
    actions.join(here.dan, wish=wish.pk)
    actions.leave(here.dan, wish=wish.pk)
    assert fresh(wish).state == "claimed"
    actions.prove(here.cai, wish=wish.pk, words="一起搬的", minutes=30)
    actions.confirm(here.ann, wish=wish.pk)
    bob, cai = here.people["bob"].pk, here.people["cai"].pk
    assert last().payload["helpers"] == [bob, cai]
    assert last().payload["minutes"] == 30


def test_the_leader_steps_back_and_it_is_open_again(here):
    wish = claimed(here)
    actions.leave(here.bob, wish=wish.pk, words="临时出差")
    row = fresh(wish)
    assert (row.state, row.due_at) == ("open", None)
    assert Claim.objects.across_communities(ALL).get().end == "left"
    assert actions.claim(here.cai, wish=wish.pk, source="neighbour").state == "claimed"


def test_nobody_is_with_two_wishes_at_once(here):
    """When they were done the helpers say, so that the award knows what overlaps."""
    first, second = claimed(here), claimed(here, who="cai")
    with clock.frozen(MONDAY + timedelta(hours=5)):
        prove = partial(actions.prove, here.bob, words="好了", minutes=60)
        prove(wish=first.pk)
        for ended, code in (
            (None, "wishes.two_at_once"),
            (clock.now() - timedelta(minutes=59), "wishes.two_at_once"),
            (clock.now() + timedelta(minutes=1), "wishes.not_at_that_time"),
            (MONDAY - timedelta(minutes=1), "wishes.not_at_that_time"),
        ):
            assert refusal(prove, wish=second.pk, ended=ended) == (code, "ended")
        done = clock.now() - timedelta(hours=1)
        prove(wish=second.pk, ended=done)
        actions.confirm(here.cai, wish=second.pk)
    assert last().payload["ended_at"] == done.isoformat()


def test_a_claim_that_is_left_lapses(here):
    wish = claimed(here)
    late = MONDAY + timedelta(days=3)
    with clock.frozen(late):
        # the time is over, whether or not the job has come by
        assert refusal(actions.prove, here.bob, wish=wish.pk, words="好了", minutes=5) == (
            "wishes.claim_over",
            None,
        )
        assert jobs.release_lapsed() == 1
        assert jobs.release_lapsed() == 0
        assert refusal(actions.prove, here.bob, wish=wish.pk, words="好了", minutes=5) == (
            "wishes.claim_over",
            None,
        )
        assert (fresh(wish).state, last().type) == ("open", "wishes.released")
        assert actions.claim(here.bob, wish=wish.pk, source="neighbour").state == "claimed"


def test_limits_of_open_wishes_and_claims(here):
    actions.set_rules(
        here.clerk,
        community=here.community,
        since=MONDAY.date(),
        ground="居民会议",
        values={
            "review": ["everything"],
            "claim_days": 1,
            "offer_hours": 12,
            "offer_people": 3,
            "escalate_hours": 24,
            "most_open": 1,
            "most_minutes": 60,
            "visit_level": 20,
            "desk": "0757-1234567",
        },
    )
    assert CommunityRules.objects.across_communities(ALL).count() == 1
    wish = wished(here)
    assert wish.state == "review"
    assert refusal(wished, here) == ("wishes.too_many_open", None)
    actions.approve(here.clerk, wish=wish.pk)
    assert actions.claim(here.bob, wish=wish.pk, source="neighbour").due_at == (
        MONDAY + timedelta(days=1)
    )
    other = wished(here, "cai")
    actions.approve(here.clerk, wish=other.pk)
    assert refusal(actions.claim, here.bob, wish=other.pk, source="neighbour") == (
        "wishes.too_many_claims",
        None,
    )


def test_the_database_keeps_one_claim(here):
    wish = claimed(here)
    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.create(
            wish=wish,
            community=wish.community,
            leader=here.people["cai"],
            source="neighbour",
            at=MONDAY,
        )


def at_once(moment, *calls):
    def then(call):
        with clock.frozen(moment):
            call()

    return race(*(partial(then, call) for call in calls))


def test_two_who_claim_at_once_are_one(here):
    wish = wished(here)
    outcomes = at_once(
        MONDAY,
        *(
            partial(actions.claim, here.actors[name], wish=wish.pk, source="neighbour")
            for name in ("bob", "cai", "dan")
        ),
    )
    assert outcomes == ["done", "wishes.claimed_already", "wishes.claimed_already"]
    assert Claim.objects.across_communities(ALL).count() == 1


def test_a_confirmation_and_the_timeout_at_once_have_one_outcome(here):
    wish = claimed(here)
    at_once(
        MONDAY + timedelta(days=3),
        lambda: actions.confirm(here.ann, wish=wish.pk),
        jobs.release_lapsed,
    )
    row = fresh(wish)
    claim = Claim.objects.across_communities(ALL).get()
    assert (row.state, claim.end) in {("confirmed", "fulfilled"), ("open", "lapsed")}
    ends = Event.objects.filter(type__in=["wishes.confirmed", "wishes.released"])
    assert ends.count() == 1
    assert State(row.state) in {State.CONFIRMED, State.OPEN}
