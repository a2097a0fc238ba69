"""Plays a script by the procedure that it names; without one: by motions."""

import re
from typing import Any

from linli.deliberation.floor.play.base import Played
from linli.deliberation.floor.play.player import play
from linli.deliberation.floor.play.staged.player import play_stages

STAGES = re.compile(
    r"^\s*(?:procedure|程序)\s*[:：]?\s*(?:stages|xhy|分享)", re.IGNORECASE | re.MULTILINE
)


def by_stages(script: str) -> bool:
    """`procedure stages`, `程序 XHY`."""
    return STAGES.search(script) is not None


def play_either(script: str) -> Played[Any]:
    return play_stages(script) if by_stages(script) else play(script)
