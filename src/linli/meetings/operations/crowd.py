"""A meeting in session with many members, each an account: for the bench.

Written at once, without the actions that make such rows one by one; every name is empty.
"""

from datetime import timedelta

from django.db.models import Max

from linli.deliberation.floor import apply
from linli.deliberation.floor import commands as given
from linli.deliberation.floor.refusals import Refusal
from linli.deliberation.floor.state import Floor
from linli.deliberation.models import Charter
from linli.deliberation.patterns import patterns
from linli.identity.models import Person
from linli.journal.outbox import require_district_transaction
from linli.kernel import clock
from linli.meetings.models import Meeting, Seat
from linli.meetings.procedures import MOTIONS, Who, start

CHUNK = 500


def hall(community: int, people: int) -> tuple[Meeting, list[int]]:
    """The meeting, and who sits there: the first presides."""
    require_district_transaction()
    persons = Person.objects.bulk_create(
        [Person(community=community) for _ in range(people)], batch_size=CHUNK
    )
    charter, now = _charter(community, persons), clock.now()
    held = Meeting.objects.within(community).aggregate(last=Max("number"))
    number = (held["last"] or 0) + 1
    row = Meeting.objects.create(
        community=community,
        track="ordinary",
        series="extra",
        number=number,
        charter=charter,
        form=charter.plain.form.value,
        starts_at=now,
        planned_at=now,
    )
    keys = [f"s{n}" for n in range(1, people + 1)]
    seats = Seat.objects.bulk_create(
        [
            Seat(meeting=row, key=key, position=n, person=person, arrived="room", accredited_at=now)
            for n, (key, person) in enumerate(zip(keys, persons, strict=True))
        ],
        batch_size=CHUNK,
    )
    first = start(
        charter.plain, Who(tuple(keys), keys[0]), number=number, day=clock.today(), at=now
    )
    row.put("start", MOTIONS.pack(first))
    row.put("floor", MOTIONS.pack(_gathered(first, keys)))
    row.state, row.version, row.chair, row.noticed_at = "in_session", 1, seats[0], now
    row.save()
    return row, [person.pk for person in persons]


def _gathered(state: object, keys: list[str]) -> Floor:
    """Everybody is there, and the chair has opened."""
    if not isinstance(state, Floor):
        raise TypeError(state)
    at, chair = state.clock, keys[0]
    steps: list[given.Command] = [given.Notice(at, chair), given.Call(at, chair)]
    steps += [given.Arrive(at, key) for key in keys]
    for step in (*steps, given.Open(at, chair)):
        after = apply(state, step)
        if isinstance(after, Refusal):
            raise TypeError(after.code)
        state = after
    return state


def _charter(community: int, persons: list[Person]) -> Charter:
    now = clock.now()
    last = Charter.objects.within(community).order_by("-number").first()
    pattern = patterns()["jt"]
    return Charter.objects.create(
        community=community,
        track="ordinary",
        number=last.number + 1 if last else 1,
        state=Charter.State.IN_FORCE,
        template="jt",
        terms=pattern.terms.plain(),
        initiator=persons[0],
        drafted_at=now - timedelta(days=20),
        open_until=clock.today() - timedelta(days=10),
        since=clock.today(),
        decided_by="residents_assembly",
        decision="bench",
        decided_on=clock.today(),
        entitled=100,
        votes_for=60,
        votes_against=10,
        votes_abstain=0,
        settled_by=persons[1],
        settled_at=now,
    )
