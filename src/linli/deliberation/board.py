"""What the public board says of topics: counted by the database, however many there are.

Demands raised are the denominator: every voice, also those that were rejected, deferred, withdrawn, or
merged with another. A merged one counts as resolved when the one is in which it lives on.
"""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Aggregate, BigIntegerField, Count, Expression, F, Func, Q

from linli.deliberation.matters import body_title
from linli.deliberation.models import Topic
from linli.deliberation.queries import terms_in_force
from linli.deliberation.states import State
from linli.kernel import clock
from linli.kernel.scoping import ScopedQuerySet
from linli.organisations.models import Organisation

PUBLIC = "the board is public: states and days, no words"


class Middle(Aggregate):
    """The lower of the two in the middle: an integer stays one."""

    function = "PERCENTILE_DISC"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = BigIntegerField()


def whole_days(until: str, since: str) -> Expression:
    """Whole days between two moments."""
    return Func(
        F(until) - F(since),
        template="FLOOR(EXTRACT(EPOCH FROM %(expressions)s) / 86400)::bigint",
        output_field=BigIntegerField(),
    )


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
    """Four queries at most, and a row for each group."""
    done = Q(state=State.RESOLVED)
    found = Topic.objects.within(community).aggregate(
        all=Count("pk"),
        done=Count("pk", filter=done | Q(merged_into__state=State.RESOLVED)),
        middle=Middle(whole_days("closed_at", "raised_at"), filter=done),
        **{f"in_{state}": Count("pk", filter=Q(state=state)) for state in State},
    )
    return Figures(
        raised=found["all"],
        resolved=found["done"],
        states={s.value: found[f"in_{s}"] for s in State if found[f"in_{s}"]},
        median_days=found["middle"],
        overdue=overdue(community),
    )


def rate(community: int) -> tuple[int, int]:
    """Resolved of raised. One query."""
    done = Q(state=State.RESOLVED) | Q(merged_into__state=State.RESOLVED)
    found = Topic.objects.within(community).aggregate(
        all=Count("pk"), done=Count("pk", filter=done)
    )
    return found["done"], found["all"]


def overdue(community: int) -> list[tuple[str, int]]:
    """Who must have acted, by name of the body; the most first."""
    rows = Topic.objects.within(community).filter(due_on__lt=clock.today())
    groups = list(
        rows.values("state", "owner_body", "body").annotate(number=Count("pk")).order_by("state")
    )
    names = Organisation.objects.in_bulk({each["owner_body"] for each in groups} - {None})
    desk = terms_in_force(community).triage_by[0]
    found: Counter[str] = Counter()
    for each in groups:
        body = names.get(each["owner_body"])
        found[_at_turn(each["state"], body, each["body"], desk)] += each["number"]
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))


def _at_turn(state: str, body: Organisation | None, code: str, desk: str) -> str:
    if state == State.IN_WORK and body is not None:
        return str(body.name)
    with_body = {State.PARKED, State.REFERRED, State.OWNERS, State.RESIDENTS}
    if State(state) in with_body and code:
        return body_title(code)
    return body_title(desk)


def public_topics(community: int) -> ScopedQuerySet[Topic]:
    """What was taken up, or stands by its number alone; newest first by key."""
    return Topic.objects.within(community).select_related("estate", "building", "owner_body")


def waiting(community: int) -> list[Topic]:
    """Parked, deferred, referred: each with reason, path and day."""
    rows = Topic.objects.within(community).filter(state__in=["parked", "deferred", "referred"])
    return list(rows.select_related("estate", "building").order_by("due_on", "pk")[:100])


def public_topic(topic: int) -> ScopedQuerySet[Topic]:
    rows = Topic.objects.across_communities(PUBLIC).filter(pk=topic)
    return rows.select_related("estate", "building", "owner_body", "merged_into")
