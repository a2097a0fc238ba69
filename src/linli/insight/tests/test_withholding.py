"""Nothing below ten people, and nothing from which such a figure could be worked out."""

from hypothesis import given
from hypothesis import strategies as st

from linli.insight.counting import Counted
from linli.insight.models import Dimension
from linli.insight.operations import withheld
from linli.insight.parameters import LEAST
from linli.insight.withholding import NOTHING, Shown, Stages, shown

NAMES = ("registered", "proved", "active")
#: Three disjoint counts: without a proved name, proved only, active.
cells = st.tuples(*[st.integers(0, 40)] * 3).filter(sum)


def stages(cell: tuple[int, int, int]) -> Stages:
    return Stages(sum(cell), cell[1] + cell[2], cell[2])


def alone(**counts: int) -> dict[str, int | None]:
    groups = {key: Stages(count, 0, 0) for key, count in counts.items()}
    return {key: each.registered for key, each in shown(groups, total_is_shown=True).items()}


def test_a_small_group_takes_the_next_smallest_along():
    assert alone(a=4, b=50, c=20) == {"a": None, "b": 50, "c": None}
    assert alone(a=3, b=3, c=40) == dict.fromkeys("abc")
    assert alone(a=5, b=5, c=40) == {"a": None, "b": None, "c": 40}
    assert shown({"a": Stages(4, 0, 0)}, total_is_shown=False) == {"a": NOTHING}


def test_parts_of_nearly_all_are_hidden_too():
    groups = {"a": Stages(40, 35, 12), "b": Stages(40, 20, 10), "c": Stages(60, 30, 15)}
    assert shown(groups, total_is_shown=True) == {
        # 5 people without a proved name would follow from 40 and 35; b is hidden for company
        "a": Shown(40, None, None),
        "b": Shown(40, None, None),
        "c": Shown(60, 30, 15),
    }


def test_nobody_and_everybody_say_something_of_each():
    assert shown({"": Stages(30, 30, 0)}, total_is_shown=False) == {"": Shown(30, None, None)}


def test_the_parts_of_what_is_hidden_are_hidden():
    """The small estate and the one that keeps it company: the other's buildings would sum it up."""
    found = withheld(
        Counted(
            {
                Dimension.ALL: {"": Stages(74, 0, 0)},
                Dimension.ESTATE: {"1": Stages(4, 0, 0), "2": Stages(50, 0, 0)},
                Dimension.BUILDING: {
                    "11": Stages(4, 0, 0),
                    "21": Stages(25, 0, 0),
                    "22": Stages(25, 0, 0),
                },
                Dimension.AGE: {"": Stages(74, 0, 0)},
                Dimension.ROLE: {"none": Stages(20, 0, 0), "owner": Stages(54, 0, 0)},
            },
            {"11": "1", "21": "2", "22": "2"},
        )
    )
    assert found[Dimension.ESTATE] == {"1": NOTHING, "2": NOTHING}
    assert found[Dimension.BUILDING] == {"11": NOTHING, "21": NOTHING, "22": NOTHING}
    # who has no home is many, and so is who has one: both sums may be known
    assert {key: each.registered for key, each in found[Dimension.ROLE].items()} == {
        "none": 20,
        "owner": 54,
    }


@st.composite
def estates(draw) -> Counted:
    """A community whose people have no home or one: estates with buildings, and roles."""
    homes = draw(
        st.dictionaries(
            st.integers(1, 4).map(str),
            st.dictionaries(st.integers(1, 4).map(str), cells, min_size=1, max_size=4),
            max_size=4,
        )
    )
    outside = draw(cells)
    buildings = {f"{e}-{b}": stages(c) for e, own in homes.items() for b, c in own.items()}
    of = {e: add(stages(c) for c in own.values()) for e, own in homes.items()}
    role = {"none": stages(outside)} | ({"owner": add(of.values())} if of else {})
    groups = {
        Dimension.ALL: {"": add(role.values())},
        Dimension.ESTATE: of,
        Dimension.BUILDING: buildings,
        Dimension.AGE: {"": add(role.values())},
        Dimension.ROLE: role,
    }
    return Counted(groups, {key: key.split("-")[0] for key in buildings})


def add(parts) -> Stages:
    found = list(parts)
    return Stages(*[sum(getattr(each, name) for each in found) for name in NAMES])


def assert_no_sum_is_small(whole: Shown, parts: dict[str, Stages], seen: dict[str, Shown]) -> None:
    """What a reader works out by subtracting the shown parts from a shown whole."""
    for name, before in zip(NAMES, (None, *NAMES), strict=False):
        hidden = [key for key in parts if getattr(seen[key], name) is None]
        if getattr(whole, name) is None or not hidden:
            continue
        assert sum(getattr(parts[key], name) for key in hidden) >= LEAST
        assert len(hidden) > 1 or len(parts) == 1
        if before:
            assert sum(getattr(parts[k], before) - getattr(parts[k], name) for k in hidden) >= LEAST


@given(estates())
def test_nothing_can_be_worked_out_across_the_tables(counted):
    found, of = withheld(counted), counted.groups
    for rows in found.values():
        for row in rows.values():
            assert row.registered is None or row.registered >= LEAST
            if row.proved is not None:
                assert row.registered is not None
                assert LEAST <= row.proved <= row.registered - LEAST
            if row.active is not None:
                assert row.proved is not None
                assert LEAST <= row.active <= row.proved - LEAST
    everybody = found[Dimension.ALL][""]
    none = {"none": of[Dimension.ROLE]["none"]}
    none_seen = {"none": found[Dimension.ROLE]["none"]}
    roles = {k: v for k, v in of[Dimension.ROLE].items() if k != "office"}
    assert_no_sum_is_small(everybody, roles, found[Dimension.ROLE])
    assert_no_sum_is_small(
        everybody, of[Dimension.ESTATE] | none, found[Dimension.ESTATE] | none_seen
    )
    for estate, seen in found[Dimension.ESTATE].items():
        inside = {k: v for k, v in of[Dimension.BUILDING].items() if counted.estate_of[k] == estate}
        assert_no_sum_is_small(seen, inside, found[Dimension.BUILDING])
        for name in NAMES:
            if getattr(seen, name) is None:
                assert all(getattr(found[Dimension.BUILDING][k], name) is None for k in inside)
