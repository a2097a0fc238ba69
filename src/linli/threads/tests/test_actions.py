"""Writing, changing, deleting, reporting, moderating, erasing."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from linli.identity.actions import neighbours
from linli.identity.actions.me import erase_me
from linli.journal.models import Event, LogPending
from linli.kernel import clock
from linli.kernel.actor import VISITOR, Actor, Capacity
from linli.kernel.errors import Refused
from linli.kernel.needs import official_needs
from linli.threads import actions, parameters, queries, rules, showing
from linli.threads.consumers import erase_words
from linli.threads.models import Flag, Mention, Post, Revision, Thread, Verdict
from linli.threads.states import TRANSITIONS, PostState, may_follow
from linli.threads.tests.conftest import HERE, KIND

NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)
WHY = "the test looks at all rows"


def write(actor, text="楼下的灯坏了", files=(), subject=HERE) -> Post:
    return actions.post(actor, kind=KIND, subject=subject, text=text, files=files)


def fresh(post: Post) -> Post:
    return Post.objects.across_communities(WHY).select_related("thread").get(pk=post.pk)


def version() -> int:
    return queries.version_of(KIND, HERE)


def state() -> list:
    rows = []
    for model in (Revision, Mention, Flag, Verdict, Event):
        rows += list(model.objects.order_by("pk").values())
    for model in (Thread, Post):
        rows += list(model.objects.across_communities(WHY).order_by("pk").values())
    return rows


def refuses(code, act, field=None) -> None:
    before = state()
    with pytest.raises(Refused) as caught:
        act()
    assert (caught.value.code, caught.value.field) == (code, field)
    assert state() == before


def seen(actor, post) -> showing.Shown:
    return showing.one(actor, fresh(post))


def test_a_post_is_written_once_with_one_event(people):
    post = write(people.resident, " 楼下的灯坏了 \r\n\r\n\r\n\r\n谁管？ ")
    assert post.text == "楼下的灯坏了\n\n谁管？"
    assert (post.community, post.capacity, post.state) == (HERE, "resident", "shown")
    event = Event.objects.latest("pk")
    assert (event.type, event.actor, event.place) == ("threads.posted", people.one.pk, HERE)
    assert event.payload == {
        "post": post.public_id,
        "author": people.one.pk,
        "kind": KIND,
        "of": HERE,
        "mentions": [],
        "files": 0,
    }
    assert version() == 1
    assert Event.objects.filter(type="threads.posted").count() == 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "threads.empty"),
        (" \n\u200b ", "threads.empty"),
        ("长" * 1001, "threads.too_long"),
        ("身份证 11010519491231002X", "threads.id_number"),
    ],
)
def test_what_may_not_stand_there(people, text, code):
    refuses(code, lambda: write(people.resident, text), "text")


def test_who_may_not_write(people):
    refuses("kernel.sign_in_first", lambda: write(VISITOR))
    refuses("kernel.not_found", lambda: write(people.neighbour))
    refuses("kernel.not_found", lambda: write(people.far_clerk))
    refuses("threads.not_yours_to_write", lambda: write(people.auditor))
    once = Actor(people.desk.pk, Capacity.STAFF, 1, frozenset({HERE}))
    refuses("kernel.second_factor", lambda: write(once))
    refuses(
        "kernel.not_found",
        lambda: actions.post(people.resident, kind="unknown", subject=1, text="x"),
    )
    assert write(people.clerk).capacity == "staff"


def test_the_rate(people):
    with clock.frozen(NOON):
        for _ in range(5):
            write(people.resident)
        refuses("threads.too_fast", lambda: write(people.resident), "text")
        write(people.second)
    with clock.frozen(NOON + timedelta(minutes=1, seconds=1)):
        write(people.resident)


def test_mentions_of_people_of_the_community(people):
    numbers = [people.two.public_id, people.far.public_id, people.one.public_id, "0" * 12]
    post = write(people.resident, " ".join(f"@{number}" for number in numbers))
    assert list(Mention.objects.values_list("person", flat=True)) == [people.two.pk]
    assert Event.objects.latest("pk").payload["mentions"] == [people.two.pk]
    body = seen(people.second, post).body
    assert "@李**" in body or "@李" in body
    assert people.two.public_id not in body
    assert people.far.public_id in body, "who is not of this community stays a number"
    neighbours.block(people.second, public_id=people.one.public_id)
    write(people.resident, f"@{people.two.public_id} again")
    assert Event.objects.latest("pk").payload["mentions"] == [], "a blocked author calls nobody"


def test_changing_within_the_window(people):
    with clock.frozen(NOON):
        post = write(people.resident, "first")
        refuses("threads.same_words", lambda: edit(people.resident, post, "first "), "text")
        refuses("kernel.not_found", lambda: edit(people.second, post))
        refuses("kernel.not_found", lambda: edit(people.clerk, post))
        refuses("threads.empty", lambda: edit(people.resident, post, " "), "text")
    with clock.frozen(NOON + parameters.EDIT_WINDOW):
        edit(people.resident, post, f"second @{people.two.public_id}")
    assert version() == 2
    assert [r.text for r in queries.history_of(post.pk)] == ["first"]
    assert Event.objects.latest("pk").payload["mentions"] == [people.two.pk]
    with clock.frozen(NOON + parameters.EDIT_WINDOW + timedelta(seconds=1)):
        refuses("threads.too_late", lambda: edit(people.resident, post, "third"))
    found = fresh(post)
    assert rules.reads_history(people.resident, found)
    assert rules.reads_history(people.clerk, found)
    assert not rules.reads_history(people.second, found)
    assert not rules.reads_history(people.far_clerk, found)


def edit(actor, post, text="other"):
    return actions.edit(actor, post=post.public_id, text=text)


def delete(actor, post) -> None:
    actions.delete(actor, post=post.public_id)


def flag(actor, post, ground="spam") -> None:
    actions.flag(actor, post=post.public_id, ground=ground)


def hide(actor, post, ground="insult", note="请文明发言") -> None:
    actions.hide(actor, post=post.public_id, ground=ground, note=note)


def opens(actor, post) -> bool:
    """Whether the files' rule shows the post's pictures."""
    return bool(rules.shows_pictures(actor, post.pk))


def test_deleting_leaves_a_line(people, album):
    post = write(people.resident, "mine", ["a"])
    edit(people.resident, post, "mine, changed")
    refuses("kernel.not_found", lambda: delete(people.second, post))
    refuses("kernel.not_found", lambda: delete(people.clerk, post))
    delete(people.resident, post)
    row = seen(people.second, post)
    assert (row.post.state, row.post.text, row.body, row.files) == ("deleted", "", None, [])
    assert not Revision.objects.exists()
    assert album.owners == {}
    refuses("kernel.not_found", lambda: delete(people.resident, post))
    refuses("kernel.not_found", lambda: edit(people.resident, post))


def test_a_reported_post_that_is_deleted_waits_for_its_verdict(people):
    post = write(people.resident, "rude words")
    flag(people.second, post)
    refuses("threads.under_review", lambda: edit(people.resident, post))
    delete(people.resident, post)
    assert seen(people.second, post).body is None
    assert seen(people.resident, post).body is None
    assert seen(people.clerk, post).body == "rude words"
    refuses("kernel.stale", lambda: hide(people.clerk, post))
    actions.keep(people.clerk, post=post.public_id, note="")
    assert fresh(post).text == ""
    assert queries.count_reported(people.clerk) == 0


def test_reporting(people):
    post = write(people.resident)
    refuses("threads.own_words", lambda: flag(people.resident, post))
    refuses("kernel.not_found", lambda: flag(people.neighbour, post))
    refuses("kernel.sign_in_first", lambda: flag(VISITOR, post))
    refuses("threads.no_such_ground", lambda: flag(people.second, post, "dislike"), "ground")
    flag(people.second, post)
    refuses("threads.flagged_before", lambda: flag(people.second, post))
    assert [each.post_id for each in Flag.objects.all()] == [post.pk]
    assert seen(people.second, post).flagged
    assert not seen(people.resident, post).flagged, "the author does not learn of it"
    assert [need.count for need in official_needs(people.clerk) if need.icon == "flag"] == [1]
    assert not [need for need in official_needs(people.far_clerk) if need.icon == "flag"]
    assert [p.pk for p in queries.reported(people.clerk).items] == [post.pk]
    assert queries.reported(people.far_clerk).items == []


def test_hiding_with_a_reason_and_showing_again(people):
    post = write(people.resident, "rude words", ["a"])
    flag(people.second, post)
    for actor, code in (
        (people.second, "kernel.not_for_you"),
        (people.auditor, "kernel.not_for_you"),
        (people.far_clerk, "kernel.not_found"),
        (VISITOR, "kernel.sign_in_first"),
    ):
        refuses(code, lambda actor=actor: hide(actor, post))
    refuses("threads.no_such_ground", lambda: hide(people.clerk, post, "taste"), "ground")
    before = version()
    hide(people.clerk, post)
    assert version() == before + 1
    assert queries.count_reported(people.clerk) == 0
    for actor, body in ((people.resident, "rude words"), (people.clerk, "rude words")):
        row = seen(actor, post)
        assert row.body == body
        assert (row.verdict.ground, row.verdict.note) == ("insult", "请文明发言")
        assert opens(actor, post)
    row = seen(people.second, post)
    assert (row.body, row.files, row.verdict) == (None, [], None)
    assert not opens(people.second, post)
    event = Event.objects.latest("pk")
    assert (event.type, event.payload["ground"]) == ("threads.hidden", "insult")
    assert LogPending.objects.filter(event=event.pk).exists(), "moderation stands in the public log"
    refuses("threads.is_hidden", lambda: delete(people.resident, post))
    refuses("threads.is_hidden", lambda: edit(people.resident, post))
    refuses("kernel.stale", lambda: hide(people.clerk, post))
    refuses("kernel.not_found", lambda: flag(people.second, post))
    actions.restore(people.clerk, post=post.public_id, note="误会")
    assert seen(people.second, post).body == "rude words"
    assert opens(people.second, post)
    assert [v.kind for v in queries.verdicts_of(post.pk)] == ["hidden", "restored"]


def test_nobody_judges_their_own_words(people):
    post = write(people.clerk)
    refuses("threads.own_words", lambda: hide(people.clerk, post))
    assert not seen(people.clerk, post).may_moderate


def test_a_blocked_persons_posts_are_folded_for_the_blocker_alone(people):
    post = write(people.second)
    neighbours.block(people.resident, public_id=people.two.public_id)
    assert seen(people.resident, post).folded
    assert not seen(people.clerk, post).folded
    assert not seen(people.second, post).folded


def test_pictures_belong_to_the_post(people, album):
    refuses("files.not_at_hand", lambda: write(people.resident, "x", ["broken"]), "files")
    post = write(people.resident, "x", ["a", "b"])
    assert [each.id for each in seen(people.second, post).files] == ["a", "b"]
    assert opens(people.second, post)
    for actor in (people.neighbour, people.far_clerk, VISITOR):
        assert not opens(actor, post)
    assert not rules.shows_pictures(people.resident, post.pk + 1)


def test_erasure_takes_the_words_and_leaves_the_lines(people, album):
    post = write(people.resident, "I was here", ["a"])
    hidden = write(people.resident, "rude")
    hide(people.clerk, hidden)
    answer = write(people.second, f"@{people.one.public_id} yes")
    erase_me(people.resident, sure=True)
    with transaction.atomic():
        erase_words(Event.objects.get(type="identity.erased"))
    for gone in (post, hidden):
        assert (fresh(gone).text, fresh(gone).state) == ("", "deleted")
    assert fresh(answer).text.endswith("yes")
    assert not Mention.objects.exists()
    assert album.owners == {}
    assert Verdict.objects.get().note == ""
    event = Event.objects.latest("pk")
    assert event.payload == {"person": people.one.pk, "posts": 2}
    assert seen(people.second, post).who not in {"", "王**"}


def test_states_follow_the_table(people):
    for before, after in TRANSITIONS.items():
        for state_ in PostState:
            assert may_follow(before, state_) == (state_ in after)


def test_my_data_holds_my_words(people):
    from linli.kernel.personal import sections

    post = write(people.resident, "mine")
    write(people.second, "not mine")
    rows = {code: rows for code, _, rows in sections(people.one.pk)}["posts"]
    assert [(row["id"], row["text"], row["state"]) for row in rows] == [
        (post.public_id, "mine", "shown")
    ]
