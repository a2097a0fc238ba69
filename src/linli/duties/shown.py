"""A duty as a page shows it: its line, its history, the buttons of whoever looks."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, pgettext_lazy

from linli.duties import rules
from linli.duties.kinds import kind_of
from linli.duties.models import Duty, Entry, Escalation, Milestone
from linli.duties.queries import owner_name
from linli.duties.states import LINE, OPEN, OWED, State, Verb, allowed_verbs
from linli.identity.queries import display_names
from linli.kernel import clock, workdays
from linli.kernel.actor import Actor, Capacity
from linli.kernel.words import CAPACITIES

TONES = {
    State.GIVEN: "wait",
    State.ACCEPTED: "wait",
    State.REFUSED: "stop",
    State.DONE: "wait",
    State.CONFIRMED: "ok",
    State.WITHDRAWN: "plain",
}
BUTTONS = {
    Verb.ACCEPT: pgettext_lazy("duty", "Accept"),
    Verb.REFUSE: pgettext_lazy("duty", "Refuse"),
    Verb.HAND_ON: pgettext_lazy("duty", "Give it again"),
    Verb.NOTE: pgettext_lazy("duty", "Write about progress"),
    Verb.REACH: pgettext_lazy("duty", "Milestone reached"),
    Verb.REPORT: pgettext_lazy("duty", "Report it done"),
    Verb.CONFIRM: pgettext_lazy("duty", "Confirm"),
    Verb.REOPEN: pgettext_lazy("duty", "Open it again"),
    Verb.WITHDRAW: pgettext_lazy("duty", "Withdraw"),
}
STEP_TITLES = {
    State.GIVEN: pgettext_lazy("duty", "Giving"),
    State.ACCEPTED: pgettext_lazy("duty", "Acceptance"),
    State.DONE: pgettext_lazy("duty", "Doing it and reporting it"),
    State.CONFIRMED: pgettext_lazy("duty", "Confirmation by somebody else"),
}
#: Which state of the line a duty that left it had reached.
LEFT_AT = {State.REFUSED: State.GIVEN, State.WITHDRAWN: State.GIVEN}


@dataclass(frozen=True, slots=True)
class Step:
    """For the component `process`: state is done, now, stop or next."""

    title: Any
    state: str
    note: Any = ""
    who: Any = ""
    until: Any = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of the history with the name of who did it."""

    entry: Entry
    who: Any
    capacity: Any


@dataclass(frozen=True, slots=True)
class Button:
    verb: Verb
    label: Any
    kind: str


@dataclass(frozen=True, slots=True)
class Shown:
    """All that the duty's page needs."""

    duty: Duty
    owner: str
    giver: Any
    kind: Any
    tone: str
    provisional: bool
    steps: list[Step]
    history: list[Line]
    milestones: list[Milestone]
    escalations: list[tuple[Escalation, list[str]]]
    buttons: list[Button]


def buttons(actor: Actor, duty: Duty) -> list[Button]:
    """What this actor may do now; the first one that goes on is the primary button."""
    verbs = [v for v in allowed_verbs(State(duty.state)) if rules.may_do(actor, duty, v)]
    if Verb.REACH in verbs and not duty.milestones.filter(reached_at=None).exists():
        verbs.remove(Verb.REACH)
    first = next(
        (v for v in (Verb.ACCEPT, Verb.REPORT, Verb.CONFIRM, Verb.HAND_ON) if v in verbs), None
    )
    warn = {Verb.REFUSE, Verb.WITHDRAW}
    order = ([first] if first else []) + [v for v in verbs if v != first]
    return [
        Button(v, BUTTONS[v], "primary" if v == first else "warn" if v in warn else "default")
        for v in order
    ]


def steps(duty: Duty, owner: str, giver: Any) -> list[Step]:
    """The line from the table of states: where it is, who is at turn, until when."""
    state = State(duty.state)
    stopped = state in LEFT_AT
    here = LINE.index(LEFT_AT.get(state, state))
    found = []
    for position, each in enumerate(LINE):
        if position < here or state == State.CONFIRMED:
            mark = "done"
        elif position == here:
            mark = "stop" if stopped else "done"
        else:
            mark = "now" if position == here + 1 and not stopped else "next"
        found.append(_step(duty, each, mark, owner, giver))
    return found


def _step(duty: Duty, state: State, mark: str, owner: str, giver: Any) -> Step:
    title = STEP_TITLES[state]
    if mark == "stop":
        return Step(title, mark, note=duty.get_state_display())
    if mark != "now":
        return Step(title, mark)
    owed = State(duty.state) in OWED
    return Step(
        title,
        mark,
        who=owner if owed else giver,
        until=duty.due_on.isoformat() if owed else "",
    )


def shown(actor: Actor, duty: Duty) -> Shown:
    """A constant number of queries."""
    entries = list(duty.entries.order_by("-pk"))
    climbed = list(duty.escalations.order_by("-pk").prefetch_related("recipients"))
    told = [[r.person_id for r in row.recipients.all()] for row in climbed]
    people = {e.person_id for e in entries} | {p for row in told for p in row}
    people |= {duty.owner_person_id, duty.giver_id}
    names = display_names(p for p in people if p is not None)
    owner = owner_name(duty, names)
    body = duty.giver_organisation
    giver = body.name if body else names.get(duty.giver_id or 0, CAPACITIES[Capacity.SYSTEM])
    kind = kind_of(duty.kind)
    return Shown(
        duty=duty,
        owner=owner,
        giver=giver,
        kind=kind.title if kind else duty.kind,
        tone="warn" if duty.is_overdue else TONES[State(duty.state)],
        provisional=workdays.provisional(duty.due_on),
        steps=steps(duty, owner, giver),
        history=[
            Line(e, names.get(e.person_id or 0, ""), CAPACITIES.get(Capacity(e.capacity), ""))
            for e in entries
        ],
        milestones=list(duty.milestones.all()),
        escalations=[
            (row, [names.get(p, "") for p in row_told])
            for row, row_told in zip(climbed, told, strict=True)
        ],
        buttons=buttons(actor, duty),
    )


def days_left(duty: Duty) -> int:
    """Working days until the last day; negative when it is over."""
    return workdays.between(clock.today(), duty.due_on)


def due_words(duty: Duty) -> str:
    """When it is due, as a list says it."""
    day = duty.due_on.isoformat()
    if duty.state not in OPEN:
        return gettext("due %(day)s") % {"day": day}
    if duty.is_overdue:
        return gettext("overdue since %(day)s") % {"day": day}
    left = {"day": day, "days": days_left(duty)}
    return gettext("until %(day)s, %(days)s working days left") % left
