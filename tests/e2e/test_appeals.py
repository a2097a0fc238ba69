"""F107: the author of a hidden post appeals; a moderator who did not hide it decides with a reason."""

from playwright.sync_api import expect

from tests.e2e.conftest import DESK, follow
from tests.e2e.test_residence import come, looked_at, main

WORDS = "三号楼的充电桩收费不合理"


def test_f107_an_appeal_is_decided_by_another_moderator(enter, server):
    """The author on a phone with large letters; two of the staff at desks, in English."""
    code = server.world.community.code
    author = come(enter, server, "owner-rongyin")
    author.goto(f"/corner/{code}/")
    author.fill("[name=text]", WORDS)
    follow(author, author.locator("main form .weui-btn_primary"))
    first = come(enter, server, "clerk-rongyin", size=DESK, language="en", mode="normal")
    first.goto(f"/corner/{code}/")
    post = first.locator("article", has_text=WORDS)
    follow(first, post.get_by_role("link", name="Moderate"))
    first.locator("input[value=rumour]").check()
    first.fill("[name=hide-note]", "没有依据")
    follow(first, first.locator(".weui-btn_warn"))

    author.goto(f"/corner/{code}/")
    mine = author.locator("article", has_text=WORDS)
    expect(mine).to_contain_text("没有依据")
    follow(author, mine.get_by_role("link", name="申诉"))
    looked_at(author, "appeal")
    author.fill("[name=reason]", "有缴费单为证")
    follow(author, main(author).get_by_role("button", name="提交申诉"))
    expect(mine).to_contain_text("等待另一名管理人员复核")
    looked_at(author, "appealed")

    first.goto("/work/threads/appeals/")
    row = first.get_by_role("row").filter(has_text=WORDS)
    expect(row).to_contain_text("You hid it")
    expect(row.get_by_role("link")).to_have_count(0)

    second = come(enter, server, "grid_worker-rongyin", size=DESK, language="en", mode="normal")
    second.goto("/work/")
    follow(second, main(second).locator("a[href='/work/threads/appeals/']"))
    looked_at(second, "appeals")
    follow(second, second.get_by_role("link", name=WORDS))
    expect(main(second)).to_contain_text("有缴费单为证")
    looked_at(second, "appeal-decide")
    second.locator("input[value=show]").check()
    second.fill("[name=note]", "缴费单属实")
    follow(second, main(second).get_by_role("button", name="Decide"))
    author.goto(f"/corner/{code}/")
    expect(mine).to_contain_text("成立，已恢复显示")
    expect(mine.locator(".notice")).to_have_count(0)
