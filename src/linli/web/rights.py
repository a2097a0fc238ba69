"""What a person may do here, in each of their capacities, and why: asked of the rules themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from linli.kernel.actor import Actor
from linli.kernel.deeds import Deed, deeds
from linli.kernel.errors import text_of
from linli.kernel.words import CAPACITIES
from linli.organisations.models import Office


@dataclass(frozen=True, slots=True)
class Right:
    """A deed, whether it is open, and what is missing when it is not."""

    deed: Deed
    allowed: bool
    missing: Any = ""
    remedy: Any = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """One capacity: its words, the office behind it, and what it opens. `now` is acted in."""

    words: Any
    office: Office | None
    now: bool
    open: Sequence[Right]
    closed: Sequence[Right]


def rights_of(actor: Actor) -> list[Right]:
    """Every deed that has a rule, in the order in which modules declared them."""
    return [_right(actor, deed) for deed in deeds() if deed.rule is not None]


def _right(actor: Actor, deed: Deed) -> Right:
    decision = deed.rule(actor) if deed.rule else None
    if decision:
        return Right(deed, allowed=True)
    text = text_of(decision.reason if decision is not None else "kernel.not_for_you")
    return Right(deed, allowed=False, missing=text.title, remedy=text.remedy)


def standing(actor: Actor, office: Office | None, *, now: bool) -> Standing:
    rights = rights_of(actor)
    return Standing(
        CAPACITIES[actor.capacity],
        office,
        now,
        [right for right in rights if right.allowed],
        [right for right in rights if not right.allowed],
    )
