"""Which buildings are spoken for, by how many homes. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Standing(StrEnum):
    """How a building stands."""

    WHOLE = "whole"
    PART = "part"
    ENDING = "ending"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who speaks for a building, as everybody may see it."""

    mandate: int
    name: str
    until: date
    chose: int
    of: int
    how: str
    whole: bool
    #: Homes of this building for which they speak; of the whole building all.
    units: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Tile:
    """A building. `covered` of `homes` are spoken for."""

    building: int
    label: str
    estate: str
    homes: int
    covered: int
    standing: Standing
    voices: tuple[Voice, ...] = ()

    @property
    def until(self) -> date | None:
        """The nearest last day."""
        return min((voice.until for voice in self.voices), default=None)


@dataclass(frozen=True, slots=True)
class Coverage:
    tiles: tuple[Tile, ...]

    @property
    def homes(self) -> int:
        return sum(tile.homes for tile in self.tiles)

    @property
    def covered(self) -> int:
        return sum(tile.covered for tile in self.tiles)

    def count(self, *standings: Standing) -> int:
        return sum(tile.standing in standings for tile in self.tiles)

    @property
    def empty(self) -> int:
        return self.count(Standing.EMPTY)

    @property
    def ending(self) -> int:
        return self.count(Standing.ENDING)


def tile(  # noqa: PLR0913 (a building is these)
    *,
    building: int,
    label: str,
    estate: str,
    homes: int,
    voices: Sequence[Voice],
    soon: date,
) -> Tile:
    """`soon`: what ends by that day ends soon, unless another voice for as many goes on."""
    covered = _covered(voices, homes)
    lasting = _covered([voice for voice in voices if voice.until > soon], homes)
    if not voices:
        standing = Standing.EMPTY
    elif lasting < covered or (not covered and all(v.until <= soon for v in voices)):
        standing = Standing.ENDING
    elif any(voice.whole for voice in voices) or (homes and covered >= homes):
        standing = Standing.WHOLE
    else:
        standing = Standing.PART
    return Tile(building, label, estate, homes, covered, standing, tuple(voices))


def _covered(voices: Iterable[Voice], homes: int) -> int:
    found: set[int] = set()
    for voice in voices:
        if voice.whole:
            return homes
        found |= voice.units
    return min(len(found), homes)
