"""Amendments: what they may change, and what comes out."""

from dataclasses import replace
from typing import Any

from linli.deliberation.floor.commands import Terms
from linli.deliberation.floor.kinds import Kind
from linli.deliberation.floor.refusals import Code
from linli.deliberation.floor.saying import given, sound
from linli.deliberation.floor.stack import find, halt, root
from linli.deliberation.floor.state import Floor, Motion
from linli.deliberation.floor.table import TABLE
from linli.deliberation.floor.wording import edited

#: fields that an amendment of a text may use; it uses no others
EDITS = ("text", "strike", "insert", "after")


def textual(state: Floor, target: Motion) -> bool:
    return root(state.stack, target).kind is Kind.MAIN


def words_of(target: Motion) -> tuple[str, str]:
    """(field, text) that an amendment of this motion changes."""
    terms = target.terms
    if target.kind is Kind.MAIN or terms.text is not None:
        return "text", terms.text or ""
    if terms.insert is not None:
        return "insert", terms.insert
    return "strike", terms.strike or ""


def amended(state: Floor, target: Motion, change: Terms) -> Terms:
    """The target's terms as the amendment would leave them."""
    if textual(state, target):
        field, words = words_of(target)
        new: dict[str, Any] = {field: edited(words, change)}
    else:
        new = {name: value for name, value in given(change).items() if name != "text"}
    return replace(target.terms, **new)


def checked(state: Floor, target: Motion, change: Terms) -> None:
    """The amendment belongs to its target, changes something, and leaves something that can stand."""
    said = given(change)
    if textual(state, target):
        _text_change(change, said)
    else:
        _field_change(state, target, said)
    after = amended(state, target, change)
    if after == target.terms:
        halt(Code.CHANGES_NOTHING)
    _makes_sense(state, target, after)


def _text_change(terms: Terms, said: dict[str, object]) -> None:
    for name in said:
        if name not in EDITS:
            halt(Code.TERMS_WRONG, field=name)
    if not said or not (terms.text or terms.strike or terms.insert):
        halt(Code.TERMS_MISSING, field="insert")
    if terms.text is not None and len(said) > 1:
        halt(Code.TERMS_WRONG, field=next(name for name in said if name != "text"))
    if terms.strike and terms.after:
        halt(Code.TERMS_WRONG, field="after")


def _field_change(state: Floor, target: Motion, said: dict[str, object]) -> None:
    row = TABLE[root(state.stack, target).kind]
    may = {*row.must, *row.may} - {"scope"}
    if target.degree:
        may &= set(given(target.terms))
    for name in said:
        if name not in may and name != "text":
            halt(Code.TERMS_WRONG, field=name)
    if not may & set(said):
        halt(Code.TERMS_MISSING, field=min(may))


def _makes_sense(state: Floor, target: Motion, after: Terms) -> None:
    """What would come out can stand: a sound motion, a first amendment that still changes something."""
    if not target.degree:
        if target.kind is Kind.MAIN and not (after.text or "").strip():
            halt(Code.TERMS_MISSING, field="text")
        sound(state, target.kind, after)
        return
    below = find(state.stack, target.target)
    if below is not None:
        first = amended(state, below, after)
        if first == below.terms:
            halt(Code.CHANGES_NOTHING)
        _makes_sense(state, below, first)
