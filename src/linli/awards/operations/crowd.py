"""Many people and many confirmed wishes at once, for measurements; empty records, no names."""

from datetime import datetime
from typing import Any

from linli.awards.models import Rule, Version
from linli.identity.models import Person
from linli.journal.models import Event
from linli.journal.outbox import require_district_transaction
from linli.kernel.actor import Capacity


def people(community: int, count: int) -> list[int]:
    """Their ids."""
    require_district_transaction()
    made = Person.objects.bulk_create(
        [Person(community=community) for _ in range(count)], batch_size=1_000
    )
    return [person.pk for person in made]


def rules(community: int, proposer: int, head: dict[str, Any], lines: list[dict[str, Any]]) -> None:
    """In force at once."""
    require_district_transaction()
    made = Version.objects.create(
        community=community,
        number=1,
        state=Version.State.IN_FORCE,
        proposed_by_id=proposer,
        **head,
    )
    Rule.objects.bulk_create(Rule(version=made, **line) for line in lines)


def wishes(community: int, crowd: list[int], at: datetime) -> list[Event]:
    """Each helps the next one's neighbour; a third one confirms."""
    require_district_transaction()
    many = len(crowd)
    return Event.objects.bulk_create(
        [
            Event(
                type="wishes.confirmed",
                actor=crowd[(n + 2) % many],
                capacity=Capacity.RESIDENT,
                place=community,
                subject_kind="wish",
                subject_id=str(n),
                payload={
                    "wish": n,
                    "wisher": crowd[(n + 1) % many],
                    "helpers": [person],
                    "verifier": crowd[(n + 2) % many],
                    "minutes": 90,
                    "hard": n % 7 == 0,
                },
                at=at,
            )
            for n, person in enumerate(crowd)
        ],
        batch_size=1_000,
    )
