"""Many small things, one notice: gathered over the day, told in the evening. In a transaction only."""

from collections.abc import Mapping

from django.db import connection

from linli.journal.outbox import require_district_transaction
from linli.kernel.actor import SYSTEM
from linli.notices.audiences import Addressee
from linli.notices.models import Bundle, Preferences
from linli.notices.operations import issue

_GATHER = """
INSERT INTO notices_bundle (community, person_id, kind, count, units, link)
SELECT %s, * FROM unnest(%s::bigint[], %s::text[], %s::int[], %s::bigint[], %s::text[])
ON CONFLICT (community, person_id, kind) DO UPDATE SET
  count = notices_bundle.count + excluded.count, units = notices_bundle.units + excluded.units"""


def gather(community: int, *, kind: str, link: str, people: Mapping[int, tuple[int, int]]) -> None:
    """`people`: person -> how many things, how many units. Told as each of them chose."""
    require_district_transaction()
    rows = Preferences.objects.filter(person__in=people).exclude(points=Preferences.Points.DAILY)
    other = dict(rows.values_list("person", "points"))
    daily = []
    for person in sorted(people):
        if other.get(person) == Preferences.Points.NOW:
            _issue(community, kind, link, person, people[person])
        elif person not in other:
            daily.append(person)
    if not daily:
        return
    many = len(daily)
    counts = [people[person][0] for person in daily]
    units = [people[person][1] for person in daily]
    with connection.cursor() as cursor:
        cursor.execute(_GATHER, [community, daily, [kind] * many, counts, units, [link] * many])


def issue_gathered(most: int = 200) -> int:
    """The evening's notices, the oldest bundles first; how many. What another run took is passed over."""
    rows = Bundle.objects.across_communities("the evening's notices").order_by("pk")
    taken = list(rows.select_for_update(skip_locked=True)[:most])
    never = set(
        Preferences.objects.filter(
            person__in=[row.person_id for row in taken], points=Preferences.Points.NEVER
        ).values_list("person", flat=True)
    )
    for row in taken:
        if row.person_id not in never:
            _issue(row.community, row.kind, row.link, row.person_id, (row.count, row.units))
    rows.filter(pk__in=[row.pk for row in taken]).delete()
    return len(taken)


def forget_bundles_of(person: int) -> None:
    """Of an account that was closed."""
    Bundle.objects.across_communities("erasure").filter(person=person).delete()


def _issue(community: int, kind: str, link: str, person: int, found: tuple[int, int]) -> None:
    count, units = found
    issue(
        SYSTEM,
        community=community,
        people=[Addressee(person)],
        audience="person",
        kind=kind,
        params={"count": count, "units": units},
        link=link,
    )
