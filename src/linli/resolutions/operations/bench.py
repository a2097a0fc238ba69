"""Demands for the bench. They stay: the bench has a database of its own."""

from datetime import timedelta

from linli.deliberation.models import Topic
from linli.deliberation.states import State
from linli.identity.models import Person
from linli.kernel import clock

#: As they stand in a community after years: most are over.
STATES = (
    State.RESOLVED,
    State.RESOLVED,
    State.REJECTED,
    State.PARKED,
    State.IN_WORK,
    State.RAISED,
)
OVER = frozenset({State.RESOLVED, State.REJECTED})


def demands(community: int, count: int) -> None:
    """So many more, raised by one and confirmed by another."""
    level = Person.Level.PHONE
    raiser, other = Person.objects.bulk_create(
        [Person(community=community, level=level) for _ in range(2)]
    )
    rows = []
    for number in range(count):
        state = STATES[number % len(STATES)]
        row = Topic(
            community=community,
            raiser=raiser,
            channel=Topic.Channel.SELF,
            title="公示板测算",
            state=state.value,
            body="street",
            raised_at=clock.now() - timedelta(days=30 + number % 300),
        )
        row.why, row.way_there = "-", "-" if state is State.PARKED else ""
        if state in OVER:
            row.closed_at = clock.now() - timedelta(days=number % 30)
        else:
            row.due_on = clock.today() + timedelta(days=number % 20 - 10)
        if state is State.RESOLVED:
            row.confirmed_by = row.closed_by = raiser
            row.reported_by = other
        if state is State.IN_WORK:
            row.adopted_on = clock.today()
        rows.append(row)
    Topic.objects.bulk_create(rows, batch_size=1_000)
