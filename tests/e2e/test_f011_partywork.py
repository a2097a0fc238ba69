"""F011: a great public affair is studied, put to the people, hung out with every answer, decided, filed."""

import os

import psycopg
from playwright.sync_api import expect

from tests.databases import url_of
from tests.e2e.conftest import DESK, PHONE, follow
from tests.e2e.test_duties import speak
from tests.e2e.test_mandates import as_somebody, check, faults, press, wide

SHOTS = os.environ.get("LINLI_SHOTS")
COMMUNITY = "yaohuo"
TITLE = "窑火公园夜间照明改造"
TEXT = "更换四十盏路灯，夏季开到晚上十点半，费用六万元。"
CHANGED = "更换四十盏路灯，夏季开到晚上十点，靠近三栋的六盏加灯罩，费用六万元。"
OPINION = "三栋王师傅上夜班，白天睡觉，晚上灯太亮照进窗户"


def shot(page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


def move_back(server, column: str, days: int) -> None:
    """So many days have passed."""
    parts = ", ".join(f"{column}_{end} = {column}_{end} - {days}" for end in ("from", "until"))
    with psycopg.connect(url_of(server.database)) as owner:
        owner.execute(f"UPDATE demo.partywork_affair SET {parts} WHERE title = %s", [TITLE])


def carried() -> None:
    """What follows the decision: the resolution, and its number on the decision's page."""
    from linli.journal.models import Event
    from linli.journal.operations import run_consumer

    for kind, consumer in (
        ("partywork.decided", "linli.web.consumers_partywork.make_of_affair"),
        ("resolutions.made", "linli.partywork.consumers.link_resolution"),
    ):
        run_consumer(Event.objects.filter(type=kind).latest("pk").pk, consumer)


def step(page, label: str, /, **fields: str) -> None:
    """A step of the desk on its own page."""
    follow(page, page.locator("main .buttons").get_by_role("link", name=label, exact=True).first)
    for name, value in fields.items():
        page.fill(f"[name={name}]", value)
    press(page, label)


def test_f011_nothing_is_decided_before_the_people_were_asked(enter, server, behind):  # noqa: PLR0915 (one way through)
    """The secretary at a desk in English; a grandmother on the phone, large letters; a neighbour."""
    desk = as_somebody(enter, f"party_secretary-{COMMUNITY}", size=DESK)
    speak(desk, "en")
    desk.goto("/work/affairs/")
    shot(desk, "affairs-desk-en")
    follow(desk, desk.get_by_role("link", name="Begin a matter"))
    desk.fill("[name=title]", TITLE)
    desk.fill("[name=text]", TEXT)
    shot(desk, "affair-new-en")
    press(desk, "Begin a matter")
    address = desk.url.removeprefix(server.url)
    page = address.removeprefix("/work")
    granny = as_somebody(enter, f"grandmother-{COMMUNITY}")
    assert granny.locator("html").get_attribute("data-mode") == "care"
    assert granny.goto(page).status == 404
    step(desk, "Write down what the study said", entitled="9", present="6", words="同意征求意见")
    follow(desk, desk.get_by_role("link", name="Ask the people", exact=True))
    shot(desk, "affair-ask-en")
    assert faults(desk) == []
    press(desk, "Ask the people")
    _says(granny)
    desk.goto(address)
    expect(desk.locator("main")).to_contain_text(OPINION)
    # neither answered nor over: it cannot hang out yet
    follow(desk, desk.get_by_role("link", name="Hang it out for the decision"))
    press(desk, "Hang it out for the decision")
    expect(desk.locator("[role=alert]")).to_contain_text("People are still being asked.")
    move_back(server, "consult", 20)
    desk.goto(address)
    shot(desk, "affair-desk-en")
    assert faults(desk) == []
    follow(desk, desk.get_by_role("link", name="Answer it"))
    desk.fill("[name=gist]", "夜里灯光太亮，照进窗户")
    check(desk, "stance", "taken")
    desk.fill("[name=words]", "靠近三栋的六盏加灯罩，关灯提前半小时。")
    shot(desk, "affair-answer-en")
    press(desk, "Answer an opinion")
    step(desk, "Hang it out for the decision", text=CHANGED)
    young = as_somebody(enter, f"owner-{COMMUNITY}")
    young.goto(page)
    expect(young.locator("main")).to_contain_text("夜里灯光太亮，照进窗户")
    expect(young.locator("main")).to_contain_text(CHANGED)
    expect(young.locator("main")).not_to_contain_text("王师傅")
    shot(young, "affair-shown")
    assert faults(young) == []
    move_back(server, "shown", 7)
    desk.goto(address)
    follow(desk, desk.get_by_role("link", name="Write down the decision"))
    for name, value in {"entitled": "9", "present": "8", "agree": "7", "oppose": "1"}.items():
        desk.fill(f"[name={name}]", value)
    desk.locator("[name=carry]").check()
    shot(desk, "affair-decide-en")
    press(desk, "Write down the decision")
    step(desk, "File it", number="窑火党〔2026〕12号")
    expect(desk.locator(".page__lead")).to_contain_text("adopted")
    behind(carried)
    _reads(granny, page)


def _says(granny) -> None:
    """From the first page to the opinion, which she alone and the party organisation read."""
    granny.goto("/topics/")
    follow(granny, granny.locator("main a", has_text="党组织决策事项"))
    shot(granny, "affairs-care")
    follow(granny, granny.locator("main a", has_text=TITLE))
    expect(granny.locator("main")).to_contain_text(TEXT)
    follow(granny, granny.get_by_role("link", name="提意见"))
    granny.fill("[name=words]", OPINION)
    shot(granny, "affair-say-care")
    assert faults(granny) == []
    press(granny, "提交意见")
    expect(granny.locator("main")).to_contain_text("待答复")
    assert wide(granny) <= PHONE["width"]


def _reads(granny, page: str) -> None:
    """The decision, what became of what she said, and who carries it out."""
    granny.goto(page)
    main = granny.locator("main")
    expect(main).to_contain_text("7 人赞成，1 人反对，其余弃权。")
    expect(main).to_contain_text(OPINION)
    expect(main).to_contain_text("靠近三栋的六盏加灯罩，关灯提前半小时。")
    shot(granny, "affair-decided-care")
    assert faults(granny) == []
    assert wide(granny) <= PHONE["width"]
    follow(granny, granny.get_by_role("link", name="落实它的决议"))
    expect(granny.locator("h1")).to_have_text(TITLE)
    expect(main).to_contain_text("党组织决定")
