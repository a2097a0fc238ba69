"""Pages: the way of a poll on them, what each reader sees, the same number of queries at two sizes."""

import re
from datetime import timedelta

import pytest
from tests.entering import entering
from tests.queries import asked

from linli.kernel import clock
from linli.polls.models import Counted, Poll
from linli.polls.tests.making import (
    MAY,
    TITLE,
    WORDS,
    finish,
    fresh,
    line,
    opened,
    people,
    posted,
    proposed,
    town,
    vote,
)


@pytest.fixture
def here(committed):
    with clock.frozen(MAY):
        yield town()


@pytest.fixture
def enter(client, here):
    return entering(client, here)


def hidden(page) -> dict[str, str]:
    text = page.content.decode()
    return dict(
        re.findall(r'<input type="hidden" name="(slip|choice|sure)" value="([^"]*)">', text)
    )


def test_a_poll_on_the_pages_from_the_desk_to_the_receipt(here, enter):  # noqa: PLR0915 (the whole way)
    clerk = enter("clerk")
    data = {"title": TITLE, "words": WORDS, "mode": "persons", "secret": "1"}
    wrong = clerk.post("/work/polls/new/", {**data, "place": f"{here.community}", "words": ""})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["words"])
    made = clerk.post("/work/polls/new/", {**data, "place": f"{here.community}"})
    row = Poll.objects.within(here.community).get()
    work = f"/work/polls/{row.code}/"
    assert made.url == work
    early = clerk.post(f"{work}step/post/")
    assert early.status_code == 422
    assert "先由社区党组织研究" in early.content.decode()
    clerk.post(f"{work}step/study/", {"day": "2026-05-11", "words": "同意提交居民会议"})
    assert clerk.post(f"{work}step/post/").url == work
    assert fresh(row).state == "posted"
    dan = enter("dan")
    page = dan.get(f"/polls/{row.code}/").content.decode()
    assert "您不在名册上" in page
    dan.post(f"/polls/{row.code}/object/", {"about": "missing", "words": "我住在这里"})
    clerk = enter("clerk")
    assert "我住在这里" in clerk.get(work).content.decode()
    objection = row.objections.model.objects.within(here.community).get()
    clerk.post(f"/work/polls/objections/{objection.pk}/", {"upheld": "1", "words": "查实"})
    with clock.frozen(MAY + timedelta(days=20)):
        clerk.post(f"{work}step/freeze/")
        clerk.post(f"{work}step/open/", {"closes_at": "2026-06-03T18:00"})
        assert fresh(row).state == "open"
        bob = enter("bob")
        mine = line(here, row, "bob")
        address = f"/polls/{row.code}/ballot/{mine}/"
        assert address in bob.get(f"/polls/{row.code}/").content.decode()
        form = bob.get(address)
        assert bob.post(address, {**hidden(form)}).status_code == 422
        review = bob.post(address, {**hidden(form), "choice": "agree"})
        assert Counted.objects.count() == 0
        kept = hidden(review)
        assert (kept["choice"], kept["sure"]) == ("agree", "1")
        done = bob.post(address, kept)
        code = done.context["code"]
        assert code in done.content.decode()
        # the number was on the page before: whoever lost the answer still has it
        assert code == review.context["code"]
        assert bob.post(address, kept).status_code == 409
        assert "已投票" in bob.get(f"/polls/{row.code}/").content.decode()
        assert enter("ann").get(address).status_code == 403
        vote(here, row, "ann", "oppose")
        vote(here, row, "dan", "agree")
    finish(here, fresh(row))
    anonymous = enter("bob")
    anonymous.logout()
    public = anonymous.get(f"/public/polls/{row.code}/").content.decode()
    assert "通过" in public
    assert "3 / 3 · 100 %" in public
    # three voices are too few to tell
    assert "仅公布结果" in public
    assert anonymous.get(f"/public/polls/{row.code}/ballots/").status_code == 409
    find = f"/public/polls/{row.code}/find/"
    assert anonymous.post(find, {"code": "0000000000"}).status_code == 422
    assert (
        "同意" in anonymous.post(find, {"code": f" {code[:5]} {code[5:].lower()}"}).content.decode()
    )
    assert anonymous.get(f"/public/polls/of/{here.community}/").status_code == 200
    assert "不在" not in anonymous.get("/public/polls/").content.decode()


def test_figures_and_the_list_where_enough_took_part(here, enter):
    names = ["ann", "bob", *people(here, 9)]
    with opened(here) as row:
        codes = {
            name: vote(here, row, name, "agree" if n % 2 else "oppose")
            for n, name in enumerate(names)
        }
    finish(here, row)
    client = enter("ann")
    client.logout()
    page = client.get(f"/public/polls/{row.code}/").content.decode()
    assert "6 · 54 %" in page
    listed = client.get(f"/public/polls/{row.code}/ballots/").content.decode()
    found = re.findall(r"code\">(\S{10}) (agree|oppose)<", listed)
    assert dict(found) == {
        code: "agree" if n % 2 else "oppose" for n, code in enumerate(codes.values())
    }
    assert [code for code, _word in found] == sorted(codes.values())


def test_what_is_not_called_yet_is_seen_inside_alone(here, enter):
    row = proposed(here)
    client = enter("ann")
    assert client.get(f"/polls/{row.code}/").status_code == 200
    assert client.get(f"/work/polls/{row.code}/").status_code == 403
    client.logout()
    assert client.get(f"/public/polls/{row.code}/").status_code == 404


def test_asking_and_signing_on_the_pages(here, enter):
    people(here, 8)
    ann = enter("ann")
    made = ann.post("/polls/ask/", {"title": TITLE, "words": WORDS, "mode": "persons"})
    row = Poll.objects.within(here.community).get()
    assert (made.url, row.state, row.base) == (f"/polls/{row.code}/", "collecting", 10)
    bob = enter("bob")
    form = bob.get(f"/polls/{row.code}/sign/")
    unit = form.context["form"].fields["unit"].choices[0][0]
    assert bob.post(f"/polls/{row.code}/sign/", {"unit": unit}).url == f"/polls/{row.code}/"
    assert fresh(row).state == "proposed"
    assert enter("dan").get(f"/polls/{row.code}/sign/").status_code == 403


def test_lists_take_the_same_queries_at_two_sizes(here, enter):
    people(here, 3)
    row = posted(here)
    paths = [
        ("ann", "/polls/"),
        ("ann", f"/polls/{row.code}/"),
        ("ann", f"/polls/{row.code}/roll/"),
        ("ann", "/"),
        ("clerk", "/work/polls/"),
        ("clerk", f"/work/polls/{row.code}/"),
        ("clerk", "/work/"),
        ("ann", f"/public/polls/of/{here.community}/"),
    ]
    few = [asked(enter(who), path) for who, path in paths]
    people(here, 4, "2")
    for _ in range(3):
        posted(here)
    assert [asked(enter(who), path) for who, path in paths] == few
