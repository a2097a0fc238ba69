"""Counts that name nobody: small ones are withheld, and with them what would give them away. Pure.

Primary suppression withholds counts below ten. Secondary suppression then withholds the next
smallest of a group whose total is shown, until nothing hidden can be worked out from the rest
(Hundepool et al., *Statistical Disclosure Control*, 2012, chapter 4).
"""

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from linli.insight.parameters import LEAST

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Stages:
    """People who registered; of these who proved a name; of these who were active."""

    registered: int
    proved: int
    active: int

    def __sub__(self, part: "Stages") -> "Stages":
        return Stages(
            self.registered - part.registered,
            self.proved - part.proved,
            self.active - part.active,
        )


@dataclass(frozen=True, slots=True)
class Shown:
    """The same, None where a figure is withheld."""

    registered: int | None
    proved: int | None
    active: int | None


NOTHING = Shown(None, None, None)


def shown(
    groups: Mapping[K, Stages], *, total_is_shown: bool, settled: Mapping[K, Shown] | None = None
) -> dict[K, Shown]:
    """Each group as it may be shown; a stage is hidden with the one before it.

    `settled`: groups that were decided on before, elsewhere. They are part of the total, but are
    never hidden for the sake of another: here they would be, and there they would still stand.
    """
    settled = settled or {}
    whole = _with_company(
        {key: (group.registered, None) for key, group in groups.items()},
        {k for k, g in groups.items() if not (settled[k].registered if k in settled else _big(g))},
        total_is_shown=total_is_shown,
        kept=settled.keys(),
    )
    proved = _with_company(
        {key: (g.proved, g.registered - g.proved) for key, g in groups.items()},
        whole | _small_parts(groups, settled, "registered", "proved"),
        total_is_shown=total_is_shown,
        kept=settled.keys(),
    )
    active = _with_company(
        {key: (g.active, g.proved - g.active) for key, g in groups.items()},
        proved | _small_parts(groups, settled, "proved", "active"),
        total_is_shown=total_is_shown,
        kept=settled.keys(),
    )
    return {
        key: Shown(
            None if key in whole else group.registered,
            None if key in proved else group.proved,
            None if key in active else group.active,
        )
        for key, group in groups.items()
    }


def shown_below(
    parents: Mapping[K, Shown], groups: Mapping[K, Mapping[K, Stages]]
) -> dict[K, Shown]:
    """The parts of parents whose own figures are shown: their total is known, so each is a whole.

    A figure that a parent hides is hidden in all its parts: their sum would be the parent's.
    """
    found: dict[K, Shown] = {}
    for parent, parts in groups.items():
        above = parents[parent]
        for key, each in shown(parts, total_is_shown=True).items():
            found[key] = Shown(
                None if above.registered is None else each.registered,
                None if above.proved is None else each.proved,
                None if above.active is None else each.active,
            )
    return found


def _big(group: Stages) -> bool:
    return group.registered >= LEAST


def _small_parts(
    groups: Mapping[K, Stages], settled: Mapping[K, Shown], before: str, name: str
) -> set[K]:
    """Parts of few people, or all but few: nobody, or everybody, would say something of each."""
    found = set()
    for key, group in groups.items():
        part = getattr(group, name)
        if key in settled:
            small = getattr(settled[key], name) is None
        else:
            small = part < LEAST or getattr(group, before) - part < LEAST
        if small:
            found.add(key)
    return found


def _with_company(
    counts: Mapping[K, tuple[int, int | None]],
    hidden: set[K],
    *,
    total_is_shown: bool,
    kept: Collection[K],
) -> set[K]:
    """The hidden, and so many more, smallest first, that their sum says nothing of few people.

    Each count is a part and the rest beside it; both sums must be of ten people or more.
    """
    found = set(hidden)
    if not found or not total_is_shown:
        return found
    others = [key for key in counts if key not in found and key not in kept]
    rest = sorted((counts[key][0], str(key), key) for key in others)
    while rest and _gives_away([counts[key] for key in found]):
        found.add(rest.pop(0)[2])
    return found


def _gives_away(hidden: list[tuple[int, int | None]]) -> bool:
    """One alone follows from the total; a few together may say something of few people."""
    if len(hidden) == 1:
        return True
    rests = [rest for _, rest in hidden if rest is not None]
    return sum(part for part, _ in hidden) < LEAST or (bool(rests) and sum(rests) < LEAST)
