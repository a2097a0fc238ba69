"""The page's one style sheet: it stands inside the page, so that one answer draws it.

Made once per process from the committed files; its hash is in the policy for content. This file
is read by the settings and therefore imports nothing of ours.
"""

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

STATIC = Path(__file__).resolve().parents[3] / "static"
#: In this order: a later file may overrule an earlier one.
PARTS = (
    "linli/weui.subset.css",
    "linli/tokens.css",
    "linli/base.css",
    "linli/layout.css",
    "linli/parts.css",
    "linli/forms.css",
    "linli/print.css",
)

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s+")
_AROUND = re.compile(r"\s*([{};,>])\s*")


def shrink(css: str) -> str:
    """Without comments and needless space. No string in our files holds any of these signs."""
    return _AROUND.sub(r"\1", _SPACE.sub(" ", _COMMENT.sub("", css))).replace(";}", "}").strip()


@cache
def text() -> str:
    """What stands between <style> and </style>."""
    return "".join(shrink((STATIC / part).read_text()) for part in PARTS)


@cache
def source() -> str:
    """The sheet's entry for `style-src`."""
    digest = base64.b64encode(hashlib.sha256(text().encode()).digest()).decode()
    return f"'sha256-{digest}'"
