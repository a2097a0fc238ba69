"""A mandate as its page shows it: its course, what the reader may do, what homes said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from linli.identity.queries import display_name, display_names, records_of
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.attachments import Attached, keeper
from linli.kernel.process import Mark
from linli.representation import rules
from linli.representation.models import Mandate, Objection
from linli.representation.operations.mandates import PAPERS_OF
from linli.representation.queries import objections_of
from linli.representation.queries_coverage import soon, whom
from linli.representation.states import LIVING, State

BUTTONS: dict[str, Any] = {
    "recognise": gettext_lazy("Recognise them"),
    "reject": gettext_lazy("Do not recognise them"),
    "object": pgettext_lazy("representative", "Object"),
    "resigned": gettext_lazy("Resign"),
    "recalled": gettext_lazy("Write down the recall"),
    "withdrawn": gettext_lazy("It was entered by mistake"),
}
WARN = frozenset({"reject", "object", "resigned", "recalled", "withdrawn"})
TONES = {
    State.OPEN.value: "wait",
    State.RECOGNISED.value: "ok",
    State.REJECTED.value: "stop",
    State.ENDED.value: "plain",
}


@dataclass(frozen=True, slots=True)
class Said:
    """An objection: its words for the desk and the home alone."""

    row: Objection
    words: str
    reply: str
    may_answer: bool


@dataclass(frozen=True, slots=True)
class Card:
    """A mandate in a list."""

    row: Mandate
    whom: str
    name: str

    @property
    def tone(self) -> str:
        return TONES[self.row.state]

    @property
    def ends_soon(self) -> bool:
        return self.row.state == State.RECOGNISED and self.row.until <= soon()


@dataclass(frozen=True, slots=True)
class Shown:
    card: Card
    marks: tuple[Mark, ...]
    #: Verb, label, kind of button.
    buttons: tuple[tuple[str, Any, str], ...]
    objections: tuple[Said, ...]
    papers: Sequence[Attached]
    #: The choice as it was written down: for the desk and the representative.
    words: str
    inside: bool
    own: bool


def cards(rows: Sequence[Mandate]) -> list[Card]:
    """Three queries more."""
    names = display_names(each.person_id for each in rows)
    said = whom(rows)
    return [Card(each, said[each.pk], names.get(each.person_id, "")) for each in rows]


def shown(actor: Actor, row: Mandate) -> Shown:
    card = Card(row, whom([row])[row.pk], display_name(row.person))
    inside = bool(rules.reads_papers(actor, row.pk))
    desk = inside and actor.is_official
    mine = records_of(actor.person) if actor.person else frozenset()
    said = []
    if actor.person is not None:
        for each in objections_of(row):
            reads = desk or each.person_id in mine
            may = each.state == Objection.State.OPEN and row.state == State.OPEN
            may = may and bool(rules.may_answer(actor, objection=each.pk))
            if reads:
                said.append(Said(each, each.text, each.reply, may))
    papers = keeper().attached(PAPERS_OF, [row.pk]).get(row.pk, []) if inside else []
    return Shown(
        card,
        tuple(course(row)),
        tuple(_buttons(actor, row)),
        tuple(said),
        papers,
        row.text if inside else "",
        inside,
        row.person_id in mine,
    )


def _buttons(actor: Actor, row: Mandate) -> list[tuple[str, Any, str]]:
    if actor.person is None or State(row.state) not in LIVING:
        return []
    may: list[str] = []
    if rules.may_settle(actor, mandate=row.pk):
        if not row.is_open:
            may.append("recognise")
        may.append("reject")
    if rules.may_object(actor, mandate=row.pk):
        may.append("object")
    may += [
        how
        for how in ("resigned", "recalled", "withdrawn")
        if rules.may_end(actor, mandate=row.pk, how=how)
    ]
    return [(verb, BUTTONS[verb], "warn" if verb in WARN else "primary") for verb in may]


def course(row: Mandate) -> list[Mark]:
    """Written down, open to the homes, recognised, until its last day."""
    state = State(row.state)
    entered = timezone.localdate(row.entered_at).isoformat()
    marks = [Mark(_("Written down"), "done", entered)]
    stopped = state in {State.REJECTED, State.ENDED} and row.recognised_on is None
    if row.organisation_id is None:
        talk = "now" if row.is_open else "stop" if stopped else "done"
        marks.append(
            Mark(
                _("Open to objections"),
                talk,
                until=row.open_until.isoformat() if talk == "now" else "",
            )
        )
    seen = "done" if row.recognised_on else "stop" if stopped else "todo" if row.is_open else "now"
    marks.append(
        Mark(
            _("Recognised by the residents' committee"),
            seen,
            row.recognised_on.isoformat() if row.recognised_on else "",
        )
    )
    marks.append(_last(row, stopped=stopped))
    return marks


def _last(row: Mandate, *, stopped: bool) -> Mark:
    title = _("Speaks until %(day)s") % {"day": row.until.isoformat()}
    today: date = clock.today()
    if row.state == State.ENDED:
        how = f"{row.get_ending_display()} · {row.ended_on}"
        return Mark(title, "stop", how)
    if stopped:
        return Mark(title, "stop")
    begins = pgettext("mandate", "begins on %(day)s") % {"day": row.since.isoformat()}
    state = "now" if row.holds_on(today) else "todo"
    return Mark(title, state, begins if row.since > today else "")
