"""Reads on meetings. Lists take a constant number of queries."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.deliberation.floor.kinds import MeetingState
from linli.deliberation.models import Charter
from linli.deliberation.queries import charter_in_force
from linli.deliberation.terms import Form, Track
from linli.identity.queries import records_of
from linli.kernel import clock
from linli.kernel.fetch import found_or_refused
from linli.kernel.scoping import ScopedQuerySet
from linli.meetings.models import Item, Meeting, Seat
from linli.meetings.models.seat import KEEPER
from linli.meetings.procedures import State, procedure
from linli.meetings.seating import PUBLIC
from linli.meetings.states import CANCELLED

OVER = [MeetingState.ADJOURNED.value, MeetingState.MINUTES_APPROVED.value, CANCELLED]
TABS = ("coming", "past")


def listed(community: int, tab: str) -> tuple[ScopedQuerySet[Meeting], list[str]]:
    """A community's meetings with their key: the next first, or what is over, the newest first."""
    rows = Meeting.objects.within(community).select_related("estate")
    if tab == "past":
        return rows.filter(state__in=OVER), ["-starts_at", "-pk"]
    return rows.exclude(state__in=OVER), ["starts_at", "pk"]


def any_meeting(meeting: int) -> Meeting:
    """One meeting with what its page shows; whoever asks decides what of it is shown."""
    rows = Meeting.objects.across_communities(PUBLIC).filter(pk=meeting)
    return found_or_refused(
        rows.select_related("estate", "charter", "chair__building", "chair__organisation", "keeper")
    )


def version_of(meeting: int) -> int | None:
    """Whether a page that is shown still stands: one read by the primary key."""
    rows = Meeting.objects.across_communities(PUBLIC).filter(pk=meeting)
    return rows.values_list("version", flat=True).first()


def floor_of(meeting: Meeting) -> State | None:
    """The state of the machine; None before the notice."""
    text = meeting.read("floor")
    return procedure(meeting.form).unpack(text) if text else None


def start_of(meeting: Meeting) -> State | None:
    """The state from which the commands are played."""
    text = meeting.read("start")
    return procedure(meeting.form).unpack(text) if text else None


def seats_of(meeting: int) -> list[Seat]:
    """Every seat with whose it is, in order."""
    rows = Seat.objects.filter(meeting=meeting).select_related(
        "building__estate",
        "organisation",
        "person__private",
        "person__merged_into__private",
        "substitute_for",
    )
    return list(rows.order_by("position", "pk"))


def items_of(meeting: int) -> list[Item]:
    return list(Item.objects.filter(meeting=meeting).select_related("topic").order_by("position"))


def title_of(seat: Seat) -> str:
    """Whose seat it is, and nobody's name: a building or a body. Needs both of them."""
    name = "" if seat.votes else _("order")
    if seat.building is not None:
        name = seat.building.label
    if seat.organisation is not None:
        name = seat.organisation.name
    return f"{name} ({seat.nth})" if seat.nth > 1 else name or seat.key


def names_on_floor(meeting: int) -> dict[str, str]:
    """Keys of seats and items as people read them. Two queries."""
    seats = {seat.key: title_of(seat) for seat in seats_of(meeting)}
    return seats | {item.key: item.title for item in items_of(meeting)}


# --- charters and numbers ---------------------------------------------------------------------
def local_day(moment: datetime) -> date:
    return timezone.localdate(moment)


def charter_for(
    community: int, estate: int | None, track: Track, day: date | None = None
) -> Charter | None:
    """By which a meeting of that day is held."""
    return charter_in_force(community, estate, day, track)


def last_number(community: int, estate: int | None, track: str) -> int:
    rows = Meeting.objects.within(community).filter(estate=estate, track=track)
    return rows.order_by("-number").values_list("number", flat=True).first() or 0


def held_before(meeting: Meeting) -> Meeting | None:
    """The last meeting by motions of the same people that ended: what waits there comes back."""
    rows = Meeting.objects.within(meeting.community).filter(
        estate=meeting.estate_id,
        track=meeting.track,
        number__lt=meeting.number,
        state__in=[MeetingState.ADJOURNED.value, MeetingState.MINUTES_APPROVED.value],
    )
    return rows.exclude(form=Form.XHY).order_by("-number").first()


def highest_key(seats: Iterable[str]) -> int:
    """The highest number among keys of seats; 0 without any."""
    return max((int(key[1:]) for key in seats if key != KEEPER), default=0)


def mine(person: int, communities: Iterable[int]) -> ScopedQuerySet[Meeting]:
    """Meetings at which somebody has a seat and that are not over."""
    rows = Meeting.objects.across_communities("a person's own seats")
    mine = Q(seats__person__in=records_of(person))
    rows = rows.filter(mine, community__in=list(communities)).exclude(state__in=[*OVER, "draft"])
    return rows.order_by("starts_at", "pk")


def now_or(moment: datetime) -> datetime:
    """The present, but never before `moment`: the floor's clock does not go back."""
    return max(clock.now(), moment)
