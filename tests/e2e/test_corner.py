"""F107: neighbours talk beside their community, with pictures; staff moderate with reasons."""

import re

import pytest
from playwright.sync_api import expect

from linli.files.tests.samples import photo
from tests.e2e.conftest import DESK, PHONE, follow
from tests.e2e.test_accessible import EVERYTHING, LIMITS, LOOKS, SET_LOOK, measure, violations


def turn(page, language: str, mode: str, title: str) -> None:
    """By the buttons of the header, as people do; it goes into the account."""
    follow(page, page.locator(f"[name=language][value={language}]"))
    follow(page, page.locator(f"[name=mode][value={mode}]"))
    expect(page.locator("h1")).to_have_text(title)
    expect(page.locator("html")).to_have_attribute("data-mode", mode)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_f107_written_with_a_picture_reported_hidden_with_a_reason(enter, server, language):
    code = server.world.community.code
    words = f"楼下的灯又坏了 {language}"
    english = language == "en"
    writer = enter("resident", f"/corner/{code}/", size=PHONE, javascript=not english)
    if english:  # in large letters, too
        turn(writer, "en", "care", "Neighbours' corner")
    writer.fill("[name=text]", words)
    picture = {"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": photo(6)}
    writer.set_input_files("[name=pictures]", picture)
    if not english:
        expect(writer.locator(".uploads__new canvas")).to_have_count(1)
    follow(writer, writer.locator("main form .weui-btn_primary"))
    post = writer.locator("article", has_text=words)
    expect(post).to_have_count(1)
    image = post.locator("img")
    expect(image).to_have_count(1)
    address = image.get_attribute("src")
    got = writer.request.get(server.url + address)
    assert got.status == 200
    assert b"Exif" not in got.body()
    assert writer.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    stranger = enter("neighbour", None)
    assert stranger.goto(f"/corner/{code}/").status == 404
    assert stranger.request.get(server.url + address).status == 404

    clerk = enter("staff", f"/corner/{code}/", size=DESK)
    mine = clerk.locator("article", has_text=words)
    follow(clerk, mine.locator("a[href$='/report/']"))
    clerk.locator("input[value=rumour]").check()
    follow(clerk, clerk.locator("main form .weui-btn_primary").first)
    clerk.goto("/work/")
    follow(clerk, clerk.locator("main a[href='/work/threads/']").first)
    follow(clerk, clerk.get_by_role("link", name=re.compile("^楼下的灯又坏了")).last)
    clerk.locator("input[value=rumour]").check()
    clerk.locator("[name=hide-note]").fill("已派人检修")
    follow(clerk, clerk.locator(".weui-btn_warn"))

    writer.goto(f"/corner/{code}/")
    hidden = writer.locator("article", has_text=words)
    expect(hidden.locator(".notice")).to_contain_text("已派人检修")
    reason = "untrue and harmful" if english else "不实且有害的信息"
    expect(hidden.locator(".notice")).to_contain_text(reason)
    if english:
        turn(writer, "zh-hans", "normal", "邻里议事角")
    auditor = enter("auditor", f"/corner/{code}/")
    expect(auditor.locator("article").first).to_be_visible()
    expect(auditor.get_by_text(words)).to_have_count(0)
    assert auditor.request.get(server.url + address).status == 404
    assert writer.troubles == []
    assert clerk.troubles == []


def test_f107_a_new_post_appears_without_a_reload(enter, server):
    code = server.world.community.code
    first = enter("resident", None)
    first.clock.install()
    first.goto(f"/corner/{code}/")
    first.fill("[name=text]", "第一条")
    follow(first, first.locator("main form .weui-btn_primary"))
    expect(first.locator("article", has_text="第一条")).to_have_count(1)
    second = enter("staff", f"/corner/{code}/", javascript=False)
    second.fill("[name=text]", "工作人员的回复")
    follow(second, second.locator("main form .weui-btn_primary"))
    first.clock.fast_forward(19_000)
    expect(first.locator("article", has_text="工作人员的回复")).to_have_count(0)
    first.clock.fast_forward(2_000)
    expect(first.locator("article", has_text="工作人员的回复")).to_have_count(1)
    assert first.troubles == []


def test_f107_posts_are_accessible_in_every_look(enter, server):
    """The corner with posts, pictures and the moderators' pages, which the empty demo lacks."""
    code = server.world.community.code
    writer = enter("resident", f"/corner/{code}/", reduced_motion="reduce")
    writer.fill("[name=text]", "小区门口的路灯 https://example.org/")
    picture = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    writer.set_input_files("[name=pictures]", picture)
    follow(writer, writer.locator("main form .weui-btn_primary"))
    ways = writer.locator("article", has_text="小区门口的路灯").locator(".post__ways a")
    edit, delete = (ways.nth(n).get_attribute("href") for n in range(2))
    staff = enter("staff", None, reduced_motion="reduce")
    report = edit.replace("/edit/", "/report/")
    visits = [
        (writer, f"/corner/{code}/"),
        (writer, edit),
        (writer, delete),
        (writer, "/me/files/"),
    ]
    visits += [(staff, f"/corner/{code}/"), (staff, report)]
    visits += [(staff, "/work/threads/" + edit.split("/")[3] + "/")]
    faults = []
    for page, path in visits:
        page.goto(path)
        for mode, theme in LOOKS:
            page.set_viewport_size(PHONE)
            page.evaluate(SET_LOOK, [mode, theme])
            found = measure(page, LIMITS[mode]) + violations(page, EVERYTHING)
            faults += [f"{path} {mode} {theme}: {each}" for each in found]
    assert not faults, "\n".join(faults)
