"""What staff do about wishes, and what stays hidden."""

from django.db import transaction

from linli.identity.actions import neighbours
from linli.identity.aliases import alias_of
from linli.journal.models import Event
from linli.kernel.actor import Actor, Capacity
from linli.wishes import actions, operations, queries, rules
from linli.wishes.models import Claim, Step
from linli.wishes.states import Verb
from linli.wishes.tests.acts import ALL, MONDAY, fresh, last, refusal
from linli.wishes.tests.factories import claimed, hands, home, wished
from linli.wishes.wanted import Wanted


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
