"""One motion on the floor in words: what it says, what it would change, what it needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.deliberation.floor.amending import textual, words_of
from linli.deliberation.floor.charter import Base, Threshold
from linli.deliberation.floor.commands import Terms
from linli.deliberation.floor.kinds import Kind, MotionState
from linli.deliberation.floor.saying import given
from linli.deliberation.floor.stack import find, row
from linli.deliberation.floor.state import Floor, Motion
from linli.deliberation.floor.table import By
from linli.deliberation.floor.wording import differences, edited
from linli.meetings.words_floor import FIELDS, headline, number, word

TONES = {MotionState.MADE: "warn"}
BASES = {
    Base.CAST: gettext_lazy("votes cast"),
    Base.PRESENT: gettext_lazy("those present"),
    Base.ALL: gettext_lazy("all seats"),
}


@dataclass(frozen=True, slots=True)
class ShownMotion:
    """`runs`: ("same" | "struck" | "inserted", words). `about`: the number of what it is moved on."""

    id: str
    number: str
    kind: str
    title: str
    state: str
    state_word: str
    tone: str
    mover: str
    seconder: str
    item: str
    about: str
    text: str
    runs: tuple[tuple[str, str], ...]
    details: tuple[tuple[str, str], ...]
    needs: str
    second_until: datetime | None
    closed: bool
    objected: bool


def shown_motion(
    state: Floor, motion: Motion, people: Mapping[str, str], items: Mapping[str, str]
) -> ShownMotion:
    target = find(state.stack, motion.target)
    changes_text = motion.kind is Kind.AMEND and target is not None and textual(state, target)
    changed = _differences(target, motion.terms) if changes_text and target else ()
    return ShownMotion(
        id=motion.id,
        number=number(motion.id),
        kind=motion.kind.value,
        title=headline(motion.kind),
        state=motion.state.value,
        state_word=headline(motion.state),
        tone=TONES.get(motion.state, "wait"),
        mover=people.get(motion.mover, ""),
        seconder=people.get(motion.seconder or "", ""),
        item=items.get(motion.item or "", ""),
        about=number(motion.target) if motion.target else "",
        text="" if changes_text else motion.terms.text or "",
        runs=changed,
        details=() if changes_text else _details(motion, target),
        needs=needs(state, motion),
        second_until=motion.second_until if motion.state is MotionState.MADE else None,
        closed=motion.closed,
        objected=motion.objected,
    )


def _differences(target: Motion, change: Terms) -> tuple[tuple[str, str], ...]:
    _field, before = words_of(target)
    return differences(before, edited(before, change))


def _details(motion: Motion, target: Motion | None) -> tuple[tuple[str, str], ...]:
    """The fields of what it says; of an amendment of them, what they were before."""
    before = given(target.terms) if motion.kind is Kind.AMEND and target else {}
    found = []
    for name, value in given(motion.terms).items():
        if name == "text":
            continue
        said = value_word(name, value)
        if name in before:
            said = f"{value_word(name, before[name])} → {said}"
        found.append((str(FIELDS[name]), said))
    return tuple(found)


def value_word(name: str, value: Any) -> str:
    if isinstance(value, StrEnum):
        return word(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return date_format(localtime(value), "Y-m-d H:i")
    if isinstance(value, date):
        return date_format(value, "Y-m-d")
    if name == "motion":
        return number(str(value))
    return str(value)


def needs(state: Floor, motion: Motion) -> str:
    """Who or what decides it."""
    by = row(motion).by
    if by is By.CHAIR:
        return _("the chair decides; the ruling can be appealed from")
    if by is By.CONSENT and not motion.objected:
        return _("done unless somebody objects")
    return threshold_word(motion.threshold or state.rules.majority)


def threshold_word(asked: Threshold) -> str:
    if asked.strict and 2 * asked.num == asked.den and asked.base is Base.CAST:
        return _("a majority: more yes than no")
    form = _("more than %(part)s of %(of)s") if asked.strict else _("at least %(part)s of %(of)s")
    return form % {"part": f"{asked.num}/{asked.den}", "of": BASES[asked.base]}
