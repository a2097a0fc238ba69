"""F055, F056: one home votes on a phone, one at the booth, one on paper; two sessions key it."""

import io
import re
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta

import pypdfium2
import pytest
import zxingcpp
from nacl.public import PrivateKey
from playwright.sync_api import Error, expect

from linli.kernel import clock
from linli.kernel.actor import SYSTEM
from tests.architecture.world import _sign_in, use
from tests.architecture.world import enter as into
from tests.e2e.conftest import DESK, PHONE, follow
from tests.e2e.test_assemblies import shot
from tests.e2e.test_duties import faults, speak

KEY = PrivateKey(bytes(range(1, 33)))
ROSTER = """楼栋,房号,建筑面积,业主,身份证号
8栋,101,90.00,张三,11010519491231002X
8栋,102,91.00,周小兰,440604197001019013
8栋,103,92.00,吴建明,440604197001019021
"""


@dataclass
class Vote:
    code: str
    #: Room -> the elector's number.
    electors: dict[str, int]
    #: A session of the clerk that a test may end.
    booth_session: str


@pytest.fixture(scope="module")
def vote(server, worker_database, django_db_blocker):
    """Open since yesterday: 101 is the resident's; the resident and the chair count."""
    with django_db_blocker.unblock():
        use(server.database)
        into("demo")
        try:
            made = _open(server.world)
        finally:
            use(worker_database)
    return made


def _open(world) -> Vote:
    from django.db import transaction

    from linli.facts.voting import HolderEnrolled
    from linli.journal.operations import record
    from linli.places.actions.rosters import enter_estate, import_file
    from linli.places.models import RosterOwner, Unit
    from linli.residence.models import Residence
    from linli.voting.actions import course, drafting, rolls
    from linli.voting.models import Assembly, RollUnit

    staff, now, place = world.actor("staff"), clock.now(), world.community.pk
    with clock.frozen(now - timedelta(days=20)):
        estate = enter_estate(SYSTEM, community=place, name_zh="投票小区").pk
        import_file(SYSTEM, estate=estate, data=ROSTER.encode())
        row = drafting.draft(
            staff,
            estate=estate,
            convener=world.organisation.pk,
            ground="owners_share",
            ground_text="22% 业主联名",
            titles=("三家小区业主大会会议", "Assembly of three homes"),
            legal_mode="BINDING_HERE",
            opens_at=now - timedelta(days=1),
            closes_at=now + timedelta(days=9),
        )
        for kind, zh, en in (
            ("covenant", "修订管理规约", "Revise the covenant"),
            ("other_major", "夜间东门关闭", "Close the east gate at night"),
        ):
            texts = {"zh-hans": (zh, "全文见附件。"), "en": (en, "See the paper attached.")}
            drafting.add_matter(staff, assembly=row.pk, kind=kind, texts=texts)
        for role, person in (("teller", world.resident), ("scrutineer", world.officer)):
            drafting.appoint_teller(staff, assembly=row.pk, person=person.public_id, role=role)
        course.notice(staff, assembly=row.pk)
    owner = next(
        o
        for o in RosterOwner.objects.within(place).filter(estate=estate)
        if o.read("name") == "张三"
    )
    Residence.objects.create(
        community=place,
        unit=Unit.objects.within(place).get(estate=estate, room="101"),
        person=world.resident,
        relation="owner",
        ground="roster",
        roster_owner=owner,
        since=clock.today() - timedelta(days=30),
    )
    with clock.frozen(now - timedelta(hours=20)):
        rolls.freeze(staff, assembly=row.pk)
        rows = Assembly.objects.within(place).filter(pk=row.pk)
        rows.update(public_key=bytes(KEY.public_key))
        with transaction.atomic():
            made = HolderEnrolled(
                assembly=row.pk, community=place, seat="reserve", public="",
                key=bytes(KEY.public_key).hex(),
            )  # fmt: skip
            record(SYSTEM, made, place=place)
        course.open_vote(staff, assembly=row.pk)
    units = RollUnit.objects.filter(assembly=row).select_related("entry", "unit")
    electors = {each.unit.room: each.entry.number for each in units}
    return Vote(row.code, electors, _sign_in(world, "staff"))


@pytest.fixture
def ends(vote, server, worker_database, django_db_blocker):
    """Call it, and the time for voting is over."""

    def over() -> None:
        from linli.voting.models import Assembly

        with django_db_blocker.unblock():
            use(server.database)
            into("demo")
            rows = Assembly.objects.across_communities("the test").filter(code=vote.code)
            rows.update(closes_at=clock.now() - timedelta(seconds=1))
            use(worker_database)

    return over


def choose(page, number: int, word: str) -> None:
    page.locator(f"[name=matter{number}][value={word}]").check()
    follow(page, page.locator("main button[value=next]"))


def test_f055_an_owner_votes_on_the_phone_in_large_letters(enter, vote):
    phone = enter("resident", f"/assemblies/{vote.code}/", size=PHONE, javascript=False)
    follow(phone, phone.get_by_role("button", name="大字"))
    shot(phone, "f055-phone-before")
    follow(phone, phone.get_by_role("link", name="投票", exact=True))
    expect(phone.locator("main")).to_contain_text("第 1 项，共 2 项")
    follow(phone, phone.locator("main button[value=next]"))
    expect(phone.locator("main")).to_contain_text("第 1 项还没有选择。")
    shot(phone, "f055-phone-missing")
    choose(phone, 1, "agree")
    shot(phone, "f055-phone-matter")
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    choose(phone, 2, "oppose")
    expect(phone.locator("main")).to_contain_text("请再核对一遍选票")
    shot(phone, "f055-phone-review")
    # back to the second matter, another choice; the first one is kept
    follow(phone, phone.locator("main button[value='1']"))
    expect(phone.locator("[name=matter2][value=oppose]")).to_be_checked()
    choose(phone, 2, "abstain")
    expect(phone.locator("main .weui-cells")).to_contain_text(re.compile("同意[\\s\\S]*弃权"))
    follow(phone, phone.locator("main button[value=cast]"))
    expect(phone.locator("main h1")).to_have_text("您的选票已投出")
    shot(phone, "f055-phone-receipt")
    number = phone.locator("main .weui-cell", has_text="选票编号").locator(".weui-cell__ft")
    assert len(number.inner_text()) == 12
    # the answer to the screen that was left empty, and nothing else
    assert [t for t in phone.troubles if "422" not in t] == []
    follow(phone, phone.get_by_role("link", name="返回会议"))
    expect(phone.locator("main")).to_contain_text("您的选票已投出")
    expect(phone.get_by_role("link", name="更换选票")).to_have_count(1)
    shot(phone, "f055-phone-after")
    follow(phone, phone.get_by_role("button", name="标准字"))
    path = f"/assemblies/{vote.code}/"
    for each in (path, f"{path}ballot/{vote.electors['101']}/"):
        assert faults(enter("resident", each, size=PHONE, reduced_motion="reduce")) == []


@contextmanager
def english(page):
    """Whatever happens in it, the account speaks Chinese afterwards: other tests use it."""
    speak(page, "en")
    try:
        yield
    finally:
        page.goto("/")
        speak(page, "zh-hans")


def walk_away(screen, number: str) -> None:
    """Whoever leaves an open ballot leaves nothing on the screen, and may come back to it."""
    shot(screen, "f056-booth-leave")
    follow(screen, screen.get_by_role("link", name="暂不投票，离开"))
    assert 'name="matter1"' not in screen.content()
    screen.fill("[name=number]", number)
    follow(screen, screen.locator("main form button"))


def test_f056_the_booth_serves_whoever_has_no_account_and_forgets_them(enter, server, vote):
    desk = enter("staff", f"/work/assemblies/{vote.code}/", size=DESK, javascript=False)
    with english(desk):
        follow(desk, desk.get_by_role("link", name=re.compile("^Booth")))
        desk.fill("[name=q]", "8栋 102")
        follow(desk, desk.locator("main form.search button"))
        shot(desk, "f056-desk-booth-en")
        follow(desk, desk.get_by_role("link", name=re.compile("8栋 102")))
        desk.get_by_label(re.compile("周")).check()
        desk.locator("[name=seen]").check()
        shot(desk, "f056-desk-who-en")
        follow(desk, desk.locator("main form button.weui-btn_primary"))
        number = desk.locator("main .code").inner_text().replace(" ", "")
        assert re.fullmatch(r"\d{8}", number)
        shot(desk, "f056-desk-number-en")

    # another screen is made a booth by the same official, who is signed out on it
    screen = enter("anonymous", None, size=DESK, javascript=False)
    session = {"name": "sessionid", "value": vote.booth_session, "url": server.url}
    screen.context.add_cookies([session])
    screen.goto(f"/assemblies/{vote.code}/booth/")
    follow(screen, screen.locator("main form[action$='/open/'] button"))
    assert screen.url == f"{server.url}/booth/"
    shot(screen, "f056-booth-start")
    screen.fill("[name=number]", "00000000")
    follow(screen, screen.locator("main form button"))
    expect(screen.locator("main")).to_contain_text("此号码打不开选票")
    screen.fill("[name=number]", number)
    follow(screen, screen.locator("main form button"))
    choose(screen, 1, "oppose")
    walk_away(screen, number)
    choose(screen, 1, "oppose")
    shot(screen, "f056-booth-matter")
    choose(screen, 2, "agree")
    follow(screen, screen.locator("main button[value=cast]"))
    expect(screen.locator("main h1")).to_have_text("您的选票已投出")
    told = screen.locator("main .weui-cell", has_text="选票编号").locator(".weui-cell__ft")
    code = told.inner_text()
    shot(screen, "f056-booth-receipt")
    follow(screen, screen.get_by_role("link", name="完成，清除我的信息"))
    assert code not in screen.content()
    # a page that was sent is in no store: the browser refuses to show it again
    with suppress(Error):
        screen.go_back()
    expect(screen.locator("body")).not_to_contain_text(code)
    # the number is used up, and the screen knows no official
    screen.goto(f"{server.url}/booth/")
    screen.fill("[name=number]", number)
    follow(screen, screen.locator("main form button"))
    expect(screen.locator("main")).to_contain_text("此号码打不开选票")
    screen.goto(f"/assemblies/{vote.code}/sheets/")
    assert screen.locator("main tr").count() == 0
    for path in ("booth/?q=8栋", f"booth/{vote.electors['103']}/", "mandates/", "sheets/"):
        page = enter("staff", f"/assemblies/{vote.code}/{path}", size=DESK, reduced_motion="reduce")
        assert faults(page) == [], path
    assert desk.troubles == []


def test_f056_a_printed_sheet_is_read_by_its_code_and_keyed_in_two_sessions(enter, vote, ends):
    desk = enter("staff", f"/assemblies/{vote.code}/sheets/", size=DESK, javascript=False)
    home = desk.locator("tr", has_text="8栋 103")
    follow(desk, home.locator("button"))
    shot(desk, "f056-desk-sheets")
    one = desk.locator("tr", has_text="8栋 103").get_by_role("link", name="打印")
    file = desk.request.get(one.get_attribute("href")).body()
    code = code_on(file)
    expect(desk.locator("tr", has_text="8栋 103")).to_contain_text(code)
    follow(desk, desk.get_by_role("link", name="收回选票"))
    desk.fill("[name=code]", code)
    follow(desk, desk.locator("main form button.weui-btn_primary"))
    # whoever printed it does not take it in
    expect(desk.locator("main")).to_contain_text("此票由您打印")
    desk.troubles.clear()  # the browser notes the refusal's status
    shot(desk, "f056-desk-in")
    phone = enter("resident", f"/assemblies/{vote.code}/sheets/in/", size=PHONE, javascript=False)
    phone.fill("[name=code]", code)
    follow(phone, phone.locator("main form button.weui-btn_primary"))
    expect(phone.locator("main")).to_contain_text(f"选票 {code} 已收回")
    desk.goto(f"/assemblies/{vote.code}/sheets/")
    # that one came in, and not of which home: that is the collectors'
    expect(desk.locator("main .weui-cell", has_text="已收回选票")).to_contain_text("1")
    expect(desk.locator("tr", has_text="8栋 103")).to_contain_text("已打印")
    expect(desk.locator("main table")).not_to_contain_text("已收回")
    shot(desk, "f056-desk-sheets-after")

    ends()
    desk.goto(f"/assemblies/{vote.code}/step/close/")
    follow(desk, desk.locator("main form button.weui-btn_primary"))
    phone.goto(f"/assemblies/{vote.code}/")
    follow(phone, phone.get_by_role("link", name=re.compile("录入纸质选票")))
    phone.fill("[name=code]", code.lower())
    follow(phone, phone.locator("main form button.weui-btn_primary"))
    key(phone, "oppose", "invalid")
    expect(phone.locator("main")).to_contain_text("已记录，请另一人再次录入此票。")
    shot(phone, "f056-phone-keyed-once")
    other = enter("officer", f"/assemblies/{vote.code}/keying/", size=DESK, javascript=False)
    follow(other, other.get_by_role("link", name=re.compile(code)))
    shot(other, "f056-desk-key")
    key(other, "oppose", "invalid")
    expect(other.locator("main")).to_contain_text("两次录入一致：此票计入。")
    shot(other, "f056-desk-keyed")
    path = f"/assemblies/{vote.code}/keying/"
    assert faults(enter("officer", path, size=DESK, reduced_motion="reduce")) == []
    for page in (desk, phone, other):
        assert page.troubles == []


def code_on(file: bytes) -> str:
    """The one code on the printed sheet, from its picture."""
    with pypdfium2.PdfDocument(io.BytesIO(file)) as document:
        assert len(document) == 1
        picture = document[0].render(scale=3).to_pil()
    found = zxingcpp.read_barcodes(picture)
    assert [each.format.name for each in found] == ["QRCode"]
    return found[0].text


def key(page, *words: str) -> None:
    for number, word in enumerate(words, 1):
        page.locator(f"[name=matter{number}][value={word}]").check()
    follow(page, page.locator("main form button.weui-btn_primary"))
