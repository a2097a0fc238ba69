"""The town of deliberation's tests with a meeting: planned, noticed, in session."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from linli.deliberation.models import Topic
from linli.deliberation.tests.town import MAY, Town, home, in_force, town
from linli.deliberation.tests.voices import accepted, checked, proposed
from linli.kernel import clock
from linli.meetings.actions import door, floor, planning, seats
from linli.meetings.models import Meeting, Seat
from linli.meetings.wanted import Offices, Plan

#: The first Saturday of June at half past two, by the JT charter's calendar.
JUNE = datetime(2026, 6, 6, 6, 30, tzinfo=UTC)
ALL = "test"
__all__ = ["JUNE", "MAY", "Town", "fresh", "home", "in_force", "town"]


def fresh(meeting: Meeting) -> Meeting:
    return Meeting.objects.across_communities(ALL).get(pk=meeting.pk)


def ready(here: Town, words: str = "三号楼门口的路灯不亮") -> Topic:
    """Raised by ann, proposed by bob: waits for a meeting."""
    topic = accepted(here, "ann", words)
    checked(here, topic, "meeting")
    proposed(here, topic)
    return topic


def planned(
    here: Town, series: str = "internal", at: datetime = JUNE, by: str = "clerk2"
) -> Meeting:
    plan = Plan(series, at, "党群服务中心二楼")
    return planning.plan(here.actors[by], community=here.community, wanted=plan)


def seat(meeting: Meeting, title: str) -> Seat:
    """By the label of its building or the name of its body."""
    rows = Seat.objects.filter(meeting=meeting).select_related("building", "organisation")
    return next(
        each
        for each in rows
        if title
        in (each.building and each.building.label, each.organisation and each.organisation.name_zh)
        and each.votes
    )


def sit(here: Town, meeting: Meeting, title: str, name: str, by: str = "clerk2") -> Seat:
    return seats.sit(
        here.actors[by],
        meeting=meeting.pk,
        seat=seat(meeting, title).key,
        person=here.people[name].public_id,
        reason="楼栋推选",
    )


def noticed(here: Town, by: str = "clerk2", **more) -> Meeting:
    """ann sits for building 1, bob for building 2; the committee's clerk presides."""
    row = planned(here, by=by, **more)
    sit(here, row, "1栋", "ann")
    sit(here, row, "2栋", "bob")
    return planning.notice(here.actors[by], meeting=row.pk, offices=Offices())


def give(here: Town, meeting: Meeting, who: str, do: str, /, **fields) -> Meeting:
    return floor.give(here.actors[who], meeting=meeting.pk, command={"do": do, **fields})


EVERYBODY = ("甲居委会", "甲物业", "1栋", "2栋")


@contextmanager
def at_its_hour(row: Meeting) -> Iterator[None]:
    """When people were told that it is; later, when that is past."""
    with clock.frozen(max(clock.now(), row.starts_at)):
        yield


def called(here: Town, row: Meeting, titles: Iterable[str] = EVERYBODY) -> Meeting:
    """At its hour the doors open, and these come in."""
    with at_its_hour(row):
        planning.call(here.clerk2, meeting=row.pk)
        for title in titles:
            door.admit(here.clerk2, meeting=row.pk, seat=seat(row, title).key)
    return fresh(row)


def opened(here: Town, row: Meeting, titles: Iterable[str] = EVERYBODY) -> Meeting:
    """And whoever presides opens it."""
    called(here, row, titles)
    with at_its_hour(row):
        return give(here, row, "clerk", "open")


def in_session(here: Town, **more) -> Meeting:
    """Opened at its hour; clerk (who presides), manager, ann and bob are there. The clock is yours again."""
    return opened(here, noticed(here, **more))
