"""F001, F003, F004, F005: the party's tree, one head per grid, six duties, the worker's log."""

import io
import re

import openpyxl
import pytest
from playwright.sync_api import expect

from linli.files.tests.samples import photo
from tests.e2e.conftest import DESK, PHONE, follow
from tests.e2e.test_duties import speak
from tests.e2e.test_rosters import clean

#: The phone in Chinese with large letters, the desk in English.
LOOKS = pytest.mark.parametrize(
    "look",
    [("zh-hans", PHONE, "care"), ("en", DESK, "normal")],
    ids=["phone", "desk"],
)


def send(page, within: str = "main form.form") -> None:
    """Press the form's own button and wait for what comes."""
    follow(page, page.locator(f"{within} .form__end button"))


def begin(enter, server, role, path, look, **more):
    language, size, mode = look
    page = enter(role, path, size=size, **more)
    page.context.add_cookies([{"name": "mode", "value": mode, "url": server.url}])
    speak(page, language)
    page.goto(path)
    return page


def new_grid(page, name: str) -> None:
    page.goto("/work/grids/new/")
    page.fill("[name=name_zh]", name)
    page.fill("[name=name_en]", name)
    send(page)


@LOOKS
def test_f001_every_home_finds_its_contact_branch_and_community(enter, server, look):
    """The clerk sees which homes nobody looks after, gives them to a contact household, and none is left."""
    language, size, mode = look
    clerk = begin(enter, server, "staff", "/work/grids/party/", look)
    assert clean(clerk, mode) == []
    if size == PHONE:
        follow(clerk, clerk.locator(".notice_warn a").first)
        expect(clerk.locator("main .weui-cell")).not_to_have_count(0)
        assert clean(clerk, mode) == []
        clerk.goto("/work/grids/party/")
        follow(clerk, clerk.locator("a[href*='/homes/']").first)
        box = clerk.locator("[name=buildings]")
        box.last.check()
        send(clerk)
    else:
        follow(clerk, clerk.locator("main .weui-btn_primary"))
        assert clean(clerk, mode) == []
        send(clerk)
    expect(clerk.locator("h1")).to_have_text(
        {"zh-hans": "三级党建网格", "en": "The party's three levels"}[language]
    )
    done = {"zh-hans": "每户都有党员中心户联系。", "en": "Every home has a contact household."}
    expect(clerk.get_by_text(done[language])).to_be_visible()
    resident = begin(enter, server, "anonymous", "/public/communities/", look)
    resident.goto(f"/public/communities/{server.world.community.code}/grids/")
    expect(resident.locator("main")).to_contain_text(
        {"zh-hans": "党员中心户", "en": "party contact household"}[language]
    )
    assert clean(resident, mode) == []
    assert clerk.troubles == []


@LOOKS
def test_f003_one_head_per_grid_and_a_substitute(enter, server, look):
    language, _size, mode = look
    clerk = begin(enter, server, "staff", "/work/grids/", look)
    assert clean(clerk, mode) == []
    name = f"{language} 网格"
    new_grid(clerk, name)
    assert clean(clerk, mode) == []
    follow(clerk, clerk.locator("a[href*='kind=grid_head']"))
    clerk.fill("[name=person]", server.world.resident.public_id)
    clerk.fill("[name=ground]", "居委会决定 2026-9")
    assert clean(clerk, mode) == []
    send(clerk)
    # the resident heads the first grid already: refused in words, at the form, with what to do
    said = {"zh-hans": "一人只任一个网格的网格长。", "en": "One person heads one grid."}
    expect(clerk.locator(".notice_stop")).to_contain_text(said[language])
    assert [each for each in clerk.troubles if "422" not in each] == []
    clerk.troubles.clear()
    clerk.goto("/work/grids/posts/")
    heads = clerk.locator("tr", has_text={"zh-hans": "第一网格", "en": "First grid"}[language])
    follow(clerk, heads.locator("a[href$='/end/']").first)
    assert clean(clerk, mode) == []
    clerk.go_back()
    assert clean(clerk, mode) == []
    clerk.goto("/work/grids/")
    follow(clerk, clerk.get_by_role("link", name=name))
    address = clerk.url
    follow(clerk, clerk.locator("main .weui-btn_primary"))
    clerk.locator("[name=buildings]").first.check()
    clerk.fill("[name=since]", "2031-01-01")
    assert clean(clerk, mode) == []
    send(clerk)
    expect(clerk).to_have_url(address)
    assert clerk.troubles == []


@LOOKS
def test_f004_six_duties_are_counted_and_taken_along(enter, server, look):
    """The head notes what they did with tags; the clerk counts and exports."""
    _language, _size, mode = look
    head = begin(enter, server, "resident", "/me/log/new/", look)
    assert clean(head, mode) == []
    for tag in ("policy", "mediation"):
        head.check(f"[name=tags][value={tag}]")
    head.fill("[name=text]", "楼道堆物，两家已协商")
    send(head)
    expect(head.locator("main")).to_contain_text("楼道堆物")
    assert clean(head, mode) == []
    clerk = begin(enter, server, "staff", "/work/grids/counts/", look)
    assert clean(clerk, mode) == []
    with clerk.expect_download() as waiting:
        clerk.locator("a[href*='counts.xlsx']").click()
    table = openpyxl.load_workbook(io.BytesIO(waiting.value.path().read_bytes())).active
    rows = list(table.iter_rows(values_only=True))
    policy, mediation = (sum(row[column] for row in rows[1:]) for column in (5, 7))
    assert len(rows[0]) == 11
    assert policy >= 1
    assert mediation >= 1
    assert "楼道" not in str(rows)
    assert head.troubles == clerk.troubles == []


@LOOKS
def test_f005_a_patrol_with_picture_and_point_becomes_a_duty(enter, server, look):
    language, _size, mode = look
    worker = begin(
        enter,
        server,
        "resident",
        "/me/grid/",
        look,
        geolocation={"latitude": 23.0215, "longitude": 113.1219},
        permissions=["geolocation"],
    )
    assert clean(worker, mode) == []
    follow(worker, worker.locator("a[href='/me/log/new/']"))
    words = f"消防通道被占用 {language}"
    worker.fill("[name=text]", words)
    worker.check("[name=tags][value=property]")
    worker.check("[name=here]")
    expect(worker.locator("[name=latitude]")).to_have_value("23021500")
    worker.set_input_files(
        "[name=pictures]", {"name": "x.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    )
    send(worker)
    expect(worker.locator("main")).to_contain_text("23.02150, 113.12190")
    expect(worker.locator("main img")).to_have_count(1)
    assert worker.locator("main img").evaluate("i => i.decode().then(() => i.naturalWidth)") > 0
    address = worker.url
    clerk = begin(enter, server, "staff", "/me/log/", look)
    assert clean(clerk, mode) == []
    clerk.goto(address)
    expect(clerk.locator("main")).to_contain_text(words)
    follow(clerk, clerk.locator("main form button"))
    expect(clerk.locator("main")).to_contain_text(
        re.compile("已转交|Handed on|由此产生|The duty that came")
    )
    assert clean(clerk, mode) == []
    clerk.goto("/work/grids/")
    expect(clerk.locator("a[href='/work/notices/']")).not_to_have_count(0)
    neighbour = enter("neighbour", None)
    assert neighbour.goto(address).status == 404
    assert worker.troubles == clerk.troubles == []
