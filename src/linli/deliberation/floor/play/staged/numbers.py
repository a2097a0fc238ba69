"""`charter share=20/180/1, present_least=3`: minutes of the stage / seconds of a speech / speeches each."""

import re
from dataclasses import replace
from typing import Any

from linli.deliberation.floor.play.saying import Unreadable
from linli.deliberation.floor.staged.state import STAGE_NAMES, CourseRules, StageRules

WHOLE = ("present_least", "extend_minutes_most")
NAMES = {name: stage.value for stage, both in STAGE_NAMES.items() for name in (*both, stage.value)}
STAGE = re.compile(r"(\d+)/(\d+)/(\d+)")


def begins(words: str) -> bool:
    """Whether a line of a charter speaks of stages."""
    return any(words.startswith(name) for name in (*WHOLE, *NAMES))


def charter(rules: CourseRules, words: str) -> CourseRules:
    changes: dict[str, Any] = {}
    for part in re.split(r"[,，;；]", words):
        name, _, value = (piece.strip() for piece in part.partition("="))
        numbers = STAGE.fullmatch(value)
        if name in NAMES and numbers:
            changes[NAMES[name]] = StageRules(*(int(number) for number in numbers.groups()))
        elif name in WHOLE and value.isdigit():
            changes[name] = int(value)
        else:
            raise Unreadable(f"no such number of a charter: {part.strip()}")
    return replace(rules, **changes)
