"""Plain text of posts: cleaned on its way in, escaped and linked on its way out. Pure.

There is no markup. `http(s)` addresses become links that pass no name on; ``@`` and a person's
number becomes the name that the person shows. Nothing else is interpreted.
"""

import re
import unicodedata
from collections.abc import Mapping

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from linli.kernel.ids import ALPHABET

#: Letters that turn the direction of what follows, or are seen by nobody: they can make a text
#: read differently from what it says (Unicode TR 36). The joiners that scripts and emoji need stay.
_HIDDEN = re.compile("[\u202a-\u202e\u2066-\u2069\u200b\u200e\u200f\u2060\ufeff\u061c]")
_LINES = re.compile(r"\n{3,}")
MENTION = re.compile(rf"@([{ALPHABET}]{{12}})(?![{ALPHABET}])")
_LINK = re.compile(r"https?://[^\s<>\"'（）「」《》，。；！？、]+", re.IGNORECASE)
_TOKEN = re.compile(f"(?P<link>{_LINK.pattern})|{MENTION.pattern}", re.IGNORECASE)
_TAIL = ".,;:!?)]}"
_SHOWN = 60


def clean(text: str) -> str:
    """NFC, without control, surrogate and direction letters, at most one empty line in a row."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _HIDDEN.sub("", text)
    text = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"})
    return _LINES.sub("\n\n", "\n".join(line.rstrip() for line in text.split("\n"))).strip()


def mentioned(text: str) -> list[str]:
    """Numbers of people spoken to, in order, each once."""
    return list(dict.fromkeys(MENTION.findall(text)))


def render(text: str, names: Mapping[str, str]) -> SafeString:
    """HTML of a text; `names`: number -> shown name. A number that is not among them stays as it is."""
    parts: list[str] = []
    at = 0
    for found in _TOKEN.finditer(text):
        parts.append(_plain(text[at : found.start()]))
        at = found.end()
        link = found["link"]
        if link:
            address = link.rstrip(_TAIL)
            parts.append(_link(address))
            parts.append(_plain(link[len(address) :]))
        else:
            number = found[2]
            name = names.get(number)
            parts.append(
                format_html('<span class="mention">@{}</span>', name) if name else _plain(found[0])
            )
    parts.append(_plain(text[at:]))
    return mark_safe("".join(parts))  # noqa: S308 (every part is escaped above)


def _plain(text: str) -> str:
    return str(conditional_escape(text)).replace("\n", "<br>")


def _link(address: str) -> str:
    shown = address if len(address) <= _SHOWN else address[: _SHOWN - 1] + "…"
    return format_html(
        '<a href="{}" rel="nofollow ugc noopener noreferrer" target="_blank">{}</a>', address, shown
    )
