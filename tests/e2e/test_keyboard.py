"""The keyboard reaches everything, in view and with a visible mark."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.architecture.matrix import ROLES
from tests.e2e.conftest import DESK, PHONE
from tests.e2e.pages import opens

#: What Tab should reach: of a group of radio buttons the chosen one, or the first.
REACHABLE = """within => {
  document.querySelectorAll('[data-reach]').forEach(e => e.removeAttribute('data-reach'));
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
LONG = bool(os.environ.get("LINLI_LONG"))

#: Notes after each press of Tab what has the focus then; null, when nothing has.
NOTE = """() => {
  if (window.noted) return;
  window.noted = [];
  document.addEventListener('keyup', pressed => {
    const e = document.activeElement;
    if (pressed.key !== 'Tab') return;
    if (!e || e === document.body) return noted.push(null);
    const style = getComputedStyle(e), box = e.getBoundingClientRect();
    noted.push({
      reach: e.dataset.reach ?? '', inside: !!e.closest('main'), what: e.outerHTML.slice(0, 100),
      marked: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
      inView: box.bottom > 0 && box.top < innerHeight,
    });
  }, true);
}"""
NOTED = "() => noted.splice(0)"


@pytest.mark.parametrize("role", ["anonymous", "resident", "staff"])
def test_tab_reaches_everything(enter, every_page, role):
    """On phone and desk; there only pages that show other things to reach than on the phone; --long: all.

    The header and the menu of the side are walked through once for each role.
    """
    faults = []
    page = enter(role, None, reduced_motion="reduce")
    before = ROLES[: list(ROLES).index(role)]
    known = {each.path for each in every_page if each.role in before}
    mine = [each.path for each in every_page if each.role == role and each.path not in known]
    for path in mine:
        page.set_viewport_size(PHONE)
        if not opens(page, path):
            continue
        whole = LONG or path == mine[0]
        wanted = to_reach(page, whole=whole)
        on_phone = page.evaluate(WITHIN)
        faults += [f"{path} phone: {each}" for each in walked(page, wanted, whole=whole)]
        page.set_viewport_size(DESK)
        if whole:  # from the top again
            opens(page, path)
        wanted = to_reach(page, whole=whole)
        if whole or page.evaluate(WITHIN) != on_phone:
            faults += [f"{path} desk: {each}" for each in walked(page, wanted, whole=whole)]
    assert not faults, "\n".join(faults)


def to_reach(page: Page, *, whole: bool) -> list[str]:
    return page.evaluate(REACHABLE, "body" if whole else "main")


def walked(page: Page, wanted: list[str], *, whole: bool) -> list[str]:
    """From the top, or from the page's own content, to its end: what is wrong on the way."""
    start = "document.activeElement.blur()" if whole else "document.querySelector('main').focus()"
    page.evaluate(f"() => {{ {start} }}")
    page.evaluate(NOTE)
    faults, seen = [], set()
    for now in steps(page, 3 * len(wanted) + 10, at_once=len(wanted) + 1):  # a date takes several
        if now is None or not (whole or now["inside"]):
            break
        seen.add(now["reach"])
        if not now["marked"]:
            faults.append(f"no mark on {now['what']}")
        if not now["inView"]:
            faults.append(f"out of view {now['what']}")
    return faults + [f"not reached {e}" for i, e in enumerate(wanted) if str(i) not in seen]


def steps(page: Page, most: int, *, at_once: int) -> Iterator[dict | None]:
    """What has the focus after each press of Tab; asked for after so many at once."""
    for _ in range(0, most, at_once):
        for _ in range(at_once):
            page.keyboard.press("Tab")
        noted = page.evaluate(NOTED)
        yield from noted
        if len(noted) < at_once:  # the focus has left the page for the browser's own
            yield None


def test_the_skip_link_leads_into_the_content(enter):
    page = enter(path="/settings/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="跳到正文")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
