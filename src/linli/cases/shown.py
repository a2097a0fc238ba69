"""A case as its page shows it: parties, steps with what the reader may do, the timeline."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import pgettext_lazy

from linli.cases import queries, rules
from linli.cases.models import Case, Line, Party, Step
from linli.cases.operations.cases import PAPERS_OF
from linli.cases.states import Act, Belonging, State
from linli.duties.models import Duty
from linli.duties.states import State as DutyState
from linli.identity.queries import display_names
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.attachments import Attached, keeper
from linli.kernel.words import capacity_word

BUTTONS: dict[Act, Any] = {
    Act.JOIN: pgettext_lazy("case", "Join it"),
    Act.DECLINE: pgettext_lazy("case", "It is not our matter"),
    Act.INVITE: pgettext_lazy("case", "Ask one more"),
    Act.STEP: pgettext_lazy("case", "Add a step"),
    Act.NOTE: pgettext_lazy("case", "Write to the parties"),
    Act.CLOSE: pgettext_lazy("case", "Close it"),
    Act.LEAVE: pgettext_lazy("case", "Leave it"),
    Act.ACCEPT: pgettext_lazy("case", "Accept"),
    Act.REFUSE: pgettext_lazy("case", "Refuse"),
    Act.REPORT: pgettext_lazy("case", "It is done"),
    Act.CONFIRM: pgettext_lazy("case", "Confirm it"),
    Act.REOPEN: pgettext_lazy("case", "It is not done"),
    Act.HAND_ON: pgettext_lazy("case", "Give it again"),
    Act.DROP: pgettext_lazy("case", "Drop it"),
}
WARN = frozenset({Act.DECLINE, Act.LEAVE, Act.REFUSE, Act.REOPEN, Act.DROP, Act.CLOSE})
TONES = {
    DutyState.GIVEN.value: "wait",
    DutyState.ACCEPTED.value: "wait",
    DutyState.REFUSED.value: "warn",
    DutyState.DONE.value: "wait",
    DutyState.CONFIRMED.value: "ok",
    DutyState.WITHDRAWN.value: "plain",
}
WORDS = {
    DutyState.GIVEN.value: pgettext_lazy("step", "waits for acceptance"),
    DutyState.ACCEPTED.value: pgettext_lazy("step", "in work"),
    DutyState.REFUSED.value: pgettext_lazy("step", "refused"),
    DutyState.DONE.value: pgettext_lazy("step", "waits for confirmation"),
    DutyState.CONFIRMED.value: pgettext_lazy("step", "done and confirmed"),
    DutyState.WITHDRAWN.value: pgettext_lazy("step", "dropped"),
}


@dataclass(frozen=True, slots=True)
class Button:
    act: str
    label: Any
    kind: str


@dataclass(frozen=True, slots=True)
class ShownStep:
    row: Step
    word: Any
    tone: str
    due_on: date
    late: bool
    buttons: tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class ShownLine:
    """`who` is the person as they show their name; residents see the organisation alone."""

    row: Line
    who: str
    capacity: Any
    words: str
    papers: Sequence[Attached]


@dataclass(frozen=True, slots=True)
class Shown:
    row: Case
    inside: bool
    parties: tuple[Party, ...]
    steps: tuple[ShownStep, ...]
    buttons: tuple[Button, ...]
    done: int
    total: int


def _button(act: Act) -> Button:
    return Button(act.value, BUTTONS[act], "warn" if act in WARN else "primary")


def shown(actor: Actor, row: Case, *, inside: bool) -> Shown:
    """For the parties (`inside`), or what residents see."""
    parties = queries.parties_of(row.pk)
    if not inside:
        parties = [party for party in parties if party.state == Belonging.JOINED]
    takes_part = inside and bool(rules.may_take_part(actor, case=row.pk))
    steps = [_step(actor, each, takes_part=takes_part) for each in queries.steps_of(row.pk)]
    counted = [each for each in steps if each.row.duty.state != DutyState.WITHDRAWN]
    done = sum(each.row.duty.state == DutyState.CONFIRMED for each in counted)
    buttons = _acts(actor, row, takes_part=takes_part, any_step=bool(steps)) if inside else []
    return Shown(row, inside, tuple(parties), tuple(steps), tuple(buttons), done, len(counted))


def _step(actor: Actor, row: Step, *, takes_part: bool) -> ShownStep:
    duty: Duty = row.duty
    buttons: list[Button] = []
    if takes_part:
        order = [*OWNERS_ORDER, *CONFIRMERS_ORDER, *LEADERS_ORDER]
        buttons = [_button(act) for act in order if rules.side_of(actor, row, act)]
    late = duty.is_overdue and duty.due_on < clock.today()
    return ShownStep(row, WORDS[duty.state], TONES[duty.state], duty.due_on, late, tuple(buttons))


OWNERS_ORDER = (Act.ACCEPT, Act.REPORT, Act.REFUSE)
CONFIRMERS_ORDER = (Act.CONFIRM, Act.REOPEN)
LEADERS_ORDER = (Act.HAND_ON, Act.DROP)


def _acts(actor: Actor, row: Case, *, takes_part: bool, any_step: bool) -> list[Button]:
    if row.state != State.OPEN:
        return []
    if not takes_part:
        asked = bool(rules.may_answer(actor, case=row.pk))
        return [_button(Act.JOIN), _button(Act.DECLINE)] if asked else []
    found = [Act.STEP, Act.NOTE]
    if rules.leads(actor, row):
        found.append(Act.INVITE)
        if not queries.open_steps(row.pk):
            # what is done is to be closed first of all
            found.insert(0 if any_step else len(found), Act.CLOSE)
    if row.lead_id != actor.organisation:
        found.append(Act.LEAVE)
    return [_button(act) for act in found]


def lines(rows: Sequence[Line], *, inside: bool) -> list[ShownLine]:
    """Two queries more."""
    names = display_names(each.person_id for each in rows) if inside else {}
    papers = keeper().attached(PAPERS_OF, [each.pk for each in rows])
    return [
        ShownLine(
            each,
            names.get(each.person_id, ""),
            capacity_word(each.capacity) if inside else "",
            each.text,
            papers.get(each.pk, []) if inside or rules.is_for_residents(each) else [],
        )
        for each in rows
    ]
