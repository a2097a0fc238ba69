"""A community of people with records, for measurements; empty people, no names."""

from datetime import date, timedelta

from django.db import connection

from linli.identity.models import Person
from linli.journal.outbox import require_district_transaction
from linli.kernel import clock
from linli.recognition.models import Adoption, Record

KINDS = ("wish", "activity", "duty", "thanks", "ballot")
EACH = 12

_BARE = """
INSERT INTO recognition_badge (community, person_id, code, edition, given_at)
SELECT community, person_id, 'bare_' || kind, 1, now()
FROM recognition_record WHERE community = %s AND state = 'stands'
GROUP BY community, person_id, kind HAVING count(*) >= 1"""


def fill(community: int, people: int, first: date) -> int:
    """Each with a dozen records of all kinds, over a year."""
    require_district_transaction()
    made = Person.objects.bulk_create(
        [Person(community=community) for _ in range(people)], batch_size=1_000
    )
    Record.objects.bulk_create(
        [
            Record(
                community=community,
                event=n,
                kind=KINDS[(n + person.pk) % len(KINDS)],
                person=person,
                subject=f"bench:{n}",
                minutes=60,
                day=first + timedelta(days=30 * n),
            )
            for person in made
            for n in range(EACH)
        ],
        batch_size=2_000,
    )
    Adoption.objects.create(
        community=community,
        edition=1,
        since=clock.today(),
        decision="bench",
        by=made[0],
        at=clock.now(),
    )
    return people * EACH


def analyse() -> None:
    """So that neither side is measured on a table that the planner does not know."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE recognition_record")


def bare(community: int) -> int:
    """What PostgreSQL needs for as many badges from the same records, without facts; undone."""
    require_district_transaction()
    with connection.cursor() as cursor:
        cursor.execute(_BARE, [community])
        return int(cursor.rowcount)
