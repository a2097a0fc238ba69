"""How like two texts are, by pairs of characters. Pure, integers only.

Chinese has no spaces: pairs of neighbouring characters serve for words. Of two texts the share of
common pairs is counted (Dice), in percent.
"""

import itertools
from collections.abc import Iterable


def pairs(text: str) -> frozenset[str]:
    """Pairs of neighbouring letters, digits and characters; signs and spaces are no part of it."""
    plain = [char for char in text.casefold() if char.isalnum()]
    return frozenset("".join(two) for two in itertools.pairwise(plain))


def likeness(one: frozenset[str], other: frozenset[str]) -> int:
    """0 to 100."""
    both = len(one) + len(other)
    return 200 * len(one & other) // both if both else 0


def most_like(
    text: str, others: Iterable[tuple[int, str]], *, least: int, most: int
) -> list[tuple[int, int]]:
    """(key, percent) of those that are at least so like, the likest first."""
    mine = pairs(text)
    found = [(key, likeness(mine, pairs(words))) for key, words in others]
    near = sorted(((-percent, key) for key, percent in found if percent >= least))
    return [(key, -percent) for percent, key in near[:most]]
