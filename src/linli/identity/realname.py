"""Asking a provider whether a name and an ID number belong together.

`settings.REAL_NAME_PROVIDER` names a function ``(name, number) -> bool``; empty means that only
staff prove real names. It is called outside any transaction, because it goes over the network.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from django.conf import settings
from django.utils.module_loading import import_string

from linli.identity.identifiers import IdNumber

Provider = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Checked:
    """What a provider confirmed. Made by `check` alone."""

    name: str
    number: IdNumber


class ProviderDownError(RuntimeError):
    """The provider did not answer; nothing was proved or refused."""


def is_offered() -> bool:
    return bool(settings.REAL_NAME_PROVIDER)


def check(name: str, number: IdNumber) -> Checked | None:
    """None when the provider says that they do not belong together. Raises ProviderDownError."""
    provider = cast("Provider", import_string(settings.REAL_NAME_PROVIDER))
    return Checked(name, number) if provider(name, number.number) else None


def pretend(name: str, _number: str) -> bool:
    """The local stand-in for demo and tests: believes everybody but a 假 (fake) name."""
    if name.endswith("断"):  # the line is cut
        raise ProviderDownError
    return not name.endswith("假")
