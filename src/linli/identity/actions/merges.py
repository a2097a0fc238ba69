"""Joining two records of one person, and parting them again."""

from linli.facts import identity as facts
from linli.identity.models import Merge, Person
from linli.identity.operations import lock_people, save_row
from linli.identity.operations.locking import lock_account
from linli.identity.queries import private_of
from linli.identity.rules import handles_merge, home_of, who, works_on_both
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused

Locked = Person.Locked


@action(allow=works_on_both)
def merge(actor: Actor, *, kept: int, gone: int) -> Merge:
    """Join `gone` to `kept`: it can no longer act, and its phone no longer signs in.

    Nothing is moved, so parting restores exactly. Two different proved IDs are two people.
    """
    people = lock_people(kept, gone)
    if len(people) != 2:  # noqa: PLR2004 (two records)
        raise Refused("identity.same_record")
    stays, goes = people[kept], people[gone]
    if Locked.MERGED in {stays.locked, goes.locked}:
        raise Refused("identity.merged_before")
    if Person.objects.filter(merged_into=goes).exists():
        raise Refused("identity.part_first")
    if goes.level > stays.level:
        raise Refused("identity.keep_the_better_proved")
    if _ids_differ(stays, goes):
        raise Refused("identity.two_people")
    row = Merge(
        community=home_of(stays),
        kept=stays,
        gone=goes,
        locked_before=goes.locked,
        by_id=who(actor),
        at=clock.now(),
    )
    save_row(row)
    goes.merged_into = stays
    lock_account(goes, Locked.MERGED)
    record(actor, facts.RecordsMerged(person=kept, gone=gone))
    return row


def _ids_differ(one: Person, other: Person) -> bool:
    """A number is unique, so two numbers are always different ones."""
    records = [private_of(one), private_of(other)]
    return all(each is not None and each.id_hash is not None for each in records)


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
