"""The ways into a record, in a real browser: F019 (a proved identity), F023 (safe data).

Phones in Chinese with large letters and without JavaScript, the desk in English.
"""

import re
from datetime import timedelta

from django.db.models import F
from playwright.sync_api import expect

from linli.identity.models import Proposal
from tests.e2e.conftest import DESK
from tests.e2e.test_people import NEWCOMER, press, said, settle
from tests.e2e.test_residence import CODE, come, looked_at, main

FIRST, SECOND, THIRD = (NEWCOMER[:-2] + end for end in ("31", "32", "33"))


def a_day_passes():
    rows = Proposal.objects.across_communities("a day passes").filter(kind="phone", state="open")
    rows.update(at=F("at") - timedelta(days=1))


def test_f019_another_number_by_its_code_then_a_lost_one_by_two_of_the_staff(enter, server, behind):
    """A resident changes the number on the phone; later it is lost, and two clerks see papers."""
    phone = enter(path=None, javascript=False, mode="care")
    number = settle(phone, FIRST, server)
    phone.goto("/me/phone/")
    expect(main(phone)).to_contain_text("198****0031")
    phone.locator("input[name=phone]").fill(SECOND)
    press(phone, "获取验证码")
    expect(main(phone)).to_contain_text("198****0032")
    phone.locator("input[name=code]").fill("000000x")
    press(phone, "更换手机号码")
    expect(phone.locator("#errors")).to_be_visible()
    phone.locator("input[name=code]").fill(main(phone).locator(".notice strong").inner_text())
    press(phone, "更换手机号码")
    said(phone, "手机号已更换")
    expect(main(phone)).to_contain_text("198****0032")

    first = come(enter, server, "clerk-rongyin", size=DESK, language="en", mode="normal")
    first.goto(f"/work/people/{number}/phone/")
    looked_at(first, "lost-phone")
    first.locator("input[name=phone]").fill(THIRD)
    first.locator("textarea[name=reason]").fill("Number cut off; ID card seen")
    first.locator("input[name=seen]").check()
    press(first, "Propose")
    first.goto("/work/people/proposals/")
    looked_at(first, "proposals")
    row = first.get_by_role("row").filter(has_text=number)
    expect(row).to_contain_text("198****0033")
    expect(row.get_by_role("button", name="Confirm")).to_have_count(0)
    # the person reads it on their phone before anything happens
    phone.goto("/me/identity/")
    expect(main(phone)).to_contain_text("更换手机号")
    expect(main(phone).get_by_role("button", name="终止")).to_be_visible()

    second = come(enter, server, "grid_worker-rongyin", size=DESK, language="en", mode="normal")
    second.goto("/work/people/proposals/")
    row = second.get_by_role("row").filter(has_text=number)
    expect(row).to_contain_text("until then the person may stop it")
    expect(row.get_by_role("button", name="Confirm")).to_have_count(0)
    behind(a_day_passes)
    second.reload()
    with second.expect_navigation():
        row.get_by_role("button", name="Confirm").click()
    said(second, "Recorded")
    phone.goto("/me/identity/")
    expect(phone).to_have_url(re.compile("/in/"))  # signed out everywhere


def test_f023_a_colleague_answers_for_a_second_proof(enter, server):
    """An administrator at the desk gives a code; the clerk enters it on the phone."""
    admin = enter("district_admin", "/work/", size=DESK, language="en")
    who = server.world.staff.public_id
    admin.goto(f"/work/offices/factor/?person={who}")
    looked_at(admin, "factor-give")
    press(admin, "Give a code") if admin.get_by_role(
        "button", name="Give a code"
    ).count() else press(admin, "发放确认码")
    code = CODE.search(main(admin).inner_text())
    looked_at(admin, "factor-given")

    clerk = come(enter, server, "clerk-rongyin")
    clerk.goto("/in/factors/code/")
    looked_at(clerk, "factor-code")
    clerk.locator("input[name=code]").fill("AAAA BBBB CCCC")
    press(clerk, "确认")
    expect(clerk.locator("#errors")).to_contain_text("确认码不正确")
    clerk.locator("input[name=code]").fill(code[0].lower())
    press(clerk, "确认")
    said(clerk, "已确认")
    clerk.goto("/in/factors/code/")
    expect(main(clerk)).to_contain_text("确认")
    expect(clerk.locator("main input[name=code]")).to_have_count(0)


def test_f023_a_lost_second_proof_page_and_the_number_pages(enter, server):
    """What the journeys above pass without JavaScript, looked at in every look."""
    clerk = come(enter, server, "clerk-rongyin", size=DESK, language="en", mode="normal")
    resident = server.world.resident.public_id
    clerk.goto(f"/work/people/{resident}/factor/")
    looked_at(clerk, "lost-factor")
    clerk.locator("textarea[name=reason]").fill("Phone stolen; ID card seen")
    clerk.locator("input[name=seen]").check()
    press(clerk, "Propose")
    expect(clerk.locator("#errors")).to_contain_text("no second factor")
    mine = come(enter, server, "owner-rongyin")
    mine.goto("/me/phone/")
    looked_at(mine, "my-phone")
    mine.locator("input[name=phone]").fill(NEWCOMER[:-2] + "41")
    press(mine, "获取验证码")
    looked_at(mine, "my-phone-code")
