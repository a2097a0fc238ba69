"""People at home in a real browser: F019 (owner level), F022 (no household register), F024 (fill once).

In the demo's estate: phones in Chinese with large letters and without JavaScript, the desk in
English.
"""

import io
import os
import re

import pypdf
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import DESK, PHONE, follow
from tests.e2e.test_accessible import EVERYTHING, LIMITS, SET_LOOK, measure, violations
from tests.e2e.test_duties import speak
from tests.e2e.test_people import NEWCOMER, settle

GRANDDAUGHTER = NEWCOMER[:-1] + "7"
CODE = re.compile(r"([0-9A-Z]{4}) ([0-9A-Z]{4}) ([0-9A-Z]{4})")


def come(enter, server, who: str, *, size=PHONE, language="zh-hans", mode="care") -> Page:
    """Enter the demo as one of its people."""
    page = enter(path=None, size=size)
    page.context.add_cookies([{"name": "mode", "value": mode, "url": server.url}])
    page.goto("/enter/")
    follow(page, page.locator(f"button[value={who}]"))
    speak(page, language)
    return page


def looked_at(page: Page, name: str) -> None:
    """What axe and our own measures find, in the look in which the page stands."""
    shots = os.environ.get("LINLI_SHOTS")
    if shots:
        page.screenshot(path=f"{shots}/{name}.png", full_page=True)
    found = []
    for mode in ("normal", "care"):
        page.evaluate(SET_LOOK, [mode, "light"])
        found += measure(page, LIMITS[mode]) + violations(page, EVERYTHING)
    assert found == [], name


def main(page: Page):
    return page.locator("main")


def test_f019_from_the_slip_at_the_door_to_a_family_at_home(enter, server):
    """A clerk prints and hands over; a grandmother is owner at once; her granddaughter is family."""
    clerk = come(enter, server, "clerk-fushengli", size=DESK, language="en", mode="normal")
    clerk.goto("/work/residence/slips/")
    looked_at(clerk, "slips-buildings")
    follow(clerk, clerk.get_by_role("link", name="1栋").first)
    home = main(clerk).get_by_role("row").filter(has_text="201")
    home.locator("input[type=checkbox]").check()
    with clerk.expect_download() as download:
        clerk.get_by_role("button", name="Print").click()
    pages = pypdf.PdfReader(io.BytesIO(download.value.path().read_bytes())).pages
    text = "".join(page.extract_text() for page in pages)
    assert "201" in text
    assert "何惠珍" not in text
    code = "".join(CODE.search(text).groups())
    clerk.reload()
    looked_at(clerk, "slips")
    home.locator("input[type=checkbox]").check()
    follow(clerk, clerk.get_by_role("button", name="handed over"))
    expect(home).to_contain_text("handed over")

    old = come(enter, server, "grandmother-fushengli")
    old.goto("/me/homes/")
    looked_at(old, "homes-empty")
    follow(old, main(old).get_by_role("link", name="我有入住码"))
    old.locator("[name=code]").fill(code.lower())
    follow(old, main(old).get_by_role("button", name="继续"))
    looked_at(old, "by-code")
    old.locator("input[value=owner]").check()
    follow(old, main(old).get_by_role("button", name="确认登记"))
    expect(main(old)).to_contain_text("与业主名册相符")
    looked_at(old, "home")
    follow(old, main(old).get_by_role("link", name="邀请同住的人"))
    follow(old, main(old).get_by_role("button", name="生成入住码"))
    looked_at(old, "invited")
    invitation = "".join(CODE.search(main(old).inner_text()).groups())

    young = enter(path=None, javascript=False)
    settle(young, GRANDDAUGHTER, server)
    young.goto(f"/me/homes/code/{invitation}/")
    follow(young, main(young).get_by_role("button", name="确认登记"))
    young.goto("/me/")
    expect(main(young)).to_contain_text("家属")
    old.goto("/me/")
    expect(main(old)).to_contain_text("业主")
    old.goto("/me/homes/")
    follow(old, main(old).get_by_role("link", name="201").first)
    expect(main(old)).to_contain_text("家属")
    young.goto(f"/me/homes/code/{invitation}/")
    expect(main(young)).to_contain_text("已失效")
    assert clerk.troubles == old.troubles == []


def test_f022_a_tenant_proves_to_live_here_by_the_owners_word(enter, server):
    """业主、租户、家属: the owner says yes on the phone; no household register is asked for."""
    owner = come(enter, server, "owner-fushengli")
    expect(main(owner)).to_contain_text("有人说住在您的房子里")
    owner.goto("/me/homes/")
    looked_at(owner, "homes")
    follow(owner, main(owner).get_by_role("button", name="是，住在这里"))
    tenant = come(enter, server, "tenant-fushengli", size=DESK, language="en", mode="normal")
    tenant.goto("/me/homes/")
    expect(main(tenant)).to_contain_text("tenant")
    looked_at(tenant, "homes-tenant")
    tenant.goto("/me/")
    expect(main(tenant)).to_contain_text("tenant")
    assert owner.troubles == tenant.troubles == []


@pytest.mark.parametrize(
    ("who", "size", "language", "room", "outcome"),
    [
        ("owner-fushengli", DESK, "en", "101", "agrees with the roster"),
        ("grid_worker-fushengli", PHONE, "zh-hans", "102", "已提交"),
    ],
    ids=["desk", "phone"],
)
def test_f024_what_the_roster_knows_is_not_asked(
    enter, server, *, who, size, language, room, outcome
):
    """Four steps and one choice: the owner is compared at once, somebody else waits for staff."""
    mode = "care" if size == PHONE else "normal"
    page = come(enter, server, who, size=size, language=language, mode=mode)
    page.goto("/me/homes/claim/")
    looked_at(page, f"claim-building-{language}")
    follow(page, main(page).get_by_role("link", name="2栋"))
    looked_at(page, f"claim-room-{language}")
    follow(page, main(page).get_by_role("link", name=room))
    asked = main(page).locator("input:not([type=hidden]), textarea, select")
    names = {each.get_attribute("name") for each in asked.all()}
    assert names == {"relation", "until", "says"}
    looked_at(page, f"claim-as-what-{language}")
    page.locator("input[value=owner]").check()
    follow(page, main(page).locator("form .weui-btn_primary"))
    expect(main(page)).to_contain_text(outcome)
    looked_at(page, f"claimed-{language}")
    if size == PHONE:
        clerk = come(enter, server, "clerk-fushengli", size=DESK, language="en", mode="normal")
        clerk.goto("/work/residence/")
        looked_at(clerk, "queue")
        follow(clerk, main(clerk).get_by_role("link", name="102").first)
        expect(main(clerk)).to_contain_text("differs")
        expect(main(clerk)).not_to_contain_text("劳倩文")
        looked_at(clerk, "case")
        reason = clerk.locator("[name=refuse-answer]")
        reason.fill("不动产权证上是他人")
        follow(clerk, main(clerk).locator("form").filter(has=reason).get_by_role("button"))
        page.reload()
        expect(main(page)).to_contain_text("不动产权证上是他人")
        assert clerk.troubles == []
    assert page.troubles == []
