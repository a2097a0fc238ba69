"""Days and terms from the data file, and own decisions about the form of things."""

import tomllib
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from dateutil.relativedelta import relativedelta

TEXT_MAX = 500
PAPERS = 6
PAGE = 20
#: The most homes of one group.
GROUP_MOST = 200


@cache
def _limits() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "data" / "limits.toml").read_text("utf-8"))


def objection_days() -> int:
    return int(_limits()["objection"]["days"])


def answer_days() -> int:
    return int(_limits()["objection"]["answer_days"])


def term_years() -> int:
    return int(_limits()["term"]["years"])


def last_day(since: date) -> date:
    """The longest term that begins on a day."""
    return since + relativedelta(years=term_years()) - timedelta(days=1)


def warn_days() -> int:
    return int(_limits()["ending"]["warn_days"])
