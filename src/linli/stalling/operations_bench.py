"""Overdue topics for the bench. They stay: the bench has a database of its own."""

from datetime import timedelta

from linli.deliberation.models import Topic
from linli.deliberation.states import State
from linli.identity.models import Person
from linli.kernel import clock


def overdue(community: int, count: int) -> None:
    """Parked with the developer until last week, each raised by somebody of its own."""
    people = Person.objects.bulk_create(
        [Person(community=community, level=Person.Level.PHONE) for _ in range(count)]
    )
    rows = []
    for person in people:
        row = Topic(
            community=community,
            raiser=person,
            channel=Topic.Channel.SELF,
            title="阶梯测算",
            state=State.PARKED.value,
            matter="warranty",
            body="developer",
            due_on=clock.today() - timedelta(days=7),
            raised_at=clock.now() - timedelta(days=40),
        )
        row.why, row.way_there = "-", "-"
        rows.append(row)
    Topic.objects.bulk_create(rows)
