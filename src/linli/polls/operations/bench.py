"""Polls for the bench: one that is open, with a roll; many that are over. They stay: it has a database of its own."""

from datetime import timedelta

from django.db import connection

from linli.identity.models import Person
from linli.kernel import clock
from linli.polls import urn
from linli.polls.counting import Outcome
from linli.polls.models import Poll, RollEntry
from linli.polls.states import State
from linli.polls.terms import PROFILES, Mode

TITLE = "表决测算"

#: What a ballot leaves at the least: a turn, a slip in the urn, an event with what the log has of it.
_BARE = """
WITH turn AS (
  INSERT INTO polls_turn (community, poll_id, entry_id, channel, person_id, at)
  VALUES (%(community)s, %(poll)s, %(entry)s, 'phone', %(person)s, now()) RETURNING id
), slip AS (
  INSERT INTO polls_slip (id, poll_id, box) VALUES (gen_random_uuid(), %(poll)s, %(box)s)
), event AS (
  INSERT INTO journal_event (type, actor, capacity, place, subject_kind, subject_id, payload, at)
  SELECT 'polls.voted', %(person)s, 'resident', %(community)s, 'turn', turn.id::text,
    '{"poll": 1, "community": 1, "turn": 1, "channel": "phone"}'::jsonb, now() FROM turn
  RETURNING id
), opening AS (
  INSERT INTO journal_opening (event, salt, payload)
  SELECT event.id, decode(repeat('ef', 32), 'hex'), decode(repeat('78', 128), 'hex') FROM event
)
INSERT INTO journal_logpending (event, leaf)
SELECT event.id, decode(repeat('90', 129), 'hex') FROM event
"""


def _poll(community: int, state: State, person: Person, **more: object) -> Poll:
    profile, now = PROFILES.in_force(clock.today()), clock.now()
    return Poll(
        community=community,
        origin=Poll.Origin.COMMITTEE,
        kind="decision",
        mode=Mode.PERSONS.value,
        title=TITLE,
        state=state.value,
        profile=profile.key,
        rules=profile.rules.packed(),
        proposed_by=person,
        proposed_at=now,
        posted_at=now - timedelta(days=30),
        frozen_at=now - timedelta(days=20),
        opened_at=now - timedelta(days=5),
        roll_root="0" * 64,
        **more,
    )


def people(community: int, count: int) -> list[Person]:
    return Person.objects.bulk_create(
        [Person(community=community, level=Person.Level.PHONE) for _ in range(count)]
    )


def opened(community: int, voters: list[Person]) -> tuple[Poll, list[RollEntry]]:
    """Open for a day, each on a line of the roll."""
    row = _poll(
        community,
        State.OPEN,
        voters[0],
        closes_at=clock.now() + timedelta(days=1),
        roll_size=len(voters),
    )
    row.public_key, key = urn.new_key()
    row.text = TITLE
    row.put("key", key)
    row.save(force_insert=True)
    lines = RollEntry.objects.bulk_create(
        [
            RollEntry(community=community, poll=row, number=number, person=each)
            for number, each in enumerate(voters, 1)
        ]
    )
    return row, lines


def cast_bare(row: Poll, line: RollEntry) -> None:
    """The rows of a ballot without rules, and without stirring the urn."""
    values = {
        "community": row.community,
        "poll": row.pk,
        "entry": line.pk,
        "person": line.person_id,
        "box": b"\xab" * 128,
    }
    with connection.cursor() as cursor:
        cursor.execute(_BARE, values)


def over(community: int, count: int) -> None:
    """So many with a published result."""
    person, now = people(community, 1)[0], clock.now()
    figures = {"roll": 100, "ballots": 60, "agree": 40, "oppose": 20, "abstain": 0, "invalid": 0}
    Poll.objects.bulk_create(
        [
            _poll(
                community,
                State.PUBLISHED,
                person,
                roll_size=100,
                closes_at=now,
                closed_at=now,
                counted_at=now,
                published_at=now,
                outcome=Outcome.PASSED.value,
                figures=figures,
                list_root="0" * 64,
            )
            for _ in range(count)
        ],
        batch_size=1000,
    )
