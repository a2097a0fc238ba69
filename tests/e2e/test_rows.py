"""Lines of a list on a narrow phone, in large letters: each part on a line of its own."""

from tests.e2e.conftest import PHONE, follow
from tests.e2e.test_bank import shot
from tests.e2e.test_duties import faults

NARROW = {"width": 320, "height": 640}


def test_lines_of_activities_read_well_on_a_phone(enter, server):
    me = enter("resident", "/activities/", size=PHONE, javascript=False)
    shot(me, "activities-phone")
    row = me.locator("main a.weui-cell").filter(has_text="八段锦").first
    title, *notes = (each.bounding_box() for each in row.locator(".row__title, .row__note").all())
    state = row.locator(".row__below").bounding_box()
    tops = [box["y"] for box in (title, *notes, state)]
    assert tops == sorted(tops)
    # the title has the width of the line, and not what date and places leave of it
    assert title["width"] > 240
    follow(me, me.get_by_role("button", name="大字"))
    me.set_viewport_size(NARROW)
    shot(me, "activities-care")
    assert me.evaluate("document.documentElement.scrollWidth") <= 320
    assert faults(enter("resident", "/activities/", size=NARROW, reduced_motion="reduce")) == []
