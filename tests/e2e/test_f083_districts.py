"""F083: two of the staff agree with another district; hours go there, arrive, or come back."""

from playwright.sync_api import expect

from linli.timebank.tests.districts import THERE, Side
from linli.timebank.tests.rows import book
from tests.e2e.conftest import DESK, PHONE, follow
from tests.e2e.test_bank import shot
from tests.e2e.test_duties import speak
from tests.e2e.test_f083_timebank import awarded
from tests.e2e.test_mandates import faults, press


def other_district() -> Side:
    """In memory, with the protocol's own code; its resident has the number THERE."""
    from linli.kernel import clock
    from linli.timebank.operations.districts import own_key
    from linli.timebank.remote.messages import public_of

    side = Side(THERE, 0, 1000)
    side.peer, side.now = public_of(own_key()), clock.now()
    return side


def compared(world, agreement: int) -> None:
    """By a colleague of the administrator."""
    from dataclasses import replace

    from linli.timebank.actions import districts

    colleague = replace(world.actor("district_admin"), person=world.neighbour.pk)
    districts.accept(colleague, agreement=agreement)


def exchanged(side: Side) -> None:
    """All that both sides have to say, until there is nothing more."""
    from linli.kernel.actor import SYSTEM
    from linli.timebank import jobs
    from linli.timebank.actions import districts
    from linli.timebank.models import Peer
    from linli.timebank.sending import Answer

    def post(_url: str, raw: bytes) -> Answer:
        assert side.take(raw) == "done"
        return Answer(len(side.kept.inbox))

    peer = Peer.objects.get(key=side.own).pk
    while jobs.send_mail(peer, post) or side.next_out():
        while (signed := side.next_out()) is not None:
            districts.take_message(SYSTEM, raw=signed.wire())
            side.acknowledge(signed.body.number)


def agree(admin, side: Side) -> None:
    """The administrator writes down what was agreed."""
    follow(admin, admin.locator("main a[href='/work/time/districts/']"))
    admin.fill("[name=name]", "北区")
    admin.fill("[name=url]", "http://north.example")
    admin.fill("[name=key]", side.own)
    admin.fill("[name=limit_minutes]", "120")
    admin.fill("[name=decision]", "跨区通存通兑协议〔2026〕1号")
    assert faults(admin) == []
    shot(admin, "time-districts-en")
    press(admin, "Write down")
    expect(admin.locator("main")).to_contain_text("A colleague compares it")
    assert faults(admin) == []


def test_f083_hours_go_to_another_district_and_come_back_when_nobody_is_there(
    enter, server, behind, tmp_path
):
    world = server.world
    behind(lambda: (book(world), awarded(world, 600)))
    side = behind(other_district)
    admin = enter("district_admin", "/work/", size=DESK, reduced_motion="reduce")
    speak(admin, "en")
    agree(admin, side)
    behind(lambda: compared(world, int(admin.url.rstrip("/").rpartition("/")[2])))

    me = enter("resident", "/time/", size=PHONE, mode="care", reduced_motion="reduce")
    speak(me, "zh-hans")
    follow(me, me.get_by_role("link", name="转至外区"))
    follow(me, me.get_by_role("link", name="转出时长"))
    me.fill("[name=recipient]", THERE)
    me.fill("[name=minutes]", "90")
    assert faults(me) == []
    shot(me, "time-send-care")
    press(me, "转出时长")
    first = me.locator("main .state").first
    expect(first).to_have_text("已预留，等待对方区答复")
    behind(lambda: exchanged(side))
    me.reload()
    expect(first).to_have_text("已到账")
    me.goto("/time/districts/send/")
    me.fill("[name=recipient]", "ZZZZZZZZZZZZ")
    me.fill("[name=minutes]", "20")
    press(me, "转出时长")
    behind(lambda: exchanged(side))
    me.reload()
    expect(first).to_have_text("已退回")
    expect(me.locator("main")).to_contain_text("对方区没有可接收时长的该编号居民")
    assert faults(me) == []
    shot(me, "time-crossings-care")
    me.goto("/time/districts/send/")
    me.fill("[name=recipient]", THERE)
    me.fill("[name=minutes]", "31")
    press(me, "转出时长")
    expect(me.locator("#errors")).to_contain_text("两区之间的限额已满")

    admin.reload()
    expect(admin.locator("main table tbody tr").first).to_contain_text("1 h 30 min")
    expect(admin.locator("main")).to_contain_text("Nothing is under way.")
    assert faults(admin) == []
    shot(admin, "time-district-en")
    with admin.expect_download() as download:
        admin.get_by_role("link", name="All messages, signed").click()
    file = tmp_path / "clearing.jsonl"
    download.value.save_as(file)
    behind(lambda: _checked(file, side))
    # the last form was refused on purpose
    assert (admin.troubles, len(me.troubles)) == ([], 1)


def _checked(file, side: Side) -> None:
    """What the other district has is the same, and the ledger is clean."""
    from linli.ledger.audit import audit
    from linli.timebank.remote import verify

    raw = file.read_bytes()
    assert raw == verify.export((side.own, side.peer), side.kept.inbox + side.kept.outbox)
    found = verify.check(raw)
    assert (found.faults, len(found.settled), found.came_back, found.under_way) == ([], 1, 1, 0)
    assert verify.main([str(file)]) == 0
    assert side.kept.abroad == -90
    assert audit() == []
