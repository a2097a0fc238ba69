"""Writes of selections. Inside a transaction only."""

import secrets

from linli.identity.models import Person
from linli.identity.queries import records_of
from linli.kernel import clock
from linli.recognition.models import Candidate, Frozen, FrozenRow, Selection
from linli.recognition.queries.selections import digest_of, rows_at_cutoff

SALT = 32


def stand(selection: Selection, person: Person) -> Candidate:
    made = Candidate(
        community=selection.community, selection=selection, person=person, since=clock.now()
    )
    made.put("salt", secrets.token_hex(SALT))
    made.save()
    return made


def freeze(selection: Selection) -> Frozen:
    """The list as it was at the cut-off; rows sealed, commitments for good."""
    rows = rows_at_cutoff(selection)
    commitments = [row.commitment for row in rows]
    made = Frozen.objects.create(
        community=selection.community,
        selection=selection,
        commitments=commitments,
        digest=digest_of(selection, commitments),
        at=clock.now(),
    )
    kept = []
    for number, row in enumerate(rows):
        each = FrozenRow(
            community=selection.community,
            frozen=made,
            number=number,
            candidate=row.candidate,
            person_id=row.candidate.person_id,
        )
        each.put("content", row.content)
        kept.append(each)
    FrozenRow.objects.bulk_create(kept, batch_size=1_000)
    return made


def erase_person(person: int) -> None:
    """On no open list any more; of a frozen one the commitment stays, and nothing opens it."""
    ids = records_of(person)
    rows = Candidate.objects.across_communities("erasure").filter(person__in=ids)
    rows.filter(until=None).update(until=clock.now())
    rows.update(salt=None)
    FrozenRow.objects.across_communities("erasure").filter(person__in=ids).update(content=None)
