"""Wishing, claiming, confirming: exact outcomes, and nothing changes when refused."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from django.db import IntegrityError, transaction
from tests.racing import race

from linli.identity.actions import neighbours
from linli.identity.aliases import alias_of
from linli.journal.models import Event
from linli.kernel import clock
from linli.kernel.actor import Actor, Capacity
from linli.kernel.errors import Refused
from linli.wishes import actions, jobs, operations, queries, rules
from linli.wishes.models import Claim, CommunityRules, Helper, Step, Wish
from linli.wishes.states import State, Verb
from linli.wishes.tests.factories import claimed, hands, home, level, town, wished
from linli.wishes.wanted import Wanted

MONDAY = datetime(2026, 5, 11, 2, tzinfo=UTC)
ALL = "test"


@pytest.fixture
def here(committed, monkeypatch):
    from linli.kernel import deeds

    monkeypatch.setattr(deeds, "_standing", [lambda _actor, _keys: True])
    with clock.frozen(MONDAY):
        yield town()


def count() -> tuple[int, ...]:
    return (
        Wish.objects.across_communities(ALL).count(),
        Claim.objects.across_communities(ALL).count(),
        Helper.objects.count(),
        Step.objects.count(),
        Event.objects.count(),
    )


def refusal(call, *args, **kwargs) -> tuple[str, str | None]:
    before = count()
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    assert count() == before
    return caught.value.code, caught.value.field


def fresh(wish) -> Wish:
    return Wish.objects.across_communities(ALL).get(pk=wish.pk)


def last() -> Event:
    return Event.objects.latest("pk")


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


def test_staff_look_over_return_and_open(here):
    wish = wished(here, kind="care")
    assert wish.state == "review"
    assert refusal(actions.claim, here.bob, wish=wish.pk, source="neighbour") == (
        "kernel.not_found",
        None,
    )
    assert refusal(actions.approve, here.ann, wish=wish.pk) == ("kernel.not_for_you", None)
    assert refusal(actions.approve, here.far, wish=wish.pk) == ("kernel.not_found", None)
    assert refusal(actions.return_wish, here.clerk, wish=wish.pk, ground="why") == (
        "wishes.no_such_choice",
        "ground",
    )
    actions.return_wish(here.clerk, wish=wish.pk, ground="unclear", words="请写明几点")
    assert last().payload == {"wish": wish.pk, "ground": "unclear"}
    actions.send(here.ann, wish=wish.pk, wanted=Wanted(kind="care", words="周六上午九点"))
    actions.approve(here.clerk, wish=wish.pk)
    row = fresh(wish)
    assert (row.state, row.text, row.opened_at) == ("open", "周六上午九点", MONDAY)


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


def test_staff_wish_for_somebody_and_confirm_after_looking(here):
    number = here.people["ann"].public_id
    wanted = Wanted(kind="care", words="行动不便，请陪同取药")
    wish = actions.post_for(here.clerk, person=number, wanted=wanted, reason="独居，失能")
    assert (wish.state, wish.first, wish.rank, wish.proxy) == ("open", True, 4, True)
    assert refusal(actions.post_for, here.far, person=number, wanted=wanted) == (
        "wishes.no_such_person",
        "person",
    )
    assert refusal(actions.post_for, here.ann, person=number, wanted=wanted) == (
        "kernel.not_for_you",
        None,
    )
    actions.claim(here.bob, wish=wish.pk, source="neighbour")
    actions.prove(here.bob, wish=wish.pk, words="药取回来了", minutes=90)
    # whoever posted it says so neither as staff nor by a mandate of the wisher; nor does the helper
    for who, code in (
        (here.clerk, "wishes.posted_by_you"),
        (hands(here, "ann", "clerk"), "wishes.posted_by_you"),
        (hands(here, "ann", "bob"), "wishes.not_your_own_claim"),
    ):
        assert refusal(actions.confirm, who, wish=wish.pk, words="看过") == (code, None)
    assert rules.may_do(here.ann, fresh(wish), Verb.CONFIRM)
    assert rules.may_do(hands(here, "ann", "cai"), fresh(wish), Verb.CONFIRM)
    assert refusal(actions.confirm, here.grid, wish=wish.pk) == ("wishes.words_first", "words")
    actions.confirm(here.grid, wish=wish.pk, words="上门看过")
    payload = last().payload
    assert (payload["verifier"], payload["wisher"], payload["hard"]) == (
        here.people["grid"].pk,
        here.people["ann"].pk,
        True,
    )


def test_only_staff_put_first_and_only_staff_read_why(here):
    wish = wished(here)
    assert refusal(actions.mark, here.bob, wish=wish.pk, first=True, reason="x") == (
        "kernel.not_for_you",
        None,
    )
    assert refusal(actions.mark, here.clerk, wish=wish.pk, first=True) == (
        "wishes.words_first",
        "reason",
    )
    row = actions.mark(here.clerk, wish=wish.pk, first=True, reason="低保家庭")
    assert (row.first, row.rank) == (True, 4)
    assert "低保" not in str(last().payload)
    assert refusal(actions.mark, here.clerk, wish=wish.pk, first=True, reason="x") == (
        "wishes.nothing_new",
        None,
    )
    assert actions.mark(here.clerk, wish=wish.pk, first=False).rank == 0
    # it would earn them more
    person = here.people["clerk"].pk
    neighbour = Actor(person, Capacity.RESIDENT, here.community, frozenset({here.community}))
    actions.claim(neighbour, wish=wish.pk, source="neighbour")
    own = actions.post(neighbour, wanted=Wanted(kind="errand", words="x"))
    actions.mark(here.grid, wish=own.pk, first=True, reason="x")
    gridder = Actor(
        here.people["grid"].pk, Capacity.RESIDENT, here.community, frozenset({here.community})
    )
    assert refusal(actions.claim, gridder, wish=own.pk, source="neighbour") == (
        "wishes.you_put_it_first",
        None,
    )
    assert rules.may_do(here.bob, fresh(own), Verb.CLAIM)
    for each in (wish, own):
        assert refusal(actions.mark, here.clerk, wish=each.pk, first=True, reason="x") == (
            "wishes.own_part",
            None,
        )


def test_no_event_tells_whose_a_wish_without_a_name_is(here):
    """From posting to thanks; and only the member of staff who answers for it sees the name."""
    ann = here.people["ann"].pk
    before = Event.objects.latest("pk").pk
    wish = wished(here, unnamed=True, door="三楼", unit=home(here, "ann").pk)
    assert (wish.state, wish.door, wish.unit_id, wish.visit) == ("review", None, None, False)
    assert refusal(actions.approve, here.clerk, wish=wish.pk) == ("wishes.take_it_first", None)
    actions.verify(here.clerk, wish=wish.pk)
    assert rules.knows_wisher(here.clerk, fresh(wish))
    assert not rules.knows_wisher(here.grid, fresh(wish))
    assert not rules.knows_wisher(here.bob, fresh(wish))
    actions.approve(here.clerk, wish=wish.pk)
    actions.claim(here.bob, wish=wish.pk, source="neighbour")
    actions.prove(here.bob, wish=wish.pk, words="送到社区了", minutes=20)
    actions.missing(here.ann, wish=wish.pk, words="少了一样")
    actions.prove(here.bob, wish=wish.pk, words="补上了", minutes=25)
    actions.confirm(here.ann, wish=wish.pk)
    assert last().payload["wisher"] == 0
    assert last().payload["alias"] == alias_of(ann) < 0
    assert last().payload["verifier"] == here.people["clerk"].pk
    actions.thank(here.ann, wish=wish.pk, words="谢谢")
    for event in Event.objects.filter(pk__gt=before):
        assert ann not in (event.actor, event.helper), event.type
        assert ann not in event.payload.values(), event.type
        assert event.subject_kind != "person"
    assert not Step.objects.filter(wish=wish, person=ann).exists()
    # nor does a helper with a mandate, who could see it and act on it without a trace
    other = wished(here, unnamed=True)
    helper = hands(here, "ann", "bob")
    assert queries.mine(here.ann).filter(pk=other.pk).exists()
    assert not queries.mine(helper).filter(pk__in=[wish.pk, other.pk]).exists()
    assert not rules.visible_to(helper).filter(pk__in=[wish.pk, other.pk]).exists()
    assert refusal(actions.withdraw, helper, wish=other.pk) == ("kernel.not_found", None)
    assert refusal(
        actions.post,
        hands(here, "ann", "bob"),
        wanted=Wanted(kind="errand", words="x", unnamed=True),
    ) == ("wishes.unnamed_by_oneself", "unnamed")


def test_a_blocked_neighbour_learns_nothing(here):
    wish = wished(here)
    neighbours.block(here.ann, public_id=here.people["bob"].public_id)
    assert not rules.visible_to(here.bob).filter(pk=wish.pk).exists()
    assert refusal(actions.claim, here.bob, wish=wish.pk, source="neighbour") == (
        "kernel.not_found",
        None,
    )
    assert rules.visible_to(here.cai).filter(pk=wish.pk).exists()


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


def test_an_erased_person_leaves_no_words(here):
    mine = claimed(here)
    other = wished(here, "cai")
    actions.claim(here.ann, wish=other.pk, source="neighbour")
    with transaction.atomic():
        operations.erase_of(here.people["ann"].pk)
    row = fresh(mine)
    assert (row.state, row.words, row.door) == ("withdrawn", None, None)
    assert fresh(other).state == "open"
    assert Claim.objects.across_communities(ALL).filter(end="").count() == 0
    assert not Step.objects.filter(person=here.people["ann"], words__isnull=False).exists()


# --- races -------------------------------------------------------------------------------------
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
