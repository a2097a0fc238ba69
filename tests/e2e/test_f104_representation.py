"""F104: whom a representative speaks for, chosen how and by how many homes; coverage as a picture."""

import os
from datetime import timedelta

from playwright.sync_api import expect

from linli.files.tests.samples import jpeg
from tests.e2e.conftest import DESK, PHONE, follow
from tests.e2e.test_duties import speak
from tests.e2e.test_mandates import as_somebody, faults, press, wide

SHOTS = os.environ.get("LINLI_SHOTS")
COMMUNITY = "fushengli"


def shot(page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


def _days_pass(number: str):
    """The choice lies open long enough: it was written down eight days before."""

    def run() -> None:
        from linli.kernel import clock
        from linli.representation.models import Mandate

        today = clock.today()
        rows = Mandate.objects.across_communities("browser test").filter(pk=int(number))
        rows.update(
            open_until=today - timedelta(days=3),
            entered_at=clock.now() - timedelta(days=8),
        )

    return run


def test_f104_a_choice_is_written_down_objected_to_answered_and_recognised(enter, server, behind):
    """The clerk at a desk in English, the home on a phone in large letters, another recognises."""
    clerk = as_somebody(enter, f"clerk-{COMMUNITY}", size=DESK)
    _written_down(clerk, behind(_number_of_owner))
    address = clerk.url.removeprefix(server.url)
    # whoever wrote it down does not recognise it
    assert clerk.get_by_role("link", name="Recognise them").count() == 0
    _objected(as_somebody(enter, f"owner-{COMMUNITY}", javascript=False), address)
    behind(_days_pass(address.strip("/").rpartition("/")[2]))
    _answered_and_recognised(as_somebody(enter, f"grid_worker-{COMMUNITY}"), address)


def _written_down(clerk, number: str) -> None:
    speak(clerk, "en")
    clerk.goto("/work/representatives/")
    shot(clerk, "representatives-desk-en")
    assert faults(clerk) == []
    follow(clerk, clerk.get_by_role("link", name="Write a representative down"))
    follow(clerk, clerk.get_by_role("link", name="Some homes"))
    shot(clerk, "representative-new-en")
    assert faults(clerk) == []
    clerk.locator("[name=buildings]").select_option(index=0)
    clerk.fill("[name=rooms]", "101, 102, 999")
    clerk.fill("[name=person]", number)
    clerk.select_option("[name=how]", "signatures")
    clerk.fill("[name=homes_chose]", "2")
    clerk.fill("[name=words]", "联名书一份")
    press(clerk, "Write it down")
    expect(clerk.locator("#errors")).to_contain_text("999")
    clerk.fill("[name=rooms]", "101, 102")
    press(clerk, "Write it down")
    expect(clerk.locator("#errors")).to_contain_text("Nothing shows this choice")
    clerk.set_input_files(
        "[name=papers]", files=[{"name": "联名.jpg", "mimeType": "image/jpeg", "buffer": jpeg()}]
    )
    press(clerk, "Write it down")
    expect(clerk.locator("h1")).to_contain_text("Speaks for")
    expect(clerk.locator("main")).to_contain_text("Paper 1")
    shot(clerk, "representative-open-en")
    assert faults(clerk) == []


def _objected(owner, address: str) -> None:
    follow(owner, owner.get_by_role("button", name="大字"))
    assert owner.locator("html").get_attribute("data-mode") == "care"
    owner.goto("/topics/")
    follow(owner, owner.get_by_role("link", name="谁代表我这栋楼"))
    shot(owner, "my-representatives-care")
    assert wide(owner) <= PHONE["width"]
    expect(owner.locator("main")).to_contain_text("新近推选，是否属实？")
    owner.goto(address)
    follow(owner, owner.get_by_role("link", name="提出异议"))
    owner.fill("[name=words]", "抽签那天没有通知我家")
    shot(owner, "object-care")
    press(owner, "提出异议")
    expect(owner.locator("main")).to_contain_text("抽签那天没有通知我家")


def _answered_and_recognised(other, address: str) -> None:
    speak(other, "zh-hans")
    other.goto(address)
    follow(other, other.get_by_role("link", name="认可", exact=True))
    press(other, "认可")
    expect(other.locator("#errors")).to_contain_text("请先逐一答复")
    other.goto(address)
    follow(other, other.get_by_role("link", name="答复"))
    other.locator("[name=upheld][value=no]").check()
    other.fill("[name=words]", "通知贴在一楼，签到表上有您家")
    shot(other, "answer-phone")
    assert faults(other) == []
    press(other, "送出答复")
    follow(other, other.get_by_role("link", name="认可", exact=True))
    press(other, "认可")
    expect(other.locator(".page__lead")).to_contain_text("已认可")
    shot(other, "representative-recognised")
    assert faults(other) == []


def _number_of_owner() -> str:
    from linli.identity.queries import person_by_phone
    from linli.web.demo.people import BY_KEY

    person = person_by_phone(BY_KEY[f"owner-{COMMUNITY}"].phone)
    assert person is not None
    return str(person.public_id)


def test_f104_everybody_sees_which_building_is_spoken_for(enter, server):
    """Without signing in: a picture with a sentence, the same as a table; on phone and desk."""
    anybody = enter("anonymous", "/public/", reduced_motion="reduce")
    follow(anybody, anybody.locator("main").get_by_role("link", name="谁代表谁"))
    follow(anybody, anybody.get_by_role("link", name="福升里社区"))
    drawn = anybody.get_by_role("img", name="福升里社区各楼栋的代表")
    expect(drawn).to_be_visible()
    expect(drawn.locator("rect.homes__part_whole")).to_have_count(1)
    expect(drawn.locator("rect.homes__all_empty")).to_have_count(1)
    expect(anybody.locator("figcaption")).to_have_text("10 户中 6 户有代表。 1 栋还没有代表。")
    shot(anybody, "coverage")
    assert faults(anybody) == []
    assert wide(anybody) <= PHONE["width"]
    anybody.set_viewport_size({"width": 320, "height": 700})
    assert wide(anybody) <= 320
    wide_page = enter("anonymous", anybody.url.removeprefix(server.url), size=DESK)
    shot(wide_page, "coverage-desk")
    follow(wide_page, wide_page.locator("main td a").first)
    expect(wide_page.locator("main")).to_contain_text("4 / 6")
    expect(wide_page.locator("main")).not_to_contain_text("记录第 3 页")
    shot(wide_page, "representative-public")
