"""Reads on rules, deeds and facts. Lists take a constant number of queries."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, Max, OuterRef, Q

from linli.awards.deeds import TYPES, Deed, Source
from linli.awards.models import Deed as Row
from linli.awards.models import Version
from linli.awards.reckoning import DEAD, Book, Past, Rule, Seen
from linli.awards.states import State
from linli.identity.aliases import alias_of
from linli.identity.queries import records_of
from linli.journal.models import Event
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.scoping import ScopedQuerySet

#: How far back caps and guards look; a calendar month is at most this long.
WINDOW = timedelta(days=31)
FIELDS = ("base", "per_hour", "started", "hard_extra", "most", "cap_day", "cap_month", "months")


def book_of(version: Version) -> Book:
    """A version as plain values; its rules and breaches should be prefetched."""
    rules = {
        row.kind: Rule(row.kind, **{name: getattr(row, name) for name in FIELDS})
        for row in version.rules.all()
    }
    return Book(
        version.pk,
        version.number,
        version.since,
        version.person_month,
        version.pair_week,
        version.cycle_days,
        version.late_days,
        rules,
        {row.kind: row.points for row in version.breaches.all()},
        version.answer_days,
        version.appeal_days,
    )


def books_of(community: int) -> list[Book]:
    """Every adopted version. Three queries."""
    rows = Version.objects.within(community).filter(state=Version.State.IN_FORCE)
    return [book_of(row) for row in rows.prefetch_related("rules", "breaches")]


def deed_of(row: Row) -> Deed:
    return Deed(
        row.kind,
        row.person_id,
        row.subject,
        row.ended,
        minutes=row.minutes,
        hard=row.hard,
        other=row.other,
        organiser=row.organiser,
        verifier=row.verifier,
        timed=row.timed,
    )


def past_of(community: int, deeds: Iterable[Deed], books: Iterable[Book]) -> Past:
    """What matters for these deeds: the same people's later days, and who helped whom. Two queries."""
    wanted, past = list(deeds), Past(alias_of)
    if not wanted:
        return past
    first = clock.day_of(min(deed.ended for deed in wanted)) - WINDOW
    rows = Row.objects.within(community).filter(
        Q(day__gte=first) | Q(subject__in={d.subject for d in wanted}),
        person__in={d.person for d in wanted},
    )
    known = set()
    for row in rows.order_by("pk"):
        known.add(row.pk)
        past.add(Seen(deed_of(row), State(row.state), row.amount))
    days = [book.cycle_days for book in books if book.cycle_days is not None]
    if days and any(deed.other is not None for deed in wanted):
        since = first + WINDOW - timedelta(days=max(days))
        edges = Row.objects.within(community).filter(other__isnull=False, day__gte=since)
        edges = edges.exclude(state__in=DEAD)
        found = edges.values_list("person", "other").annotate(last=Max("day"))
        for person, other, last in found:
            past.note_help(person, other, last)
    return past


# --- facts --------------------------------------------------------------------------------------
def sources(events: Iterable[Event]) -> list[Source]:
    """With how a duty was given, in one query more where there are duties."""
    rows = list(events)
    duties = {str(row.payload["duty"]) for row in rows if row.type == "duties.confirmed"}
    given: dict[str, list[Event]] = {}
    if duties:
        found = Event.objects.filter(
            subject_kind="duty",
            subject_id__in=duties,
            type__in=["duties.given", "duties.handed_on"],
        )
        for event in found.order_by("pk"):
            given.setdefault(event.subject_id, []).append(event)
    made = []
    for row in rows:
        before = [e for e in given.get(str(row.payload.get("duty")), []) if e.pk < row.pk]
        last = before[-1].payload if before and row.type == "duties.confirmed" else None
        made.append(Source(row.pk, row.type, row.payload, row.actor, row.at, last))
    return made


def waiting(community: int, near: int, *, most: int) -> list[Event]:
    """Facts around one that nobody reckoned yet, in the order in which they came."""
    reach = most * 10
    rows = Event.objects.filter(
        pk__gt=near - reach, pk__lte=near + reach, place=community, type__in=TYPES
    )
    known = Row.objects.within(community).filter(event=OuterRef("pk"))
    return list(rows.filter(~Exists(known)).order_by("pk")[:most])


def facts_between(community: int, first: date, last: date) -> Iterator[Event]:
    """Facts with deeds of a community, from day to day, in the order in which they came."""
    start = datetime.combine(first, time(), clock.LOCAL)
    end = datetime.combine(last + timedelta(days=1), time(), clock.LOCAL)
    rows = Event.objects.filter(place=community, type__in=TYPES, at__gte=start, at__lt=end)
    return rows.order_by("pk").iterator(chunk_size=2_000)


# --- lists --------------------------------------------------------------------------------------
def versions_of(actor: Actor) -> ScopedQuerySet[Version]:
    return Version.objects.reached_by(actor).order_by("community", "-number")


def deeds_of_person(person: int) -> ScopedQuerySet[Row]:
    rows = Row.objects.across_communities("people see their own deeds")
    return rows.filter(person__in=records_of(person)).select_related("version")


def on_desk(actor: Actor) -> ScopedQuerySet[Row]:
    """What the staff may look at; of ballots only those in doubt: who voted is not theirs to see."""
    rows = Row.objects.reached_by(actor).select_related("version")
    return rows.exclude(kind="ballot", state__in=[State.AWARDED, State.NOTHING])


def in_doubt(actor: Actor) -> ScopedQuerySet[Row]:
    """What waits for the staff, the oldest first."""
    rows = Row.objects.reached_by(actor).filter(
        state__in=[State.QUARANTINED, State.APPEALED, State.ASKED]
    )
    return rows.select_related("version")
