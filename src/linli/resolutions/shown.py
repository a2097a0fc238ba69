"""Resolutions as pages show them: cards of a list, and one for whoever looks.

Everybody reads who (by organisation), what, until when, and what shows it. The words of the decision
and of residents are for those who live or serve there.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from linli.deliberation.matters import body_title
from linli.identity.queries import display_names
from linli.kernel.actor import Actor, Capacity
from linli.kernel.attachments import Attached, keeper
from linli.kernel.process import Mark as StepMark
from linli.kernel.words import capacity_word
from linli.resolutions import queries, rules
from linli.resolutions.models import Evidence, Mark, Milestone, Resolution, Step
from linli.resolutions.parameters import PICTURE_OF
from linli.resolutions.states import DONE, ENDS, LINE, State, Verb, allowed_verbs

TONES = {
    State.TO_GIVE: "warn",
    State.GIVEN: "wait",
    State.WORKING: "wait",
    State.REPORTED: "wait",
    State.CONFIRMED: "ok",
    State.REVIEW: "wait",
    State.KEPT: "ok",
    State.VOID: "stop",
}
BUTTONS = {
    Verb.GIVE: gettext_lazy("Ask somebody to carry it out"),
    Verb.ACCEPT: gettext_lazy("I carry it out"),
    Verb.REFUSE: gettext_lazy("Not I: say why"),
    Verb.TAKE_BACK: gettext_lazy("Take it back from its owner"),
    Verb.REACH: gettext_lazy("A milestone is reached"),
    Verb.REPORT: gettext_lazy("It is carried out: show it"),
    Verb.CONFIRM: gettext_lazy("Confirm for another organisation"),
    Verb.AFFIRM: gettext_lazy("Yes, it is done"),
    Verb.REOPEN: gettext_lazy("No, it is not done"),
    Verb.HOLD: gettext_lazy("It still holds"),
    Verb.PRAISE: gettext_lazy("Sign off: the effect is good"),
    Verb.SEND_BACK: gettext_lazy("Send back: the effect is insufficient"),
}
#: The first of these that is open is the primary button.
ONWARD = (
    Verb.GIVE,
    Verb.ACCEPT,
    Verb.REPORT,
    Verb.AFFIRM,
    Verb.CONFIRM,
    Verb.HOLD,
    Verb.PRAISE,
)
WARN = frozenset({Verb.REFUSE, Verb.TAKE_BACK, Verb.SEND_BACK})
STEP_TITLES = {
    State.TO_GIVE: gettext_lazy("Decided"),
    State.GIVEN: gettext_lazy("Somebody is asked"),
    State.WORKING: gettext_lazy("Accepted, carried out"),
    State.REPORTED: gettext_lazy("Said to be done"),
    State.CONFIRMED: gettext_lazy("Confirmed by two"),
    State.REVIEW: gettext_lazy("Looked at again"),
    State.KEPT: gettext_lazy("It holds"),
}
#: Their words are the person's own.
OF_RESIDENTS = frozenset({Verb.AFFIRM.value, Verb.REOPEN.value, Verb.HOLD.value})


@dataclass(frozen=True, slots=True)
class Card:
    """A resolution in a list."""

    row: Resolution
    tone: str
    owner: str


@dataclass(frozen=True, slots=True)
class Line:
    step: Step
    who: str
    capacity: str
    words: str


@dataclass(frozen=True, slots=True)
class Button:
    verb: Verb
    label: Any
    kind: str


@dataclass(frozen=True, slots=True)
class Shows:
    """One piece of evidence with its pictures."""

    row: Evidence
    part: str
    pictures: Sequence[Attached]


@dataclass(frozen=True, slots=True)
class Shown:
    """One resolution for one reader; what is not for these eyes is empty."""

    card: Card
    words: str
    why: str
    decided: str
    owner: str
    office: str
    payer: str
    yuan: str
    marks: list[StepMark]
    buttons: list[Button]
    may_link: bool
    parts: list[Milestone]
    evidence: list[Shows]
    voices: list[tuple[str, str]]
    verdicts: list[Mark]
    history: list[Line]
    done: bool


def owner_of(row: Resolution) -> str:
    return str(row.owner_body.name) if row.owner_body else ""


def card(row: Resolution) -> Card:
    tone = "warn" if row.is_overdue else TONES[State(row.state)]
    return Card(row, tone, owner_of(row))


def cards(rows: Iterable[Resolution]) -> list[Card]:
    return [card(row) for row in rows]


def course(row: Resolution) -> list[StepMark]:
    """Where it is on its line; who is at turn, until when."""
    state = State(row.state)
    over = state in ENDS
    place = 0 if state is State.VOID else LINE.index(state)
    found = []
    for number, each in enumerate(LINE):
        mark = "done" if number < place or state is State.KEPT else "todo"
        if number == place and state is not State.KEPT:
            mark = "stop" if state is State.VOID else "now"
        now = mark == "now"
        found.append(
            StepMark(
                STEP_TITLES[each],
                mark,
                row.get_state_display() if mark in {"now", "stop"} else "",
                who=_at_turn(row) if now else "",
                until=row.due_on.isoformat() if now and row.due_on and not over else "",
            )
        )
    return found


def _at_turn(row: Resolution) -> str:
    state = State(row.state)
    if state in {State.GIVEN, State.WORKING}:
        return owner_of(row)
    if state is State.TO_GIVE:
        return _("the desk, or who led the meeting")
    if state is State.REPORTED:
        return _("another organisation, and who raised it")
    return _("who raised it, and who supervises") if state is State.REVIEW else ""


def buttons_of(actor: Actor, row: Resolution) -> list[Button]:
    may = [
        verb
        for verb in allowed_verbs(State(row.state))
        if verb in BUTTONS and rules.may_do(actor, row, verb)
    ]
    if Verb.REACH in may and not row.milestones.filter(reached_at=None).exists():
        may.remove(Verb.REACH)
    if Verb.AFFIRM in may and row.affirmed_by_id is not None:
        may.remove(Verb.AFFIRM)
    first = next((verb for verb in ONWARD if verb in may), None)
    kinds = {verb: "warn" if verb in WARN else "default" for verb in may}
    if first:
        kinds[first] = "primary"
    order = sorted(may, key=lambda verb: (verb != first, verb in WARN))
    return [Button(verb, BUTTONS[verb], kinds[verb]) for verb in order]


def evidence(resolutions: Sequence[int]) -> dict[int, list[Shows]]:
    """Of each, in order. Two queries."""
    rows = list(
        Evidence.objects.filter(resolution__in=resolutions)
        .select_related("milestone")
        .order_by("pk")
    )
    pictures = keeper().attached(PICTURE_OF, [row.pk for row in rows])
    found: dict[int, list[Shows]] = {}
    for row in rows:
        part = row.milestone.text if row.milestone else ""
        found.setdefault(row.resolution_id, []).append(Shows(row, part, pictures.get(row.pk, [])))
    return found


def lines(row: Resolution, *, inside: bool) -> list[Line]:
    """The history. Names, and what residents said, for those who live or serve there."""
    steps = queries.steps_of(row.pk)
    names = display_names({s.person_id for s in steps if s.person_id} if inside else set())
    found = []
    for step in steps:
        own = step.capacity == Capacity.RESIDENT and step.verb in OF_RESIDENTS
        body = str(step.body.name) if step.body else ""
        raiser = pgettext_lazy("resolution", "who raised it") if own else ""
        found.append(
            Line(
                step,
                names.get(step.person_id or 0, "") or body or str(raiser),
                body or capacity_word(step.capacity),
                step.text if inside or not own else "",
            )
        )
    return found


def decided(row: Resolution) -> str:
    """By whom, on which day, with which votes."""
    parts = [str(row.get_source_display()), row.decided_on.isoformat()]
    if row.yes is not None and row.no is not None:
        parts.append(_("%(yes)s for, %(no)s against") % {"yes": row.yes, "no": row.no})
    return " · ".join(parts)


def _voices(row: Resolution) -> list[tuple[str, str]]:
    """Who confirmed: the two that must."""
    found = []
    if row.confirmed_body is not None:
        found.append((_("Another organisation"), str(row.confirmed_body.name)))
    if row.affirmed_body is not None:
        found.append(
            (_("A second official, who raised it being silent"), str(row.affirmed_body.name))
        )
    elif row.affirmed_by_id is not None:
        found.append((_("Who raised it"), ""))
    return found


def yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}" if fen % 100 else str(fen // 100)


def is_inside(actor: Actor, row: Resolution) -> bool:
    """Who lives or serves there."""
    if actor.is_official and not actor.second_factor:
        return False
    near = {Capacity.RESIDENT, Capacity.STAFF, Capacity.OFFICER, Capacity.AUDITOR}
    return actor.capacity in near and actor.reaches(row.community)


def shown(actor: Actor, row: Resolution) -> Shown:
    inside = is_inside(actor, row)
    office = row.owner_office
    history = lines(row, inside=inside)
    last = next((line.words for line in reversed(history) if line.words), "")
    return Shown(
        card=card(row),
        words=row.text if inside else "",
        why=last if State(row.state) not in DONE else "",
        decided=decided(row),
        owner=owner_of(row),
        office=office.title if office else "",
        payer=body_title(row.payer) if row.payer else "",
        yuan=yuan(row.budget_fen) if row.budget_fen else "",
        marks=course(row),
        buttons=buttons_of(actor, row),
        may_link=bool(rules.may_link(actor, row)),
        parts=list(row.milestones.all()),
        evidence=evidence([row.pk]).get(row.pk, []),
        voices=_voices(row),
        verdicts=queries.marks_of(row.pk),
        history=history,
        done=State(row.state) in DONE,
    )
