"""What one reader may do on the floor now. Nothing is decided here: the machine is asked.

Each candidate is played on the state as it stands; what the machine would accept becomes a button, so
no button leads to a refusal that was known beforehand.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from linli.deliberation.floor.refusals import Refusal
from linli.meetings.moments import moment

#: What asks for words, numbers or a choice, or cannot be taken back: on a page of its own.
ON_A_PAGE = frozenset(
    {
        "count",
        "hand_over",
        "leave",
        "recuse",
        "close",
        "dispose",
        "extend",
        "question",
        "add_task",
        "ask_for",
    }
)
Names = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Button:
    """`values` go with it; `page`: it leads to a page that asks for more; `why`: not yet, and why."""

    do: str
    label: str
    kind: str = "default"
    icon: str = ""
    values: tuple[tuple[str, str], ...] = ()
    moment: str = ""
    why: str = ""

    @property
    def page(self) -> bool:
        return self.do in ON_A_PAGE

    @property
    def key(self) -> str:
        """Names the button across fragments, so that the focus stays where it was."""
        return "-".join((self.do, *(value for _name, value in self.values)))


@dataclass(frozen=True, slots=True)
class KindNow:
    """A kind of motion, and why it is not in order; nothing: it is."""

    kind: str
    title: str
    why: str


@dataclass(frozen=True, slots=True)
class Mine:
    """`role`: chair, keeper, member, or nothing for those who read along.

    `place`: in the queue, from 1. `choice`: my vote so far. `order`: the kinds of motions.
    """

    role: str = ""
    seat: str = ""
    present: bool = False
    place: int = 0
    choice: str = ""
    choice_word: str = ""
    speaks: bool = False
    recused: bool = False
    #: Titles of the items on which I decide nothing, in a meeting of stages.
    recused_from: tuple[str, ...] = ()
    buttons: tuple[Button, ...] = ()
    chair: tuple[Button, ...] = ()
    order: tuple[KindNow, ...] = ()

    @property
    def in_order(self) -> list[KindNow]:
        return [each for each in self.order if not each.why]

    @property
    def out_of_order(self) -> list[KindNow]:
        return [each for each in self.order if each.why]


#: A button, and a command with which the machine is asked.
Offer = tuple[Button, Any]


def taken(
    state: Any, apply: Callable[[Any, Any], Any], offers: Iterable[Offer]
) -> tuple[Button, ...]:
    """The buttons of those that the machine would accept, each with its moment."""
    return tuple(
        replace(button, moment=moment(state, button.do))
        for button, command in offers
        if not isinstance(apply(state, command), Refusal)
    )


def held_back(mine: Mine, why: Callable[[str], str]) -> Mine:
    """What the hour does not let be done yet is shown with the reason, and cannot be pressed.

    Ending a meeting before its time is not what anybody waits for: it is not shown.
    """
    chair = [replace(each, why=why(each.do)) for each in mine.chair]
    return replace(mine, chair=tuple(e for e in chair if not (e.why and e.do == "close")))


def hand_raised(
    state: Any, apply: Callable[[Any, Any], Any], ask: Callable[[str], Any]
) -> Iterable[Offer]:
    """For chair and keeper: somebody in the room asks to speak, and has no phone for it."""
    for member in state.present:
        if not isinstance(apply(state, ask(member)), Refusal):
            label = _("Somebody raised a hand")
            yield Button("ask_for", label, "default", "user-round"), ask(member)
            return


def one_primary(buttons: Iterable[Button]) -> tuple[Button, ...]:
    """The first alone is primary."""
    found: list[Button] = []
    for button in buttons:
        second = button.kind == "primary" and any(each.kind == "primary" for each in found)
        found.append(replace(button, kind="default") if second else button)
    return tuple(found)
