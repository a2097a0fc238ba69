"""Who comes, who came, and the lists of desks. Lists take a constant number of queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, Sum

from linli.activities.models import Activity, Mark, Occasion, Rating, SignUp
from linli.activities.parameters import DESK_NEAR
from linli.activities.running import SHOWN, run_by, runs
from linli.activities.states import Place, State
from linli.identity.models import Person
from linli.identity.queries import display_names, records_of
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.scoping import ScopedQuerySet
from linli.kernel.timing import is_possible

#: How much of a person's number stands beside the masked name, to tell two 王** apart.
TAIL = 4
OWN = "people see where they signed up"
DESK = "occasions that the caller runs"


def mine(person: int) -> ScopedQuerySet[SignUp]:
    """Where a person signed up, with records that were merged into theirs."""
    rows = SignUp.objects.across_communities(OWN).filter(person__in=records_of(person))
    return rows.select_related("occasion__activity")


def own_signup(actor: Actor, occasion: int) -> SignUp | None:
    rows = SignUp.objects.across_communities(OWN)
    return rows.filter(person=actor.person, occasion=occasion).first()


def confirmed_minutes(person: int) -> int:
    rows = mine(person).filter(confirmed_at__isnull=False)
    return int(rows.aggregate(total=Sum("minutes"))["total"] or 0)


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody on the list of an occasion, as others see their name."""

    signup: SignUp
    name: str

    @property
    def may_confirm(self) -> bool:
        row = self.signup
        return row.minutes is not None and row.confirmed_at is None


def with_names(rows: Iterable[SignUp]) -> list[Line]:
    """The masked name and the end of the number. Two queries more."""
    found = list(rows)
    ids = [row.person_id for row in found]
    names = display_names(ids)
    numbers = dict(Person.objects.filter(pk__in=ids).values_list("pk", "public_id"))
    return [
        Line(row, f"{names.get(row.person_id, '')} · {numbers.get(row.person_id, '')[-TAIL:]}")
        for row in found
    ]


def people_of(occasion: int) -> ScopedQuerySet[SignUp]:
    """Everybody on the list, in the order in which they came."""
    rows = SignUp.objects.across_communities(DESK).filter(occasion=occasion)
    return rows.exclude(state=Place.LEFT)


def ahead_of(row: SignUp) -> int:
    """How many stand before somebody on the waitlist."""
    rows = SignUp.objects.across_communities(OWN).filter(
        occasion=row.occasion_id, state=Place.WAITING, number__lt=row.number
    )
    return rows.count()


def people_to_tell(occasions: Iterable[int]) -> list[int]:
    """Everybody who has a place or waits for one."""
    rows = SignUp.objects.across_communities("whoever signed up is told").filter(
        occasion__in=list(occasions)
    )
    people = rows.exclude(state=Place.LEFT).values_list("person", flat=True)
    return sorted(set(people))


# --- the desk ---------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Marked:
    """A mark as a device noted it: whose sign-up, came or went, the device's time."""

    id: UUID
    signup: int
    what: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Judged:
    """`row` is what may be marked; else `code` says why not, or `known`."""

    mark: Marked
    row: SignUp | None = None
    code: str = ""


KNOWN = "known"


def desk(actor: Actor) -> list[Line]:
    """Who has a place at what the actor runs about now. Three queries."""
    now = clock.now()
    run = Activity.objects.across_communities(DESK).filter(run_by(actor), state=State.OPEN)
    rows = SignUp.objects.across_communities(DESK).filter(
        state=Place.SEATED,
        confirmed_at=None,
        occasion__activity__in=run,
        occasion__cancelled=False,
        occasion__begins_at__lte=now + DESK_NEAR,
        occasion__ends_at__gte=now - DESK_NEAR,
    )
    return with_names(
        rows.select_related("occasion__activity").order_by("occasion__begins_at", "number")
    )


def judged(actor: Actor, marks: Sequence[Marked]) -> list[Judged]:
    """What may be stored of what a desk sends. Two queries."""
    own = Mark.objects.across_communities("one's own marks").filter(by=actor.person)
    known = set(own.filter(noted__in=[m.id for m in marks]).values_list("noted", flat=True))
    rows = SignUp.objects.across_communities(DESK).select_related("occasion__activity")
    by_id = rows.in_bulk({mark.signup for mark in marks})
    answer = []
    for mark in marks:
        row = by_id.get(mark.signup)
        if mark.id in known:
            answer.append(Judged(mark, code=KNOWN))
            continue
        code = _why_not(actor, row) if is_possible(mark.at) else "kernel.no_such_time"
        answer.append(Judged(mark, None if code else row, code))
        known.add(mark.id)
    return answer


def _why_not(actor: Actor, row: SignUp | None) -> str:
    if row is None or not runs(actor, row.occasion.activity):
        return "activities.not_your_desk"
    return closed_for_marks(row)


def closed_for_marks(row: SignUp) -> str:
    """Why nothing is noted about a sign-up any more; empty when it may be."""
    if row.occasion.cancelled:
        return "activities.cancelled"
    if row.state != Place.SEATED:
        return "activities.no_place"
    return "activities.confirmed_already" if row.confirmed_at else ""


# --- ratings ----------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Rated:
    """`tenths`: the average times ten, cut off; 0 without ratings."""

    count: int
    tenths: int

    @property
    def words(self) -> str:
        return f"{self.tenths // 10}.{self.tenths % 10}"


def rated(occasion: Occasion) -> Rated:
    rows = Rating.objects.within(occasion.community).filter(occasion=occasion)
    found = rows.aggregate(count=Count("pk"), total=Sum("stars"))
    count = found["count"]
    return Rated(count, (found["total"] or 0) * 10 // count if count else 0)


def ratings_of(occasion: Occasion) -> ScopedQuerySet[Rating]:
    return Rating.objects.within(occasion.community).filter(occasion=occasion).order_by("-pk")


# --- dates ---------------------------------------------------------------------------------
def dates_of(activity: Activity) -> ScopedQuerySet[Occasion]:
    """All dates of an activity, in order."""
    rows = Occasion.objects.within(activity.community).filter(activity=activity)
    return rows.order_by("begins_at", "pk")


# --- lists of occasions ---------------------------------------------------------------------
def coming(actor: Actor) -> ScopedQuerySet[Occasion]:
    """What one may still go to, in the reach."""
    rows = Occasion.objects.reached_by(actor).select_related("activity")
    return rows.filter(activity__state=State.OPEN, cancelled=False, ends_at__gte=clock.now())


def past(actor: Actor) -> ScopedQuerySet[Occasion]:
    rows = Occasion.objects.reached_by(actor).select_related("activity")
    over = Q(ends_at__lt=clock.now()) | Q(cancelled=True)
    return rows.filter(over, activity__state__in=SHOWN)


def places_of(actor: Actor, occasions: Iterable[Occasion]) -> dict[int, SignUp]:
    """Occasion -> the actor's own sign-up. One query."""
    rows = SignUp.objects.across_communities(OWN).filter(
        person=actor.person, occasion__in=[row.pk for row in occasions]
    )
    return {row.occasion_id: row for row in rows}
