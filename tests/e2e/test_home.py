"""The house as people meet it: the main story of F020, and the first pages of every role (F118a)."""

import re
import subprocess
import sys
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.databases import ROOT
from tests.e2e.conftest import DESK, PHONE, follow


@pytest.fixture
def sequence(behind) -> Callable[[], None]:
    """Takes what waits into the server's log, as the sequencer beside it would."""
    from linli.journal.operations_log import integrate

    def take() -> None:
        while integrate():
            pass

    return lambda: behind(take)


def enter_as(page: Page, who: str) -> None:
    """One tap in the list of the demo."""
    page.goto("/enter/")
    follow(page, page.locator(f"button[value='{who}']"))


def test_a_resident_takes_home_a_proof_that_a_strangers_software_accepts(enter, sequence, tmp_path):
    """F020: enter, consent, take the receipt home, check it offline; without JavaScript."""
    page = enter(path=None, javascript=False)
    enter_as(page, "owner-fushengli")
    expect(page.get_by_role("heading", name="现在需要我做什么？")).to_be_visible()

    page.goto("/me/")
    follow(page, page.get_by_role("link", name="我的同意"))
    follow(page, page.locator("form[action='/me/consents/sms_notices/give/'] button"))
    sequence()

    page.goto("/")
    follow(page, page.get_by_role("link", name="我的回执"))
    follow(page, page.locator("main .weui-cell_access").first)
    with page.expect_download() as taken:
        page.get_by_role("link", name="把文件带回家").or_(
            page.locator("a[href$='.tlog-proof']")
        ).first.click()
    receipt = tmp_path / "receipt.tlog-proof"
    taken.value.save_as(receipt)
    keys = tmp_path / "keys.txt"
    keys.write_text(page.request.get("/log/keys").text())

    answer = verify(receipt, keys)
    assert answer.returncode == 0, answer.stderr
    assert "identity.consent_given" in answer.stdout

    text = receipt.read_text()
    spot = re.search(r"(?m)^— \S+ (\S)", text)
    changed = "A" if spot[1] != "A" else "B"
    receipt.write_text(text[: spot.start(1)] + changed + text[spot.end(1) :])
    assert verify(receipt, keys).returncode == 1


def verify(receipt, keys) -> subprocess.CompletedProcess[str]:
    """In a process that knows no database and no settings."""
    command = [sys.executable, "-m", "linli.journal.verify", str(receipt), "--keys", str(keys)]
    env = {"PYTHONPATH": str(ROOT / "src"), "PATH": "/usr/bin:/bin"}
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("language", "heading"), [("zh-hans", "欢迎"), ("en", "Welcome")])
@pytest.mark.parametrize("mode", ["normal", "care"])
def test_a_stranger_sees_what_this_place_is(enter, language, heading, mode):
    page = enter(path="/", language=language, mode=mode)
    expect(page).to_have_title(re.compile(heading))
    expect(page.locator("h1")).to_be_visible()
    assert fits(page, PHONE)
    assert page.troubles == []


def fits(page: Page, size: dict[str, int]) -> bool:
    """Nothing hangs over the right edge."""
    return page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_grandmother_meets_the_same_functions_in_large_letters(enter):
    """F118a: every link of the ordinary page is on hers too, at least 60 pixels high."""
    links = {}
    for who in ("owner-qingke", "grandmother-qingke"):
        page = enter(path=None)
        enter_as(page, who)
        for path in ("/", "/me/"):
            page.goto(path)
            found = page.locator("main a[href]")
            hrefs = set(found.evaluate_all("all => all.map(a => a.getAttribute('href'))"))
            links[who, path] = {h for h in hrefs if "/log/receipts/" not in h}
            assert fits(page, PHONE)
    expect(page.locator("html")).to_have_attribute("data-mode", "care")
    heights = page.locator("main .weui-cell_access").evaluate_all(
        "all => all.map(a => a.getBoundingClientRect().height)"
    )
    assert min(heights) >= 60
    for path in ("/", "/me/"):
        assert links["grandmother-qingke", path] == links["owner-qingke", path]


def test_home_asks_first_what_needs_me(enter):
    """A tenant whose name is not proved is told so on the first screen."""
    page = enter(path=None)
    enter_as(page, "tenant-yaohuo")
    link = page.get_by_role("link", name="完成实名核验")
    expect(link).to_be_in_viewport()
    follow(page, link)
    assert page.url.endswith("/me/real-name/")


def test_staff_work_on_a_wide_screen(enter):
    page = enter(path=None, size=DESK)
    enter_as(page, "clerk-taoran")
    assert page.url.endswith("/work/")
    expect(page.get_by_role("heading", name="待办", exact=True)).to_be_visible()
    expect(page.get_by_role("navigation", name="职责")).to_be_visible()
    assert fits(page, DESK)
    follow(page, page.get_by_role("link", name="查找居民").first)
    assert page.url.endswith("/work/people/")
    assert page.troubles == []


def test_a_clerk_acts_as_a_resident_and_back(enter):
    page = enter(path=None, size=DESK)
    enter_as(page, "clerk-outang")
    page.goto("/acting/")
    follow(page, page.get_by_role("button", name="以本人身份"))
    assert page.goto("/work/").status == 403
    page.goto("/acting/")
    follow(page, page.get_by_role("button", name="社区专干"))
    assert page.url.endswith("/work/")


def test_an_administrator_gives_and_ends_an_office(enter, server):
    page = enter("district_admin", "/work/offices/new/", size=DESK, javascript=False)
    page.get_by_label("当事人编号").fill(server.world.neighbour.public_id)
    page.get_by_label("组织").select_option(label="陶然社区居民委员会")
    page.get_by_label("地点").select_option(label="榕荫社区")
    page.get_by_label("依据").fill("禅社〔2026〕7号")
    follow(page, page.get_by_role("button", name="确认任命"))
    expect(page.get_by_role("alert")).to_contain_text("该地点不在这个组织的辖区内")
    page.get_by_label("地点").select_option(label="陶然社区")
    follow(page, page.get_by_role("button", name="确认任命"))
    expect(page.locator("main")).to_contain_text("禅社〔2026〕7号")
    follow(page, page.locator("a[href$='/end/']").first)
    page.get_by_label("依据").fill("禅社〔2026〕8号")
    follow(page, page.get_by_role("button", name="确认免职"))
    expect(page.locator("main")).to_contain_text("已免职，并已写入公开日志。")
    expect(page.locator("main")).not_to_contain_text("禅社〔2026〕7号")
    page.goto("/work/offices/")
    expect(page.locator("tbody tr").first).to_contain_text("已结束")
