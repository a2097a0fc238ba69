"""Scores of an award, computed from confirmed hours by criteria that were frozen before. Pure."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

#: Measures: confirmed minutes, confirmed times, of these of one's own accord, and activities that
#: one organised and others came to.
MEASURES = ("minutes", "times", "voluntary", "organised")
#: An estate has no hours of its own: those of the people who live there, and how many they are.
#: Above every weight that makes sense; with the minutes of years it stays a whole number of the database.
MOST_WEIGHT = 10_000
ESTATE_MEASURES = ("minutes", "times", "voluntary", "people")


@dataclass(frozen=True, slots=True)
class Criterion:
    """`weight` points for each unit of the measure; below `least` nobody stands on the list."""

    measure: str
    weight: int
    least: int = 0


Criteria = tuple[Criterion, ...]


def packed(criteria: Criteria) -> list[list[str | int]]:
    return [[each.measure, each.weight, each.least] for each in criteria]


def unpacked(rows: list[list[str | int]]) -> Criteria:
    return tuple(Criterion(str(m), int(w), int(n)) for m, w, n in rows)


def fingerprint(rows: list[list[str | int]]) -> str:
    """SHA-256 over the criteria as JSON, in their order."""
    return hashlib.sha256(json.dumps(rows, separators=(",", ":")).encode()).hexdigest()


def score(criteria: Criteria, values: Mapping[str, int]) -> int | None:
    """None for whoever misses the least of a measure."""
    if any(values.get(each.measure, 0) < each.least for each in criteria):
        return None
    return sum(each.weight * values.get(each.measure, 0) for each in criteria)


def shortlist(
    criteria: Criteria, everybody: Mapping[int, Mapping[str, int]], size: int
) -> list[tuple[int, int]]:
    """Id and score, the best first; whoever has the last one's score is on it too."""
    scored = [(pk, found) for pk, values in everybody.items() if (found := score(criteria, values))]
    scored.sort(key=lambda each: (-each[1], each[0]))
    if len(scored) <= size:
        return scored
    last = scored[size - 1][1]
    return [each for each in scored if each[1] >= last]
