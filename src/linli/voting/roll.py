"""From homes and owner sets to electors. Pure.

Interpretation of the Supreme People's Court on differentiated ownership (2020), articles 8 and 9:
an exclusive part is one person, the same buyer with several is one, the developer's unsold homes
and those sold and not handed over are one together. Co-owners cast one ballot. Every such rule is
a parameter of the profile; here stands only how each is carried out.
"""

import hashlib
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from linli.voting.profiles.model import Counting

DEVELOPER = "developer"


@dataclass(frozen=True, slots=True)
class Home:
    """A unit as the roll sees it. `owners`: whoever owns it, in any hashable form."""

    id: int | str
    area_centi: int
    owners: frozenset[Hashable]
    parking: bool = False
    #: Unsold, or sold and not handed over.
    developer: bool = False
    building: int | str | None = None
    stair: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Whose roll it is; nothing named is the whole estate."""

    building: int | str | None = None
    stair: str = ""

    def holds(self, home: Home) -> bool:
        if self.building is not None and home.building != self.building:
            return False
        return not self.stair or home.stair == self.stair


@dataclass(frozen=True, slots=True)
class Entry:
    """One elector: casts one ballot, weighs `area_centi` and `persons`."""

    homes: tuple[Home, ...]
    area_centi: int
    persons: int
    developer: bool = False

    @property
    def ids(self) -> tuple[int | str, ...]:
        return tuple(home.id for home in self.homes)

    @property
    def building(self) -> int | str | None:
        return self.homes[0].building


ESTATE = Part()


def entries(homes: Iterable[Home], counting: Counting, part: Part = ESTATE) -> list[Entry]:
    """The electors of a part of an estate, in the order of their first home."""
    counted = [
        home for home in homes if part.holds(home) and (counting.count_parking or not home.parking)
    ]
    sets: dict[Hashable, list[Home]] = defaultdict(list)
    names = _names(counted, counting)
    for home in counted:
        sets[DEVELOPER if home.developer else names[home.owners]].append(home)
    return [_entry(tuple(owned), counting) for owned in sets.values()]


def _entry(homes: tuple[Home, ...], counting: Counting) -> Entry:
    developer = homes[0].developer
    rule = counting.developer if developer else counting.several_units
    persons = 1 if rule == "one_person" else len(homes)
    return Entry(homes, sum(home.area_centi for home in homes), persons, developer)


def _names(homes: Sequence[Home], counting: Counting) -> dict[frozenset[Hashable], Hashable]:
    """Owner set -> what is equal for owner sets that are one elector."""
    owner_sets = {home.owners: None for home in homes if not home.developer}
    if counting.overlapping_sets == "distinct":
        return {owners: ("owners", owners) for owners in owner_sets}
    leader: dict[Hashable, Hashable] = {}

    def found(owner: Hashable) -> Hashable:
        while leader.setdefault(owner, owner) != owner:
            owner = leader[owner]
        return owner

    for owners in owner_sets:
        first, *others = owners
        for other in others:
            leader[found(other)] = found(first)
    return {owners: ("leader", found(next(iter(owners)))) for owners in owner_sets}


# --- freezing -----------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Frozen:
    """An entry with the number drawn for it; `line` is what the roll's hash is made of."""

    number: int
    area_centi: int
    persons: int
    developer: bool
    commit: str
    homes: tuple[int | str, ...] = field(default=())

    @property
    def line(self) -> str:
        return f"{self.number} {self.area_centi} {self.persons} {int(self.developer)} {self.commit}"


def commit_of(salt: bytes, labels: Iterable[str]) -> str:
    """Binds an elector to its homes without telling them: the owners' bundle opens it."""
    return hashlib.sha256(salt + "\n".join(sorted(labels)).encode()).hexdigest()


def leaf_of(line: str) -> bytes:
    """The elector's leaf; the roll's hash is the RFC 6962 root over them by number."""
    return hashlib.sha256(b"\x00" + line.encode()).digest()
