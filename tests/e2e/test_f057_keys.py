"""F057: three people hold the key of a vote; two of them open the ballots after the close."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from linli.kernel import clock
from tests.e2e.conftest import DESK, PHONE, follow
from tests.e2e.test_assemblies import shot
from tests.e2e.test_duties import faults, speak
from tests.e2e.voters import inside, session_of

PHRASES = {
    "staff": "榕树下听雨喝茶下棋",
    "resident": "seven blue kettles hum",
}


@pytest.fixture
def announced(server, worker_database, django_db_blocker):
    """Announced three weeks ago by the residents' committee; an owner and a grandmother count."""
    from linli.identity.queries import person_by_phone
    from linli.organisations.models import Office
    from linli.voting.actions import course, drafting, keys, rolls
    from linli.voting.tests.estates import TEXTS
    from linli.web.demo.people import BY_KEY
    from linli.web.demo.vote_keys import STREET, as_holder

    world = server.world
    with django_db_blocker.unblock(), inside(server, worker_database):
        staff, now = world.actor("staff"), clock.now()
        elder = person_by_phone(BY_KEY["grandmother-rongyin"].phone)
        with clock.frozen(now - timedelta(days=21)):
            row = drafting.draft(
                staff,
                estate=world.estate.pk,
                convener=world.organisation.pk,
                ground="owners_share",
                ground_text="22% 业主联名提议",
                titles=("密钥会议", "Assembly of the key"),
                legal_mode="BINDING_HERE",
                opens_at=now - timedelta(minutes=1),
                closes_at=now + timedelta(days=10),
            )
            drafting.add_matter(staff, assembly=row.pk, kind="covenant", texts=TEXTS)
            for person, role in ((world.resident, "teller"), (elder, "scrutineer")):
                drafting.appoint_teller(staff, assembly=row.pk, person=person.public_id, role=role)
            course.notice(staff, assembly=row.pk)
        with clock.frozen(now - timedelta(days=10)):
            rolls.freeze(staff, assembly=row.pk)
        street = person_by_phone(BY_KEY[STREET].phone)
        # nobody names themselves: the street names the clerk
        clerk = {"seat": "first", "person": world.staff.public_id}
        keys.name_holder(as_holder(street), assembly=row.pk, **clerk)
        server.sessions["street"] = session_of(street, Office.objects.get(person=street))
    return row, street


@pytest.fixture
def cast_and_over(server, worker_database, django_db_blocker, announced):
    """Two ballots come in, and the time for voting passes."""
    from linli.voting import sealing
    from linli.voting.models import Assembly, Ballot, Cast, RollEntry

    def happen():
        with django_db_blocker.unblock(), inside(server, worker_database):
            rows = Assembly.objects.within(server.world.community.pk).filter(pk=announced[0].pk)
            row, now = rows.get(), clock.now()
            roll = RollEntry.objects.within(row.community).filter(assembly=row)
            form = sealing.Form(row.code, {1: ()}, roll.count())
            for entry in roll.order_by("number")[:2]:
                sealed = sealing.seal(bytes(row.public_key), form, entry.number, {1: "agree"})
                Cast.objects.create(entry=entry, assembly=row, at=now)
                Ballot.objects.create(
                    community=row.community, assembly=row, entry=entry, version=1, channel="web",
                    final=False, sealed=sealed.box, digest=sealed.commit, at=now,
                )  # fmt: skip
            rows.update(closes_at=now)

    return happen


def press(page, name: str, **values: str) -> None:
    """Fill a form, tick what must be ticked, and send it."""
    for field, value in values.items():
        page.fill(f"[name={field}]", value)
    if page.locator("[name=kept]").count():
        page.check("[name=kept]")
    if name:
        shot(page, name)
    follow(page, page.locator("main form button.weui-btn_primary"))


def choose(page, path: str, passphrase: str, name: str = "") -> None:
    page.goto(f"{path}mine/")
    press(page, name, passphrase=passphrase, again=passphrase)


def test_f057_three_hold_the_key_and_two_open_the_ballots(enter, server, announced, cast_and_over):
    row, street = announced
    path, step = f"/assemblies/{row.code}/keys/", f"/assemblies/{row.code}/step/"
    desk = enter("staff", f"{step}open/", size=DESK, javascript=False)
    phone = enter("resident", None, size=PHONE, javascript=False, mode="care")
    press(desk, "")
    expect(desk.locator("main form")).to_contain_text("三位密钥保管人尚未全部设定口令")
    # the convener names the two others
    desk.goto(path)
    people = {"second": server.world.resident, "reserve": street}
    for seat, person in people.items():
        follow(desk, desk.locator(f"main a[href$='/keys/name/{seat}/']"))
        press(desk, "", person=person.public_id)
    shot(desk, "f057-desk-keys-named")
    # each chooses a passphrase: a weak one is refused, and no passphrase comes back to the page
    phone.goto(path)
    shot(phone, "f057-phone-keys-mine")
    follow(phone, phone.locator("main .notice a.weui-btn_primary"))
    press(phone, "f057-phone-passphrase", passphrase="12345678", again="12345678")
    expect(phone.locator("main form .field__error")).to_contain_text("口令太短")
    assert "12345678" not in phone.content()
    shot(phone, "f057-phone-passphrase-weak")
    for page, role in ((phone, "resident"), (desk, "staff")):
        choose(page, path, PHRASES[role])
        expect(page.locator("main")).to_contain_text("您的口令已设定")
    office = enter("street", f"{path}mine/", size=DESK, javascript=False)
    speak(office, "en")
    office.goto(f"{path}mine/")
    made_up = office.locator("main .card code").inner_text()
    press(office, "f057-desk-passphrase-en", passphrase=made_up, again=made_up)
    expect(office.locator("main")).to_contain_text("Public half of the assembly's key")
    shot(office, "f057-desk-keys-made-en")
    # now the vote opens; after the close two of them open what came in
    desk.goto(f"{step}open/")
    press(desk, "")
    cast_and_over()
    desk.goto(f"{step}close/")
    press(desk, "")
    expect(desk.locator("main a[href$='/step/tally/']")).to_have_count(0)
    desk.goto(path)
    shot(desk, "f057-desk-keys-closed")
    follow(desk, desk.locator("main a[href$='/keys/give/second/']"))
    press(desk, "f057-desk-keys-give", passphrase=PHRASES["staff"])
    phone.goto(path)
    shot(phone, "f057-phone-keys-handed")
    follow(phone, phone.locator("main .notice a.weui-btn_primary"))
    press(phone, "", passphrase=PHRASES["staff"])
    expect(phone.locator("main form .field__error")).to_contain_text("这不是您设定的口令")
    press(phone, "", passphrase=PHRASES["resident"])
    expect(phone.locator("main")).to_contain_text("已开启 2 张，搁置 0 张")
    shot(phone, "f057-phone-keys-open")
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    for role, size in (("resident", PHONE), ("staff", DESK)):
        assert faults(enter(role, path, size=size, reduced_motion="reduce")) == []
    # what the form wants corrected is said with 422, which a browser calls an error
    for page in (desk, phone, office):
        assert [each for each in page.troubles if "(Unprocessable" not in each] == []
