"""Noting who came and went, and what follows for their minutes."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Max, Min, Q

from linli.activities.counting import minutes
from linli.activities.models import Mark, SignUp
from linli.activities.queries.people import Judged, closed_for_marks
from linli.activities.states import Mark as Marks
from linli.facts.activities import MarksNoted
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.timing import corrected


def store(
    actor: Actor, judged: Sequence[Judged], sent_at: datetime, *, by_code: bool = False
) -> list[int]:
    """Store what a device noted, each once; answers the ids of those that were new.

    A mark sent twice at once meets the constraint and is left out by the database itself. Sign-ups
    are locked in the order of their ids; one that was confirmed meanwhile is left alone.
    """
    ids = {each.row.pk for each in judged if each.row is not None}
    rows = SignUp.objects.across_communities("the rule has looked").filter(pk__in=ids)
    locked = {
        row.pk: row
        for row in rows.select_related("occasion__activity")
        .select_for_update(of=("self",))
        .order_by("pk")
        if not closed_for_marks(row)
    }
    now = clock.now()
    marks = []
    for each in judged:
        if each.row is None or each.row.pk not in locked:
            continue
        timed = corrected(each.mark.at, sent_at, now)
        marks.append(
            Mark(
                community=each.row.community,
                signup_id=each.row.pk,
                what=each.mark.what,
                by_id=actor.person or 0,
                by_code=by_code,
                noted=each.mark.id,
                at=timed.at,
                device_at=each.mark.at,
                received_at=now,
                skew_ms=timed.skew_ms,
                late=timed.late,
            )
        )
    Mark.objects.bulk_create(marks, ignore_conflicts=True)
    _count(list(locked.values()))
    stored = Mark.objects.across_communities("one's own marks").filter(
        by=actor.person, noted__in=[mark.noted for mark in marks], received_at=now
    )
    return list(stored.order_by("pk").values_list("pk", flat=True))


def _count(rows: list[SignUp]) -> None:
    """The first coming, the last going, and the minutes between them. Two queries."""
    marks = Mark.objects.across_communities("the rule has looked").filter(signup__in=rows)
    found = marks.values("signup").annotate(
        came=Min("at", filter=Q(what=Marks.IN)), went=Max("at", filter=Q(what=Marks.OUT))
    )
    spans = {each["signup"]: (each["came"], each["went"]) for each in found}
    for row in rows:
        row.came_at, row.went_at = spans.get(row.pk, (None, None))
        at = row.occasion
        row.minutes = minutes(row.came_at, row.went_at, at.begins_at, at.ends_at)
    every = SignUp.objects.across_communities("the rule has looked")
    every.bulk_update(rows, ["came_at", "went_at", "minutes"])


def tell_noted(actor: Actor, community: int, marks: list[int]) -> None:
    late = Mark.objects.within(community).filter(pk__in=marks, late=True).count()
    fact = MarksNoted(community=community, marks=tuple(marks), late=late)
    record(actor, fact, place=community)
