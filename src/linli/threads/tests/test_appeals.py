"""Appeals: once against each hiding, decided by a moderator who did not hide it, with a reason."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction
from tests.racing import race

from linli.journal.models import Event, LogPending
from linli.kernel import clock
from linli.kernel.actor import Actor, Capacity
from linli.kernel.errors import Refused
from linli.kernel.needs import official_needs
from linli.threads import actions, mine, queries, showing
from linli.threads.models import Appeal, Verdict
from linli.threads.operations import erase_of
from linli.threads.states import APPEALS, AppealState
from linli.threads.tests.conftest import HERE, THERE, people_here, person
from linli.threads.tests.test_actions import fresh, state, write

NOON = datetime(2026, 11, 25, 4, tzinfo=UTC)  # a Wednesday
WHY = "the test looks at all rows"


@pytest.fixture(autouse=True)
def _noon():
    with clock.frozen(NOON):
        yield


def colleague(serial=8, reach=HERE, **more):
    who = person(serial, None)
    return Actor(who.pk, Capacity.STAFF, 1, frozenset({reach}), **{"second_factor": True, **more})


def rows():
    return list(Appeal.objects.across_communities(WHY).order_by("pk").values())


def refuses(code, act, field=None):
    before = state() + rows()
    with pytest.raises(Refused) as caught:
        act()
    assert (caught.value.code, caught.value.field) == (code, field)
    assert state() + rows() == before


def hidden(people):
    post = write(people.resident)
    actions.hide(people.clerk, post=post.public_id, ground="rumour", note="未核实")
    return post


def test_another_moderator_shows_it_again_with_a_reason(people):
    post, other = hidden(people), colleague()
    row = showing.one(people.resident, fresh(post))
    assert (row.may_appeal, row.appeal) == (True, None)
    made = actions.appeal(people.resident, post=post.public_id, reason=" 路灯确实坏了，有照片 ")
    assert (made.said, made.state, made.hidden_by_id) == (
        "路灯确实坏了，有照片",
        "open",
        people.desk.pk,
    )
    assert made.due_on == date(2026, 12, 2)  # five working days, over a weekend
    assert "路灯确实" not in str(Event.objects.latest("pk").payload)
    assert fresh(post).state == "hidden"
    assert showing.one(people.resident, fresh(post)).appeal == made
    assert showing.one(people.second, fresh(post)).appeal is None
    refuses(
        "threads.another_decides",
        lambda: actions.decide_appeal(people.clerk, post=post.public_id, grant=False, note="x"),
    )
    need = next(each for each in official_needs(other) if each.href.endswith("/appeals/"))
    assert (need.count, need.due.date()) == (1, date(2026, 12, 2))
    assert not [each for each in official_needs(people.clerk) if each.href.endswith("/appeals/")]
    logged = LogPending.objects.count()
    actions.decide_appeal(other, post=post.public_id, grant=True, note="照片已核实")
    assert LogPending.objects.count() == logged + 1
    found = fresh(post)
    assert (found.state, found.text) == ("shown", "楼下的灯坏了")
    assert [(v.kind, v.note, v.by_id) for v in queries.verdicts_of(found.pk)] == [
        ("hidden", "未核实", people.desk.pk),
        ("restored", "照片已核实", other.person),
    ]
    event = Event.objects.latest("pk")
    assert (event.type, event.payload) == (
        "threads.appeal_granted",
        {"post": post.public_id, "kind": "test", "of": HERE},
    )
    refuses(
        "kernel.stale",
        lambda: actions.decide_appeal(other, post=post.public_id, grant=True, note="x"),
    )
    assert sorted(queries.hiders_of([post.public_id])) == [people.desk.pk]


def test_upheld_stays_hidden_and_the_original_stays(people):
    post, other = hidden(people), colleague()
    actions.appeal(people.resident, post=post.public_id, reason="x")
    refuses(
        "threads.reason_missing",
        lambda: actions.decide_appeal(other, post=post.public_id, grant=False, note=" "),
        "note",
    )
    actions.decide_appeal(other, post=post.public_id, grant=False, note="仍未核实")
    row = showing.one(people.resident, fresh(post))
    assert (row.post.state, row.verdict.kind, row.verdict.ground, row.verdict.note) == (
        "hidden",
        "upheld",
        "rumour",
        "仍未核实",
    )
    assert str(row.body) == "楼下的灯坏了"
    assert (row.may_appeal, row.appeal.state) == (False, "refused")
    refuses(
        "threads.appealed_before",
        lambda: actions.appeal(people.resident, post=post.public_id, reason="x"),
    )
    # shown again and hidden anew: that is another hiding, with an appeal of its own
    actions.restore(people.clerk, post=post.public_id)
    actions.hide(other, post=post.public_id, ground="spam", note="")
    again = actions.appeal(people.resident, post=post.public_id, reason="x")
    assert again.hidden_by_id == other.person
    actions.decide_appeal(people.clerk, post=post.public_id, grant=True, note="不是广告")


def test_who_may_appeal_and_until_when(people):
    shown = write(people.resident)
    refuses(
        "threads.not_hidden",
        lambda: actions.appeal(people.resident, post=shown.public_id, reason="x"),
    )
    post = hidden(people)
    for actor in (people.second, people.neighbour, people.clerk):
        refuses(
            "kernel.not_found", lambda a=actor: actions.appeal(a, post=post.public_id, reason="x")
        )
    for text, code in (
        (" ", "threads.reason_missing"),
        ("长" * 501, "threads.too_long"),
        ("身份证 11010519491231002X", "threads.id_number"),
    ):
        refuses(
            code,
            lambda t=text: actions.appeal(people.resident, post=post.public_id, reason=t),
            "reason",
        )
    with clock.frozen(NOON + timedelta(days=60, seconds=1)):
        refuses(
            "threads.appeal_too_late",
            lambda: actions.appeal(people.resident, post=post.public_id, reason="x"),
        )
        assert not showing.one(people.resident, fresh(post)).may_appeal
    actions.appeal(people.resident, post=post.public_id, reason="x")
    for actor, code in (
        (people.resident, "kernel.not_for_you"),
        (people.auditor, "kernel.not_for_you"),
        (colleague(11, second_factor=False), "kernel.second_factor"),
        (colleague(12, reach=THERE), "kernel.not_found"),
        (Actor(people.one.pk, Capacity.STAFF, 1, frozenset({HERE}), True), "threads.own_words"),
    ):
        refuses(
            code,
            lambda a=actor: actions.decide_appeal(a, post=post.public_id, grant=True, note="x"),
        )


def test_an_appeal_ends_when_it_is_shown_again_or_the_author_leaves(people):
    first, second = hidden(people), hidden(people)
    for post in (first, second):
        actions.appeal(people.resident, post=post.public_id, reason="张三说的")
    actions.restore(people.clerk, post=first.public_id)
    assert [row["state"] for row in rows()] == ["settled", "open"]
    assert [row["reason"] for row in mine.appeals(people.one.pk)] == ["张三说的", "张三说的"]
    with transaction.atomic():
        erase_of(people.one.pk)
    assert [(row["state"], row["reason"]) for row in rows()] == [
        ("settled", None),
        ("withdrawn", None),
    ]


def test_two_decide_at_once(committed, subject, album):
    people = people_here()
    post = hidden(people)
    actions.appeal(people.resident, post=post.public_id, reason="x")
    staff = [colleague(20), colleague(21)]
    calls = [
        lambda a=a: actions.decide_appeal(a, post=post.public_id, grant=True, note="x")
        for a in staff
    ]
    assert race(*calls) == ["done", "kernel.stale"]
    assert Verdict.objects.filter(kind="restored").count() == 1


def test_the_line_of_an_appeal():
    assert APPEALS[AppealState.OPEN] == set(AppealState.values) - {"open"}
    assert all(not APPEALS[end] for end in AppealState.values if end != "open")
