"""axe and our own measures on every page, in every role, mode and size (rules B9, WCAG 2.2 AA)."""

import http.client
import itertools
import os
import re
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import axe_playwright_python
import pytest
from playwright.sync_api import Page

from tests.architecture.matrix import ROLES
from tests.e2e.conftest import DESK, PHONE, Server
from tests.e2e.pages import opens

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: How axe runs; colours are looked at apart where an element was met in them before.
EVERYTHING = {"runOnly": {"type": "tag", "values": TAGS}}
UNCOLOURED = EVERYTHING | {"rules": {"color-contrast": {"enabled": False}}}
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
LOOKS = [("normal", "light"), ("normal", "dark"), ("care", "light"), ("care", "dark")]
#: The smallest height of a target and the smallest letters, in CSS pixels.
LIMITS = {"normal": (44, 14), "care": (60, 18)}
LONG = bool(os.environ.get("LINLI_LONG"))
SIZES = {"phone": PHONE, "narrow": {"width": 320, "height": 640}, "desk": DESK}

#: Targets below the limit. Links inside a line of text are excepted (WCAG 2.5.8), and boxes
#: whose whole label is the target.
SMALL_TARGETS = """limit => [...document.querySelectorAll(
  'a[href],button,input:not([type=hidden]),select,textarea,summary,[role=button],[tabindex="0"]')]
  .map(e => ({e, box: (e.matches('input') && e.labels && [...e.labels].find(l => l.contains(e)) || e)
    .getBoundingClientRect()}))
  .filter(({e, box}) => box.width && box.height && getComputedStyle(e).visibility !== 'hidden')
  .filter(({e}) => !e.matches('.skip') && !e.closest('.aside') && !e.matches('pre'))
  .filter(({e}) => !(getComputedStyle(e).display === 'inline'
    && [...e.parentElement.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())))
  .filter(({box}) => box.height < limit - 0.5)
  .map(({e, box}) => `${Math.round(box.width)}x${Math.round(box.height)} ${e.outerHTML.slice(0, 120)}`)"""

SMALL_TEXT = """limit => [...document.querySelectorAll('body *')]
  .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
  .filter(e => e.getClientRects().length && !['STYLE', 'SCRIPT', 'OPTION'].includes(e.tagName))
  .filter(e => parseFloat(getComputedStyle(e).fontSize) < limit)
  .map(e => `${getComputedStyle(e).fontSize} ${e.outerHTML.slice(0, 120)}`)"""

WIDER = """() => document.documentElement.scrollWidth - document.documentElement.clientWidth"""


SET_LOOK = """([mode, theme]) => {
  document.documentElement.dataset.mode = mode;
  document.documentElement.dataset.theme = theme;
  document.body.dataset.weuiMode = mode;
  document.body.dataset.weuiTheme = theme;
}"""


@cache
def axe() -> str:
    return AXE.read_text()


def violations(page: Page, options: dict, within: str = "html") -> list[str]:
    """What axe finds, one line each. It runs by evaluate: the policy lets no foreign script in."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(axe())
    found = page.evaluate(
        "([within, options]) => axe.run(within, {...options, resultTypes: ['violations']})",
        [within, options],
    )
    return [
        f"axe {each['id']}: {node['target']} {node['failureSummary'][:300]}"
        for each in found["violations"]
        for node in each["nodes"]
    ]


#: Everything that is measured in one look, by one call.
MEASURED = f"""([target, letters]) => [
  ...({SMALL_TARGETS})(target).map(each => `target ${{each}}`),
  ...({SMALL_TEXT})(letters).map(each => `letters ${{each}}`),
  ...[({WIDER})()].filter(over => over > 0).map(over => `${{over}} px wider than the window`)]"""


def measure(page: Page, limits: tuple[int, int]) -> list[str]:
    """Targets and letters below the limits, and content that is wider than the window."""
    return page.evaluate(MEASURED, list(limits))


#: What a page shows below its header: two roles' pages of one build are one page, and a page that
#: shows the same on the desk as on the phone breaks no other rules there.
BUILD = """() => [...document.querySelectorAll('main, main *')].filter(e => e.checkVisibility())
  .map(e => `${e.tagName}.${e.getAttribute('class') ?? ''}.${e.getAttribute('role') ?? ''}`).join()"""
#: (address, build) of what this process has looked at.
SEEN: set[tuple[str, str]] = set()


#: (address, outline) of what this process has opened.
OUTLINES: set[tuple[str, str]] = set()


def outline(html: str) -> str:
    """What is below a page's header but for which words, numbers, addresses and values stand there.

    The same outline is the same build: what is left out decides neither on elements nor on styles.
    """
    main = html[html.index("<main") : html.index("</main>")]
    unworded = re.sub(r">([^<]*)<", lambda words: f">{'…' * bool(words[1].strip())}<", main)
    return re.sub(r'\b(href|value|action|content)="[^"]+"|\d+', r"\1", unworded)


class Reader:
    """Asks for pages as a role's browser does, and draws none of them."""

    def __init__(self, server: Server, role: str) -> None:
        self.line = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=60)
        self.headers = {"Accept": "text/html", "Accept-Language": "zh-CN"}
        if role != "anonymous":
            self.headers["Cookie"] = f"sessionid={server.sessions[role]}"

    def knows(self, path: str) -> bool:
        """Whether the role is sent on, or shown what a browser has already opened there."""
        self.line.request("GET", path, headers=self.headers)
        answer = self.line.getresponse()
        html = answer.read().decode()
        if 300 <= answer.status < 400:
            return True
        assert answer.status == 200, f"{path}: {answer.status}"
        return (path, outline(html)) in OUTLINES


#: What style sheets look at when they colour the letters of an element: itself and all around it.
COLOURED_BY = """e => { const chain = []
  for (; e && e !== document.body; e = e.parentElement)
    chain.push([e.tagName, e.className, e.getAttribute('type'), e.getAttribute('role'),
      e.getAttribute('href') === null, e.disabled, e.open, e.checked, e.getAttribute('aria-current'),
      e.getAttribute('aria-invalid'), e.getAttribute('aria-selected'), e.hidden].join('|'))
  return chain.join('<') }"""
LETTERED = """() => { const by = COLOURED_BY
  const lettered = [...document.querySelectorAll('body *')].filter(e => e.checkVisibility()
    && (e.matches('input,select,textarea')
      || [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())))
  return [...new Set(lettered.map(by))] }""".replace("COLOURED_BY", COLOURED_BY)
MARK = """known => { const by = COLOURED_BY, anew = new Set(known)
  document.querySelectorAll('[data-anew]').forEach(e => e.removeAttribute('data-anew'))
  document.querySelectorAll('body *').forEach(
    e => anew.has(by(e)) && e.setAttribute('data-anew', '')) }""".replace(
    "COLOURED_BY", COLOURED_BY
)
#: (mode, theme) -> what this process has met in its colours.
COLOURED: dict[tuple[str, str], set[str]] = {look: set() for look in LOOKS}


def colours(page: Page, look: tuple[str, str], lettered: list[str] | None = None) -> list[str]:
    """Contrast of what was not met in this look before; with --long of everything."""
    if LONG:
        return violations(page, CONTRAST)
    anew = set(page.evaluate(LETTERED) if lettered is None else lettered) - COLOURED[look]
    if not anew:
        return []
    COLOURED[look] |= anew
    page.evaluate(MARK, sorted(anew))
    return violations(page, CONTRAST, "[data-anew]")


#: A look and what is to be known of it, by one call.
LOOKED_AT = f"""([look, limits, lettered, build]) => {{
  ({SET_LOOK})(look)
  return {{ faults: limits && ({MEASURED})(limits), lettered: lettered && ({LETTERED})(),
    build: build && ({BUILD})() }} }}"""


@pytest.mark.parametrize("role", [role for role in ROLES if role != "stranger"])
def test_every_page_of_a_role(enter, server, every_page, role):
    """Light, dark and large letters on phone and desk; the look is set as the server sets it.

    All of axe's rules run in the normal look, on the desk where that shows something else; what a look
    can change, contrast, in the dark ones on the phone. A page that another role met in the same build is not looked at again, but for the
    role's first page, which shows its header; nor is it opened when its markup says so. Colours come from style sheets: letters that stood in
    the same elements on another page have them. With --long all rules run everywhere.
    """
    faults = []
    page = enter(role, None, reduced_motion="reduce")
    reader = Reader(server, role)
    mine = [each.path for each in every_page if each.role == role]
    for path in mine:
        first = LONG or path == mine[0]
        met = any(path == each for each, _ in OUTLINES)
        if met and not first and reader.knows(path):
            continue
        page.set_viewport_size(PHONE)
        response = opens(page, path)
        if response is None:
            continue
        OUTLINES.add((path, outline(response.text())))
        build = (path, page.evaluate(BUILD))
        if first or build not in SEEN:
            SEEN.add(build)
            faults += look_at(page, path, whole_desk=first)
        faults += [f"{path}: console {each}" for each in page.troubles]
        page.troubles.clear()
    assert not faults, "\n".join(faults)
    assert mine


def look_at(page: Page, path: str, *, whole_desk: bool = True) -> list[str]:
    """The page's faults in all looks and sizes, one line each.

    What is measured hangs on the size of letters, and contrast on the colours: large letters on
    light are measured in large letters on dark, and coloured as in the normal look.
    """
    faults = []
    on_phone = ""
    for (name, size), look in itertools.product(SIZES.items(), LOOKS):
        first = LONG or look == LOOKS[0]
        measured = first or look == ("care", "dark")
        whole = first and name != "narrow"
        coloured = whole or (name == "phone" and look != ("care", "light"))
        if not (measured or coloured):
            continue
        if page.viewport_size != size:
            page.set_viewport_size(size)
        limits = LIMITS[look[0]] if measured else None
        seen = page.evaluate(LOOKED_AT, [look, limits, coloured, whole])
        found = seen["faults"] or []
        if name == "phone" and look == LOOKS[0]:
            on_phone = seen["build"]
        if whole and (name == "phone" or whole_desk or seen["build"] != on_phone):
            found += violations(page, UNCOLOURED)
            found += colours(page, look, seen["lettered"])
        elif coloured and name == "phone":
            found += colours(page, look, seen["lettered"])
        faults += [f"{path} {' '.join(look)} {name}: {each}" for each in found]
    return faults


def test_an_outline_tells_what_else_is_to_be_looked_at():
    page = '<main id="main"><a href="/1/" class="cell">甲 <b>3</b></a><p> </p></main><footer>'
    others = '<nav></nav><main id="main"><a href="/2/" class="cell">乙 <b>4</b></a><p>\n</p></main>'
    assert outline(page) == outline(others)
    for another in (
        page.replace("cell", "row"),
        page.replace("甲 ", ""),
        page.replace("/1/", ""),
        page.replace("</p>", "</p><input>"),
        page.replace("<p>", "<p hidden>"),
    ):
        assert outline(another) != outline(page)


def test_colours_are_looked_at_once_for_each_kind_of_element(enter, monkeypatch):
    """Grey on white is found where it is new, and not asked for again where it was met."""
    monkeypatch.setattr(f"{__name__}.COLOURED", {look: set() for look in LOOKS})
    monkeypatch.setattr(f"{__name__}.LONG", False)
    page = enter("anonymous", "/settings/")
    light = LOOKS[0]
    page.evaluate(SET_LOOK, list(light))
    assert colours(page, light) == []
    page.evaluate("""() => { const p = document.createElement('p')
      p.className = 'anew'; p.textContent = '看不清'; p.style.cssText = 'color:#ddd;background:#fff'
      document.querySelector('main').append(p) }""")
    (found,) = colours(page, light)
    assert "color-contrast" in found
    assert colours(page, light) == []


def test_what_is_small_or_wide_is_found(enter):
    page = enter("anonymous", "/settings/", reduced_motion="reduce")
    assert look_at(page, "settings") == []
    page.evaluate("""() => { const p = document.createElement('p'), b = document.createElement('button')
      p.textContent = '小'; p.style.cssText = 'font-size:9px;width:3000px'
      b.textContent = '点'; b.style.cssText = 'height:20px;font-size:18px'
      document.querySelector('main').append(p, b) }""")
    found = look_at(page, "settings")
    for size, look in (
        ("phone", "normal light"),
        ("narrow", "care dark"),
        ("desk", "normal light"),
    ):
        mine = [each for each in found if each.startswith(f"settings {look} {size}: ")]
        kinds = {each.partition(": ")[2].split()[0] for each in mine} - {"axe"}
        assert kinds >= {"target", "letters"}
        assert any("px wider" in each for each in mine)
