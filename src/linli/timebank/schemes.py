"""Reading the profile files: a local one names what differs from its parent, and that changes."""

import tomllib
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from linli.timebank.terms import Profile

HERE = Path(__file__).with_name("profiles")


class SchemeError(ValueError):
    """A file that is no profile, or profiles that do not fit together."""


def on_day(day: date, folders: Iterable[Path] = (HERE,)) -> dict[str, Profile]:
    """Key -> the scheme that holds on a day. A file is read again when it changed."""
    files = sorted(file for folder in folders for file in folder.glob("*.toml"))
    return _read(tuple((file, file.stat().st_mtime_ns) for file in files), day)


@lru_cache(maxsize=32)
def _read(files: tuple[tuple[Path, int], ...], day: date) -> dict[str, Profile]:
    raw: dict[str, dict[str, Any]] = {}
    for file, _changed in files:
        try:
            one = tomllib.loads(file.read_text("utf-8"))
            key, since = one["key"], one["since"]
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError) as error:
            raise SchemeError(f"{file.name} is no profile: {error}") from error
        if since > day:
            continue
        known = raw.get(key)
        if known and known["since"] == since:
            raise SchemeError(f"{file.name}: {key!r} of that day is there already")
        if known is None or known["since"] < since:
            raw[key] = one
    return {key: _whole(key, raw) for key in raw}


def _whole(key: str, raw: dict[str, dict[str, Any]]) -> Profile:
    try:
        return Profile.model_validate(_inherited(key, raw, ()))
    except ValidationError as error:
        raise SchemeError(f"profile {key}: {error}") from error


def _inherited(
    key: str, raw: dict[str, dict[str, Any]], children: tuple[str, ...]
) -> dict[str, Any]:
    """With all that it has from its parents; a parameter that it names rests on its own source."""
    if key in children or key not in raw:
        raise SchemeError(f"profile {children[-1] if children else key}: no parent {key!r}")
    own = raw[key]
    named = own.get("terms", {})
    cited = dict.fromkeys(named, own.get("source", ""))
    above: dict[str, Any] = {}
    if own.get("parent"):
        above = _inherited(own["parent"], raw, (*children, key))
    return {
        **own,
        "terms": {**above.get("terms", {}), **named},
        "sources": {**above.get("sources", {}), **cited, **own.get("sources", {})},
    }
