"""Entries, visits that are due, and the counts of an appraisal."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Max

from linli.grids.models import Entry, HomeToVisit, Post
from linli.grids.models.spans import on_day
from linli.grids.models.work import Tag
from linli.grids.queries.posts import SCOPE, answers_for, posts_held
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.scoping import ScopedQuerySet
from linli.kernel.timing import corrected, is_possible
from linli.places.models import Unit


@dataclass(frozen=True, slots=True)
class Noted:
    """A visit as a device noted it: no name, no words."""

    id: UUID
    unit: int
    outcome: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Judged:
    """`post` is in whose name it may be stored; else `code` says why not, or `known`."""

    visit: Noted
    post: Post | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class ToVisit:
    """A home on somebody's list. Why it stands there is not told."""

    home: HomeToVisit
    unit: Unit
    last: datetime | None
    due_on: date

    @property
    def is_due(self) -> bool:
        return self.due_on <= clock.today()


KNOWN = "known"


def judged(actor: Actor, visits: Sequence[Noted], sent_at: datetime) -> list[Judged]:
    """What may be stored of what a device sends.

    A visit counts for the posts of its own day, and of today: who was appointed in between goes on
    with the list.
    """
    now, today = clock.now(), clock.today()
    rows = Entry.objects.across_communities("one's own entries").filter(
        person=actor.person, noted__in=[visit.id for visit in visits]
    )
    known = set(rows.values_list("noted", flat=True))
    by_day: dict[date, dict[int, Post]] = {}
    answer = []
    for visit in visits:
        if visit.id in known:
            answer.append(Judged(visit, code=KNOWN))
            continue
        if not is_possible(visit.at):
            answer.append(Judged(visit, code="kernel.no_such_time"))
            continue
        post = None
        for day in (clock.day_of(corrected(visit.at, sent_at, now).at), today):
            if day not in by_day:
                by_day[day] = _units_by_post(actor, day)
            post = post or by_day[day].get(visit.unit)
        none = "grids.not_your_home" if any(by_day.values()) else "grids.no_post"
        answer.append(Judged(visit, post, "" if post else none))
        known.add(visit.id)
    return answer


def _units_by_post(actor: Actor, day: date) -> dict[int, Post]:
    found: dict[int, Post] = {}
    for post in posts_held(actor, day):
        for unit in answers_for(post, day).values_list("pk", flat=True):
            found.setdefault(unit, post)
    return found


def homes_to_visit(actor: Actor) -> list[ToVisit]:
    """The list of whoever serves, what is due first. Constant queries per post."""
    today = clock.today()
    units = {
        pk
        for post in posts_held(actor)
        for pk in answers_for(post, today).values_list("pk", flat=True)
    }
    rows = HomeToVisit.objects.across_communities("homes in the scope of own posts")
    return _to_visit(list(rows.filter(on_day(today), unit__in=units).defer("reason")))


def marked(community: int) -> ScopedQuerySet[HomeToVisit]:
    """The staff's list."""
    rows = HomeToVisit.objects.within(community).filter(on_day(clock.today()))
    return rows.select_related("unit__building", "unit__estate")


def _to_visit(rows: list[HomeToVisit]) -> list[ToVisit]:
    ids = [row.unit_id for row in rows]
    units = Unit.objects.across_communities("the homes are in reach").filter(pk__in=ids)
    by_id = {unit.pk: unit for unit in units.select_related("building", "estate")}
    visits = Entry.objects.across_communities("the homes are in reach").filter(
        unit__in=ids, kind=Entry.Kind.VISIT
    )
    last = dict(visits.values_list("unit").annotate(Max("at")).values_list("unit", "at__max"))
    found = []
    for row in rows:
        seen = last.get(row.unit_id)
        due = clock.day_of(seen) + timedelta(days=row.every) if seen else row.since
        found.append(ToVisit(row, by_id[row.unit_id], seen, due))
    return sorted(found, key=lambda each: (each.due_on, each.unit.position, each.unit.pk))


def noted_entry(community: int, entry: int) -> Entry | None:
    return Entry.objects.within(community).filter(pk=entry).defer("text").first()


def own_entries(actor: Actor) -> ScopedQuerySet[Entry]:
    rows = Entry.objects.across_communities("one's own entries").filter(person=actor.person)
    return rows.select_related("unit__building", "building")


@dataclass(slots=True)
class Counted:
    """A post with how many entries bear each tag."""

    post: Post
    entries: int = 0
    tags: Counter[str] = field(default_factory=Counter)

    @property
    def cells(self) -> list[int]:
        return [self.tags[tag] for tag in Tag.values]

    @property
    def labelled(self) -> list[tuple[str, int]]:
        return list(zip(map(str, Tag.labels), self.cells, strict=True))


def begin(day: date) -> datetime:
    return datetime.combine(day, time(), clock.LOCAL)


def counted(community: int, first: date, last: date) -> list[Counted]:
    """Per post with entries, and per grid head without, the counts of a period.

    No words, no homes, no names.
    """
    rows = Entry.objects.within(community).filter(
        at__gte=begin(first), at__lt=begin(last + timedelta(days=1))
    )
    found: dict[int, Counted] = {}
    posts = Post.objects.within(community).select_related(*SCOPE)
    heads = posts.filter(kind=Post.Kind.HEAD, stands_in_for=None, since__lte=last).exclude(
        until__lte=first
    )
    pairs = list(rows.values_list("post", "tags"))
    for post in [*heads, *posts.filter(pk__in={pk for pk, _ in pairs})]:
        found.setdefault(post.pk, Counted(post))
    for pk, tags in pairs:
        found[pk].entries += 1
        found[pk].tags.update(tags)
    order = list(Post.Kind.values)
    return sorted(found.values(), key=lambda each: (order.index(each.post.kind), each.post.pk))
