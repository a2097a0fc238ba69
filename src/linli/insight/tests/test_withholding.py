"""Nothing below ten people, and nothing from which such a figure could be worked out."""

from hypothesis import given
from hypothesis import strategies as st

from linli.insight.parameters import LEAST
from linli.insight.withholding import Shown, Stages, hide_small, shown

counts = st.dictionaries(st.integers(0, 8), st.integers(0, 60), max_size=8)


def test_a_small_group_takes_the_next_smallest_along():
    seen = hide_small({"a": 4, "b": 50, "c": 20}, total_is_shown=True)
    assert seen == {"a": None, "b": 50, "c": None}
    assert hide_small({"a": 4, "b": 50}, total_is_shown=False) == {"a": None, "b": 50}
    assert hide_small({"a": 0, "b": 50}, total_is_shown=True) == {"a": 0, "b": 50}
    assert hide_small({"a": 3, "b": 3, "c": 40}, total_is_shown=True) == dict.fromkeys("abc")


@given(counts)
def test_what_is_hidden_cannot_be_worked_out(groups):
    seen = hide_small(groups, total_is_shown=True)
    hidden = [groups[key] for key, value in seen.items() if value is None]
    assert all(value is None or value == 0 or value >= LEAST for value in seen.values())
    if hidden and len([c for c in groups.values() if c]) > 1 and sum(groups.values()) >= LEAST:
        assert len(hidden) > 1
        assert sum(hidden) >= LEAST


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


@given(st.dictionaries(st.integers(0, 6), st.tuples(*[st.integers(0, 40)] * 3), max_size=6))
def test_no_stage_is_small_and_none_leaves_a_small_rest(raw):
    groups = {key: Stages(a + b + c, b + c, c) for key, (a, b, c) in raw.items()}
    for total in (True, False):
        for row in shown(groups, total_is_shown=total).values():
            if row.proved is not None:
                assert row.registered is not None
                assert LEAST <= row.proved <= row.registered - LEAST
            if row.active is not None:
                assert row.proved is not None
                assert LEAST <= row.active <= row.proved - LEAST
