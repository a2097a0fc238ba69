"""What every ballot on the phone asks first, in prepared statements: the poll and the voter's lines.

`queries.lines_of` says the same for pages; a test holds both beside each other.
"""

from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.prepared import ask, read_pairs
from linli.polls.models import Poll, RollEntry

#: Of a poll, what no ballot asks; read when somebody does.
_LATER = ("words", "studied", "reason", "key", "few", "figures")
#: Lines of the person, or of homes of the poll's scope where they live today; $3: the day.
_WITH_LINES = """
CROSS JOIN LATERAL (SELECT ARRAY(
  SELECT $2::bigint UNION ALL SELECT id FROM identity_person WHERE merged_into_id = $2
) AS ids) me
LEFT JOIN LATERAL (
  SELECT entry.id FROM polls_rollentry entry
  WHERE entry.poll_id = $1 AND entry.person_id = ANY(me.ids)
  UNION
  SELECT entry.id FROM residence_residence home
  JOIN places_unit unit ON unit.id = home.unit_id AND NOT unit.parking AND NOT unit.gone
  JOIN polls_rollentry entry ON entry.poll_id = $1 AND entry.unit_id = home.unit_id
  WHERE home.person_id = ANY(me.ids) AND home.community = one.community AND home.lives
    AND home.ended_at IS NULL AND (home.until IS NULL OR home.until >= $3)
    AND (one.building_id IS NULL OR unit.building_id = one.building_id)
    AND (one.building_id IS NOT NULL OR one.estate_id IS NULL OR unit.estate_id = one.estate_id)
) mine ON true
LEFT JOIN polls_rollentry two ON two.id = mine.id AND two.struck_at IS NULL
WHERE one.id = $1 ORDER BY two.number"""
_TAKEN = "SELECT 1 FROM polls_turn WHERE entry_id = $1 AND void_at IS NULL"
_COMMUNITY = "SELECT community FROM polls_poll WHERE id = $1"


def reached(actor: Actor, poll: int) -> bool:
    """Whether a poll is held in a community that the actor's capacity extends to."""
    return any(community in actor.reach for (community,) in ask(_COMMUNITY, [poll]))


def poll_with_lines(poll: int, person: int) -> tuple[Poll, list[RollEntry]] | None:
    """A poll and the lines by which somebody may vote in it today."""
    values = [poll, person, clock.today()]
    found = read_pairs(Poll, RollEntry, _WITH_LINES, values, later=_LATER)
    return (found[0][0], [line for _, line in found if line is not None]) if found else None


def any_taken(lines: list[RollEntry]) -> bool:
    """Whether a turn was taken by one of them."""
    return any(ask(_TAKEN, [each.pk]) for each in lines)
