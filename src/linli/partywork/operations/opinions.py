"""Composable writes on opinions; inside a transaction only."""

from linli.facts.partywork import OpinionSaid, OpinionsErased
from linli.identity.queries import records_of
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.actor import SYSTEM, Actor
from linli.partywork.models import Affair, Opinion
from linli.partywork.operations.course import good, tell
from linli.partywork.parameters import WORDS_MAX
from linli.partywork.states import State


def add(  # noqa: PLR0913 (an opinion is these)
    actor: Actor,
    row: Affair,
    words: str,
    *,
    channel: str,
    person: int | None = None,
    taken_by: int | None = None,
) -> Opinion:
    """On a locked matter. One event."""
    made = Opinion(
        community=row.community,
        affair=row,
        round=row.round,
        late=row.state == State.SHOWN,
        channel=channel,
        person_id=person,
        taken_by_id=taken_by,
        at=clock.now(),
    )
    made.text = good(words, most=WORDS_MAX)
    made.save(force_insert=True)
    tell(actor, row, OpinionSaid, opinion=made.pk, channel=channel)
    return made


def erase_of(person: int) -> None:
    """A person closed the account: their words go; the gist and the answer, which name nobody, stay."""
    rows = Opinion.objects.across_communities("a person's own, after their erasure")
    gone = rows.filter(person__in=records_of(person), words__isnull=False).update(words=None)
    if gone:
        record(SYSTEM, OpinionsErased(person=person, opinions=gone))
