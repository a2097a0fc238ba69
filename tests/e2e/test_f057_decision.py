"""F057: an estate of 373 electors decides, from the ballots to a result that anybody recounts."""

import os
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

from linli.voting import recount
from linli.voting.tests.outside import checked
from linli.voting.tests.test_workbook import recalculated, verdicts
from tests.databases import ROOT
from tests.e2e import decision
from tests.e2e.conftest import DESK, PHONE, follow
from tests.e2e.decision import PHRASES, Decision
from tests.e2e.test_assemblies import shot
from tests.e2e.test_ballots import choose as choose_one
from tests.e2e.test_ballots import code_on, key
from tests.e2e.test_duties import faults, speak
from tests.e2e.voters import inside, session_of

__all__ = ["recalculated"]
BALLOTS = 300


class Estate:
    """The assembly, with its pages open, and a way into the server's database."""

    def __init__(self, made: Decision, world, within) -> None:
        self.made, self.world, self.within = made, world, within
        self.path = f"/assemblies/{made.code}/"
        self.sheet = ""

    def do(self, work) -> None:
        with self.within():
            work(self.world, self.made)


@pytest.fixture(scope="module")
def estate(server, worker_database, django_db_blocker):
    @contextmanager
    def within():
        with django_db_blocker.unblock(), inside(server, worker_database):
            yield

    with within():
        made = decision.opened(server.world)
        decision.cast(server.world, made)
        server.sessions["elder"] = session_of(decision.grandmother())
    return Estate(made, server.world, within)


def press(page, **values: str) -> None:
    for field, value in values.items():
        page.fill(f"[name={field}]", value)
    follow(page, page.locator("main form button.weui-btn_primary"))


# --- one of each channel in the browser ---------------------------------------------------------
def on_the_phone(phone, estate, channel: str) -> str:
    """The resident's own ballot, or the one that they hold a mandate for; answers its number."""
    phone.goto(f"{estate.path}ballot/{estate.made.left[channel]}/")
    choose_one(phone, 1, "agree")
    shot(phone, f"f057-phone-{channel}")
    choose_one(phone, 2, "oppose")
    follow(phone, phone.locator("main button[value=cast]"))
    told = phone.locator("main .weui-cell", has_text="选票编号").locator(".weui-cell__ft")
    return str(told.inner_text())


def at_the_booth(enter, server, estate) -> None:
    number = estate.made.left["booth"]
    desk = enter("staff", f"{estate.path}booth/{number}/", size=DESK, javascript=False)
    desk.locator("[name=who]").first.check()
    desk.locator("[name=seen]").check()
    press(desk)
    ticket = desk.locator("main .code").inner_text().replace(" ", "")
    screen = enter("anonymous", None, size=DESK, javascript=False)
    screen.context.add_cookies(
        [{"name": "sessionid", "value": estate.made.booth, "url": server.url}]
    )
    screen.goto(f"{estate.path}booth/")
    follow(screen, screen.locator("main form[action$='/open/'] button"))
    screen.fill("[name=number]", ticket)
    follow(screen, screen.locator("main form button"))
    choose_one(screen, 1, "agree")
    choose_one(screen, 2, "agree")
    follow(screen, screen.locator("main button[value=cast]"))
    shot(screen, "f057-booth")


def on_paper(desk, phone, estate) -> str:
    """The printed sheet's picture is read; the closed sheet is taken in. Answers its number."""
    home = estate.made.homes[estate.made.left["paper"]]
    desk.goto(f"{estate.path}sheets/")
    while not desk.locator("tr", has_text=home).count():
        follow(desk, desk.locator("main a[href*='after=']").last)
    follow(desk, desk.locator("tr", has_text=home).locator("button").first)
    code = last_sheet(estate)
    one = f"{estate.path}sheets/ballots.pdf?elector={estate.made.left['paper']}"
    assert code_on(desk.request.get(one).body()) == code
    # whoever printed it does not take it in
    phone.goto(f"{estate.path}sheets/in/")
    press(phone, code=code)
    shot(phone, "f057-phone-sheet-in")
    return code


def last_sheet(estate) -> str:
    from linli.voting.models import Sheet

    with estate.within():
        rows = Sheet.objects.within(estate.world.community.pk).filter(assembly=estate.made.pk)
        return str(rows.latest("pk").code)


# --- the whole way ------------------------------------------------------------------------------
def test_f057_three_hundred_ballots_become_a_result_that_anybody_recounts(
    enter, server, estate, recounted, tmp_path
):
    path = estate.path
    desk = enter("staff", None, size=DESK, javascript=False)
    phone = enter("resident", None, size=PHONE, javascript=False)
    other = enter("officer", None, size=DESK, javascript=False)
    receipt = on_the_phone(phone, estate, "web")
    on_the_phone(phone, estate, "proxy")
    at_the_booth(enter, server, estate)
    sheet = estate.sheet = on_paper(desk, phone, estate)

    close_and_open(desk, phone, estate)
    phone.goto(f"{path}keying/{sheet}/")
    key(phone, "agree", "agree")
    other.goto(f"{path}keying/{sheet}/")
    key(other, "agree", "agree")
    estate.do(decision.keyed)
    audited(enter, phone, estate)
    phone.goto(f"{path}step/tally/")
    press(phone)
    sign_and_publish(desk, phone, other, estate)
    desk.goto(f"{path}files/")
    expect(desk.locator("main")).to_contain_text("文件尚未生成")
    estate.do(decision.logged)
    look(enter, desk, phone, estate, receipt)
    files = taken(desk, server, path, tmp_path)
    recounted(files)
    proof = phone.request.get(f"{path}find/{receipt}.tlog-proof").text()
    found = checked(proof)
    assert found.payload["digest"] in files["public"].read_text()
    for page in (desk, phone, other):
        assert page.troubles == []


def close_and_open(desk, phone, estate) -> None:
    estate.do(decision.over)
    desk.goto(f"{estate.path}step/close/")
    press(desk)
    desk.goto(f"{estate.path}keys/give/second/")
    press(desk, passphrase=PHRASES["first"])
    phone.goto(f"{estate.path}keys/open/first/")
    press(phone, passphrase=PHRASES["second"])
    expect(phone.locator("main")).to_contain_text(f"已开启 {BALLOTS} 张，搁置 0 张")
    shot(phone, "f057-phone-opened")


def audited(enter, phone, estate) -> None:
    """A teller states the risk limit; the log draws; who keyed none of the sheets reads them."""
    phone.goto(f"{estate.path}audit/begin/")
    phone.locator("[name=one_in][value='10']").check()
    shot(phone, "f057-phone-audit-begin")
    press(phone)
    estate.do(decision.sequenced)
    phone.goto(f"{estate.path}audit/")
    follow(phone, phone.locator("main form[action$='/draw/'] button"))
    shot(phone, "f057-phone-audit-drawn")
    expect(phone.locator("main")).to_contain_text("您录入过这张票，由他人重读")
    reader = enter("elder", f"{estate.path}audit/", size=PHONE, javascript=False, mode="care")
    shot(reader, "f057-elder-audit")
    # the sheet of the browser among them, when it was drawn; the rest by the action
    mine = reader.locator(f"main a[href$='/audit/{estate.sheet}/']")
    if mine.count():
        follow(reader, mine)
        key(reader, "agree", "agree")
    estate.do(decision.read_anew)
    reader.goto(f"{estate.path}audit/")
    expect(reader.locator("main")).to_contain_text("抽中的每张选票都与录入一致")
    shot(reader, "f057-elder-audit-same")
    page = enter("elder", f"{estate.path}audit/", size=PHONE, reduced_motion="reduce")
    assert faults(page) == []


def sign_and_publish(desk, phone, other, estate) -> None:
    estate.do(decision.signed)
    for page, name in ((phone, "phone"), (other, "desk")):
        page.goto(f"{estate.path}step/sign/")
        shot(page, f"f057-{name}-sign")
        press(page)
    desk.goto(f"/work{estate.path}")
    expect(desk.locator("main")).to_contain_text(re.compile("结果须在 .* 前公布"))
    shot(desk, "f057-desk-signed")
    desk.goto(f"{estate.path}step/publish/")
    press(desk)


def look(enter, desk, phone, estate, receipt: str) -> None:
    """Each page, in both languages, small and large letters, and without signing in."""
    path = estate.path
    speak(desk, "en")
    for name in ("result", "files"):
        desk.goto(f"{path}{name}/")
        shot(desk, f"f057-desk-{name}-en")
    expect(desk.locator("main")).to_contain_text("bundle, owners' edition")
    speak(desk, "zh-hans")
    phone.goto(path)
    follow(phone, phone.get_by_role("button", name="大字"))
    phone.goto(f"{path}find/")
    press(phone, code=receipt)
    expect(phone.locator("main")).to_contain_text("已计入结果")
    shot(phone, "f057-phone-found-elder")
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    found = phone.url.replace(phone.url.partition("/assemblies")[0], "")
    phone.goto(f"{path}result/")
    shot(phone, "f057-phone-result-elder")
    follow(phone, phone.get_by_role("button", name="标准字"))
    public = enter("anonymous", f"{path}files/", size=PHONE, javascript=False)
    assert "owners-bundle" not in public.content()
    shot(public, "f057-phone-files")
    for each in (f"{path}files/", found, f"{path}find/"):
        assert faults(enter("anonymous", each, size=PHONE, reduced_motion="reduce")) == [], each


def taken(desk, server, path: str, folder: Path) -> dict[str, Path]:
    """The files as they are downloaded, and the log's keys."""
    found = {}
    for name, address in (
        ("public", f"{path}files/bundle/"),
        ("owners", f"{path}files/owners-bundle/"),
        ("workbook.xlsx", f"{path}files/owners-workbook-zh-hans/"),
        ("poster", f"{path}files/poster-zh-hans/"),
        ("keys", "/log/keys"),
    ):
        answer = desk.request.get(f"{server.url}{address}")
        assert answer.ok, address
        found[name] = folder / name
        found[name].write_bytes(answer.body())
    return found


@pytest.fixture
def recounted(browser, recalculated, tmp_path):
    """`recounted(files)` asserts that they give the same result, whoever counts them."""
    return lambda files: assert_recounted(files, browser, recalculated, tmp_path)


def assert_recounted(files: dict[str, Path], browser, recalculated, folder: Path) -> None:
    """By the command, by the page without a network, and by LibreOffice: the same result."""
    program = [sys.executable, str(ROOT / "linli"), "vote", "recount"]
    for edition in ("public", "owners"):
        said = subprocess.run(
            [*program, str(files[edition]), "--keys", str(files["keys"]), "--lang", "zh"],
            check=False, capture_output=True, text=True, env=os.environ, timeout=120,
        )  # fmt: skip
        assert said.returncode == 0, said.stdout[-2000:] + said.stderr
    verdict = [line.strip() for line in said.stdout.splitlines() if line.strip().startswith("→")]
    shutil.copy(Path(recount.__file__).parent / "recount.html", folder)
    context = browser.new_context(viewport=PHONE, offline=True)
    page = context.new_page()
    page.goto((folder / "recount.html").as_uri())
    page.set_input_files("#file", files["public"])
    page.locator("#verdict").wait_for()
    assert page.locator("#verdict").get_attribute("class") == "good"
    shot(page, "f057-phone-recount")
    shown = page.locator("#out").inner_text().split("\n")
    context.close()
    told = [line.strip() for line in shown if line.strip().startswith("→")]
    assert [("未通过" in line) for line in told] == [("未通过" in line) for line in verdict]
    book = recalculated({"jt": [files["workbook.xlsx"].read_bytes()]})["jt"]
    live, published, _numbers = verdicts(book)
    assert live == published
    assert [("未通过" in line) for line in live] == [("未通过" in line) for line in verdict]
    assert len(openpyxl.load_workbook(files["workbook.xlsx"]).worksheets[1]["A"]) == 1 + 373
    assert files["poster"].read_bytes().startswith(b"%PDF")
