"""The commonest right to vote, in one statement: every ballot on the web asks for it.

It refuses nobody: what is not found here, `entitlement` decides in full. A test holds both beside
each other.
"""

from django.db import connection

from linli.kernel import clock
from linli.kernel.prepared import ask
from linli.residence.models.home import OWNERS
from linli.voting.models import Assembly, RollEntry

#: What a ballot needs of the roll's row; the rest is read when somebody asks for it.
_COLUMNS = ("id", "community", "assembly_id", "number", "developer")
#: Owner today, by a living residence, of a home that belongs to the same owner set as on the roll.
_OWNS = """
SELECT entry.id, entry.community, entry.assembly_id, entry.number, entry.developer,
  residence.roster_owner_id
FROM voting_rollentry entry
JOIN voting_rollunit rolled ON rolled.entry_id = entry.id
JOIN places_title title ON title.unit_id = rolled.unit_id AND title.elector_id = rolled.elector_id
  AND title.since <= $4 AND (title.until IS NULL OR title.until > $4)
JOIN residence_residence residence ON residence.unit_id = rolled.unit_id
  AND residence.relation = ANY($5) AND residence.ended_at IS NULL
  AND (residence.until IS NULL OR residence.until >= $4)
JOIN places_electorowner member ON member.elector_id = title.elector_id
  AND member.owner_id = residence.roster_owner_id
WHERE entry.assembly_id = $1 AND entry.number = $2 AND NOT entry.developer
  AND residence.person_id IN (
    SELECT $3 UNION ALL SELECT id FROM identity_person WHERE merged_into_id = $3)
ORDER BY rolled.id, residence.id LIMIT 1"""


def plain_right(person: int, row: Assembly, number: int) -> tuple[RollEntry, int] | None:
    """The elector of this number and the owner on the roster that the person is, or None."""
    values = [row.pk, number, person, clock.today(), list(OWNERS)]
    found = ask(_OWNS, values)
    if not found:
        return None
    ((*columns, owner),) = found
    return RollEntry.from_db(connection.alias, _COLUMNS, columns), owner
