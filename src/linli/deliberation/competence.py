"""Who can act: what the check of competence may lead to. Pure.

A meeting without the one who has the power, or without the one who has the means, solves nothing:
such a topic is not put on its agenda, it goes to whoever has them.
"""

from dataclasses import dataclass

from linli.deliberation.states import Way

OWNERS_ASSEMBLY = "owners_assembly"
RESIDENTS_ASSEMBLY = "residents_assembly"
#: Neighbours who do it themselves: always at the table.
NEIGHBOURS = "neighbours"


@dataclass(frozen=True, slots=True)
class Found:
    """`ways`: what it may lead to, the suggested one first."""

    power: str
    means: str
    power_seated: bool
    means_seated: bool
    ways: tuple[Way, ...]


def found(power: str, means: str, seated: frozenset[str]) -> Found:
    """`power`, `means`: codes of bodies; `seated`: kinds of bodies that have a seat and exist."""
    there = seated | {NEIGHBOURS}
    power_there, means_there = power in there, means in there
    if power == OWNERS_ASSEMBLY:
        # the law reserves it to them; parked only while no assembly can be called
        ways: tuple[Way, ...] = (Way.OWNERS, Way.OUTSIDE)
    elif power == RESIDENTS_ASSEMBLY:
        ways = (Way.RESIDENTS, Way.OUTSIDE)
    elif not (power_there and means_there):
        ways = (Way.OUTSIDE,)
    elif power == means:
        ways = (Way.DAILY, Way.MEETING)
    else:
        ways = (Way.MEETING,)
    return Found(power, means, power_there, means_there, ways)
