"""F101, F105: what was decided is carried out and shown, others say so, the effect is supervised."""

import io
import os
import re
from datetime import timedelta

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import expect

from linli.kernel import clock, workdays
from tests.e2e.carrying import KEY, adopted, carried_out, followed
from tests.e2e.conftest import DESK, PHONE, follow
from tests.e2e.test_duties import speak
from tests.e2e.test_mandates import as_somebody, faults, press, wide

SHOTS = os.environ.get("LINLI_SHOTS")
DOGS, BUS = "小区遛狗牵绳", "增设公交站点"
SMALL = {"width": 320, "height": 700}


def shot(page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


def photo(word: str) -> dict:
    """A picture as a phone takes it."""
    picture = Image.new("RGB", (1200, 900), "#7a9")
    ImageDraw.Draw(picture).text((500, 430), word, fill="white")
    out = io.BytesIO()
    picture.save(out, "JPEG")
    return {"name": f"{word}.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


@pytest.fixture
def resolution(behind, server, request):
    """F101 carries out what the owner raised, F105 what the grandmother did."""
    title = DOGS if "f101" in request.node.name else BUS
    return behind(lambda: adopted(server, title))


class Parts:
    """Who does which part of it, each at their own machine."""

    def __init__(self, enter, behind, pk: int) -> None:
        self.enter, self.behind, self.pk = enter, behind, pk
        self.page = f"/public/resolutions/{pk}/"

    def after(self) -> None:
        self.behind(lambda: followed(self.pk))

    def desk_gives_it(self) -> None:
        """In English, with a milestone and whose money."""
        clerk = as_somebody(self.enter, f"clerk-{KEY}", size=DESK)
        speak(clerk, "en")
        clerk.goto("/work/resolutions/")
        shot(clerk, "f101-desk-en")
        assert faults(clerk) == []
        follow(clerk, clerk.locator("main a", has_text=DOGS).first)
        follow(clerk, clerk.get_by_role("link", name="Ask somebody to carry it out"))
        until = workdays.shifted(clock.today(), 8)
        clerk.select_option("[name=office]", label="Fusheng Property (demo) · Officer")
        clerk.fill("[name=until]", until.isoformat())
        clerk.fill("[name=needs]", "拾便箱两个")
        clerk.fill("[name=budget]", "160")
        clerk.select_option("[name=payer]", "property_company")
        clerk.fill("[name=milestones]", f"{(until - timedelta(days=1)).isoformat()} 箱子装好")
        shot(clerk, "f101-give-en")
        press(clerk, "Ask somebody to carry it out")
        expect(clerk.locator("main")).to_contain_text("Fusheng Property")
        self.after()

    def owner_accepts_and_shows_it(self) -> None:
        """On a phone, in Chinese; nothing to confirm with."""
        page = self.enter("manager", "/", reduced_motion="reduce")
        speak(page, "zh-hans")
        page.goto("/work/")
        follow(page, page.get_by_role("link", name="有决议请您承接"))
        follow(page, page.locator("main a", has_text=DOGS).first)
        shot(page, "f101-asked")
        assert faults(page) == []
        follow(page, page.get_by_role("link", name="我来承接"))
        press(page, "我来承接")
        self.after()
        follow(page, page.get_by_role("link", name="完成一个节点"))
        page.fill("[name=words]", "两个箱子装在一栋门口")
        page.set_input_files("[name=files]", photo("box"))
        shot(page, "f101-milestone")
        press(page, "完成一个节点")
        self.report(page, "每晚有人提醒，箱子每天清理", "evening")
        shot(page, "f101-reported")
        assert page.get_by_role("link", name="代表另一组织确认").count() == 0
        assert wide(page) <= PHONE["width"]
        assert faults(page) == []
        # what the button does not offer, the address does not do
        page.goto(f"/resolutions/{self.pk}/step/confirm/")
        expect(page.locator("h1")).to_contain_text("自己")

    def report(self, page, words: str, picture: str) -> None:
        follow(page, page.get_by_role("link", name="已落实：上传证明"))
        page.fill("[name=words]", words)
        page.set_input_files("[name=files]", photo(picture))
        press(page, "已落实：上传证明")
        expect(page.locator("main")).to_contain_text(words)
        self.after()

    def other_organisation_confirms(self) -> None:
        clerk = as_somebody(self.enter, f"clerk-{KEY}", size=DESK)
        speak(clerk, "en")
        clerk.goto("/work/resolutions/?tab=confirm")
        follow(clerk, clerk.locator("main a", has_text=DOGS).first)
        expect(clerk.locator("main img.uploads__picture")).not_to_have_count(0)
        follow(clerk, clerk.get_by_role("link", name="Confirm for another organisation"))
        clerk.fill("[name=words]", "现场看过")
        press(clerk, "Confirm for another organisation")
        expect(clerk.locator("main")).to_contain_text("The second voice is still missing.")
        shot(clerk, "f101-one-voice-en")
        assert faults(clerk) == []
        self.after()


def test_f101_a_resolution_is_carried_out_shown_and_confirmed_by_two(enter, behind, resolution):
    parts = Parts(enter, behind, resolution)
    parts.desk_gives_it()
    parts.owner_accepts_and_shows_it()
    parts.other_organisation_confirms()

    # who raised it, in large letters: it is not done; the company does it again
    raiser = as_somebody(enter, f"owner-{KEY}", size=SMALL, mode="care")
    raiser.goto("/")
    follow(raiser, raiser.get_by_role("link", name="您的诉求已报告办好：是吗？").first)
    follow(raiser, raiser.locator("main a", has_text=DOGS).first)
    shot(raiser, "f101-raiser-care")
    assert wide(raiser) <= SMALL["width"]
    follow(raiser, raiser.get_by_role("link", name="没有办好"))
    raiser.fill("[name=words]", "周末没有人提醒")
    press(raiser, "没有办好")
    expect(raiser.locator("main")).to_contain_text("周末没有人提醒")
    shot(raiser, "f101-reopened-care")
    assert faults(raiser) == []
    parts.after()
    manager = enter("manager", parts.page, reduced_motion="reduce")
    parts.report(manager, "周末也排了班", "weekend")
    parts.other_organisation_confirms()
    raiser.goto(parts.page)
    follow(raiser, raiser.get_by_role("link", name="确认完成"))
    press(raiser, "确认完成")
    parts.after()

    # everybody: the rate, and from the first voice to the last picture
    anybody = enter("anonymous", "/public/demands/", size=DESK, reduced_motion="reduce")
    follow(anybody, anybody.get_by_role("link", name="福升里社区"))
    expect(anybody.locator("main")).to_contain_text(re.compile(r"1 / \d"))
    shot(anybody, "f101-board")
    assert faults(anybody) == []
    follow(anybody, anybody.locator("main a[href*='/demands/topics/']", has_text=DOGS).first)
    pictures = anybody.locator("main img.uploads__picture")
    expect(pictures).to_have_count(3)
    expect(anybody.locator("main")).not_to_contain_text("周末没有人提醒")
    shot(anybody, "f101-trace")
    assert anybody.request.get(pictures.last.get_attribute("src")).ok
    assert faults(anybody) == []


def test_f105_the_supervising_body_sends_it_back_then_signs_off_its_effect(
    enter, behind, resolution
):
    """The Party committee on a phone in Chinese, then at a desk in English; everybody reads the mark."""
    behind(lambda: carried_out(resolution, "grandmother"))
    page = f"/public/resolutions/{resolution}/"
    secretary = enter("secretary", "/work/resolutions/?tab=review", reduced_motion="reduce")
    speak(secretary, "zh-hans")
    secretary.goto("/work/resolutions/?tab=review")
    follow(secretary, secretary.locator("main a", has_text=BUS).first)
    follow(secretary, secretary.get_by_role("link", name="退回：成效不足"))
    press(secretary, "退回：成效不足")  # without a word: asked for, nothing sent
    expect(secretary.locator("#errors")).to_be_visible()
    secretary.fill("[name=words]", "箱子装了，周末没有人提醒")
    shot(secretary, "f105-back")
    press(secretary, "退回：成效不足")
    expect(secretary.locator(".page__lead")).to_contain_text("成效不足")
    shot(secretary, "f105-sent-back")
    assert wide(secretary) <= PHONE["width"]
    assert faults(secretary) == []
    behind(lambda: followed(resolution))

    anybody = enter("anonymous", page, size=SMALL, mode="care", reduced_motion="reduce")
    expect(anybody.locator("main")).to_contain_text("箱子装了，周末没有人提醒")
    expect(anybody.locator("main")).to_contain_text("福升里社区党委")
    assert wide(anybody) <= SMALL["width"]
    shot(anybody, "f105-public-care")

    behind(lambda: carried_out(resolution, "grandmother", given=False))
    # whoever owes it gives no mark
    manager = enter("manager", page, reduced_motion="reduce")
    expect(manager.get_by_role("link", name="评定：成效合格")).to_have_count(0)
    desk = enter("secretary", page, size=DESK, reduced_motion="reduce")
    speak(desk, "en")
    desk.goto(page)
    follow(desk, desk.get_by_role("link", name="Sign off: the effect is good"))
    desk.fill("[name=words]", "两个周末都看过，有人值守")
    press(desk, "Sign off: the effect is good")
    expect(desk.locator(".page__lead")).to_contain_text("effect signed off")
    shot(desk, "f105-signed-en")
    assert faults(desk) == []
    board = enter("anonymous", "/public/demands/", reduced_motion="reduce")
    follow(board, board.get_by_role("link", name="福升里社区"))
    expect(board.locator("main")).to_contain_text("监督评定合格")
    shot(board, "f105-board")
