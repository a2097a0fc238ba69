"""F102: no item just stays on an agenda; and the minutes, from the draft to what everybody reads."""

import os
import re
import subprocess
from datetime import timedelta

import pypdf
import pytest
from playwright.sync_api import expect

from linli.kernel import clock
from linli.meetings.jobs import make_up
from tests.e2e.conftest import DESK, follow
from tests.e2e.evening import meeting_tonight
from tests.e2e.test_duties import speak
from tests.e2e.test_mandates import as_somebody, faults, press, wide

SHOTS = os.environ.get("LINLI_SHOTS")
COMMUNITY = "fushengli"


def shot(page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


@pytest.fixture
def evening(behind):
    return behind(lambda: meeting_tonight(COMMUNITY))


def test_f102_nothing_is_left_on_the_agenda_and_the_minutes_are_published(  # noqa: PLR0915 (from the close to the print)
    enter, evening, behind, tmp_path
):
    here = f"/meetings/{evening}/dispositions/"
    chair = as_somebody(enter, f"clerk-{COMMUNITY}", size=DESK)
    speak(chair, "en")
    chair.goto(f"/meetings/{evening}/floor/")
    chair.get_by_role("button", name="Open the meeting").click()
    expect(chair.locator("#live")).to_contain_text("In session")

    # the chair cannot close while an item has no disposition; nothing changes
    chair.goto(here)
    expect(chair.locator("main")).to_contain_text(re.compile("waits? for your word"))
    shot(chair, "f102-open-en")
    press(chair, "Close the meeting")
    expect(chair.locator("main")).to_contain_text("There is business left")
    chair.goto(here)
    left = chair.get_by_role("link", name="Dispose of it")
    items = left.count()
    assert items >= 1

    # a day that is missing is asked for; then each item has its end
    follow(chair, left.first)
    chair.check("[name=outcome][value=deferred]")
    chair.fill("[name=reason]", "先请物业测量")
    press(chair, "Dispose of it")
    expect(chair.locator("main")).to_contain_text("Say on which day.")
    chair.fill("[name=on]", (clock.today() + timedelta(days=7)).isoformat())
    shot(chair, "f102-dispose-en")
    press(chair, "Dispose of it")
    for _ in range(items - 1):
        follow(chair, chair.get_by_role("link", name="Dispose of it").first)
        chair.check("[name=outcome][value=withdrawn]")
        chair.fill("[name=reason]", "提出的人不再要求")
        press(chair, "Dispose of it")
    expect(chair.get_by_role("link", name="Dispose of it")).to_have_count(0)
    press(chair, "Close the meeting")
    expect(chair.locator("main")).to_contain_text("The meeting is closed.")
    assert faults(chair) == []

    # minutes write themselves; a member would have a paragraph otherwise
    behind(make_up)
    owner = as_somebody(enter, f"owner-{COMMUNITY}")
    owner.goto(f"/meetings/{evening}/minutes/")
    expect(owner.locator("main")).to_contain_text("处置：延期")
    assert faults(owner) == []
    shot(owner, "f102-draft")
    follow(owner, owner.get_by_role("link", name="修改").first)
    owner.fill("[name=chinese]", "主持：居委会主任席位")
    owner.fill("[name=reason]", "写全")
    press(owner, "提出")
    expect(owner.locator("main")).to_contain_text("写全")
    shot(owner, "f102-offered")

    chair.goto(f"/meetings/{evening}/minutes/?in=zh")
    expect(chair.get_by_role("button", name="Approve the minutes")).to_have_count(0)
    shot(chair, "f102-amended-en")
    press(chair, "Take it over")
    press(chair, "Approve the minutes")
    follow(chair, chair.get_by_role("link", name="Publish the minutes"))
    chair.locator("main [type=checkbox]").first.check()
    shot(chair, "f102-publish-en")
    press(chair, "Publish the minutes")

    # everybody reads them, in large letters too; the print holds what was changed
    granny = as_somebody(enter, f"grandmother-{COMMUNITY}", size={"width": 320, "height": 700})
    granny.goto(f"/meetings/{evening}/minutes/")
    expect(granny.locator("main")).to_contain_text("主持：居委会主任席位")
    expect(granny.locator("h1")).to_contain_text("会议记录")
    assert wide(granny) <= 320
    assert faults(granny) == []
    shot(granny, "f102-published-care")
    for language, said in (("zh", "主持：居委会主任席位"), ("en", "deferred")):
        got = granny.request.get(f"/meetings/{evening}/minutes/{language}.pdf")
        assert got.ok
        file = tmp_path / f"{language}.pdf"
        file.write_bytes(got.body())
        text = "".join(page.extract_text() for page in pypdf.PdfReader(file).pages)
        assert said in text.replace("\n", "")
        # the text is the very one whose hash stands on the page and in the log
        plain = tmp_path / f"{language}.txt"
        plain.write_bytes(granny.request.get(f"/meetings/{evening}/minutes/{language}.txt").body())
        assert said in plain.read_text()
        digest = subprocess.check_output(["sha256sum", plain], text=True).split()[0]
        expect(granny.locator("main")).to_contain_text(digest)
    assert (owner.troubles, granny.troubles) == ([], [])
    # the two refusals that were asked for
    assert sorted(each.split("status of ")[1][:3] for each in chair.troubles) == ["409", "422"]
