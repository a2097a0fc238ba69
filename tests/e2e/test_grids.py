"""F004, F005: six duties counted, and the worker's log."""

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
