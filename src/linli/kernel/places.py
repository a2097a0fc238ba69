"""Which communities there are, told from above: lower modules may not import the tree of places.

The module of places registers one provider in its AppConfig; who lets people choose asks here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from linli.kernel.language import either


@dataclass(frozen=True, slots=True)
class Community:
    """A community to choose, with the street that it lies in."""

    id: int
    name_zh: str
    name_en: str
    street_zh: str = ""
    street_en: str = ""

    @property
    def name_here(self) -> str:
        """In the reader's language."""
        return either(self.name_zh, self.name_en)

    def name(self, language: str) -> str:
        """The name in a language, Chinese unless English is asked for."""
        return self.name_en if language.startswith("en") else self.name_zh

    def street(self, language: str) -> str:
        return self.street_en if language.startswith("en") else self.street_zh


Provider = Callable[[], Sequence[Community]]


def _none() -> Sequence[Community]:
    return ()


_provider: Provider = _none


def register_communities(provider: Provider) -> None:
    """Called once, from the AppConfig of the module that knows the tree."""
    global _provider  # noqa: PLW0603 (one provider per process, set while starting)
    _provider = provider


def communities() -> list[Community]:
    """All communities of the district, in the order of the tree."""
    return list(_provider())


def community(pk: int | None) -> Community | None:
    """One of them, or None when it does not exist."""
    return next((each for each in communities() if each.id == pk), None)
