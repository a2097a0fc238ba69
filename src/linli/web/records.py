"""Which facts tell of a deed, for the record of what people did. See `consumers`.

Recognition knows none of the modules beside it: kinds and readers are put together here. A module
that comes later adds its kind and its facts here, and everything else follows.
"""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from linli.awards.deeds import TYPES, deeds_of
from linli.awards.models import Deed
from linli.awards.queries import sources
from linli.awards.states import State as Awarded
from linli.facts import activities, awards, ballots, duties, recognition, wishes
from linli.journal.models import Event
from linli.journal.outbox import consumes
from linli.kernel.actor import SYSTEM
from linli.notices import operations as notices
from linli.notices.audiences import Addressee
from linli.recognition import operations
from linli.recognition.kinds import Entry, Kind, register_kind, register_reader
from linli.recognition.states import Record
from linli.web.lovebank import may_earn
from linli.wishes.models import Helper

KINDS = (
    Kind("wish", _("Helped with a neighbour's wish"), "hand-heart"),
    Kind("activity", _("Took part in an activity"), "calendar"),
    Kind("duty", _("Fulfilled a duty"), "list-checks"),
    Kind("ballot", _("Took part in a vote, whatever was chosen"), "vote", once=True),
    Kind("thanks", _("Was thanked by a neighbour"), "heart-handshake"),
    Kind("award", _("Was honoured in a round of an award"), "badge-check"),
)

#: What the love bank's guards and staff say of a deed, for the record.
JUDGED = {
    Awarded.AWARDED: Record.STANDS,
    Awarded.NOTHING: Record.STANDS,
    Awarded.QUARANTINED: Record.DOUBTED,
    Awarded.APPEALED: Record.DOUBTED,
    Awarded.REFUSED: Record.STRUCK,
    Awarded.UPHELD: Record.STRUCK,
    Awarded.TAKEN_BACK: Record.STRUCK,
}


def _deeds(events: Iterable[Event]) -> list[Entry]:
    """As the love bank reads them. Three queries at most."""
    rows = list(events)
    reopened = _reopened(rows)
    return [
        Entry(
            source.event,
            deed.kind,
            deed.person,
            deed.subject,
            deed.ended,
            minutes=deed.minutes,
            undone=any(later > source.event for later in reopened.get(deed.subject, ())),
        )
        for source in sources(rows)
        for deed in deeds_of(source)
    ]


def _reopened(events: Iterable[Event]) -> dict[str, list[int]]:
    """Duties that were opened again, and by which facts. One query where there are duties."""
    duties_ = {str(row.payload["duty"]) for row in events if row.type == duties.DutyConfirmed.type}
    found: dict[str, list[int]] = {}
    if duties_:
        rows = Event.objects.filter(
            subject_kind="duty", subject_id__in=duties_, type=duties.DutyReopened.type
        )
        for subject, pk in rows.values_list("subject_id", "pk"):
            found.setdefault(f"duty:{subject}", []).append(pk)
    return found


def _thanks(events: Iterable[Event]) -> list[Entry]:
    """Whoever was on the wish to the end is thanked. One query."""
    rows = list(events)
    claims = [row.payload["claim"] for row in rows]
    people: dict[int, list[int]] = {}
    helpers = Helper.objects.filter(claim__in=claims, left_at__isnull=True)
    for claim, person in helpers.values_list("claim", "person"):
        people.setdefault(claim, []).append(person)
    return [
        Entry(row.pk, "thanks", person, f"wish:{row.payload['wish']}", row.at)
        for row in rows
        for person in people.get(row.payload["claim"], [])
    ]


def _awards(events: Iterable[Event]) -> list[Entry]:
    return [
        Entry(row.pk, "award", person, f"cycle:{row.payload['cycle']}", row.at)
        for row in events
        for person in row.payload["people"]
    ]


def register() -> None:
    for kind in KINDS:
        register_kind(kind)
    register_reader(TYPES, _deeds)
    register_reader([wishes.WishThanked.type], _thanks)
    register_reader([activities.AwardDecided.type], _awards)


@consumes(ballots.BallotCast, when=may_earn, later=True)
@consumes(
    duties.DutyConfirmed,
    wishes.WishConfirmed,
    wishes.WishThanked,
    activities.AttendanceConfirmed,
    activities.AwardDecided,
    when=may_earn,
)
def note_record(event: Event) -> None:
    """What people did, for good; participation, never the choice."""
    operations.note(event)


@consumes(awards.DeedHeld, awards.DeedDecided, awards.DeedAppealed, awards.AwardTakenBack)
def judge_record(event: Event) -> None:
    """As the deed stands now, whichever of its facts comes last."""
    rows = Deed.objects.across_communities("the record follows what was decided about a deed")
    deed = rows.filter(pk=event.payload["deed"]).first()
    source = Event.objects.filter(pk=deed.event).first() if deed else None
    if deed is not None and source is not None:
        operations.judge(
            source, kind=deed.kind, person=deed.person_id, state=JUDGED[Awarded(deed.state)]
        )


@consumes(duties.DutyReopened)
def strike_duty(event: Event) -> None:
    """What was confirmed before does not count any more; it is confirmed anew, or not."""
    operations.strike_subject(
        event.payload["community"], kind="duty", subject=f"duty:{event.payload['duty']}"
    )


#: What people hear of honours, by fact and what it says.
TOLD: dict[tuple[str, str], str] = {
    (recognition.HonourProposed.type, ""): "honour_proposed",
    (recognition.HonourSettled.type, "confirm"): "honour_given",
    (recognition.HonourSettled.type, "drop"): "honour_dropped",
    (recognition.HonourSettled.type, "withdraw"): "honour_withdrawn",
}


@consumes(
    recognition.HonourProposed,
    recognition.HonourSettled,
)
def tell_of_honour(event: Event) -> None:
    """Whom it is about."""
    kind = TOLD.get((event.type, event.payload.get("verb", "")))
    if kind is None or event.place is None:
        return
    notices.issue(
        SYSTEM,
        community=event.place,
        people=[Addressee(event.payload["person"])],
        audience="person",
        kind=kind,
        link=reverse("my_record"),
    )
