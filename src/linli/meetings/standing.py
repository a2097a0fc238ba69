"""Overdue matters, which stand on every agenda: topics, and what modules above say is late.

Whoever has something registers a provider in its AppConfig. What it answers is public: a number and a page.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from linli.meetings.queries import overdue_topics


@dataclass(frozen=True, slots=True)
class Overdue:
    """So many of a kind are late; `href` is where each can be looked at."""

    title: Any
    count: int
    href: str


#: A community -> what is late there; one query.
Provider = Callable[[int], Overdue]

_providers: list[Provider] = []


def register_overdue(provider: Provider) -> None:
    if provider not in _providers:
        _providers.append(provider)


def _topics(community: int) -> Overdue:
    board = reverse("board_of", args=[community])
    return Overdue(_("Topics in work, past their day"), overdue_topics(community), board)


def overdue(community: int) -> list[Overdue]:
    """Kinds of which something is late."""
    found = [_topics(community), *(provider(community) for provider in _providers)]
    return [each for each in found if each.count]
