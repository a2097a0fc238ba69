"""F070: points in and out of one's own account, on a phone in large letters; the desk's totals."""

import os

from playwright.sync_api import expect

from linli.ledger.tests.url_rules import awarded
from tests.e2e.conftest import DESK, PHONE, follow
from tests.e2e.test_duties import faults, speak


def shot(page, name: str) -> None:
    folder = os.environ.get("LINLI_SHOTS")
    if folder:
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def spent(world):
    """Twelve points, five spent, two promised."""
    from django.db import transaction

    from linli.ledger import operations
    from linli.ledger.movements import Movement

    account = awarded(world)
    with transaction.atomic():
        shop = operations.open_account(account.ledger, "merchant", other=1).pk
        order = {"ledger": account.ledger_id, "debit": account.pk, "credit": shop}
        operations.transfer(Movement(**order, key="spent", amount=5, kind="spend"))
        operations.hold(Movement(**order, key="held", amount=2, kind="order"))
    return account


def test_f070_points_are_seen_frozen_opened_and_audited(enter, server, behind):
    account = behind(lambda: spent(server.world))
    me = enter("resident", "/me/", size=PHONE, javascript=False, mode="care")
    me.goto("/me/bank/")
    expect(me.locator("main")).to_contain_text("5 分")
    shot(me, "bank-phone")
    follow(me, me.locator(f"main a[href='/me/bank/{account.pk}/']"))
    expect(me.locator("main")).to_contain_text("2099-01-01")
    expect(me.locator("main")).to_contain_text("−5 分")
    expect(me.locator("main")).to_contain_text("+12 分")
    shot(me, "account-phone")
    follow(me, me.get_by_role("link", name="打印存折"))
    expect(me.locator("table tbody tr")).to_have_count(2)
    shot(me, "passbook-phone")
    with me.expect_download() as download:
        me.get_by_role("link", name="下载 PDF").click()
    assert download.value.suggested_filename == f"passbook-{account.pk}.pdf"

    clerk = enter("staff", "/work/bank/", size=DESK, javascript=False)
    speak(clerk, "en")
    follow(clerk, clerk.locator(f"main a[href='/work/bank/{account.ledger_id}/']"))
    # of so few accounts a sum would tell what one of them has
    expect(clerk.locator("main")).to_contain_text("Fewer than 10 residents have something here")
    expect(clerk.locator("main")).not_to_contain_text("12 points")
    shot(clerk, "ledger-desk")
    follow(clerk, clerk.get_by_role("link", name="Freeze an account"))
    clerk.fill("[name=person]", server.world.resident.public_id)
    clerk.fill("[name=words]", "有人对这笔记录有异议")
    follow(clerk, clerk.locator("main form button"))
    me.goto(f"/me/bank/{account.pk}/")
    expect(me.locator(".notice_stop")).to_contain_text("有人对这笔记录有异议")
    shot(me, "frozen-phone")
    case = clerk.locator(f"main a[href='/work/bank/accounts/{account.pk}/unfreeze/']")
    follow(clerk, case)
    clerk.fill("[name=words]", "已核实，记录无误")
    follow(clerk, clerk.locator("main form button"))
    expect(case).to_have_count(0)
    me.reload()
    expect(me.locator(".notice_stop")).to_have_count(0)

    auditor = enter("auditor", "/work/bank/audit/", size=DESK, javascript=False)
    follow(auditor, auditor.locator("main form button"))
    expect(auditor.locator(".notice_success")).to_contain_text("全部核对无误")
    shot(auditor, "audit-desk")
    looks = {"reduced_motion": "reduce"}
    assert faults(enter("resident", f"/me/bank/{account.pk}/", size=PHONE, **looks)) == []
    assert faults(enter("staff", f"/work/bank/{account.ledger_id}/", size=DESK, **looks)) == []
    speak(clerk, "zh-hans")
    assert [page.troubles for page in (me, clerk, auditor)] == [[], [], []]
