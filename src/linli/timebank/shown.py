"""A session as a page shows it, and the lines of a statement that come from sessions."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from linli.identity.queries import display_names, records_of
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.ledger.explained import Explained, amount_words
from linli.ledger.models import Transfer
from linli.places.models import Building
from linli.timebank import queries, rules
from linli.timebank.models import Confirmation, Decision, Mark, Session
from linli.timebank.states import Category, Side, State, Verb, Where

#: Kinds of transfer that this module makes.
KINDS: dict[str, Any] = {
    "service": pgettext_lazy("ledger", "Voluntary service"),
    "exchange": pgettext_lazy("ledger", "Mutual exchange"),
    "redeem": pgettext_lazy("ledger", "Hours redeemed"),
    "grant": pgettext_lazy("ledger", "Out of the donation pool"),
    "district": pgettext_lazy("ledger", "Between districts"),
    "settle_between": pgettext_lazy("ledger", "Settled between two communities"),
    "leave": pgettext_lazy("ledger", "Passed to the heir"),
}
TONES = {
    State.PROPOSED: "wait",
    State.ARRANGED: "ok",
    State.RUNNING: "wait",
    State.ENDED: "wait",
    State.CONFIRMED: "ok",
    State.QUARANTINED: "wait",
    State.APPEALED: "wait",
    State.REFUSED: "stop",
    State.UPHELD: "stop",
    State.TAKEN_BACK: "stop",
    State.CANCELLED: "plain",
}
VERBS: dict[str, Any] = {
    Verb.HOLD: pgettext_lazy("session", "It was otherwise"),
    Verb.RELEASE: pgettext_lazy("session", "Release"),
    Verb.REFUSE: pgettext_lazy("session", "Refuse"),
    Verb.APPEAL: pgettext_lazy("session", "Appeal"),
    Verb.GRANT: pgettext_lazy("session", "Grant the appeal"),
    Verb.UPHOLD: pgettext_lazy("session", "Turn the appeal down"),
    Verb.TAKE_BACK: pgettext_lazy("session", "Taken back after a call"),
}


def when(row: Session) -> str:
    """The day and the time from when to when, in Shanghai."""
    start, end = row.starts_at.astimezone(clock.LOCAL), row.ends_at.astimezone(clock.LOCAL)
    last = end.strftime("%H:%M")
    if end.date() != start.date():
        last = end.strftime("%m-%d %H:%M")
    return f"{start.strftime('%Y-%m-%d %H:%M')}–{last}"


@dataclass(frozen=True, slots=True)
class Listed:
    session: Session
    title: Any
    tone: str
    when: str
    giver: str
    receiver: str
    #: The reader's own side, empty at the desk.
    side: str
    minutes: str
    #: At the desk, while it waits: since how many days, and until when somebody decides.
    waits: str = ""
    overdue: bool = False

    @property
    def other(self) -> str:
        return self.receiver if self.side == Side.GIVER else self.giver


def _waiting(row: Session) -> dict[str, Any]:
    """How long it has waited, in whole days, and its deadline. Needs the rulebook."""
    due = queries.decide_by(row)
    if due is None:
        return {}
    days = (clock.now() - (row.held_at or row.at)).days
    words = _("waits for %(days)s days, to decide by %(due)s") % {
        "days": days,
        "due": clock.day_of(due).isoformat(),
    }
    return {"waits": words, "overdue": due < clock.now()}


def listed(rows: Iterable[Session], actor: Actor | None = None) -> list[Listed]:
    """With the people's masked names; two queries for all of them."""
    found = list(rows)
    names = display_names({p for row in found for p in rules.parties(row)})
    mine = records_of(actor.person) if actor and actor.person else frozenset()
    lines = []
    for row in found:
        side = Side.GIVER if row.giver_id in mine else Side.RECEIVER
        lines.append(
            Listed(
                session=row,
                title=Category(row.category).label,
                tone=TONES[State(row.state)],
                when=when(row),
                giver=names.get(row.giver_id, ""),
                receiver=names.get(row.receiver_id, ""),
                side=side if rules.parties(row) & mine else "",
                minutes=amount_words("minutes", row.minutes) if row.minutes is not None else "",
                **(_waiting(row) if actor is None else {}),
            )
        )
    return lines


def place_words(row: Session) -> str:
    """Down to the building."""
    label = str(Where(row.where).label)
    if row.building_id is None:
        return label
    building = Building.objects.select_related("estate").get(pk=row.building_id)
    return f"{building.estate.name} {building.label} · {label}"


@dataclass(frozen=True, slots=True)
class Line:
    title: Any
    note: str
    at: Any


def course(row: Session, *, names: bool) -> list[Line]:
    """Who signed, confirmed, decided; the staff's names for those who may see them."""
    found = [
        Line(m.get_what_display(), str(m.get_how_display()), m.at)
        for m in Mark.objects.filter(session=row).order_by("pk")
    ]
    papers = list(Confirmation.objects.filter(session=row).order_by("pk"))
    people = {p.by_id for p in papers} | {p.second_id for p in papers if p.second_id}
    known = display_names(people) if names else {}
    for paper in papers:
        side = Side(paper.side).label
        note = _("on paper, entered by staff") if paper.paper else _("in the app")
        if paper.paper:
            note += _(", compared by a second one") if paper.second_id else _(", not compared yet")
            hands = [known.get(p or 0, "") for p in (paper.by_id, paper.second_id)]
            note = " · ".join([note, *filter(None, hands)])
        title = _("Confirmed: %(side)s") % {"side": side}
        found.append(Line(title, note, paper.second_at or paper.at))
    rows = Decision.objects.filter(session=row).select_related("words").order_by("pk")
    found += [Line(VERBS.get(d.verb, d.verb), d.words.read("text") or "", d.at) for d in rows]
    return sorted(found, key=lambda line: line.at)


def effects(row: Session) -> list[tuple[Any, str]]:
    """What went where, once it is entered."""
    if row.state != State.CONFIRMED:
        return []
    lines = [
        (gettext_lazy("Credited to the giver"), row.credit),
        (gettext_lazy("Above the limit: to the donation pool"), row.over),
        (gettext_lazy("Paid by the receiver"), row.paid),
        (gettext_lazy("Still to be given back"), row.owed),
    ]
    return [(title, amount_words("minutes", n)) for title, n in lines if n]


def explain(transfers: Iterable[Transfer]) -> dict[int, Explained]:
    """Lines that a session stands behind, by which rulebook. One query."""
    keys = {}
    for row in transfers:
        parts = row.key.split(":")
        if parts[0] == "time" and len(parts) > 1 and parts[1].isdecimal():
            keys[row.pk] = int(parts[1])
    if not keys:
        return {}
    rows = Session.objects.across_communities("beside the lines of an account that a rule opened")
    known = {row.pk: row for row in rows.filter(pk__in=keys.values()).select_related("rulebook")}
    found = {}
    for row in transfers:
        session = known.get(keys.get(row.pk, 0))
        if session is None:
            continue
        note = _("by rulebook no. %(number)s") % {"number": session.rulebook.number}
        if row.reverses_id:
            note = f"{_('taken back')} · {note}"
        title = (
            f"{KINDS.get(row.kind, session.get_kind_display())} · {session.get_category_display()}"
        )
        found[row.pk] = Explained(title, note, reverse("time_session", args=[session.pk]))
    return found
