"""How selections read what people did until a moment, and who is told of them. See `consumers`.

Recognition knows neither the ledger nor the modules beside it. Both readings rest on facts that
never change, so a list that is made late is the list of its moment.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from django.db.models import Sum
from django.urls import reverse

from linli.awards.models import Deed
from linli.awards.states import State as Awarded
from linli.facts import awards, duties, recognition
from linli.journal.models import Event
from linli.journal.outbox import consumes
from linli.kernel.actor import SYSTEM
from linli.ledger.models import Account, Ledger, Transfer
from linli.notices import operations as notices
from linli.notices.audiences import Addressee
from linli.recognition.history import Span, register_history
from linli.recognition.kinds import Entry, entries_of, types
from linli.recognition.models import Candidate, FrozenRow, Record, Selection
from linli.recognition.states import Record as Recorded
from linli.web.lovebank import may_earn
from linli.web.records import JUDGED

#: What a decision about a deed makes of it.
DECIDED = {
    "release": Awarded.AWARDED,
    "refuse": Awarded.REFUSED,
    "grant": Awarded.AWARDED,
    "uphold": Awarded.UPHELD,
    "correct": Awarded.AWARDED,
    "explain": Awarded.NOTHING,
}
VERDICTS = (
    awards.DeedReckoned.type,
    awards.DeedDecided.type,
    awards.DeedAppealed.type,
    awards.AwardTakenBack.type,
)


def deeds_in(span: Span) -> list[Entry]:
    """Deeds of the time that stood at the moment. A deed ends before a fact tells of it."""
    rows = Event.objects.filter(
        place=span.community, type__in=types(), at__gte=span.since, at__lte=span.moment
    )
    told = [row for row in rows.order_by("pk") if may_earn(row.payload)]
    entries = [each for each in entries_of(told) if span.since <= each.ended < span.until]
    fallen = _fallen(entries, span.moment) | _undone(entries, span.moment)
    return [each for each in entries if (each.event, each.kind, each.person) not in fallen]


def _fallen(entries: Iterable[Entry], moment: datetime) -> set[tuple[int, str, int]]:
    """In doubt or struck at the moment, by the love bank's facts. Two queries."""
    rows = Deed.objects.across_communities("what was decided about deeds of a selection")
    rows = rows.filter(event__in={each.event for each in entries})
    deeds = {
        str(pk): (event, kind, person)
        for pk, event, kind, person in rows.values_list("pk", "event", "kind", "person")
    }
    stands: dict[str, Recorded] = {}
    facts = Event.objects.filter(type__in=VERDICTS, payload__deed__in=[int(pk) for pk in deeds])
    for row in facts.filter(at__lte=moment).order_by("pk"):
        stands[str(row.payload["deed"])] = JUDGED[_verdict(row)]
    return {deeds[pk] for pk, state in stands.items() if state != Recorded.STANDS}


def _verdict(row: Event) -> Awarded:
    if row.type == awards.DeedReckoned.type:
        return Awarded(row.payload["state"])
    if row.type == awards.DeedDecided.type:
        return DECIDED[row.payload["verb"]]
    return Awarded.APPEALED if row.type == awards.DeedAppealed.type else Awarded.TAKEN_BACK


def _undone(entries: Iterable[Entry], moment: datetime) -> set[tuple[int, str, int]]:
    """Duties that were opened again by the moment. One query."""
    ours = {each.subject.partition(":")[2] for each in entries if each.kind == "duty"}
    rows = Event.objects.filter(
        subject_kind="duty", subject_id__in=ours, type=duties.DutyReopened.type, at__lte=moment
    )
    last: dict[str, int] = {}
    for subject, pk in rows.order_by("pk").values_list("subject_id", "pk"):
        last[f"duty:{subject}"] = pk
    return {
        (each.event, each.kind, each.person)
        for each in entries
        if each.kind == "duty" and last.get(each.subject, 0) > each.event
    }


def points_in(span: Span, people: Collection[int]) -> Mapping[int, int]:
    """Awarded in the time, less what was taken back of it by the moment. Two queries.

    What was spent, given away or ended is not looked at: no balance is.
    """
    accounts = Account.objects.within(span.community).filter(
        ledger__unit=Ledger.Unit.POINTS, kind=Account.Kind.RESIDENT, person__in=people
    )
    given = Transfer.objects.filter(
        credit__in=accounts,
        kind="award",
        at__gte=span.since,
        at__lt=span.until,
        at__lte=span.moment,
    )
    back = Transfer.objects.filter(reverses__in=given, at__lte=span.moment)
    found = dict(given.values_list("credit__person").annotate(Sum("amount")).order_by())
    taken = back.values_list("debit__person").annotate(Sum("amount")).order_by()
    for person, amount in taken:
        found[person] -= amount
    return found


def register() -> None:
    register_history(deeds=deeds_in, points=points_in)


# --- who is told --------------------------------------------------------------------------------
def _tell(event: Event, people: Iterable[int], kind: str) -> None:
    selection = Selection.objects.within(event.payload["community"]).get(
        pk=event.payload["selection"]
    )
    notices.issue(
        SYSTEM,
        community=selection.community,
        people=[Addressee(person) for person in sorted(set(people))],
        audience="person",
        kind=kind,
        link=reverse("selection_page", args=[selection.pk]),
    )


@consumes(recognition.SelectionAnnounced)
def tell_of_selection(event: Event) -> None:
    """Whoever has a record of deeds here: for nobody else there is something to be looked at."""
    rows = Record.objects.within(event.payload["community"]).filter(state=Recorded.STANDS)
    people = rows.order_by().values_list("person", flat=True).distinct()
    _tell(event, people, "selection_announced")


@consumes(recognition.SelectionFrozen)
def tell_of_list(event: Event) -> None:
    """Who is on it, and did not take themself off meanwhile."""
    rows = FrozenRow.objects.within(event.payload["community"]).filter(
        frozen__selection=event.payload["selection"], candidate__until=None
    )
    _tell(event, rows.values_list("person", flat=True), "selection_frozen")


@consumes(recognition.SelectionEnded)
def tell_of_end(event: Event) -> None:
    """Who stood on the list that there will not be."""
    rows = Candidate.objects.within(event.payload["community"]).filter(
        selection=event.payload["selection"], until=None
    )
    _tell(event, rows.values_list("person", flat=True), "selection_ended")
