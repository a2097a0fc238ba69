"""A crowd for the bench. It stays: the bench has a database of its own."""

from datetime import timedelta

from linli.activities.models import Activity, Occasion
from linli.activities.states import Kind, State
from linli.identity.models import Person
from linli.kernel import clock
from linli.kernel.actor import Capacity


def crowd(community: int, count: int) -> list[int]:
    """New people of a community, without names."""
    made = Person.objects.bulk_create(
        [Person(community=community, level=Person.Level.PHONE) for _ in range(count)]
    )
    return [person.pk for person in made]


def occasion(community: int, organiser: int, seats: int) -> Occasion:
    """One that is open for an hour yet."""
    now = clock.now()
    activity = Activity.objects.create(
        community=community,
        kind=Kind.CULTURE,
        title="报名测算",
        where="-",
        organiser_id=organiser,
        capacity=Capacity.SYSTEM,
        state=State.OPEN,
        made_at=now,
    )
    return Occasion.objects.create(
        community=community,
        activity=activity,
        begins_at=now + timedelta(hours=1),
        ends_at=now + timedelta(hours=2),
        seats=seats,
    )
