"""What a motion says, as a phrase."""

from dataclasses import fields

from linli.deliberation.floor.commands import Terms
from linli.deliberation.floor.kinds import Kind
from linli.deliberation.floor.stack import root
from linli.deliberation.floor.state import Floor, Motion
from linli.deliberation.floor.table import TABLE, Occasion
from linli.meetings.minutes.record import Body, Phrase

#: what amends the words of a text, and how it is told
_WORDS = {"strike": "t_strike", "insert": "t_insert", "after": "t_after"}
#: these say of themselves which motion they are about
_NAMED = frozenset({Kind.WITHDRAW, Kind.TAKE_FROM_TABLE, Kind.RECONSIDER})


def what(state: Floor, motion: Motion) -> Phrase:
    """`state`: with the motion on the stack."""
    if motion.kind is Kind.MAIN:
        return Phrase("what_main", {"text": motion.terms.text or ""})
    if motion.kind is Kind.AMEND:
        words = root(state.stack, motion).kind is Kind.MAIN
        change = _change(motion.terms) if words else _terms(motion.terms)
        return Phrase("what_amend", {"target": motion.target or "", "change": change})
    if motion.kind is Kind.APPEAL:
        return Phrase("what_appeal", {"ruling": motion.terms.motion or ""})
    facts: dict[str, object] = {"kind": motion.kind, "terms": _terms(motion.terms)}
    on = motion.target if _is_about(motion) else None
    key = "what_on" if on else "what_plain"
    if facts["terms"]:
        key = "what_on_with" if on else "what_with"
    return Phrase(key, {**facts, "target": on or ""})


def _is_about(motion: Motion) -> bool:
    applied = TABLE[motion.kind].occasion is Occasion.PENDING
    return applied or motion.kind in _NAMED


def _change(terms: Terms) -> tuple[Phrase, ...]:
    """An amendment of words."""
    if terms.text is not None:
        return (Phrase("t_whole", {"value": terms.text}),)
    said = ((name, getattr(terms, name)) for name in _WORDS)
    return tuple(Phrase(_WORDS[name], {"value": value}) for name, value in said if value)


def _terms(terms: Terms) -> tuple[Phrase, ...]:
    found = []
    for field in fields(Terms):
        value = getattr(terms, field.name)
        if field.name in (*_WORDS, "motion") or value in (None, False):
            continue
        shown = Body(value) if field.name == "body" else value
        found.append(Phrase(f"t_{field.name}", {"value": shown}))
    return tuple(found)
