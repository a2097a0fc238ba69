"""F128: residents elect. Named by neighbours, agreed, checked, listed, elected; a run-off for the last seat."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import DESK, PHONE, follow
from tests.e2e.test_duties import speak
from tests.e2e.test_f128_polls import COMMUNITY, move_in, run, shot
from tests.e2e.test_mandates import as_somebody, check, faults, press, wide

TITLE = "换届选举居民委员会"
#: The grandmother, who has no home in the demo yet, lives in 1-201.
MOVES_IN = """
INSERT INTO demo.residence_residence
  (community, unit_id, person_id, relation, ground, lives, since, ending)
SELECT unit.community, unit.id, who.id, 'family', 'papers', true, '2026-01-01', ''
FROM demo.places_unit unit, demo.identity_person who, demo.places_building building
WHERE unit.room = '201' AND building.id = unit.building_id AND building.label = '1栋'
  AND who.public_id = '{}'"""
#: The demo's estate is small: two seats, two who nominate jointly, figures of so few are shown.
SMALL = """
UPDATE demo.polls_poll SET seats = 2,
  rules = rules || '{"nominators_persons": 2, "turnout_least": 1}' WHERE kind = 'election'"""


def number_of(page) -> str:
    """As it stands under “Me”."""
    page.goto("/me/")
    cell = page.locator("main .weui-cell", has_text="我的编号")
    return cell.locator(".weui-cell__ft").inner_text().strip()


@pytest.fixture
def somebody(enter):
    """A resident on a phone; without scripts, as everything works without."""

    def come(role: str):
        return as_somebody(enter, f"{role}-{COMMUNITY}", javascript=role != "tenant")

    return come


def step(page, work: str, verb: str, words: str) -> None:
    page.goto(f"{work}step/{verb}/")
    press(page, words)


def vote(page, address: str, names: list[str]) -> None:
    page.goto(address)
    follow(page, page.get_by_role("link", name="投票", exact=True))
    for name in names:
        page.get_by_label(name).check()
    press(page, "继续")
    press(page, "投出去")
    expect(page.locator("h1")).to_have_text("您的票已投进票箱")


def finish(server, clerk, work: str) -> None:
    run(
        server,
        "UPDATE demo.polls_poll SET closes_at = now() - interval '1 minute' "
        "WHERE state = 'open' AND kind = 'election'",
    )
    for verb, words in (
        ("close", "截止表决"),
        ("count", "开箱计票"),
        ("publish", "公布结果"),
    ):
        step(clerk, work, verb, words)


def test_f128_residents_name_elect_and_run_again(enter, server, somebody):  # noqa: PLR0915 (one way through)
    move_in(server)
    people = {each: somebody(each) for each in ("owner", "grandmother", "tenant")}
    owner, grandma, tenant = people.values()
    number = {name: number_of(page) for name, page in people.items()}
    run(server, MOVES_IN.format(number["grandmother"]))
    clerk = as_somebody(enter, f"clerk-{COMMUNITY}", size=DESK)
    speak(clerk, "zh-hans")
    clerk.goto("/work/polls/new/")
    clerk.fill("[name=title]", TITLE)
    clerk.fill("[name=words]", "选举主任、副主任和委员。")
    for name, value in (("kind", "election"), ("mode", "persons")):
        check(clerk, name, value)
    clerk.fill("[name=seats]", "5")
    shot(clerk, "propose-election")
    press(clerk, "开始筹备")
    work = clerk.url.removeprefix(server.url)
    address = work.removeprefix("/work")
    run(server, SMALL)
    clerk.goto(f"{work}step/study/")
    clerk.fill("[name=words]", "同意举行选举")
    press(clerk, "登记党组织研究情况")
    step(clerk, work, "post", "张榜公布名册")

    for by, who in (("owner", "grandmother"), ("grandmother", "owner"), ("owner", "tenant")):
        page = people[by]
        page.goto(address)
        follow(page, page.locator("main").get_by_role("link", name="提名", exact=True))
        page.fill("[name=who]", number[who])
        press(page, "提名")
        expect(page.locator("body")).to_contain_text("已询问本人是否参选")
        theirs = people[who]
        theirs.goto(address)
        expect(theirs.locator("main")).to_contain_text("您在本次选举中被提名")
        shot(theirs, f"named-{who}")
        follow(theirs, theirs.get_by_role("link", name="答复是否参选"))
        check(theirs, "stands", '"1"')
        press(theirs, "答复是否参选")
        expect(theirs.locator("main")).to_contain_text("您已同意参选")
    for by, page in people.items():
        page.goto(address)
        for _each in range(page.get_by_role("button", name="联名提名").count()):
            follow(page, page.get_by_role("button", name="联名提名").first)
        assert wide(page) <= PHONE["width"]
        shot(page, f"signed-{by}")
    assert faults(owner) == []

    run(
        server,
        "UPDATE demo.polls_poll SET posted_at = posted_at - interval '21 days' "
        "WHERE kind = 'election'",
    )
    step(clerk, work, "freeze", "锁定名册")
    shot(clerk, "nominations-desk")
    assert faults(clerk) == []
    for strokes in ("8", "4", "6"):
        clerk.goto(work)
        follow(clerk, clerk.locator("main a", has_text="资格审查").first)
        check(clerk, "qualified", '"1"')
        clerk.fill("[name=words]", "年满十八周岁，在本社区居住")
        clerk.fill("[name=strokes]", strokes)
        press(clerk, "资格审查")
    clerk.goto(f"{work}step/list/")
    check(clerk, "order", "strokes")
    shot(clerk, "list")
    press(clerk, "公布候选人名单")
    step(clerk, work, "open", "开始表决")
    listed = clerk.locator("main .weui-cells", has_text="1 ·").first
    names = [each.split("·")[1].split("\n")[0].strip() for each in _cells(listed)]
    assert len(names) == 3
    shot(clerk, "open-desk")

    # all name the first, each of the others has one of three
    vote(owner, address, [names[0], names[1]])
    vote(grandma, address, [names[0], names[2]])
    vote(tenant, address, [names[0]])
    finish(server, clerk, work)
    owner.goto(address)
    expect(owner.locator("main")).to_contain_text("未全部选出")
    shot(owner, "partly-phone")
    assert faults(owner) == []
    step(clerk, work, "again", "准备另行选举")
    again = clerk.url.removeprefix(server.url)
    assert again != work
    shot(clerk, "again-desk")
    step(clerk, again, "open", "开始表决")
    for page in (owner, grandma):
        vote(page, again.removeprefix("/work"), [names[1]])
    finish(server, clerk, again)

    anybody = enter(
        "anonymous", f"/public{again.removeprefix('/work')}", size=DESK, reduced_motion="reduce"
    )
    expect(anybody.locator("main")).to_contain_text("全部选出")
    expect(anybody.locator("main")).not_to_contain_text(names[1])
    shot(anybody, "public-election")
    assert faults(anybody) == []


def _cells(block) -> list[str]:
    return [each for each in block.locator("li").all_inner_texts() if "·" in each]
