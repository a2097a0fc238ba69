"""What modules above show beside topics: on a topic's page and trace, and on the board of a community.

Whoever has something registers a provider in its AppConfig. What is shown is public: no names, no words
that somebody else wrote. Offers are the reader's own: what they may begin about a topic.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from linli.deliberation.models import Topic
from linli.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Beside:
    """A line with its page; `word` and `tone` are its state."""

    title: Any
    href: str
    note: Any = ""
    icon: str = "info"
    word: Any = ""
    tone: str = "plain"


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of a kind, on the board."""

    title: Any
    rows: list[Beside]


#: Topics -> topic and line, in order; a constant number of queries.
Provider = Callable[[Iterable[int]], Iterable[tuple[int, Beside]]]
#: What the reader may begin about a topic: label and address, or None.
Offer = Callable[[Actor, Topic], tuple[Any, str] | None]
#: A community -> what its board shows besides topics.
OnBoard = Callable[[int], Group]

_providers: list[Provider] = []
_offers: list[Offer] = []
_boards: list[OnBoard] = []


def register_beside(provider: Provider) -> None:
    if provider not in _providers:
        _providers.append(provider)


def register_offer(offer: Offer) -> None:
    if offer not in _offers:
        _offers.append(offer)


def register_on_board(provider: OnBoard) -> None:
    if provider not in _boards:
        _boards.append(provider)


def beside(topic: int) -> list[Beside]:
    """What stands beside one topic."""
    return [line for provider in _providers for _topic, line in provider([topic])]


def offers(actor: Actor, topic: Topic) -> list[tuple[Any, str]]:
    found = (offer(actor, topic) for offer in _offers)
    return [each for each in found if each is not None]


def on_board(community: int) -> list[Group]:
    """Groups that hold something."""
    found = (provider(community) for provider in _boards)
    return [group for group in found if group.rows]
