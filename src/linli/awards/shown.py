"""A deed as a page shows it, and the lines of a statement that come from deeds."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from linli.awards import rules
from linli.awards.deeds import KINDS
from linli.awards.history import Line, behind, lines
from linli.awards.models import Decision, Deed
from linli.awards.states import SPOKEN, TRANSITIONS, State, Verb
from linli.awards.words import REASONS, STATES, TONES, VERBS
from linli.identity.queries import display_names
from linli.kernel.actor import Actor
from linli.ledger.explained import Explained
from linli.ledger.models import Transfer


@dataclass(frozen=True, slots=True)
class Listed:
    deed: Deed
    title: Any
    state: Any
    tone: str
    reason: Any
    who: str = ""


def listed(rows: Iterable[Deed], *, names: bool = False) -> list[Listed]:
    """With the people's masked names, in one query more, where staff look."""
    found = list(rows)
    known = display_names(row.person_id for row in found) if names else {}
    return [
        Listed(
            row,
            KINDS[row.kind].title,
            STATES[State(row.state)],
            TONES[State(row.state)],
            REASONS.get(row.reason, ""),
            known.get(row.person_id, ""),
        )
        for row in found
    ]


def history(deed: Deed) -> list[Line]:
    rows = Decision.objects.filter(deed=deed).select_related("words").order_by("pk")
    return lines(rows, VERBS)


def steps(actor: Actor, deed: Deed) -> list[tuple[Verb, Any]]:
    """What staff may do now, with the words of the buttons."""
    if not rules.may_decide(actor, deed=deed.pk):
        return []
    state = State(deed.state)
    return [
        (verb, VERBS[verb])
        for verb, transition in TRANSITIONS.items()
        if verb not in SPOKEN and state in transition.sources
    ]


def explain(transfers: Iterable[Transfer]) -> dict[int, Explained]:
    """Lines that a deed stands behind: which one, by which version. One query."""
    keys = behind(transfers, {"deed", "back"})
    if not keys:
        return {}
    rows = Deed.objects.across_communities("beside the lines of an account that a rule opened")
    known = {row.pk: row for row in rows.filter(pk__in=keys.values()).select_related("version")}
    found = {}
    for row in transfers:
        deed = known.get(keys.get(row.pk, 0))
        if deed is None:
            continue
        number = deed.version.number if deed.version else 0
        note = _("by rules no. %(number)s") % {"number": number}
        if row.reverses_id:
            note = f"{_('taken back')} · {note}"
        title = KINDS[deed.kind].title
        found[row.pk] = Explained(title, note, reverse("my_deed", args=[deed.pk]))
    return found
