"""The keyboard reaches everything, in view and with a visible mark."""

import os

import pytest
from playwright.sync_api import expect

from tests.architecture.matrix import ROLES
from tests.e2e.conftest import DESK, PHONE
from tests.e2e.pages import opens

#: What Tab should reach: of a group of radio buttons the chosen one, or the first.
REACHABLE = """within => {
  const all = [...document.querySelector(within).querySelectorAll(
    'a[href],button:not([disabled]),input:not([type=hidden]):not([disabled]),select,textarea,'
    + 'summary,[tabindex="0"]')].filter(e => e.getClientRects().length && e.checkVisibility());
  const first = new Set();
  const reached = all.filter(e => {
    if (e.type !== 'radio') return true;
    const group = all.filter(o => o.type === 'radio' && o.name === e.name && o.form === e.form);
    return e === (group.find(o => o.checked) || group[0]);
  });
  reached.forEach((e, i) => { e.dataset.reach = i; });
  return reached.map(e => e.outerHTML.slice(0, 100));
}"""

#: Of what Tab should reach, what stands in the page itself, below the header.
WITHIN = """() => [...document.querySelectorAll('main [data-reach]')]
  .map(e => e.tagName + (e.getAttribute('href') ?? e.getAttribute('name') ?? ''))"""
#: (role, address) -> that on the phone, which comes first.
ON_PHONE: dict[tuple[str, str], list[str]] = {}
LONG = bool(os.environ.get("LINLI_LONG"))

FOCUSED = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const style = getComputedStyle(e), box = e.getBoundingClientRect();
  return {
    reach: e.dataset.reach ?? '', inside: !!e.closest('main'), what: e.outerHTML.slice(0, 100),
    marked: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    inView: box.bottom > 0 && box.top < innerHeight,
  };
}"""


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("role", ["anonymous", "resident", "staff"])
def test_tab_reaches_everything(enter, every_page, role, size):
    """On the desk only pages that show other things to reach there than on the phone; --long: all.

    The header and the menu of the side are walked through once for each role.
    """
    faults = []
    page = enter(role, None, size=size, reduced_motion="reduce")
    before = ROLES[: list(ROLES).index(role)]
    known = {each.path for each in every_page if each.role in before}
    mine = [each.path for each in every_page if each.role == role and each.path not in known]
    for path in mine:
        if not opens(page, path):
            continue
        whole = LONG or path == mine[0]
        start = (
            "document.activeElement.blur()" if whole else "document.querySelector('main').focus()"
        )
        page.evaluate(f"() => {start}")
        wanted = page.evaluate(REACHABLE, "body" if whole else "main")
        within = page.evaluate(WITHIN)
        if size == PHONE:
            ON_PHONE[role, path] = within
        elif not whole and ON_PHONE.get((role, path)) == within:
            continue
        seen = set()
        for _ in range(3 * len(wanted) + 10):  # a date takes several
            page.keyboard.press("Tab")
            now = page.evaluate(FOCUSED)
            if now is None or not (whole or now["inside"]):
                break
            seen.add(now["reach"])
            if not now["marked"]:
                faults.append(f"{path}: no mark on {now['what']}")
            if not now["inView"]:
                faults.append(f"{path}: out of view {now['what']}")
        faults += [f"{path}: not reached {e}" for i, e in enumerate(wanted) if str(i) not in seen]
    assert not faults, "\n".join(faults)


def test_the_skip_link_leads_into_the_content(enter):
    page = enter(path="/settings/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="跳到正文")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
