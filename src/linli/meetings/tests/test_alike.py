"""Whom the floor cannot tell apart may do the same: asked of each state of each written scenario."""

from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest

import linli.deliberation.floor.tests
from linli.deliberation.floor.play.either import play_either
from linli.deliberation.floor.state import Floor
from linli.meetings import doing_course, doing_floor
from linli.meetings.alike import NOTHING, said_of_each

SCRIPTS = sorted((Path(linli.deliberation.floor.tests.__file__).parent / "scripts").rglob("*.txt"))


def mine(state, seat):
    """What is drawn for them. Why a motion is not in order is told the chair alone."""
    people = {member: f"某{member}" for member in state.members}
    if isinstance(state, Floor):
        found = doing_floor.mine(state, seat, people, votes={})
    else:
        found = doing_course.mine(state, seat, people, {})
    order = tuple(replace(each, why="-" if each.why else "") for each in found.order)
    return replace(found, seat="", order=order)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_who_is_spoken_of_alike_has_the_same_buttons(script):
    together = 0
    for state, _ in play_either(script.read_text()).accepted:
        said, groups = said_of_each(state), defaultdict(list)
        for member in state.members:
            groups[said.get(member, NOTHING)].append(member)
        for first, *others in groups.values():
            assert not others or first != state.presiding
            assert all(mine(state, each) == mine(state, first) for each in others)
            together += len(others)
    assert together
