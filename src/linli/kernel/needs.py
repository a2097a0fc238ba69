"""What waits for a person: on the home page for everybody, in the 待办 queue for officials.

Each module that can wait for somebody registers a provider in its AppConfig; the pages ask all of
them. A provider answers within a constant number of queries, counts and dates only.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from linli.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Need:
    """One thing to do, or `count` of the same kind.

    `title` and `note` are lazily translated texts, `href` is where it is done, `icon` a name of
    the line icons. `due` is the nearest deadline, None when there is none.
    """

    title: Any
    href: str
    note: Any = ""
    icon: str = "inbox"
    count: int = 1
    due: datetime | None = None


Provider = Callable[[Actor], Iterable[Need]]

_personal: list[Provider] = []
_official: list[Provider] = []


def register_personal(provider: Provider) -> None:
    """What the actor has to do for themselves; asked whatever office they act in."""
    _register(_personal, provider)


def register_official(provider: Provider) -> None:
    """What waits for the actor's office; asked only when they act in one."""
    _register(_official, provider)


def _register(providers: list[Provider], provider: Provider) -> None:
    if provider not in providers:
        providers.append(provider)


def personal_needs(actor: Actor) -> list[Need]:
    """The nearest deadline first; what has none keeps the order of registration."""
    return _ask(_personal, actor) if actor.person is not None else []


def official_needs(actor: Actor) -> list[Need]:
    return _ask(_official, actor) if actor.is_official and actor.second_factor else []


def _ask(providers: list[Provider], actor: Actor) -> list[Need]:
    needs = [need for provider in providers for need in provider(actor) if need.count]
    dated = sorted((n for n in needs if n.due), key=_deadline)
    return dated + [need for need in needs if not need.due]


def _deadline(need: Need) -> float:
    return need.due.timestamp() if need.due else float("inf")
