"""The law's count, on integers: areas in 0.01 m², persons, shares by cross-multiplication.

Civil Code of China §278: two thirds of the area and of the persons of the whole roll take part; of
what took part more than half (or three quarters) agree, by area and by persons, and abstentions
stay below the line. §1259: "at least" holds the number itself, "more than half" does not hold half.
"""

import re
from dataclasses import dataclass, field
from typing import Any

Row = dict[str, Any]
WORDS = ("agree", "oppose", "abstain", "invalid")
VALID = WORDS[:3]
BASES = ("area", "persons")


@dataclass(slots=True)
class Pile:
    """Votes of one kind: their area and their persons."""

    area: int = 0
    persons: int = 0

    def add(self, elector: Row) -> None:
        self.area += elector["area_centi"]
        self.persons += elector["persons"]

    def plus(self, other: "Pile") -> "Pile":
        return Pile(self.area + other.area, self.persons + other.persons)

    def beats(self, other: "Pile") -> bool:
        return self.area > other.area and self.persons > other.persons

    def values(self) -> dict[str, int]:
        return {"area": self.area, "persons": self.persons}


@dataclass(slots=True)
class Piles:
    """Everything that was laid apart for one question."""

    roll: Pile = field(default_factory=Pile)
    said: dict[str, Pile] = field(default_factory=lambda: {word: Pile() for word in WORDS})
    silent: Pile = field(default_factory=Pile)
    told: Pile = field(default_factory=Pile)


def share_met(share: str, have: int, of: int) -> bool:
    """``>=2/3``, ``>1/2``, ``>=1``; of nothing, nothing is met. Raises ValueError."""
    found = re.fullmatch(r"(>=|>)(\d+)(?:/(\d+))?", share)
    if not found:
        message = f"not a share: {share}"
        raise ValueError(message)
    left, right = have * int(found[3] or 1), of * int(found[2])
    return of > 0 and (left >= right if found[1] == ">=" else left > right)


def lay_apart(electors: list[Row], choices: dict[int, str]) -> Piles:
    """One pass over the roll; `choices` has a word for each elector whose ballot counts."""
    piles = Piles()
    for elector in electors:
        piles.roll.add(elector)
        choice = choices.get(elector["number"])
        if choice is not None:
            piles.said[choice].add(elector)
            continue
        piles.silent.add(elector)
        if elector["told"]:
            piles.told.add(elector)
    return piles


def decide(piles: Piles, counting: Row, threshold: Row, *, silent_follow: bool = True) -> Row:
    """Every number of the decision, under the names that a result row has."""
    followed, to = Pile(), ""
    if silent_follow and counting["silence"] == "FOLLOW_MAJORITY":
        followed = piles.told if counting["silence_needs_delivery"] else piles.silent
        if followed.values() != Pile().values():
            to = _leader(piles)
    agree, oppose, abstain = (
        piles.said[word].plus(followed) if word == to else piles.said[word] for word in VALID
    )
    if not to:
        followed = Pile()
    part = agree.plus(oppose).plus(abstain)
    if counting["invalid_participates"]:
        part = part.plus(piles.said["invalid"])
    of = part if threshold["of"] == "participating" else piles.roll
    met = {
        f"participation {basis}": share_met(
            counting["participation"][basis], getattr(part, basis), getattr(piles.roll, basis)
        )
        for basis in BASES
    }
    quorum = all(met.values())
    for basis in BASES:
        met[f"agreement {basis}"] = share_met(
            threshold[basis], getattr(agree, basis), getattr(of, basis)
        )
    return {
        "roll": piles.roll.values(),
        "participating": part.values(),
        "agree": agree.values(),
        "oppose": oppose.values(),
        "abstain": abstain.values(),
        "invalid": piles.said["invalid"].values(),
        "silent": piles.silent.values(),
        "told": piles.told.values(),
        "followed": followed.values(),
        "followed_to": to,
        "met": met,
        "quorum": quorum,
        "passed": all(met.values()),
    }


def _leader(piles: Piles) -> str:
    """The word that leads on both bases; the silent abstain where none does."""
    for word in VALID:
        if all(piles.said[word].beats(piles.said[other]) for other in VALID if other != word):
            return word
    return "abstain"


def elect(electors: list[Row], ballots: dict[int, Any], matter: Row, counting: Row) -> Row:
    """An election: whoever meets the threshold on both bases is in, the most persons first.

    Candidates who are equal at the last seat have it not: they are `tied`.
    """
    each: dict[int, Row] = {}
    for candidate in matter["candidates"]:
        words = {
            number: choice
            if choice == "invalid"
            else ("agree" if isinstance(choice, list) and candidate in choice else "abstain")
            for number, choice in ballots.items()
        }
        piles = lay_apart(electors, words)
        each[candidate] = decide(piles, counting, matter["threshold"], silent_follow=False)

    def votes(candidate: int) -> tuple[int, int]:
        return each[candidate]["agree"]["persons"], each[candidate]["agree"]["area"]

    fit = sorted(
        (c for c in each if each[c]["passed"]), key=lambda c: (-votes(c)[0], -votes(c)[1], c)
    )
    seats, elected, tied = matter["seats"], fit, []
    if len(fit) > seats:
        elected = fit[:seats]
        if votes(fit[seats]) == votes(fit[seats - 1]):
            tied = [c for c in fit if votes(c) == votes(fit[seats])]
            elected = [c for c in elected if c not in tied]
    candidates = {str(number): result for number, result in each.items()}
    return {
        "candidates": candidates,
        "elected": elected,
        "tied": tied,
        "passed": bool(elected),
    }


def recount(matter: Row, electors: list[Row], ballots: list[Row], counting: Row) -> Row:
    """One matter, from the roll and the ballots. Raises ValueError for what is no choice."""
    if matter["electors"] is not None:
        wanted = set(matter["electors"])
        electors = [each for each in electors if each["number"] in wanted]
    number = str(matter["number"])
    here = {each["number"] for each in electors}
    chosen = {
        each["elector"]: each["choices"][number]
        for each in ballots
        if each["choices"] is not None and number in each["choices"] and each["elector"] in here
    }
    words = WORDS[2:] if matter["candidates"] else WORDS
    for elector, choice in chosen.items():
        named = isinstance(choice, list) and matter["candidates"]
        if not (set(choice) <= set(matter["candidates"]) if named else choice in words):
            message = f"elector {elector}: {choice!r}"
            raise ValueError(message)
    if matter["candidates"]:
        return elect(electors, chosen, matter, counting)
    return decide(lay_apart(electors, chosen), counting, matter["threshold"])
