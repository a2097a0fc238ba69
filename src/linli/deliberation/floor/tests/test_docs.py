"""docs/floor.md is complete: whoever builds on the floor reads nothing else."""

import re
from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest

from linli.deliberation.floor.charter import FloorRules
from linli.deliberation.floor.commands import Command, Given, Terms
from linli.deliberation.floor.kinds import Kind, MeetingState, MotionState
from linli.deliberation.floor.machine import STEPS
from linli.deliberation.floor.play.expecting import WORDS
from linli.deliberation.floor.play.player import play
from linli.deliberation.floor.refusals import TEXTS, Code
from linli.deliberation.floor.staged.state import CourseRules
from linli.deliberation.floor.staged.steps import Step
from linli.deliberation.floor.state import What
from linli.deliberation.floor.table import TABLE

DOCS = (Path(__file__).parents[5] / "docs" / "floor.md").read_text()


def told(words):
    return re.search(rf"(?<![A-Za-z_]){re.escape(words)}(?![A-Za-z_])", DOCS) is not None


def test_everything_is_told():
    commands = []
    for command in (*get_args(Command), *get_args(Step)):
        names = {field.name for field in fields(command)} - {f.name for f in fields(Given)}
        commands += [next(f.default for f in fields(command) if f.name == "do"), *(names - {"do"})]
    words = [code.removeprefix("floor.") for code in Code]
    words += [*commands, *(f.name for f in fields(Terms)), *(f.name for f in fields(FloorRules))]
    words += [*(k.value for k in Kind), *(s.value for s in (*MotionState, *MeetingState))]
    words += [what.value for what in What]
    words += ["extend_minutes_most", CourseRules.__name__]
    words += [first for first, *_ in WORDS.values()]
    assert [each for each in words if not told(each)] == []


def test_tables_are_complete():
    assert set(TEXTS) == set(Code)
    assert set(TABLE) == set(Kind)
    assert set(STEPS) == set(get_args(Command))
    ranks = [TABLE[kind].rank for kind in Kind if TABLE[kind].rank]
    assert ranks == list(range(13, 0, -1))


def test_the_example_of_the_page_plays():
    example = next(b for b in DOCS.split("```\n") if b.startswith("# first who meets"))
    played = play(example)
    assert (played.failed, played.unread) == ([], [])
    assert "✗" not in "".join(played.lines)


@pytest.mark.parametrize("code", list(Code))
def test_texts_are_in_their_language(code):
    english, chinese = TEXTS[code]
    assert not re.search(r"[\u4e00-\u9fff]", english)
    assert re.search(r"[\u4e00-\u9fff]", chinese)
    assert set(re.findall(r"{(\w+?)(?:_zh)?}", english)) == set(
        re.findall(r"{(\w+?)(?:_zh)?}", chinese)
    )
