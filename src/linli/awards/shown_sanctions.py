"""A sanction as a page shows it, and its lines in a statement."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from linli.awards import rules_sanctions as rules
from linli.awards.breaches import BREACHES
from linli.awards.history import Line, behind, lines
from linli.awards.models import Sanction, Step
from linli.awards.sanction_states import FIRST, LAST, TRANSITIONS, State, Verb
from linli.identity.queries import display_names
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.ledger.explained import Explained
from linli.ledger.models import Transfer

STATES: dict[State, Any] = {
    State.PROPOSED: pgettext_lazy("sanction", "proposed"),
    State.ANSWERED: pgettext_lazy("sanction", "answered"),
    State.APPLIED: pgettext_lazy("sanction", "applied"),
    State.DROPPED: pgettext_lazy("sanction", "dropped"),
    State.APPEALED: pgettext_lazy("sanction", "appealed"),
    State.UPHELD: pgettext_lazy("sanction", "upheld"),
    State.LIFTED: pgettext_lazy("sanction", "lifted"),
}
TONES = {
    State.PROPOSED: "wait",
    State.ANSWERED: "wait",
    State.APPLIED: "stop",
    State.DROPPED: "plain",
    State.APPEALED: "wait",
    State.UPHELD: "stop",
    State.LIFTED: "ok",
}
#: What a step is called in the history, and on the button that takes it.
DONE: dict[Verb, Any] = {
    Verb.PROPOSE: pgettext_lazy("sanction", "What is said"),
    Verb.ANSWER: pgettext_lazy("sanction", "The person's answer"),
    Verb.APPLY: pgettext_lazy("sanction", "Applied: why"),
    Verb.DROP: pgettext_lazy("sanction", "Dropped: why"),
    Verb.APPEAL: pgettext_lazy("sanction", "The person's appeal"),
    Verb.UPHOLD: pgettext_lazy("sanction", "Upheld: why"),
    Verb.LIFT: pgettext_lazy("sanction", "Lifted: why"),
}
VERBS: dict[Verb, Any] = {
    Verb.ANSWER: pgettext_lazy("sanction", "Answer"),
    Verb.APPLY: pgettext_lazy("sanction", "Apply it"),
    Verb.DROP: pgettext_lazy("sanction", "Drop it"),
    Verb.APPEAL: pgettext_lazy("sanction", "Appeal"),
    Verb.UPHOLD: pgettext_lazy("sanction", "Uphold it"),
    Verb.LIFT: pgettext_lazy("sanction", "Lift it"),
}


@dataclass(frozen=True, slots=True)
class Listed:
    row: Sanction
    title: Any
    state: Any
    tone: str
    who: str = ""


def listed(rows: Iterable[Sanction], *, names: bool = False) -> list[Listed]:
    """With the people's masked names, in one query more, at the desk."""
    found = list(rows)
    known = display_names(row.person_id for row in found) if names else {}
    return [
        Listed(
            row,
            BREACHES[row.kind],
            STATES[State(row.state)],
            TONES[State(row.state)],
            known.get(row.person_id, ""),
        )
        for row in found
    ]


def history(row: Sanction) -> list[Line]:
    rows = Step.objects.filter(sanction=row).select_related("words").order_by("pk")
    return lines(rows, DONE)


def spoken(row: Sanction) -> Verb | None:
    """What the person may say now."""
    today = clock.today()
    if row.state == State.PROPOSED and today <= row.answer_until:
        return Verb.ANSWER
    if row.state == State.APPLIED and row.appeal_until and today <= row.appeal_until:
        return Verb.APPEAL
    return None


def steps(actor: Actor, row: Sanction) -> list[tuple[Verb, Any]]:
    """What staff may decide now, with the words of the buttons."""
    waits = row.state == State.PROPOSED and clock.today() <= row.answer_until
    if waits or not rules.may_decide(actor, sanction=row.pk):
        return []
    return [
        (verb, VERBS[verb])
        for verb in (*FIRST, *LAST)
        if State(row.state) in TRANSITIONS[verb].sources
    ]


def explain(transfers: Iterable[Transfer]) -> dict[int, Explained]:
    """Lines of sanctions: for which breach, by which version. One query."""
    keys = behind(transfers, {"sanction", "lifted"})
    if not keys:
        return {}
    rows = Sanction.objects.across_communities("beside the lines of an account that a rule opened")
    known = {row.pk: row for row in rows.filter(pk__in=keys.values()).select_related("version")}
    found = {}
    for row in transfers:
        sanction = known.get(keys.get(row.pk, 0))
        if sanction is None:
            continue
        title = _("Sanction lifted, given back") if row.reverses_id else _("Taken by a sanction")
        number = sanction.version.number
        note = f"{BREACHES[sanction.kind]} · {_('by rules no. %(number)s') % {'number': number}}"
        found[row.pk] = Explained(title, note, reverse("my_sanction", args=[sanction.pk]))
    return found
