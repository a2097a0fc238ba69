"""Texts under amendment: words struck, words inserted, and what differs."""

import re
import unicodedata
from difflib import SequenceMatcher

from linli.deliberation.floor.commands import Terms
from linli.deliberation.floor.refusals import Code
from linli.deliberation.floor.stack import halt


def joined(left: str, right: str) -> str:
    """Latin words get a space before them, Chinese ones none."""
    if left and right and left[-1].isascii() and right[0].isascii() and right[0].isalnum():
        return left + right if left[-1] in " \n([{" else f"{left} {right}"
    return left + right


def place(text: str, words: str) -> int:
    """Where the words stand; they stand there once. Latin letters are meant as whole words, if so found."""
    left = r"(?<![A-Za-z0-9])" if words[0].isascii() and words[0].isalnum() else ""
    right = r"(?![A-Za-z0-9])" if words[-1].isascii() and words[-1].isalnum() else ""
    whole = re.compile(left + re.escape(words) + right)
    starts = [found.start() for found in whole.finditer(text)]
    starts = starts or [found.start() for found in re.finditer(re.escape(words), text)]
    if not starts:
        halt(Code.WORDS_NOT_FOUND, words=words)
    if len(starts) > 1:
        halt(Code.WORDS_NOT_UNIQUE, words=words)
    return starts[0]


def edited(text: str, change: Terms) -> str:
    """The text as the amendment would leave it."""
    if change.text is not None:
        return change.text
    if change.strike:
        start = place(text, change.strike)
        before, after = text[:start], text[start + len(change.strike) :]
        return before + change.insert + after if change.insert else _closed_up(before, after)
    insert = change.insert or ""
    if change.after:
        end = place(text, change.after) + len(change.after)
        return joined(joined(text[:end], insert), text[end:])
    return joined(text, insert)


def _closed_up(before: str, after: str) -> str:
    """No two spaces where words were struck."""
    return (
        before + after.removeprefix(" ") if before.endswith(" ") or not before else before + after
    )


def matter(text: str) -> str:
    """The words alone: what makes two motions the same question."""
    normal = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\W_]+", "", normal)


def differences(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """("same" | "struck" | "inserted", words) from beginning to end, for pages and minutes."""
    parts: list[tuple[str, str]] = []
    pieces = [
        re.findall(r"\w+|\W", text) if " " in text else list(text) for text in (before, after)
    ]
    matcher = SequenceMatcher(None, pieces[0], pieces[1], autojunk=False)
    for what, i1, i2, j1, j2 in matcher.get_opcodes():
        old, new = "".join(pieces[0][i1:i2]), "".join(pieces[1][j1:j2])
        if what == "equal":
            parts.append(("same", old))
            continue
        if old:
            parts.append(("struck", old))
        if new:
            parts.append(("inserted", new))
    return tuple(parts)
