"""The part of WeUI's style sheet that our templates use, found by reading both.

A rule stays when every class of one of its selectors occurs in a template, and the custom
properties that are left unread go. Needs tinycss2, which is there while developing only.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import tinycss2  # type: ignore[import-untyped]  # there while developing only

from linli.web.sheet import STATIC

SOURCE = STATIC / "vendor" / "weui" / "weui.min.css"
TARGET = STATIC / "linli" / "weui.subset.css"
TEMPLATES = Path(__file__).resolve().parents[1]

_WORD = re.compile(r"weui-[A-Za-z0-9_-]+")
_CLASS = re.compile(r"\.([A-Za-z_][A-Za-z0-9_-]*)")
_USES = re.compile(r"var\(\s*(--[A-Za-z0-9-]+)")
_SETS = re.compile(r"(--weui-[A-Za-z0-9-]+)\s*:")
_ELSEWHERE = re.compile(r"\b(page|navigator)\b|\bwx-")
#: Button kinds are put together in the component from its `kind`.
MADE = {"weui-btn_primary", "weui-btn_default", "weui-btn_warn"}
#: Rules that our sheet replaces: a hidden focus, space between buttons, a drawn arrow.
REPLACED = (
    "button.weui-btn",
    ".weui-btn+.weui-btn",
    ".weui-cells::",
    ".weui-cell::",
    ".weui-cell:first-child::",
    ".weui-cell_access .weui-cell__ft",
    ".weui-btn:active",
)
HEAD = "/* Made by ./linli manage subset_css from WeUI 2.6.26 (MIT, Tencent). Do not edit. */\n"


def used_classes() -> set[str]:
    """Every word in our templates and code that could be a class of WeUI."""
    files = [*TEMPLATES.rglob("*.html"), *TEMPLATES.rglob("*/forms.py")]
    return MADE | {word for file in files for word in _WORD.findall(file.read_text())}


def subset() -> str:
    """The sheet, one rule a line; the same for the same files."""
    rules = tinycss2.parse_stylesheet(SOURCE.read_text(), skip_comments=True, skip_whitespace=True)
    kept = list(_keep(rules, used_classes()))
    own = "".join(
        file.read_text() for file in sorted(TARGET.parent.glob("*.css")) if file != TARGET
    )
    lines = _without_unread_properties(kept, own)
    return HEAD + "\n".join(lines) + "\n"


def _keep(rules: Any, used: set[str]) -> Iterator[tuple[str, str, str]]:
    """(media or "", selectors, declarations) of the rules that stay."""
    for rule in rules:
        if rule.type == "at-rule" and rule.lower_at_keyword == "media" and rule.content:
            inside = tinycss2.parse_rule_list(
                rule.content, skip_comments=True, skip_whitespace=True
            )
            media = tinycss2.serialize(rule.prelude).strip()
            for _, names, declarations in _keep(inside, used):
                yield media, names, declarations
        elif rule.type == "qualified-rule":
            selectors = [
                part.strip()
                for part in tinycss2.serialize(rule.prelude).split(",")
                if _stays(part.strip(), used)
            ]
            if selectors:
                yield "", ",".join(selectors), tinycss2.serialize(rule.content).strip()


def _stays(selector: str, used: set[str]) -> bool:
    if not selector.startswith(("body", ".weui-", "a.weui-")) or selector.startswith(REPLACED):
        return False
    if _ELSEWHERE.search(selector):
        return False
    return set(_CLASS.findall(selector)) <= used


def _without_unread_properties(rules: list[tuple[str, str, str]], own: str) -> list[str]:
    """Drop custom properties that our tokens set or nothing reads, until all left are read."""
    ours = set(_SETS.findall(own))
    while True:
        text = own + "".join(declarations for _, _, declarations in rules)
        read = set(_USES.findall(text)) - ours
        smaller = [
            (media, selectors, _only_read(declarations, read))
            for media, selectors, declarations in rules
        ]
        smaller = [each for each in smaller if each[2]]
        if smaller == rules:
            break
        rules = smaller
    return [
        f"@media {media}{{{selectors}{{{body}}}}}" if media else f"{selectors}{{{body}}}"
        for media, selectors, body in rules
    ]


def _only_read(declarations: str, read: set[str]) -> str:
    parts = (part.strip() for part in declarations.split(";"))
    stay = (p for p in parts if p and (not p.startswith("--") or p.split(":")[0].strip() in read))
    return ";".join(stay)
