"""The list of candidates, and the run-off; inside a transaction only."""

from collections.abc import Sequence
from secrets import SystemRandom

from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.polls import urn
from linli.polls.models import Candidate, Nomination, Poll, RollEntry
from linli.polls.parameters import TITLE_MAX
from linli.polls.queries import roll_of
from linli.polls.states import Order, State

SHUFFLE = SystemRandom().shuffle


def write_list(row: Poll, nominations: Sequence[Nomination], order: Order) -> None:
    """Candidates get their numbers; of surnames with as many strokes the lot decides."""
    found = list(nominations)
    SHUFFLE(found)
    if order is Order.STROKES:
        found.sort(key=lambda each: each.strokes or 0)
    now = clock.now()
    Candidate.objects.bulk_create(
        [
            Candidate(poll=row, number=number, person_id=each.person_id, at=now)
            for number, each in enumerate(found, 1)
        ]
    )


def draft_again(actor: Actor, row: Poll) -> Poll:
    """A run-off by the same rules, of the same roll, for the seats that are left; not yet saved."""
    made = Poll(
        community=row.community,
        estate_id=row.estate_id,
        building_id=row.building_id,
        origin=Poll.Origin.AGAIN,
        kind=row.kind,
        mode=row.mode,
        secret=row.secret,
        title=row.title[:TITLE_MAX],
        state=State.FROZEN.value,
        profile=row.profile,
        rules=row.rules,
        proposed_by_id=actor.person or 0,
        proposed_at=clock.now(),
        studied_on=row.studied_on,
        posted_at=row.posted_at,
        frozen_at=clock.now(),
        roll_size=row.roll_size,
        roll_root=row.roll_root,
        seats=row.figures["seats_left"],
        again_of=row,
        listed_at=clock.now(),
        list_order=row.list_order,
    )
    made.text = row.text
    made.study = row.study
    made.public_key, key = urn.new_key()
    made.put("key", key)
    return made


def carry_over(row: Poll, made: Poll) -> None:
    """The frozen roll, and those who stand again, in the order of the first list."""
    RollEntry.objects.bulk_create(
        [
            RollEntry(
                community=row.community,
                poll=made,
                number=each.number,
                person_id=each.person_id,
                unit_id=each.unit_id,
                building_id=each.building_id,
                added=each.added,
            )
            for each in roll_of(row).order_by("number")
        ],
        batch_size=1000,
    )
    rows = row.candidates.filter(number__in=row.figures["next"], withdrawn_at=None)
    now = clock.now()
    Candidate.objects.bulk_create(
        [
            Candidate(poll=made, number=number, person_id=each.person_id, at=now)
            for number, each in enumerate(rows.order_by("number"), 1)
        ]
    )
