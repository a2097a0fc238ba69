"""What becomes of items that nobody moved on: the chair says it, with a reason.

Whoever wants it otherwise moves it: what the floor settles afterwards holds instead.
"""

from dataclasses import replace
from datetime import date

from linli.deliberation.floor.commands import Dispose
from linli.deliberation.floor.kinds import Outcome
from linli.deliberation.floor.people import chair_presides
from linli.deliberation.floor.refusals import Code
from linli.deliberation.floor.saying import near
from linli.deliberation.floor.stack import halt, note
from linli.deliberation.floor.state import Disposed, Floor, What


def dispose(state: Floor, command: Dispose) -> Floor:
    """Nothing is adopted that nobody moved."""
    chair_presides(state, command.by)
    if state.stack:
        halt(Code.SOMETHING_PENDING)
    if command.item not in [item.id for item in state.agenda]:
        halt(Code.UNKNOWN_ITEM, item=command.item)
    if (command.by, command.item) in state.recused:
        halt(Code.CHAIR_RECUSED)
    if any(settled.main.item == command.item for settled in state.settled):
        halt(Code.ITEM_SETTLED, item=command.item)
    if command.outcome is Outcome.ADOPTED:
        halt(Code.TERMS_WRONG, field="outcome")
    found = said(command, state.day)
    others = tuple(each for each in state.disposed if each.item != command.item)
    state = replace(state, disposed=(*others, found))
    return note(state, What.DISPOSED, item=found.item, state=found.outcome.value)


def said(command: Dispose, today: date) -> Disposed:
    """A reason in any case; a later day where something comes back; a body where one reports."""
    outcome = command.outcome
    if not command.reason.strip():
        halt(Code.TERMS_MISSING, field="reason")
    dated = outcome in (Outcome.DEFERRED, Outcome.REFERRED)
    for name, value, wanted in (
        ("on", command.on, dated),
        ("body", command.body, outcome is Outcome.REFERRED),
    ):
        if wanted and (value is None or not str(value).strip()):
            halt(Code.TERMS_MISSING, field=name)
        if value is not None and not wanted:
            halt(Code.TERMS_WRONG, field=name)
    if command.on is not None:
        if command.on <= today:
            halt(Code.DATE_NOT_LATER)
        near(today, command.on, "on")
    return Disposed(command.item, outcome, command.reason, command.on, command.body)
