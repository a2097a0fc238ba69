"""Who fits, in order and with reasons: against a score worked out by hand."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from linli.wishes.matching import Candidate, Match, Need, ranked

MONDAY = date(2026, 5, 11)
NEED = Need("repair", 1, estate=10, building=100, day=MONDAY)


def someone(person, **more):
    return Candidate(**{"person": person, "community": 1, "kinds": frozenset(), **more})


def test_skill_before_time_before_nearness_before_who_was_asked_less():
    can = frozenset({"repair"})
    monday, tuesday = frozenset({0}), frozenset({3})
    house, yard = frozenset({100}), frozenset({10})
    people = [
        someone(1, kinds=can, slots=tuesday),
        someone(2, kinds=can, slots=monday, estates=yard),
        someone(3, slots=monday, buildings=house, estates=yard),
        someone(4, kinds=can, slots=monday, buildings=house, estates=yard),
        someone(5, kinds=can, slots=tuesday, asked=3),
        someone(6, community=2, kinds=can),
    ]
    assert ranked(NEED, people) == [
        Match(4, 28, ("can", "free", "building")),
        Match(2, 26, ("can", "free", "estate")),
        Match(1, 17, ("can", "community")),
        Match(5, 17, ("can", "community")),
        Match(3, 12, ("free", "building")),
    ]


def test_to_a_home_goes_only_who_would():
    home = Need("repair", 1, visit=True)
    assert ranked(home, [someone(1, visits=False), someone(2)]) == [Match(2, 1, ("community",))]


@given(
    st.lists(
        st.builds(
            Candidate,
            person=st.integers(1, 50),
            community=st.integers(1, 2),
            kinds=st.frozensets(st.sampled_from(["repair", "carry"])),
            slots=st.frozensets(st.integers(0, 20)),
            visits=st.booleans(),
            estates=st.frozensets(st.integers(10, 11)),
            buildings=st.frozensets(st.integers(100, 101)),
            asked=st.integers(0, 3),
        ),
        unique_by=lambda each: each.person,
        max_size=12,
    )
)
def test_the_order_does_not_hang_on_the_order_of_the_pool(people):
    found = ranked(NEED, people)
    assert found == ranked(NEED, list(reversed(people)))
    scores = [each.score for each in found]
    assert scores == sorted(scores, reverse=True)
    assert {each.person for each in found} == {p.person for p in people if p.community == 1}
    skilled = {p.person for p in people if "repair" in p.kinds}
    marks = [each.person in skilled for each in found]
    assert marks == sorted(marks, reverse=True), "whoever can stands before whoever cannot"
