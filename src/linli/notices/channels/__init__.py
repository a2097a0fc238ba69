"""Ways to a person outside the platform. Each adapter speaks one gateway's own protocol."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from linli.identity.models import Person
from linli.notices.evidence import Channel


@dataclass(frozen=True, slots=True)
class Message:
    """`key` is the same for every try of the same message: gateways know a repetition by it."""

    key: str
    title: str
    text: str
    link: str
    language: str


class NotNowError(Exception):
    """The gateway is silent, busy or broken: try again later. `code` says how, never to whom."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code[:80]


class NeverError(NotNowError):
    """The gateway refuses this message to this person for good."""


class Adapter(Protocol):
    """One channel."""

    channel: Channel
    #: How long the gateway knows a repetition by its key; after that it is not asked again.
    knows_again_for: timedelta

    def address_of(self, person: Person) -> str | None:
        """Where the person is reached, None when nowhere (no consent, no number)."""

    def send(self, address: str, message: Message) -> str:
        """Answers the gateway's number of the message. Raises NotNowError or NeverError."""
