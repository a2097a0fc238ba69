"""Where a post may lead: what modules above offer beside it ("only said" becomes something done).

Whoever can make something of a post registers a provider in its AppConfig.
"""

from collections.abc import Callable
from typing import Any

from linli.kernel.actor import Actor
from linli.threads.models import Post

#: (actor, a shown post) -> address and lazily translated words, or None.
Onward = Callable[[Actor, Post], tuple[str, Any] | None]

_providers: list[Onward] = []


def register_onward(provider: Onward) -> None:
    if provider not in _providers:
        _providers.append(provider)


def onward(actor: Actor, post: Post) -> list[tuple[str, Any]]:
    found = (provider(actor, post) for provider in _providers)
    return [each for each in found if each is not None]
