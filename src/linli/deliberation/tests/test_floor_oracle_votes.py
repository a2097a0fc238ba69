"""Every result of a vote, against fractions: what the chair announces is what the rules say."""

from collections.abc import Iterable, Iterator
from itertools import product

import pytest

from linli.deliberation.floor import commands as do
from linli.deliberation.floor import meeting
from linli.deliberation.floor.charter import Base, FloorRules, Threshold
from linli.deliberation.floor.commands import Terms
from linli.deliberation.floor.kinds import Kind
from linli.deliberation.floor.state import Floor, Item, What
from linli.deliberation.tests import floor_oracle_votes as oracle
from linli.deliberation.tests.floor_plays import CHAIR, DAY, START, played

MEMBERS = (CHAIR, *(f"m{number}" for number in range(40)))
AWAY = 3
TRIPLES = tuple(product(range(13), repeat=3))
#: so many as are present, too
UP_TO_ALL_PRESENT = tuple(
    (yes, 37 - yes - abstain, abstain) for yes in range(37) for abstain in (0, 1)
)


def moved(kind: Kind, terms: Terms | None = None, item: str | None = None) -> list[do.Command]:
    return [
        do.Move(at=START, by="m0", kind=kind, terms=terms or Terms(), item=item),
        do.Second(at=START, by="m1"),
    ]


def in_session(threshold: Threshold | None = None) -> Floor:
    state = meeting(
        rules=FloorRules(),
        number=1,
        day=DAY,
        members=MEMBERS,
        chair=CHAIR,
        at=START,
        agenda=(Item("item", threshold),),
    )
    arrivals = [do.Arrive(at=START, by=member) for member in MEMBERS[:-AWAY]]
    return played(
        state,
        do.Notice(at=START, by=CHAIR),
        do.Call(at=START, by=CHAIR),
        *arrivals,
        do.Open(at=START, by=CHAIR),
    )


PUT = do.Put(at=START, by=CHAIR)


def results(
    put: Floor, tallies: Iterable[tuple[int, int, int]] = TRIPLES
) -> Iterator[tuple[int, int, int, bool]]:
    """Yes, no, abstentions, and whether the motion that is being voted on was adopted."""
    assert put.vote is not None
    number = put.vote.motion
    for yes, no, abstain in tallies:
        then = played(
            put,
            do.Count(at=START, by=CHAIR, yes=yes, no=no, abstain=abstain),
            do.Announce(at=START, by=CHAIR),
        )
        states = [
            one.state for one in then.happened if one.what is What.MOTION and one.motion == number
        ]
        assert states in (["adopted"], ["lost"])
        yield yes, no, abstain, states == ["adopted"]


MAIN = moved(Kind.MAIN, Terms(text="修凉亭"), "item")


def test_a_majority_of_votes_cast() -> None:
    for yes, no, _, carried in results(played(in_session(), *MAIN, PUT)):
        assert carried is oracle.adopted("main", yes, no)


@pytest.mark.parametrize(
    ("kind", "terms"),
    [
        (Kind.PREVIOUS_QUESTION, Terms()),
        (Kind.LIMIT_DEBATE, Terms(seconds=30)),
    ],
)
def test_two_thirds_of_votes_cast(kind: Kind, terms: Terms) -> None:
    for yes, no, _, carried in results(played(in_session(), *MAIN, *moved(kind, terms), PUT)):
        assert carried is oracle.adopted(kind, yes, no)


def test_a_tie_sustains_the_chair() -> None:
    ruled = played(
        in_session(),
        *MAIN,
        do.Move(at=START, by="m2", kind=Kind.POINT_OF_ORDER),
        do.Rule(at=START, by=CHAIR, upheld=False),
        *moved(Kind.APPEAL),
        PUT,
    )
    for yes, no, _, changed in results(ruled):
        assert changed is (yes > no)


@pytest.mark.parametrize("base", list(Base))
@pytest.mark.parametrize(
    ("num", "den", "strict"), [(1, 2, True), (1, 4, False), (2, 3, True), (3, 4, False)]
)
def test_a_threshold_of_charter_or_law(base: Base, num: int, den: int, strict: bool) -> None:
    put = played(in_session(Threshold(num, den, strict=strict, base=base)), *MAIN, PUT)
    whole = {Base.PRESENT: len(MEMBERS) - AWAY, Base.ALL: len(MEMBERS)}
    for yes, no, _, carried in results(put, (*TRIPLES[::7], *UP_TO_ALL_PRESENT)):
        of = whole.get(base, yes + no)
        assert carried is oracle.reaches(yes, of, num, den, strict=strict)
