"""How long selections are announced, as a data file with its source says."""

import tomllib
from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "data" / "selections.toml"


@cache
def _file() -> Mapping[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def announce_days() -> int:
    return int(_file()["announce_days"])


def consent_days() -> int:
    return int(_file()["consent_days"])


def settles() -> timedelta:
    return timedelta(minutes=int(_file()["settle_minutes"]))


def source() -> str:
    return str(_file()["source"])
