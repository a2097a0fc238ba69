"""Reading the profiles: a local file names what differs from its parent, and that changes."""

import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from linli.kernel.profiles import ProfileError
from linli.voting.profiles.model import Profile, Rules

HERE = Path(__file__).parent


def load(folders: Iterable[Path] = (HERE,)) -> dict[str, Profile]:
    """All profiles of the folders by key. A file is read again when it changed."""
    files = sorted(file for folder in folders for file in folder.glob("*.toml"))
    return _read(tuple((file, file.stat().st_mtime_ns) for file in files))


@lru_cache(maxsize=8)
def _read(files: tuple[tuple[Path, int], ...]) -> dict[str, Profile]:
    raw: dict[str, dict[str, Any]] = {}
    for file, _changed in files:
        try:
            one = tomllib.loads(file.read_text("utf-8"))
            key = one["key"]
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError) as error:
            raise ProfileError(f"{file.name} is no profile: {error}") from error
        if key in raw:
            raise ProfileError(f"{file.name}: a profile {key!r} is there already")
        raw[key] = one
    whole: dict[str, dict[str, Any]] = {}
    return {key: _profile(key, _inherited(key, raw, whole, ())) for key in raw}


def _profile(key: str, values: dict[str, Any]) -> Profile:
    try:
        return Profile.model_validate(values)
    except ValidationError as error:
        raise ProfileError(f"profile {key}: {error}") from error


def _inherited(
    key: str,
    raw: Mapping[str, dict[str, Any]],
    whole: dict[str, dict[str, Any]],
    children: tuple[str, ...],
) -> dict[str, Any]:
    """The profile's values with all that it has from its parents."""
    if key in children or key not in raw:
        raise ProfileError(f"profile {children[-1] if children else key}: no parent {key!r}")
    if key not in whole:
        own = raw[key]
        parent: dict[str, Any] = {}
        if own.get("parent"):
            parent = _inherited(own["parent"], raw, whole, (*children, key))
        articles = own.get("articles", {})
        named = _named(own.get("rules", {}))
        kept = {n: a for n, a in parent.get("articles", {}).items() if not _replaced(n, named)}
        cited = {name: own.get("source", "") for name in named if _uncited(name, articles)}
        whole[key] = {
            **own,
            "rules": _merged(parent.get("rules", {}), own.get("rules", {})),
            "articles": {**kept, **cited, **articles},
        }
    return whole[key]


def _named(rules: Mapping[str, Any], prefix: str = "") -> list[str]:
    """Parameters that a file names, dotted; a threshold is one, with area and persons."""
    found = []
    for name, value in rules.items():
        path = f"{prefix}{name}"
        if isinstance(value, dict) and not (path == "participation" or prefix == "thresholds."):
            found += _named(value, f"{path}.")
        else:
            found.append(path)
    return found


def _replaced(article: str, named: list[str]) -> bool:
    """Whether the file names exactly what an inherited article stands for."""
    return article in named


def _uncited(name: str, articles: Mapping[str, str]) -> bool:
    """Whether the file gives no article for what it names, nor for its part."""
    return name not in articles and name.rpartition(".")[0] not in articles


def _merged(parent: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Tables are merged, everything else is replaced."""
    merged = dict(parent)
    for name, value in own.items():
        before = parent.get(name)
        both = isinstance(before, Mapping) and isinstance(value, Mapping)
        merged[name] = _merged(before, value) if both else value  # type: ignore[arg-type]
    return merged


def choose(profiles: Iterable[Profile], code: str, day: date) -> Profile:
    """The profile in force in a place on a day: the nearest place, then the youngest rule.

    Raises ProfileError when there is none.
    """
    fitting = [profile for profile in profiles if profile.covers(code, day)]
    if not fitting:
        raise ProfileError(f"no profile is in force in {code} on {day}")
    return max(fitting, key=lambda p: (_nearness(p, code), p.since, p.key))


def _nearness(profile: Profile, code: str) -> int:
    return max(len(prefix) for prefix in profile.places if code.startswith(prefix))


def with_own_rules(rules: Rules, own: Mapping[str, Any]) -> Rules:
    """The parameters with those that the estate's rules of procedure set.

    Raises ProfileError for one that the profile does not leave to the estate, or a wrong value.
    """
    changed: dict[str, Any] = {}
    for name, value in own.items():
        if name not in rules.estate_may_set:
            raise ProfileError(name)
        part, _, parameter = name.rpartition(".")
        if part:
            changed.setdefault(part, {})[parameter] = value
        else:
            changed[parameter] = value
    try:
        return Rules.model_validate(_merged(rules.packed(), changed))
    except ValidationError as error:
        raise ProfileError(next(iter(own), "")) from error


def packed(profile: Profile) -> dict[str, Any]:
    """As an assembly keeps it from its notice on."""
    values = profile.model_dump(exclude={"rules"})
    plain = json.loads(json.dumps(values, default=str))
    return {**plain, "rules": profile.rules.packed()}


def unpacked(values: Mapping[str, Any]) -> Profile:
    return Profile.model_validate(values)


def fingerprint(values: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical JSON."""
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
