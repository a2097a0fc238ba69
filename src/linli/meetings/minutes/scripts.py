"""Minutes of a meeting that is played from its script: docs/floor.md tells the format."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from linli.deliberation.floor.play.base import Played
from linli.deliberation.floor.play.either import play_either
from linli.deliberation.floor.state import Floor
from linli.meetings.minutes import motions, stages
from linli.meetings.minutes.record import Setting
from linli.meetings.minutes.rendering import as_text, paragraphs

LANGUAGES = ("zh", "en")


def texts(script: str) -> tuple[Played[Any], dict[str, str]]:
    """What was played, and the minutes of each of its meetings, one after another."""
    played = play_either(script)
    meetings = [list(steps) for _, steps in groupby(played.accepted, lambda step: step[0].number)]
    following = [steps[0][0].clock for steps in meetings[1:]] + [None]
    found: dict[str, list[str]] = {language: [] for language in LANGUAGES}
    for steps, then in zip(meetings, following, strict=True):
        for language, text in _both(steps, then).items():
            found[language].append(text)
    return played, {language: "\n".join(parts) for language, parts in found.items()}


def _both(steps: Sequence[tuple[Any, Any]], then: datetime | None) -> dict[str, str]:
    """`then`: when the script meets again."""
    start, setting = steps[0][0], Setting(next_day=then)
    write = motions.written if isinstance(start, Floor) else stages.written
    record = write(start, [command for _, command in steps], setting)
    return {lang: as_text(paragraphs(record, setting, lang)) for lang in LANGUAGES}
