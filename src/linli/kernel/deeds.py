"""What people may do here: one registry of deeds, for rules, pages and helper mandates.

A deed is a core task in the words of everyday life ("read notices", "answer a duty"). Each module
registers its own in its AppConfig. A person may let a helper do some of them in their name; which
ones, says a mandate, and whether it stands, the module of mandates, which registers here.

Sensitive things are never in a helper's hands: closing an account, changing a phone or a factor,
consents, giving mandates, offices. They have no deed, or one without `by_helper`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from linli.kernel.actor import Actor
from linli.kernel.decision import Decision
from linli.kernel.errors import Refused


@dataclass(frozen=True, slots=True)
class Deed:
    """One kind of thing that people do.

    key          as ``@action(deed=...)`` names it
    title        and `explanation`: lazily translated; the second is one plain sentence
    article      the rule of law or of the house that it rests on, lazily translated
    rule         (actor) -> Decision, for saying to somebody whether it is open to them and why
    by_helper    whether a mandate may name it
    by_two       no member of staff alone enters a mandate for it: the principal gives it in the app,
                 or two look at the signed paper
    pages        names of the URLs that a helper with this deed may open; everything else that is
                 not public is closed to them
    start        the page on which it begins, one of `pages`; "" when it needs to know the place
    """

    key: str
    title: Any
    explanation: Any
    article: Any = ""
    rule: Callable[[Actor], Decision] | None = None
    by_helper: bool = False
    by_two: bool = False
    pages: frozenset[str] = field(default_factory=frozenset)
    start: str = ""


#: Whether the hands that do it have the right to it now; locks what says so until the commit.
Standing = Callable[[Actor, Iterable[str]], bool]


def _nobody(_actor: Actor, _deeds: Iterable[str]) -> bool:
    return False


_deeds: dict[str, Deed] = {}
_standing: list[Standing] = [_nobody]


def register_deed(deed: Deed) -> None:
    """Called from an AppConfig; the same key again replaces the former."""
    _deeds[deed.key] = deed


def register_standing(standing: Standing) -> None:
    """Called once, by the module of mandates."""
    _standing[:] = [standing]


def deeds() -> list[Deed]:
    """All, in the order in which they were registered."""
    return list(_deeds.values())


def deed_of(key: str) -> Deed | None:
    """None for a key that nobody registered."""
    return _deeds.get(key)


def helpers_deeds() -> list[Deed]:
    """Those that a mandate may name."""
    return [deed for deed in _deeds.values() if deed.by_helper]


def require_hands(actor: Actor, keys: Iterable[str]) -> None:
    """Before an act in somebody else's name, inside its transaction; does nothing for oneself.

    Raises Refused("kernel.not_by_helper") unless one of the keys is a deed of the mandate, and
    Refused("kernel.mandate_over") when the mandate no longer stands.
    """
    if actor.helper is None:
        return
    open_to_helpers = {deed.key for deed in helpers_deeds()}
    allowed = [key for key in keys if key in actor.deeds and key in open_to_helpers]
    if not allowed:
        raise Refused("kernel.not_by_helper")
    if not _standing[0](actor, allowed):
        raise Refused("kernel.mandate_over")
