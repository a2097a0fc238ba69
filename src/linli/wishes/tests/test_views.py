"""Pages and API: constant queries, what each reader sees, and where no name may stand."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from tests.entering import entering
from tests.queries import asked

from linli.kernel import clock
from linli.threads import actions as talk
from linli.threads.models import Post
from linli.wishes import actions
from linli.wishes.needs import official, personal
from linli.wishes.tests.factories import claimed, home, level, town, wished

MONDAY = datetime(2026, 5, 11, 2, tzinfo=UTC)


@pytest.fixture
def here(committed):
    with clock.frozen(MONDAY):
        yield town()


@pytest.fixture
def enter(client, here):
    return entering(client, here)


LISTS = [
    ("bob", "/wishes/"),
    ("ann", "/me/wishes/"),
    ("bob", "/me/wishes/?tab=helped"),
    ("clerk", "/work/wishes/?tab=open"),
    ("clerk", "/work/wishes/?tab=review"),
    ("clerk", "/work/wishes/figures/"),
    ("clerk", "/work/"),
    ("ann", "/"),
    ("bob", "/api/wishes"),
]


def test_lists_take_the_same_queries_at_two_sizes(here, enter, monkeypatch):
    from linli.wishes import parameters

    monkeypatch.setattr(parameters, "POSTS_PER_DAY", 1000)
    actions.set_rules(
        here.clerk,
        community=here.community,
        since=MONDAY.date(),
        ground="测试",
        values={
            "review": ["care"],
            "claim_days": 3,
            "offer_hours": 24,
            "offer_people": 3,
            "escalate_hours": 72,
            "most_open": 99,
            "most_minutes": 480,
            "visit_level": 20,
        },
    )
    unit = home(here, "ann")

    def fill(n):
        for _ in range(n):
            wished(here)
            wished(here, unit=unit.pk)
            wished(here, kind="care")
            claimed(here, by="bob")

    def counts():
        return {(who, path): asked(enter(who), path) for who, path in LISTS}

    fill(2)
    few = counts()
    fill(5)
    assert counts() == few


def test_where_to_go_is_told_to_who_claimed_and_to_nobody_else(here, enter):
    level(here, "bob", 20)
    wish = wished(here, unit=home(here, "ann").pk, door="门铃坏了")
    path = f"/wishes/{wish.pk}/"
    seen = enter("bob").get(path).content.decode()
    assert "甲小区 1栋" in seen
    assert "502" not in seen
    assert "门铃坏了" not in seen
    actions.claim(here.bob, wish=wish.pk, source="volunteer")
    seen = enter("bob").get(path).content.decode()
    assert "1栋 502 门铃坏了" in seen
    assert "120" in seen
    assert enter("bob").get(f"/api/wishes/{wish.pk}").json()["door"] == "1栋 502 门铃坏了"
    assert enter("cai").get(path).status_code == 404
    coming = enter("ann").get(path).content.decode()
    assert here.people["bob"].public_id in coming
    assert f"/me/reports/new/?person={here.people['bob'].public_id}" in coming
    staff = enter("clerk").get(path).content.decode()
    assert "门铃坏了" not in staff
    # told that it is taken, and nothing of it
    late = enter("cai").post(f"{path}claim/", {"source": "nonsense"})
    assert late.status_code == 409
    assert "五楼" not in late.content.decode()


def test_no_page_and_no_answer_names_who_wished_without_a_name(here, enter):
    """For everybody but the member of staff who took it on."""
    ann = here.people["ann"]
    wish = wished(here, unnamed=True, words="想要一件旧棉衣")
    actions.verify(here.clerk, wish=wish.pk)
    actions.approve(here.clerk, wish=wish.pk)
    paths = ["/wishes/", f"/wishes/{wish.pk}/", "/api/wishes", f"/api/wishes/{wish.pk}"]
    looks = [("bob", path) for path in paths]
    actions.claim(here.bob, wish=wish.pk, source="neighbour")
    actions.prove(here.bob, wish=wish.pk, words="送到了", minutes=5)
    actions.missing(here.ann, wish=wish.pk, words="还差扣子")
    desk = [f"/wishes/{wish.pk}/", "/work/wishes/?tab=taken"]
    looks += [("bob", "/me/wishes/?tab=helped"), *(("grid", path) for path in desk)]
    for who, path in looks:
        response = enter(who).get(path)
        text = response.content.decode()
        assert ann.public_id not in text, (who, path)
    seen = enter("grid").get(desk[0])
    assert seen.context["it"].card.who == "社区里的一位居民"
    assert {str(line.who) for line in seen.context["it"].history} >= {"社区里的一位居民"}
    assert seen.context["it"].number == ""
    known = enter("clerk").get(desk[0]).context["it"]
    assert known.number == ann.public_id
    # the wisher cannot write there, for a message would show the name
    mine = enter("ann").get(desk[0])
    assert mine.context["form"] is None
    with connection.cursor() as cursor:
        cursor.execute("SELECT args::text FROM public.procrastinate_jobs")
        jobs = "".join(row[0] for row in cursor.fetchall())
    assert ann.public_id not in jobs


def test_messages_go_between_wisher_and_helpers_only(here, enter):
    wish = claimed(here)
    path = f"/wishes/{wish.pk}/"
    assert enter("bob").post(path, {"text": "我下午三点来"}).status_code == 302
    assert "我下午三点来" in enter("ann").get(path).content.decode()
    assert "我下午三点来" not in enter("clerk").get(path).content.decode()
    assert enter("cai").get(f"/api/threads/wish/{wish.pk}/posts").status_code == 404
    assert enter("clerk").get(f"/api/threads/wish/{wish.pk}/posts").status_code == 404
    assert enter("ann").get(f"/api/threads/wish/{wish.pk}/posts").status_code == 200
    number = Post.objects.across_communities("test").get().public_id
    talk.flag(here.ann, post=number, ground="insult")
    assert "我下午三点来" in enter("clerk").get("/work/threads/").content.decode()


def test_a_resident_wishes_on_one_screen(here, enter):
    home(here, "ann")
    page = enter("ann").get("/wishes/new/")
    assert page.status_code == 200
    assert [field.name for field in page.context["form"].main] == [
        "words",
        "kind",
        "urgency",
        "unit",
    ]
    bad = enter("ann").post("/wishes/new/", {"words": "", "kind": "errand", "urgency": 1})
    assert bad.status_code == 422
    data = {"words": "换个灯泡", "kind": "repair", "urgency": 2, "unit": "", "door": ""}
    assert enter("ann").post("/wishes/new/", data).status_code == 302
    assert enter("ann").get("/api/wishes?list=mine").json()["items"][0]["text"] == "换个灯泡"


def test_what_waits(here, enter):
    wish = claimed(here)
    actions.prove(here.bob, wish=wish.pk, words="好了", minutes=5)
    wished(here, "cai", kind="care")
    mine = [str(need.title) for need in personal(here.ann) if need.count]
    assert mine == ["您的微心愿完成了吗？请确认"]
    assert [need.count for need in official(here.clerk)] == [0, 1]
    assert list(official(here.auditor)) == []


def test_figures_by_source_and_branch(here, enter):
    from linli.kernel.actor import SYSTEM
    from linli.organisations.actions import found
    from linli.organisations.models import Organisation

    estate = home(here, "ann").estate_id
    for name in ("第一支部", "第二支部"):
        found(SYSTEM, kind="party_branch", place=here.community, names=(name, name), estate=estate)
    one, two = Organisation.objects.filter(kind="party_branch").order_by("pk")
    for who, body in (("ann", two), ("cai", two), ("dan", one)):
        wish = wished(here, who)
        actions.claim(here.bob, wish=wish.pk, source="party", body=body.pk)
        actions.prove(here.bob, wish=wish.pk, words="好了", minutes=0)
        actions.confirm(here.actors[who], wish=wish.pk)
    wished_more = wished(here, "dan")
    actions.claim(here.cai, wish=wished_more.pk, source="volunteer")
    page = enter("clerk").get("/work/wishes/figures/").context
    assert [(str(row.name), row.claims, row.fulfilled) for row in page["branches"]] == [
        ("第二支部", 2, 2),
        ("第一支部", 1, 1),
    ]
    assert [(row.claims, row.fulfilled) for row in page["sources"]] == [
        (0, 0),
        (3, 3),
        (1, 0),
        (0, 0),
    ]
    assert enter("far").get("/work/wishes/figures/").context["branches"] == []
