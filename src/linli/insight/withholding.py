"""Counts that name nobody: small ones are withheld, and with them what would give them away. Pure.

Primary suppression withholds counts below ten. Secondary suppression then withholds the next
smallest of a group whose total is shown, until nothing hidden can be worked out from the rest
(Hundepool et al., *Statistical Disclosure Control*, 2012, chapter 4).
"""

from collections.abc import Hashable, Mapping
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


@dataclass(frozen=True, slots=True)
class Shown:
    """The same, None where a figure is withheld."""

    registered: int | None
    proved: int | None
    active: int | None


def hide_small(counts: Mapping[K, int], *, total_is_shown: bool) -> dict[K, int | None]:
    """Withhold counts from 1 to 9; a zero is no person, so it stays.

    With the total shown, hidden counts must be at least two and together at least ten.
    """
    hidden = {key for key, count in counts.items() if 0 < count < LEAST}
    if hidden and total_is_shown:
        rest = sorted((c, str(k), k) for k, c in counts.items() if k not in hidden and c)
        while rest and (len(hidden) < 2 or sum(counts[k] for k in hidden) < LEAST):  # noqa: PLR2004
            hidden.add(rest.pop(0)[2])
    return {key: None if key in hidden else count for key, count in counts.items()}


def _part(whole: int, part: int) -> int | None:
    """A part is shown when neither it nor the rest is few people, and neither all of them.

    Nobody, or everybody, would say something of each single person.
    """
    return part if part >= LEAST and whole - part >= LEAST else None


def shown(groups: Mapping[K, Stages], *, total_is_shown: bool) -> dict[K, Shown]:
    """Each group as it may be shown. Stages of a hidden group are hidden with it.

    A stage of one group that alone is hidden would follow from the stage's total, so the next
    smallest is hidden with it.
    """
    whole = hide_small({k: g.registered for k, g in groups.items()}, total_is_shown=total_is_shown)
    columns: dict[str, dict[K, int | None]] = {}
    for name in ("proved", "active"):
        column = {
            key: _part(_before(group, name), getattr(group, name))
            if whole[key] is not None
            else None
            for key, group in groups.items()
        }
        columns[name] = _with_company(groups, column, name) if total_is_shown else column
    for key in groups:
        if columns["proved"][key] is None:
            columns["active"][key] = None
    return {k: Shown(whole[k], columns["proved"][k], columns["active"][k]) for k in groups}


def _before(group: Stages, name: str) -> int:
    return group.registered if name == "proved" else group.proved


def _with_company(
    groups: Mapping[K, Stages], column: Mapping[K, int | None], name: str
) -> dict[K, int | None]:
    found = dict(column)
    alone = [k for k, v in found.items() if v is None and getattr(groups[k], name)]
    if len(alone) == 1:
        seen = sorted((v, str(k), k) for k, v in found.items() if v)
        if seen:
            found[seen[0][2]] = None
    return found
