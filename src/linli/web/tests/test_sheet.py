"""The one style sheet: complete, small, named in the policy; the style page shows everything."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from tests.architecture.sources import templates

from linli.web import sheet, subset
from linli.web.style import ORDER, WITHIN
from linli.web.templatetags.shell import ICONS, _shapes

WEB = Path(__file__).parents[1]
COMPONENTS = {file.stem for file in (WEB / "templates" / "cotton").glob("*.html")}


def test_the_cut_of_weui_is_up_to_date():
    """When this fails: ./linli manage subset_css."""
    assert subset.TARGET.read_text() == subset.subset()


def test_both_ways_to_darkness_set_the_same_tokens():
    text = (sheet.STATIC / "linli" / "tokens.css").read_text()
    by_device = re.search(r'not\(\[data-theme="light"\]\) {(.*?)}', text, re.DOTALL)[1]
    by_choice = re.search(r'data-theme="dark"\] {(.*?)}', text, re.DOTALL)[1]
    tokens = re.compile(r"(--[\w-]+): (.*?);")
    assert tokens.findall(by_device) == tokens.findall(by_choice)


def test_no_colour_is_written_outside_the_tokens():
    """So light, dark and large letters come from one place; print is black on white."""
    for part in sheet.PARTS:
        if part not in {"linli/tokens.css", "linli/weui.subset.css", "linli/print.css"}:
            text = (sheet.STATIC / part).read_text()
            assert re.findall(r"#[0-9a-f]{3,8}\b|rgba?\(", text) == [], part


def test_motion_is_short():
    text = (sheet.STATIC / "linli" / "tokens.css").read_text()
    assert int(re.search(r"--quick: (\d+)ms", text)[1]) < 200


@pytest.mark.usefixtures("db")
def test_the_page_carries_the_sheet_whose_hash_the_policy_names(client: Client):
    response = client.get("/style/")
    policy = response.headers["Content-Security-Policy"]
    assert sheet.source() in policy
    assert f"<style>{sheet.text()}</style>" in response.content.decode()
    for bad in ("unsafe", "*", "http:", "https:"):
        assert bad not in policy


@pytest.mark.usefixtures("db")
def test_every_component_is_on_the_style_page(client: Client):
    shown = {*ORDER, *(part for parts in WITHIN.values() for part in parts)}
    assert shown == COMPONENTS
    text = client.get("/style/").content.decode()
    for name in ORDER:
        assert f'id="{name}"' in text
    assert "<c-" not in re.sub(r"&lt;", "", text)


def test_icons_that_templates_name_are_vendored():
    for name, text in templates().items():
        for icon in re.findall(r'(?:icon|<c-icon name)="([a-z0-9-]+)"', text):
            assert _shapes(icon), f"{icon} in {name}"


def test_vendored_files_are_as_they_were_fetched():
    """static/vendor/README.md gives version, licence and SHA-256 of each."""
    import hashlib

    text = (settings.ROOT / "static" / "vendor" / "README.md").read_text()
    known = dict(re.findall(r"`([0-9a-f]{64})` `([^`]+)`", text))
    known = {path: digest for digest, path in known.items()}
    vendor = settings.ROOT / "static" / "vendor"
    found = {
        str(file.relative_to(vendor)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in vendor.rglob("*")
        if file.is_file() and file.suffix in {".css", ".js"}
    }
    assert found == {path: known[path] for path in found}
    drawings = hashlib.sha256()
    for file in sorted(ICONS.glob("*.svg")):
        drawings.update(file.name.encode() + file.read_bytes())
    assert known["lucide/*.svg"] == drawings.hexdigest()
