"""Rows for the bench: a made-up assembly with opened ballots, written at once; never kept."""

from datetime import timedelta

from django.db import connection

from linli.kernel import clock
from linli.places.models import Estate
from linli.voting.models import Assembly, Matter

_ENTRIES = """
INSERT INTO voting_rollentry
  (community, assembly_id, number, area_centi, persons, developer, salt, commit)
SELECT %s, %s, n, 5000 + n %% 10000, 1, false, ''::bytea, '' FROM generate_series(1, %s) n
"""
_BALLOTS = """
INSERT INTO voting_ballot
  (community, assembly_id, entry_id, version, code, channel, final, sealed, digest, at)
SELECT community, assembly_id, id, 1, lpad(number::text, 12, '0'), 'web', false,
  ''::bytea, ''::bytea, %s FROM voting_rollentry WHERE assembly_id = %s
"""
_CASTS = """
INSERT INTO voting_cast (entry_id, assembly_id, version, final, at)
SELECT entry_id, assembly_id, 1, false, at FROM voting_ballot WHERE assembly_id = %s
"""
_OPENED = """
INSERT INTO voting_openedchoice
  (assembly_id, matter_id, entry_id, ballot_id, choice, area_centi, persons)
SELECT b.assembly_id, %s, e.id, b.id,
  (ARRAY['agree', 'agree', 'oppose', 'abstain'])[1 + e.number %% 4], e.area_centi, e.persons
FROM voting_ballot b JOIN voting_rollentry e ON e.id = b.entry_id WHERE b.assembly_id = %s
"""


def opened_ballots(estate: Estate, convener: int, ballots: int) -> Assembly:
    """An assembly that is closed, with so many opened ballots on one matter."""
    now = clock.now()
    row = Assembly.objects.create(
        community=estate.community_id,
        estate=estate,
        title_zh="测算",
        convener_id=convener,
        ground="owners_share",
        ground_text="-",
        legal_mode="BINDING_HERE",
        opens_at=now - timedelta(days=1),
        closes_at=now,
        state="closed",
        frozen_at=now,
        created_at=now,
    )
    matter = Matter.objects.create(assembly=row, number=1, kind="covenant", noticed_at=now)
    with connection.cursor() as cursor:
        cursor.execute(_ENTRIES, [row.community, row.pk, ballots])
        cursor.execute(_BALLOTS, [now, row.pk])
        cursor.execute(_CASTS, [row.pk])
        cursor.execute(_OPENED, [matter.pk, row.pk])
        cursor.execute(
            "SELECT sum(area_centi), count(*) FROM voting_rollentry WHERE assembly_id = %s",
            [row.pk],
        )
        row.roll_area_centi, row.roll_persons = cursor.fetchone()
        cursor.execute("ANALYZE voting_openedchoice")
        cursor.execute("ANALYZE voting_cast")
    row.save()
    return row
