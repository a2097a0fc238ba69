"""Giving places away and taking them back, under the lock of the occasion."""

from collections.abc import Sequence
from typing import LiteralString

from linli.activities.models import Activity, Occasion, SignUp
from linli.activities.states import Place, Source
from linli.facts.activities import SignedUp, SignUpLeft
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.kernel.prepared import ask, read_pairs

_LOCKED: LiteralString = """
JOIN activities_activity two ON two.id = one.activity_id WHERE one.id = $1 FOR UPDATE OF one"""
#: What these people's places are, and one who waits if anybody does.
_AROUND = """
SELECT person_id, state FROM activities_signup WHERE occasion_id = $1 AND (person_id = ANY($2)
  OR id = (SELECT id FROM activities_signup WHERE occasion_id = $1 AND state = 'waiting' LIMIT 1))"""
#: Who left before comes back to their own row, at the end of the line.
_PLACED = """
WITH made AS (
  INSERT INTO activities_signup
    (community, occasion_id, person_id, state, number, source, by_id, team, at)
  SELECT $2, $1, person, state, number, $3, by, $4, $5
  FROM unnest($6::bigint[], $7::text[], $8::integer[], $9::bigint[])
    AS placed(person, state, number, by)
  ON CONFLICT (occasion_id, person_id) DO UPDATE SET (state, number, source, by_id, team, at)
    = (EXCLUDED.state, EXCLUDED.number, EXCLUDED.source, EXCLUDED.by_id, EXCLUDED.team, EXCLUDED.at)
  RETURNING id, number
), counted AS (
  UPDATE activities_occasion SET last = $10, taken = $11 WHERE id = $1
)
SELECT id FROM made ORDER BY number"""


def locked(occasion: int) -> Occasion:
    """The occasion under its lock; what counts places is done by one at a time."""
    for row, activity in read_pairs(Occasion, Activity, _LOCKED, [occasion]):
        if activity is not None:
            row.activity = activity
            return row
    raise Refused("kernel.not_found")


def sign_up(
    actor: Actor, row: Occasion, people: Sequence[int], *, source: Source, team: bool
) -> list[SignUp]:
    """Places for these people in this order, as long as there are some; the others wait in order.

    Raises Refused when one of them is on the list already.
    """
    around = dict(ask(_AROUND, [row.pk, list(people)]))
    if any(around.get(person, Place.LEFT) != Place.LEFT for person in people):
        raise Refused("activities.signed_up_already", field="team" if team else None)
    # somebody who waits has the first right to what is free
    free = 0 if Place.WAITING in around.values() else row.free
    made = [
        SignUp(
            community=row.community,
            occasion=row,
            person_id=person,
            state=Place.SEATED if nth < free else Place.WAITING,
            number=row.last + 1 + nth,
            source=source,
            by_id=actor.helper if person == actor.person else actor.person,
            team=row.last + 1 if team else None,
            at=clock.now(),
        )
        for nth, person in enumerate(people)
    ]
    row.last += len(made)
    row.taken += sum(each.state == Place.SEATED for each in made)
    _write(row, made)
    fact = SignedUp(
        occasion=row.pk,
        community=row.community,
        people=tuple(each.person_id for each in made if each.state == Place.SEATED),
        waiting=tuple(each.person_id for each in made if each.state == Place.WAITING),
        mobilised=source == Source.MOBILISED,
    )
    record(actor, fact, place=row.community)
    return made


def _write(row: Occasion, made: list[SignUp]) -> None:
    """All of them and what the occasion counts, in one round trip."""
    first = made[0]
    columns = zip(*((s.person_id, str(s.state), s.number, s.by_id) for s in made), strict=True)
    shared = [row.pk, row.community, str(first.source), first.team, first.at]
    found = ask(_PLACED, [*shared, *map(list, columns), row.last, row.taken])
    for each, (pk,) in zip(made, found, strict=True):
        each.pk = pk


def leave(actor: Actor, row: Occasion, signup: SignUp) -> list[SignUp]:
    """Give the place back; whoever waits longest gets it. Answers who moved up."""
    if signup.state == Place.SEATED:
        row.taken -= 1
    signup.state = Place.LEFT
    signup.save(update_fields=["state"])
    moved = fill(row)
    row.save(update_fields=["taken"])
    fact = SignUpLeft(
        occasion=row.pk,
        community=row.community,
        person=signup.person_id,
        promoted=tuple(each.person_id for each in moved),
    )
    record(actor, fact, place=row.community)
    return moved


def fill(row: Occasion) -> list[SignUp]:
    """Free places go to those who wait, in their order. The caller saves the occasion."""
    if row.free <= 0 or not row.is_open:
        return []
    queue = SignUp.objects.within(row.community).filter(occasion=row, state=Place.WAITING)
    moved = list(queue.order_by("number")[: row.free])
    for each in moved:
        each.state = Place.SEATED
        each.save(update_fields=["state"])
    row.taken += len(moved)
    return moved
