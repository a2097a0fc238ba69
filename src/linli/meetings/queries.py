"""Reads on meetings. Lists take a constant number of queries."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from linli.deliberation.floor.kinds import MeetingState
from linli.deliberation.models import Charter, Topic
from linli.deliberation.queries import charter_in_force
from linli.deliberation.queries_topics import to_tell
from linli.deliberation.states import State as TopicState
from linli.deliberation.terms import Form, Track, upcoming
from linli.identity.queries import records_of
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.fetch import found_or_refused
from linli.kernel.scoping import ScopedQuerySet
from linli.meetings.models import Interest, Item, Meeting, Seat
from linli.meetings.models.seat import KEEPER
from linli.meetings.parameters import AHEAD
from linli.meetings.procedures import State, procedure
from linli.meetings.seating import PUBLIC
from linli.meetings.states import CANCELLED
from linli.meetings.wanted import Plan

OVER = [MeetingState.ADJOURNED.value, MeetingState.MINUTES_APPROVED.value, CANCELLED]
TABS = ("coming", "mine", "past")


def listed(
    community: int, tab: str, person: int | None = None
) -> tuple[ScopedQuerySet[Meeting], list[str]]:
    """A community's meetings with their key: the next first, or what is over, the newest first."""
    return _tab(Meeting.objects.within(community).select_related("estate"), tab, person)


def near(actor: Actor, tab: str) -> tuple[ScopedQuerySet[Meeting], list[str]]:
    """The same of every community in reach."""
    return _tab(Meeting.objects.reached_by(actor), tab, actor.person)


def _tab(
    rows: ScopedQuerySet[Meeting], tab: str, person: int | None
) -> tuple[ScopedQuerySet[Meeting], list[str]]:
    if tab == "past":
        return rows.filter(state__in=OVER), ["-starts_at", "-pk"]
    rows = rows.exclude(state__in=OVER)
    if tab == "mine":
        sits = Seat.objects.filter(person__in=records_of(person or 0)).values("meeting")
        rows = rows.filter(pk__in=sits).exclude(state="draft")
    return rows, ["starts_at", "pk"]


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
    return seats | {item.key: item.heading for item in items_of(meeting)}


# --- charters and numbers ---------------------------------------------------------------------
def charter_for(
    community: int, estate: int | None, track: Track, day: date | None = None
) -> Charter | None:
    """By which a meeting of that day is held."""
    return charter_in_force(community, estate, day, track)


def last_number(community: int, estate: int | None, track: str) -> int:
    rows = Meeting.objects.within(community).filter(estate=estate, track=track)
    rows = rows.filter(number__isnull=False)
    return rows.order_by("-number").values_list("number", flat=True).first() or 0


def held_before(meeting: Meeting) -> Meeting | None:
    """The last meeting by motions of the same people that ended: what waits there comes back."""
    rows = Meeting.objects.within(meeting.community).filter(
        estate=meeting.estate_id, track=meeting.track, ended_at__isnull=False
    )
    return rows.exclude(form=Form.XHY).exclude(pk=meeting.pk).order_by("-ended_at", "-pk").first()


def highest_key(seats: Iterable[str]) -> int:
    """The highest number among keys of seats; 0 without any."""
    return max((int(key[1:]) for key in seats if key != KEEPER), default=0)


def now_or(moment: datetime) -> datetime:
    """The present, but never before `moment`: the floor's clock does not go back."""
    return max(clock.now(), moment)


# --- series by the charter's calendar -----------------------------------------------------------
def missing(community: int, estate: int | None) -> list[Plan]:
    """The times of the charter's series that lie ahead and are not planned yet, the next first."""
    charter = charter_for(community, estate, Track.ORDINARY)
    if charter is None:
        return []
    now = timezone.localtime(clock.now())
    end = now + timedelta(days=AHEAD)
    rows = Meeting.objects.within(community).filter(estate=estate, slot__gte=now)
    known = set(rows.values_list("series", "slot"))
    found = [
        Plan(series, slot, slot=slot)
        for series, rule in charter.plain.meetings.items()
        for slot in upcoming(rule, now, AHEAD)
        if slot <= end and (series, slot) not in known
    ]
    return sorted(found, key=lambda plan: (plan.starts_at, plan.series))


def with_calendars() -> list[tuple[int, int | None]]:
    """Every community and estate where a charter for every day is in force today."""
    rows = Charter.objects.across_communities("the daily job runs over all communities").filter(
        state=Charter.State.IN_FORCE, track=Track.ORDINARY, since__lte=clock.today()
    )
    return list(rows.order_by("community", "estate").values_list("community", "estate").distinct())


def met_last(row: Meeting) -> Meeting | None:
    """The meeting of the same series before it: people find the same room again."""
    rows = Meeting.objects.within(row.community).filter(estate=row.estate_id, series=row.series)
    return rows.exclude(pk=row.pk).order_by("-starts_at", "-pk").first()


def overdue_topics(community: int) -> int:
    """Matters in work whose day has passed; what was adopted counts with its resolution."""
    rows = Topic.objects.within(community).filter(
        state=TopicState.IN_WORK, due_on__lt=clock.today(), adopted_on=None
    )
    return rows.count()


# --- for notices --------------------------------------------------------------------------------
def holders_of(meeting: int) -> set[int]:
    """Whoever sits at a meeting, the keeper too."""
    rows = Seat.objects.filter(meeting=meeting, person__isnull=False)
    return set(rows.values_list("person", flat=True))


def raisers_of(meeting: int) -> set[int]:
    """Whoever raised a topic on its agenda, or what was merged into one."""
    rows = Item.objects.filter(meeting=meeting, topic__isnull=False)
    return {person for topic in rows.values_list("topic", flat=True) for person in to_tell(topic)}


def holder_of(meeting: int, key: str) -> int | None:
    rows = Seat.objects.filter(meeting=meeting, key=key)
    return rows.values_list("person", flat=True).first()


def interests_of(seat: int) -> dict[str, Interest]:
    """Key of the item -> what a seat declared."""
    rows = Interest.objects.filter(seat=seat).select_related("item")
    return {row.item.key: row for row in rows.order_by("pk")}


def interests_at(meeting: int) -> list[Interest]:
    """Everything declared at a meeting, with seats and items."""
    rows = Interest.objects.filter(seat__meeting=meeting).select_related("item", "seat")
    return list(rows.order_by("pk"))


def at_hand(actor: Actor) -> ScopedQuerySet[Meeting]:
    """What the desk still has before it."""
    rows = Meeting.objects.reached_by(actor).exclude(state__in=OVER)
    return rows.select_related("estate", "charter")
