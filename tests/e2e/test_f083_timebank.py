"""F081, F083: calling back by lot, a certificate; hours of one community used in another."""

from datetime import timedelta

from playwright.sync_api import expect

from linli.timebank.tests.rows import book, certificate, session
from tests.e2e.conftest import DESK, PHONE, follow
from tests.e2e.test_bank import shot
from tests.e2e.test_duties import speak
from tests.e2e.test_mandates import faults, press


def awarded(world, minutes: int):
    """Minutes of the resident, by an issuer of the community."""
    from django.db import transaction

    from linli.ledger import operations
    from linli.ledger.movements import Movement

    with transaction.atomic():
        account = operations.resident_account(
            community=world.community.pk, unit="minutes", person=world.resident.pk
        )
        issuer = operations.issuer_of(account.ledger, 1)
        operations.transfer(
            Movement(
                ledger=account.ledger_id,
                key="e2e",
                debit=issuer,
                credit=account.pk,
                amount=minutes,
                kind="service",
            )
        )


def accepted(world, agreement: int):
    """The clerk of the other community."""
    from dataclasses import replace

    from linli.timebank.actions import clearing

    there = world.other_community.pk
    clerk = replace(
        world.actor("staff"), person=world.neighbour.pk, place=there, reach=frozenset({there})
    )
    return clearing.accept(clerk, agreement=agreement)


def test_f083_hours_saved_here_are_used_there(enter, server, behind):
    world = server.world
    behind(lambda: (book(world), book(world, community=world.other_community.pk)))
    behind(lambda: awarded(world, 600))
    clerk = enter("staff", "/work/time/clearing/", size=DESK, reduced_motion="reduce")
    speak(clerk, "en")
    clerk.select_option("[name=community]", str(world.community.pk))
    clerk.select_option("[name=other]", str(world.other_community.pk))
    clerk.fill("[name=limit_minutes]", "120")
    clerk.fill("[name=decision]", "通存通兑协议〔2026〕1号")
    assert faults(clerk) == []
    press(clerk, "Propose")
    row = clerk.locator("main a[href^='/work/time/clearing/']").first
    expect(row).to_contain_text("waits for the other community")
    follow(clerk, row)
    number = int(clerk.url.rstrip("/").rpartition("/")[2])
    behind(lambda: accepted(world, number))

    me = enter("resident", "/time/", size=PHONE, mode="care", reduced_motion="reduce")
    speak(me, "zh-hans")
    follow(me, me.get_by_role("link", name="转至其他社区"))
    me.fill("[name=minutes]", "90")
    assert faults(me) == []
    shot(me, "time-move-care")
    press(me, "转移时长")
    expect(me.locator("main .group").first).to_contain_text("1 小时 30 分钟")
    expect(me.locator("main .group").first).to_contain_text("8 小时 30 分钟")
    me.goto("/time/move/")
    ends = f"{world.community.pk}-{world.other_community.pk}"
    expect(me.locator("[name=way]")).to_have_value(ends)
    me.fill("[name=minutes]", "31")
    press(me, "转移时长")
    expect(me.locator("#errors")).to_contain_text("两个社区之间的通兑限额已满")
    clerk.reload()
    expect(clerk.locator("main table tbody tr").first).to_contain_text("1 h 30 min")
    assert faults(clerk) == []
    shot(clerk, "time-clearing-en")
    with clerk.expect_download() as download:
        clerk.get_by_role("link", name="Settlement as a table").click()
    assert download.value.suggested_filename == f"settlement-{number}.xlsx"
    behind(_clean)
    assert clerk.troubles == []


def _clean() -> None:
    from linli.ledger.audit import audit

    assert audit() == []


def last_month(world) -> None:
    """One session of the month before, entered, so that it may be drawn."""
    from linli.kernel import clock
    from linli.timebank.models import Rulebook, Session

    made = session(world, "confirmed", minutes=60, credit=60, settled_at=clock.now())["session"]
    day = clock.today().replace(day=1) - timedelta(days=3)
    Session.objects.across_communities("test").filter(pk=made).update(day=day)
    Rulebook.objects.within(world.community.pk).update(since=day)


def test_f081_a_month_is_drawn_and_called_back_and_a_certificate_is_shown(enter, server, behind):
    from linli.kernel import clock

    world = server.world
    behind(lambda: last_month(world))
    auditor = enter("auditor", "/work/time/oversight/", size=DESK, reduced_motion="reduce")
    speak(auditor, "en")
    auditor.select_option("[name=community]", str(world.community.pk))
    day = clock.today().replace(day=1) - timedelta(days=1)
    auditor.fill("[name=month]", day.isoformat())
    assert faults(auditor) == []
    press(auditor, "Draw")
    expect(auditor.locator("main")).to_contain_text("Seed: ")
    follow(auditor, auditor.locator("main a[href^='/work/time/oversight/calls/']").first)
    auditor.select_option("[name=outcome]", "true")
    auditor.fill("[name=words]", "双方均说属实")
    assert faults(auditor) == []
    press(auditor, "Write down")
    expect(auditor.locator("main .state").last).to_have_text("it was so")
    assert faults(auditor) == []
    shot(auditor, "time-sample-en")
    auditor.goto("/work/time/reserve/")
    assert faults(auditor) == []
    shot(auditor, "time-reserve-en")

    number = behind(lambda: certificate(world))["certificate"]
    me = enter("resident", "/time/certificates/", size=PHONE, mode="care", reduced_motion="reduce")
    speak(me, "zh-hans")
    assert faults(me) == []
    shot(me, "time-certificates-care")
    follow(me, me.locator(f"main a[href='/time/certificates/{number}/']"))
    expect(me.locator("main .state").first).to_have_text("公示中")
    assert faults(me) == []
    shot(me, "time-certificate-care")
    me.goto("/time/shown/")
    assert faults(me) == []
    assert [page.troubles for page in (auditor, me)] == [[], []]
