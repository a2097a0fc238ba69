"""Every state stands in its line, every end is reached, no line speaks for another."""

import pytest

from linli.identity.states import TRANSITIONS, may_follow


@pytest.mark.parametrize("line", TRANSITIONS)
def test_lines_are_whole(line):
    table = TRANSITIONS[line]
    assert set(table) == set(line)
    assert all(set(after) <= set(line) for after in table.values())
    reached, start = set(), [next(iter(line))]
    while start:
        state = start.pop()
        reached.add(state)
        start += [after for after in table[state] if after not in reached]
    assert reached == set(line)
    ends = {state for state in line if not table[state]}
    assert all(not may_follow(end, state) for end in ends for state in line)
