"""F057: an estate that voted in an official system: its export is imported, recounted and compared."""

import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from linli.kernel import clock
from linli.kernel.actor import SYSTEM
from linli.voting import recount
from linli.voting.tests.exporting import book
from tests.databases import ROOT
from tests.e2e.conftest import DESK, PHONE, follow
from tests.e2e.test_accessible import look_at
from tests.e2e.test_assemblies import shot
from tests.e2e.test_duties import speak

ROSTER = "楼栋,房号,建筑面积,业主,身份证号\n" + "".join(
    f"{building}栋,{room},90.00,业主{building}{room},\n"
    for building in (1, 2)
    for room in (101, 102, 201, 202, 301)
)
HEAD = ["楼栋", "房号", "事项", "表决意见", "专有部分面积(㎡)", "投票方式"]


def closed(world: Any) -> str:
    """Ten homes, voted elsewhere; closed a minute ago. The resident and the officer are tellers."""
    from linli.places.actions.rosters import enter_estate, import_file
    from linli.places.models import Unit
    from linli.voting.actions import course, drafting, rolls

    staff, now, place = world.actor("staff"), clock.now(), world.community.pk
    with clock.frozen(now - timedelta(days=30)):
        estate = enter_estate(SYSTEM, community=place, name_zh="官投小区", name_en="Guantou")
        import_file(SYSTEM, estate=estate.pk, data=ROSTER.encode())
        Unit.objects.within(place).filter(estate=estate).update(disputes=[])
        row = drafting.draft(
            staff,
            estate=estate.pk,
            convener=world.organisation.pk,
            ground="owners_share",
            ground_text="22% 业主联名提议",
            titles=("官投小区业主大会会议", "Guantou owners' assembly"),
            legal_mode="IMPORTED_FROM_OFFICIAL",
            opens_at=now - timedelta(days=10),
            closes_at=now - timedelta(minutes=1),
        )
        texts = {"zh-hans": ("修订管理规约", "全文。"), "en": ("Revise the covenant", "Text.")}
        drafting.add_matter(staff, assembly=row.pk, kind="covenant", texts=texts)
        for role, person in (("teller", world.resident), ("scrutineer", world.officer)):
            drafting.appoint_teller(staff, assembly=row.pk, person=person.public_id, role=role)
        course.notice(staff, assembly=row.pk)
    with clock.frozen(now - timedelta(days=10)):
        rolls.freeze(staff, assembly=row.pk)
        course.open_vote(staff, assembly=row.pk)
    course.close(staff, assembly=row.pk)
    return str(row.code)


def export() -> bytes:
    """One word that nobody knows, one home too many, one area of its own; and what was stated."""
    words = ["同意", "同意", "好的", "同意", "同意", "反对", "同意", "弃权", "", ""]
    homes = [(b, r) for b in ("1栋", "2栋") for r in (101, 102, 201, 202, 301)]
    rows = [
        [*home, "第1项", word or None, 90, "手机"] for home, word in zip(homes, words, strict=True)
    ]
    rows[1][4] = 95.5
    rows.append(["9栋", 101, "第1项", "同意", 90, "手机"])
    totals = [
        [
            "事项",
            "同意人数",
            "同意面积",
            "反对人数",
            "反对面积",
            "弃权人数",
            "弃权面积",
            "是否通过",
        ],
        ["第1项", 7, 635.5, 1, 90, 1, 90, "通过"],
    ]
    return book(("表决明细", [["官投小区表决明细"], HEAD, *rows]), ("表决结果", totals))


def press(page: Any) -> None:
    follow(page, page.locator("main form button.weui-btn_primary"))


def logged() -> None:
    from linli.journal.operations_log import integrate
    from linli.voting import jobs

    while integrate():
        pass
    assert jobs.make_editions()


@pytest.fixture
def recounted(browser, tmp_path):
    return lambda data: assert_recounted(browser, data, tmp_path)


@pytest.fixture
def code(behind, server) -> str:
    return str(behind(lambda: closed(server.world)))


def test_f057_an_official_export_is_imported_and_compared(enter, server, behind, code, recounted):
    path = f"/assemblies/{code}/"
    desk = enter("staff", None, size=DESK, javascript=False)
    phone = enter("resident", "/", size=PHONE, javascript=False)
    follow(phone, phone.get_by_role("button", name="大字"))
    desk.goto(path)
    speak(desk, "en")
    desk.goto(path)
    shot(desk, "f057-official-desk-assembly")
    follow(desk, desk.locator(f"main .buttons a[href='{path}export/']"))
    shot(desk, "f057-official-desk-bring")
    desk.set_input_files("[name=file]", {"name": "export.xlsx", "mimeType": "", "buffer": export()})
    press(desk)
    expect(desk.locator("main")).to_contain_text("We ask rather than guess.")
    shot(desk, "f057-official-desk-question")
    desk.select_option("[name=q0]", "agree")
    press(desk)
    said = desk.locator("main")
    expect(said).to_contain_text("This home is not on the frozen roll.")
    expect(said).to_contain_text("95.50 m² → 90.00 m²")
    expect(said).to_contain_text("−1 person · −95.50 m²")
    expect(said).to_contain_text("Another teller or scrutineer applies it.")
    shot(desk, "f057-official-desk-preview")
    follow(desk, desk.locator("main a[href*='/export/totals/1/']"))
    assert desk.input_value("[name=agree_area]") == "635.50"
    shot(desk, "f057-official-desk-totals")

    for name in ("export/", "export/totals/1/"):
        assert look_at(enter("staff", path + name, reduced_motion="reduce"), name) == []
    phone.goto(f"{path}export/")
    expect(phone.locator("main")).to_contain_text("数字有差异，结论一致。")
    shot(phone, "f057-official-phone-preview")
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    follow(phone, phone.locator("main form[action$='/export/apply/'] button"))
    phone.goto(f"{path}step/tally/")
    press(phone)
    other = enter("officer", None, size=DESK, javascript=False)
    for page in (phone, other):
        page.goto(f"{path}step/sign/")
        press(page)
    desk.goto(f"{path}step/publish/")
    press(desk)
    behind(logged)

    look(enter, path)
    data = desk.request.get(f"{server.url}{path}files/bundle/").body()
    recounted(data)
    for page in (desk, phone, other):
        assert page.troubles == []


def look(enter, path: str) -> None:
    """What everybody reads: the result that binds, and how the recount differs."""
    public = enter("anonymous", f"{path}result/", size=PHONE, javascript=False, mode="care")
    expect(public.locator("main")).to_contain_text("以官方结果为准；这里的重新计票用于核对。")
    shot(public, "f057-official-phone-result")
    result = enter("anonymous", f"{path}result/", reduced_motion="reduce")
    assert look_at(result, "result") == []
    follow(public, public.locator(f"main a[href='{path}official/']").first)
    expect(public.locator("main")).to_contain_text("同意")
    expect(public.locator("main")).not_to_contain_text("9栋")
    assert public.locator("main code").count() == 0
    shot(public, "f057-official-phone-differences")
    public.set_viewport_size({"width": 320, "height": 640})
    assert public.evaluate("document.documentElement.scrollWidth") <= 320
    page = enter("staff", f"{path}official/", size=DESK, reduced_motion="reduce", language="en")
    expect(page.locator("main")).to_contain_text("home_unknown")
    shot(page, "f057-official-desk-differences")
    assert look_at(page, "official") == []


def assert_recounted(browser, data: bytes, folder: Path) -> None:
    """By the command and by the page without a network: the recount agrees, and says what differs."""
    file = folder / "bundle.jsonl"
    file.write_bytes(data)
    program = [sys.executable, str(ROOT / "linli"), "vote", "recount", str(file), "--lang", "en"]
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "agree: stated 7, recounted 6" in done.stdout
    assert "agree: 1 rows, +0 persons, -5.50 m²: another area than the roll's" in done.stdout
    shutil.copy(Path(recount.__file__).parent / "recount.html", folder)
    context = browser.new_context(viewport=PHONE, offline=True)
    page = context.new_page()
    page.goto((folder / "recount.html").as_uri())
    page.set_input_files("#file", file)
    page.locator("#verdict").wait_for()
    assert page.locator("#verdict").get_attribute("class") == "good"
    expect(page.locator("#out")).to_contain_text("官方 stated 7, 重新计票 recounted 6")
    context.close()
