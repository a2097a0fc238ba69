"""The public board: what was demanded, what became of it. Demands raised are the denominator."""

from collections import Counter
from dataclasses import dataclass
from statistics import median_low

from linli.deliberation.matters import body_title
from linli.deliberation.models import Topic
from linli.deliberation.queries import terms_in_force
from linli.deliberation.states import State
from linli.kernel import clock
from linli.kernel.scoping import ScopedQuerySet

PUBLIC = "the board is public: states and days, no words"


@dataclass(frozen=True, slots=True)
class Figures:
    """`resolved` counts confirmed ones alone, and those merged into such; `raised` counts every voice."""

    raised: int
    resolved: int
    #: State -> how many stand there.
    states: dict[str, int]
    #: The middle of the days from the first voice to the confirmation; None: none was resolved.
    median_days: int | None
    #: Body -> how many wait for it past their day.
    overdue: list[tuple[str, int]]


def figures(community: int) -> Figures:
    """Three queries at most."""
    rows = Topic.objects.within(community)
    states: Counter[str] = Counter()
    days, raised, resolved = [], 0, 0
    values = rows.values_list("state", "merged_into__state", "raised_at", "closed_at")
    for state, other, began, ended in values.iterator(chunk_size=2000):
        raised += 1
        states[state] += 1
        if state == State.RESOLVED and ended is not None:
            days.append((ended - began).days)
        resolved += State.RESOLVED in {state, other}
    return Figures(
        raised=raised,
        resolved=resolved,
        states={s.value: states[s.value] for s in State if states[s.value]},
        median_days=median_low(days) if days else None,
        overdue=_overdue(community),
    )


def _overdue(community: int) -> list[tuple[str, int]]:
    """Who must have acted, by name of the body; the most first."""
    found: Counter[str] = Counter()
    desk = terms_in_force(community).triage_by[0]
    rows = Topic.objects.within(community).filter(due_on__lt=clock.today())
    for topic in rows.select_related("owner_body"):
        found[_at_turn(topic, desk)] += 1
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))


def _at_turn(topic: Topic, desk: str) -> str:
    if topic.state == State.IN_WORK and topic.owner_body is not None:
        return str(topic.owner_body.name)
    with_body = {State.PARKED, State.REFERRED, State.OWNERS, State.RESIDENTS}
    if State(topic.state) in with_body and topic.body:
        return body_title(topic.body)
    return body_title(desk)


def public_topics(community: int) -> ScopedQuerySet[Topic]:
    """What was taken up, or stands by its number alone; newest first by key."""
    return Topic.objects.within(community).select_related("estate", "building", "owner_body")


def waiting(community: int) -> list[Topic]:
    """Parked, deferred, referred: each with reason, path and day."""
    rows = Topic.objects.within(community).filter(state__in=["parked", "deferred", "referred"])
    return list(rows.order_by("due_on", "pk")[:100])


def public_topic(topic: int) -> ScopedQuerySet[Topic]:
    rows = Topic.objects.across_communities(PUBLIC).filter(pk=topic)
    return rows.select_related("estate", "building", "owner_body", "merged_into")
