"""What follows when a meeting is over, when the next is planned, when it approves minutes."""

from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from linli.deliberation.terms import Track
from linli.duties.models import Duty
from linli.duties.operations import Owner, give
from linli.facts.identity import Erased
from linli.facts.meetings import (
    AgendaChanged,
    FloorMoved,
    ItemDisposed,
    MeetingChanged,
    MeetingNoticed,
    MeetingPlanned,
    SeatFilled,
)
from linli.facts.organisations import OfficeEnded
from linli.facts.representation import RepresentationEnded
from linli.grids.queries.resolving import committee_of
from linli.journal.models import Event
from linli.journal.operations import record
from linli.journal.outbox import consumes
from linli.kernel import clock, workdays
from linli.kernel.actor import SYSTEM
from linli.meetings.models import Item, Meeting, Minutes, Seat
from linli.meetings.operations import (
    agenda,
    dispositions,
    floor,
    interests,
    reviewing,
    seats,
)
from linli.meetings.operations import minutes as operations
from linli.meetings.queries import items_of
from linli.organisations.models import Office

WHY = "a consumer looks at the meeting that the fact names"


def _ends(payload: dict[str, object]) -> bool:
    """The step that ended a meeting: nothing but time passes after it."""
    return payload["state"] == "adjourned" and payload["do"] != "tick"


@consumes(FloorMoved, when=_ends)
def tell_dispositions(event: Event) -> None:
    """Each item of its own: topics, resolutions and the board follow them."""
    row = floor.locked(event.payload["meeting"])
    for item in items_of(row.pk):
        record(SYSTEM, dispositions.disposed(row, item), place=row.community)


@consumes(FloorMoved, when=_ends)
def draft_minutes(event: Event) -> None:
    operations.draft(SYSTEM, floor.locked(event.payload["meeting"]))


@consumes(MeetingPlanned)
def name_days(event: Event) -> None:
    """What waits for the next meeting has its day, now that there is one."""
    planned = Meeting.objects.across_communities(WHY).filter(pk=event.payload["meeting"]).first()
    if planned is None:
        return
    for item in dispositions.named_by(planned):
        record(SYSTEM, dispositions.disposed(item.meeting, item), place=planned.community)


@consumes(MeetingChanged)
def name_days_again(event: Event) -> None:
    """What was put off to a meeting that was moved waits for its new day."""
    row = floor.locked(event.payload["meeting"])
    before = clock.day_of(datetime.fromisoformat(event.payload["before"]))
    if clock.day_of(row.starts_at) == before:
        return
    for item in dispositions.moved_with(row, before):
        record(SYSTEM, dispositions.disposed(item.meeting, item), place=row.community)


@consumes(ItemDisposed, when=lambda payload: payload["outcome"] == "deferred")
def put_back(event: Event) -> None:
    """What was put off stands on the next agenda by itself, where that is still open."""
    rows = Item.objects.filter(pk=event.payload["item"]).select_related("meeting", "topic")
    item = rows.first()
    row = agenda.put_back(item) if item is not None else None
    if row is not None:
        items = Item.objects.filter(meeting=row).count()
        fact = AgendaChanged(meeting=row.pk, community=row.community, how="gather", items=items)
        record(SYSTEM, fact, place=row.community)


def _before_it_opens(payload: dict[str, object]) -> bool:
    return payload.get("do", "call") == "call"


@consumes(MeetingNoticed, SeatFilled, MeetingChanged, FloorMoved, when=_before_it_opens)
def take_interests_over(event: Event) -> None:
    """Who declared an interest in a matter is recused when it comes back at another meeting."""
    row = floor.locked(event.payload["meeting"])
    for fact in interests.take_over(row):
        record(SYSTEM, fact, place=row.community)


@consumes(ItemDisposed, when=lambda payload: payload["outcome"] == "adopted")
def approve_minutes_by_meeting(event: Event) -> None:
    """The next meeting approved the minutes of the last as an item of its agenda."""
    rows = Item.objects.filter(pk=event.payload["item"], kind=Item.Kind.MINUTES)
    item = rows.select_related("meeting").first()
    if item is None or item.meeting.after_id is None:
        return
    before = floor.locked(item.meeting.after_id)
    rows_of = Minutes.objects.within(before.community).filter(meeting=before)
    row = rows_of.select_for_update(of=("self",)).first()
    if row is None or row.state != Minutes.State.DRAFT:
        return
    operations.leave_open_ones(row)
    floor.step(SYSTEM, before, {"do": "approve_minutes"}, by=floor.presiding(before))
    operations.approve(row, None, item.meeting)
    record(SYSTEM, operations.approved(row), place=row.community)


@consumes(FloorMoved, when=_ends)
def look_back_at_emergency(event: Event) -> None:
    """Whoever called the emergency owes a look back at it, within the charter's days; once."""
    row = floor.locked(event.payload["meeting"])
    if row.track != Track.EMERGENCY or row.review is not None or row.planned_by_id is None:
        return
    with translation.override("zh-hans"):
        title = _("Look back at the emergency meeting")
    body = committee_of(row.community)
    duty = give(
        SYSTEM,
        community=row.community,
        kind="task",
        title=title,
        text=reverse("meeting", args=[row.pk]),
        owner=Owner(person=row.planned_by_id),
        due_on=workdays.shifted(clock.today(), row.charter.plain.review_days),
        confirm=Duty.Confirm.PERSON,
        giver_organisation=body.pk if body else None,
    )
    reviewing.owes(row, duty.pk)


@consumes(OfficeEnded)
def leave_seats_of_the_office(event: Event) -> None:
    """Who lost the office since the notice does not sit there for the body any more."""
    office = Office.objects.get(pk=event.payload["office"])
    _tell_of_lost(Seat.objects.filter(organisation=office.organisation_id, person=office.person_id))


@consumes(RepresentationEnded)
def leave_seats_of_the_mandate(event: Event) -> None:
    _tell_of_lost(Seat.objects.filter(mandate=event.payload["representation"]))


def _tell_of_lost(rows: QuerySet[Seat]) -> None:
    for seat in seats.lost(rows):
        place = seat.meeting.community
        fact = SeatFilled(
            meeting=seat.meeting_id, community=place, seat=seat.key, filled=False, told=True
        )
        record(SYSTEM, fact, place=place)


@consumes(Erased)
def leave_seats_of_erased(event: Event) -> None:
    """Seats at meetings to come are free again."""
    seats.leave(int(event.payload["person"]))
