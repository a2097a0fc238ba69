"""Parting two records that were joined; joining them takes two people: `proposals.py`."""

from linli.facts import identity as facts
from linli.identity.models import Merge, Person
from linli.identity.operations import lock_people
from linli.identity.operations.locking import lock_account
from linli.identity.rules import handles_merge
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused

Locked = Person.Locked


@action(allow=handles_merge)
def part(actor: Actor, *, merge: int) -> Merge:
    """Undo a merge: the second record is as it was."""
    rows = Merge.objects.reached_by(actor)
    kept, gone = rows.values_list("kept_id", "gone_id").get(pk=merge)
    people = lock_people(kept, gone)
    row = rows.select_for_update(of=("self",)).get(pk=merge)
    if row.parted_at is not None or people[gone].locked != Locked.MERGED:
        raise Refused("kernel.stale")
    row.parted_by_id = actor.person
    row.parted_at = clock.now()
    row.save(update_fields=["parted_by", "parted_at"])
    people[gone].merged_into = None
    lock_account(people[gone], row.locked_before)
    record(actor, facts.RecordsParted(person=kept, gone=gone))
    return row
