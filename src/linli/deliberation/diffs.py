"""What differs between two texts, character by character: Chinese has no spaces. Pure."""

from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True, slots=True)
class Run:
    """`kind`: same, out, in."""

    kind: str
    text: str


def runs(before: str, after: str) -> list[Run]:
    """The text as it would stand, with what goes out of it and what comes in."""
    found = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            found.append(Run("same", before[a:b]))
            continue
        if b > a:
            found.append(Run("out", before[a:b]))
        if d > c:
            found.append(Run("in", after[c:d]))
    return found
