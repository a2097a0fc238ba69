"""The official statement, the export's own rows and our recount beside each other. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from linli.voting.official.types import Totals

ZERO = {"persons": 0, "area": 0}
BASES = ("persons", "area")


@dataclass(frozen=True, slots=True)
class Line:
    """One choice, or one candidate. `stated` is None on a basis that the statement leaves out."""

    pile: str
    stated: Mapping[str, int | None]
    rows: Mapping[str, int]
    recount: Mapping[str, int]

    @property
    def differs(self) -> bool:
        return any(self.stated[b] not in {None, self.recount[b]} for b in BASES)

    @property
    def by(self) -> dict[str, int | None]:
        """Recount less statement, on each basis."""
        found: dict[str, int | None] = {}
        for basis in BASES:
            said = self.stated[basis]
            found[basis] = None if said is None else self.recount[basis] - said
        return found


@dataclass(frozen=True, slots=True)
class Effect:
    """Why the rows of a choice, added up, are not the recount: so many rows, so much on each basis."""

    pile: str
    code: str
    rows: int
    persons: int
    area: int


@dataclass(frozen=True, slots=True)
class Difference:
    """Of one matter. `stated`: what the official statement says came out."""

    matter: int
    stated: bool
    recount: bool
    lines: tuple[Line, ...]
    effects: tuple[Effect, ...]
    elected: tuple[int, ...] = ()
    recount_elected: tuple[int, ...] = ()

    @property
    def same_outcome(self) -> bool:
        return self.stated == self.recount and set(self.elected) == set(self.recount_elected)

    @property
    def same(self) -> bool:
        """Whether every number that is stated is ours."""
        return self.same_outcome and not any(line.differs for line in self.lines)


def difference(
    matter: int,
    stated: Totals,
    rows: Mapping[str, Mapping[str, int]],
    effects: Iterable[Mapping[str, Any]],
    result: Mapping[str, Any],
) -> Difference:
    """`rows`, `effects`: as they are kept of an import; `result`: the packed computation."""
    names = ("pile", "code", "rows", "persons", "area")
    why = [Effect(**{name: each[name] for name in names}) for each in effects]
    candidates = result.get("candidates")
    if candidates is None:
        followed, to = result["followed"], result["followed_to"]
        if to:
            why.append(Effect(to, "followed", 0, followed["persons"], followed["area"]))
        ours = {name: result[name] for name in ("agree", "oppose", "abstain", "invalid")}
    else:
        ours = {number: each["agree"] for number, each in candidates.items()}
        ours["invalid"] = next((each["invalid"] for each in candidates.values()), ZERO)
    lines = [
        Line(
            pile,
            {basis: (stated.get(pile) or {}).get(basis) for basis in BASES},
            rows.get(pile, ZERO),
            recounted,
        )
        for pile, recounted in ours.items()
    ]
    return Difference(
        matter,
        bool(stated.get("elected")) if candidates is not None else bool(stated.get("passed")),
        bool(result["passed"]),
        tuple(lines),
        tuple(why),
        tuple(stated.get("elected") or ()),
        tuple(result.get("elected") or ()),
    )
