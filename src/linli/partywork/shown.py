"""Matters as pages show them: cards of a list, and one for whoever looks."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from linli.kernel import places
from linli.kernel.actor import Actor, Capacity
from linli.kernel.process import Mark
from linli.partywork import queries
from linli.partywork.days import is_open
from linli.partywork.models import Affair, Opinion, Text
from linli.partywork.states import LINE, OVER, State, Verb, allowed_verbs
from linli.partywork.terms import PROFILES, Profile

TONES = {
    State.DRAFT: "plain",
    State.STUDIED: "plain",
    State.CONSULTING: "wait",
    State.SHOWN: "wait",
    State.WITHDRAWN: "stop",
}
#: When the days are over and the next step is not taken yet.
RUN_OUT = {
    State.CONSULTING: pgettext_lazy("affair", "opinions are being answered"),
    State.SHOWN: pgettext_lazy("affair", "hung out, to be decided"),
}
STANCE_TONES = {"waiting": "wait", "taken": "ok", "partly": "ok", "not_taken": "plain"}
STEPS = {
    State.DRAFT: gettext_lazy("Prepared"),
    State.STUDIED: gettext_lazy("Studied by the party organisation"),
    State.CONSULTING: pgettext_lazy("affair", "People are asked"),
    State.SHOWN: pgettext_lazy("affair", "Hangs out with the answers"),
    State.DECIDED: pgettext_lazy("affair", "Decided"),
    State.FILED: pgettext_lazy("affair", "Filed"),
}
LABELS = {
    Verb.STUDY: gettext_lazy("Write down what the study said"),
    Verb.CONSULT: gettext_lazy("Ask the people"),
    Verb.SHOW: gettext_lazy("Hang it out for the decision"),
    Verb.DECIDE: gettext_lazy("Write down the decision"),
    Verb.FILE: gettext_lazy("File it"),
    Verb.WITHDRAW: pgettext_lazy("affair", "Withdraw it"),
}
LEADS = {
    Verb.STUDY: gettext_lazy("The meeting at which the party organisation studied the matter."),
    Verb.CONSULT: gettext_lazy(
        "The whole community is told. Nothing is decided before the last day is over and everybody "
        "has an answer."
    ),
    Verb.SHOW: gettext_lazy(
        "The text is decided as it hangs out. Whoever said something is told what became of it."
    ),
    Verb.DECIDE: gettext_lazy("The program reckons whether it is adopted, by the rules below."),
    Verb.FILE: gettext_lazy(
        "Everything that is public of it becomes one file; its hash goes into the public log."
    ),
    Verb.WITHDRAW: gettext_lazy("Everybody reads why."),
}


@dataclass(frozen=True, slots=True)
class Card:
    """A matter in a list. `word`: how it ended, else how it stands."""

    row: Affair
    where: str
    word: Any
    tone: str
    note: str


@dataclass(frozen=True, slots=True)
class Bar:
    label: Any
    value: int
    total: int
    threshold: int


@dataclass(frozen=True, slots=True)
class Step:
    """A button of the desk."""

    verb: str
    label: Any
    kind: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One matter for one reader."""

    card: Card
    profile: Profile
    marks: list[Mark]
    text: str
    former: list[Text] = field(default_factory=list)
    mine: list[Opinion] = field(default_factory=list)
    may_say: bool = False
    stances: list[tuple[Any, int, str]] = field(default_factory=list)
    said: int = 0
    bars: list[Bar] = field(default_factory=list)
    decided: bool = False


def cards(rows: Iterable[Affair]) -> list[Card]:
    names = {each.id: each.name_here for each in places.communities()}
    return [card(row, names) for row in rows]


def card(row: Affair, names: dict[int, str] | None = None) -> Card:
    if names is None:
        names = {each.id: each.name_here for each in places.communities()}
    state = State(row.state)
    word: Any = row.get_state_display()
    tone = TONES.get(state, "plain")
    if state in OVER:
        word = row.get_outcome_display()
        tone = "ok" if row.outcome == Affair.Outcome.ADOPTED else "stop"
    if state in RUN_OUT and not is_open(row):
        word = RUN_OUT[state]
    day = {State.CONSULTING: row.consult_until, State.SHOWN: row.shown_until}.get(state)
    note = _("until %(day)s") % {"day": day.isoformat()} if day and is_open(row) else ""
    where = row.estate.name if row.estate is not None else names.get(row.community, "")
    return Card(row, where, word, tone, note)


def course(row: Affair) -> list[Mark]:
    state = State(row.state)
    stopped = state is State.WITHDRAWN
    at = LINE.index(state) if not stopped else _stopped_at(row)
    found = []
    for number, each in enumerate(LINE):
        mark = "done" if number < at or state is State.FILED else "todo"
        if number == at and state is not State.FILED:
            mark = "stop" if stopped else "now"
        found.append(Mark(STEPS[each], mark, _note(row, each)))
    return found


def _stopped_at(row: Affair) -> int:
    """How far a matter had come that was withdrawn."""
    if row.shown_from:
        return LINE.index(State.SHOWN)
    if row.consult_from:
        return LINE.index(State.CONSULTING)
    return LINE.index(State.STUDIED if row.studied_on else State.DRAFT)


def _note(row: Affair, state: State) -> str:
    """The days of a step that was reached."""
    days = {
        State.STUDIED: (row.studied_on, None),
        State.CONSULTING: (row.consult_from, row.consult_until),
        State.SHOWN: (row.shown_from, row.shown_until),
        State.DECIDED: (row.decided_on, None),
        State.FILED: (row.filed_on, None),
    }.get(state, (None, None))
    return " – ".join(day.isoformat() for day in days if day)


def _bars(row: Affair) -> list[Bar]:
    """The figures of the decision against what was needed."""
    if row.entitled is None or row.present is None or row.agree is None:
        return []
    law = row.law
    of = row.entitled if law.majority_of == "entitled" else row.present
    return [
        Bar(
            _("Came, of those entitled"),
            row.present,
            row.entitled,
            law.decide_quorum.least(row.entitled),
        ),
        Bar(_("Agreed"), row.agree, of, law.majority.least(of)),
    ]


def steps(row: Affair) -> list[Step]:
    """What the desk can do next; the first is the primary one, when the days of asking are over."""
    found = []
    onward = "default" if is_open(row) else "primary"
    verbs = allowed_verbs(State(row.state))
    # going on comes before asking once more, calling off is the last
    order = sorted(verbs, key=lambda each: (each is Verb.WITHDRAW, _again(row, each)))
    for number, verb in enumerate(order):
        kind = "warn" if verb is Verb.WITHDRAW else "default" if number else onward
        label = _("Ask the people again") if _again(row, verb) else LABELS[verb]
        found.append(Step(verb.value, label, kind))
    return found


def _again(row: Affair, verb: Verb) -> bool:
    return verb is Verb.CONSULT and row.round > 0


def shown(actor: Actor, row: Affair) -> Shown:
    """Six queries at most."""
    resident = actor.capacity is Capacity.RESIDENT and actor.person is not None
    counts = queries.stances(row) if row.round else {}
    labels = dict(Opinion.Stance.choices)
    text = queries.text_of(row)
    return Shown(
        card=card(row),
        profile=PROFILES.by_key[row.profile],
        marks=course(row),
        text=text.text,
        former=[each for each in queries.texts_of(row) if each.number != text.number],
        mine=queries.mine(actor.person or 0, row) if resident else [],
        may_say=resident and is_open(row),
        stances=[
            (labels[code], counts[code], STANCE_TONES[code]) for code in labels if code in counts
        ],
        said=sum(counts.values()),
        bars=_bars(row),
        decided=State(row.state) in OVER,
    )
