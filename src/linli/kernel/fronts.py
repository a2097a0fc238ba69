"""What stands on a community's front page beside its name: rates that everybody should see first.

A module that has such a rate registers a provider in its AppConfig; whoever draws the page asks them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Rate:
    """`value` of `total`; `href` is where each of them can be looked at. Lazily translated texts."""

    label: Any
    value: int
    total: int
    href: str
    link: Any


Provider = Callable[[int], Rate | None]

_providers: list[Provider] = []


def register_rate(provider: Provider) -> None:
    """Called once, from an AppConfig. It answers with one query, for the id of a community."""
    if provider not in _providers:
        _providers.append(provider)


def rates_of(community: int) -> list[Rate]:
    """None where there is nothing to count yet."""
    return [rate for provider in _providers if (rate := provider(community)) is not None]
