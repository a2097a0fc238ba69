"""Pages: the ladder for everybody, what those concerned do on it; the same queries at two sizes."""

import pytest
from tests.entering import entering
from tests.queries import asked
from tests.working import work

from linli.deliberation.models import Topic
from linli.deliberation.tests.town import MAY, town
from linli.kernel import clock
from linli.stalling import actions, jobs
from linli.stalling.models import Rung, Stall
from linli.stalling.tests.stalled import BEGINS, climbed, morning, parked, stall_of
from linli.stalling.wanted import Said


@pytest.fixture
def here(committed):
    with clock.frozen(MAY):
        yield town()


@pytest.fixture
def enter(client, here):
    return entering(client, here)


def test_from_the_day_that_passed_to_the_letter_on_the_pages(here, enter):
    topic = parked(here)
    with clock.frozen(morning(BEGINS)):
        jobs.look()
        work()
        stall = stall_of(topic)
        page = f"/stalls/{stall.pk}/"
        ann = enter("ann")
        assert "您提出的事被拖延" in ann.get("/").content.decode()
        assert "轮到您" in ann.get("/stalls/").content.decode()
        assert page in ann.get(f"/topics/{topic.pk}/").content.decode()
        letter = ann.get(f"{page}rungs/0/letter/zh/")
        assert letter["Cache-Control"] == "private, no-store"
        assert "王小明" in letter.content.decode()
        pdf = ann.get(f"{page}rungs/0/letter/zh/pdf/")
        assert (pdf["Content-Type"], pdf.content[:4]) == ("application/pdf", b"%PDF")
        wrong = ann.post(
            f"{page}rungs/0/done/", {"how": "post", "day": "2026-05-29", "number": "1"}
        )
        assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["at_hand"])
        sent = {
            "how": "post",
            "day": "2026-05-29",
            "number": "EMS 1234567890",
            "at_hand": ["facts", "photos", "contract"],
        }
        assert ann.post(f"{page}rungs/0/done/", sent).url == page
        assert "EMS 1234567890" in ann.get(page).content.decode()
        # everybody sees rung and days, nobody else the number
        ann.logout()
        public = ann.get(page).content.decode()
        assert "EMS 1234567890" not in public
        assert "2026-05-29 · 挂号或特快专递寄送" in public
        for address in (
            f"/public/demands/topics/{topic.pk}/",
            f"/public/demands/{here.community}/",
        ):
            assert page in ann.get(address).content.decode()
        # bob reads no letter, and may begin nothing that has begun
        bob = enter("bob")
        assert bob.get(f"{page}rungs/0/letter/zh/").status_code == 403
        assert bob.get(f"{page}answer/").status_code == 403
        clerk = enter("clerk")
        assert "三号楼门口路灯" in clerk.get("/work/stalls/?tab=wait").content.decode()
        day = {"kind": "promise", "until": "2026-06-05", "words": "下周五前修好"}
        assert clerk.post(f"{page}answer/", day).url == page
        assert "下周五前修好" in clerk.get(page).content.decode()
    stall.refresh_from_db()
    assert (stall.phase, Rung.objects.get().done_by_id) == ("promised", here.people["ann"].pk)


def test_a_rung_is_passed_over_by_two_on_the_pages(here, enter):
    topic = parked(here)
    with clock.frozen(morning(BEGINS)):
        jobs.look()
        page = f"/stalls/{stall_of(topic).pk}/"
        ann = enter("ann")
        assert ann.post(f"{page}rungs/0/skip/", {"words": "已发函"}).url == page
        assert "同意略过" not in ann.get(page).content.decode()
        clerk = enter("clerk")
        assert "待第二人决定" in clerk.get("/work/").content.decode()
        assert "已发函" in clerk.get(page).content.decode()
        assert clerk.post(f"{page}rungs/0/skip/agree/").url == page
        assert clerk.post(f"{page}rungs/0/skip/agree/").status_code == 409
    assert Rung.objects.get().state == "skipped"


def test_begun_by_hand_on_the_page_of_the_topic(here, enter):
    topic = parked(here)
    ann = enter("ann")
    with clock.frozen(morning(BEGINS)):
        assert f"/topics/{topic.pk}/ladder/" in ann.get(f"/topics/{topic.pk}/").content.decode()
        made = ann.post(f"/topics/{topic.pk}/ladder/", {"words": "物业说不管"})
        assert made.url == f"/stalls/{stall_of(topic).pk}/"
        assert "物业说不管" in ann.get(made.url).content.decode()
        ann.logout()
        assert "物业说不管" not in ann.get(made.url).content.decode()


def test_lists_take_the_same_queries_at_two_sizes(here, enter):
    first = parked(here)
    with clock.frozen(morning(BEGINS)):
        jobs.look()
        paths = ["/work/stalls/", f"/public/demands/{here.community}/", "/work/"]
        clerk = enter("clerk")
        few = [asked(clerk, path) for path in paths]
        mine = asked(enter("ann"), "/stalls/")
    for _ in range(3):
        parked(here)
    with clock.frozen(morning(BEGINS)):
        assert jobs.look() == 6
        clerk = enter("clerk")
        assert [asked(clerk, path) for path in paths] == few
        assert asked(enter("ann"), "/stalls/") == mine
        stall = stall_of(first)
        page = f"/stalls/{stall.pk}/"
        one = asked(enter("ann"), page)
        climbed(here, "ann", stall, 0)
        actions.answer(here.ann, stall=stall.pk, said=Said("ask", "要合同"))
        # a rung more and an answer more: a query more for its pictures at most
        assert asked(enter("ann"), page) <= one + 1
    assert Stall.objects.within(here.community).count() == 4
    assert Topic.objects.within(here.community).count() == 4
