"""Entry points of every change on files."""

from linli.facts import files as facts
from linli.files import operations, parameters, rules
from linli.files.checking import Ready, check
from linli.files.models import StoredFile
from linli.files.queries import untaken_before
from linli.identity.models import Person
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import ADMINISTRATION, Actor
from linli.kernel.attachments import Holder, holder_of
from linli.kernel.errors import Refused, require
from linli.kernel.fetch import found_or_refused


def bring(actor: Actor, *, kind: str, content: bytes, person: int | None = None) -> StoredFile:
    """Check an upload, make it anew and keep it for an owner of this kind to take.

    `person` is whose data it is, when that is not the uploader: staff scan papers of people in
    their communities. The content is judged before the transaction begins, since decoding a
    large picture takes a second. Raises Refused.
    """
    require(rules.may_bring(actor, kind=kind))
    return keep(actor, kind=kind, ready=check(content, _holder(kind).accepts), person=person)


def _holder(kind: str) -> Holder:
    holder = holder_of(kind)
    if holder is None:
        raise Refused("kernel.not_found")
    return holder


@action(allow=rules.may_bring, deed=("corner", "wishes"))
def keep(actor: Actor, *, kind: str, ready: Ready, person: int | None = None) -> StoredFile:
    """Keep what `check` has found good."""
    whose = person or actor.person or 0
    if whose != actor.person:
        _require_in_reach(actor, whose)
    operations.count_use(actor, len(ready.content))
    file = operations.store(actor, ready, _holder(kind), person=whose)
    fact = facts.Uploaded(
        file=file.public_id, person=whose, holder=kind, format=file.format, size=file.size
    )
    record(actor, fact)
    return file


def _require_in_reach(actor: Actor, person: int) -> None:
    """Only an office brings files about others, and only about people of its communities."""
    community = Person.objects.filter(pk=person).values_list("community", flat=True).first()
    if actor.capacity not in ADMINISTRATION or not actor.reaches(community):
        raise Refused("kernel.not_for_you")


@action(allow=rules.may_remove)
def remove(actor: Actor, *, file: str) -> None:
    """Take back an upload that nothing took yet."""
    row = found_or_refused(
        StoredFile.objects.select_for_update().filter(public_id=file, uploader=actor.person)
    )
    if row.owner is not None:
        raise Refused("files.taken")
    fact = facts.Removed(file=row.public_id, person=row.person_id)
    operations.delete([row])
    record(actor, fact)


@action(allow=rules.may_note)
def note_seen(actor: Actor, *, file: str) -> None:
    """Record that a sealed file is being opened, before its content leaves."""
    row = found_or_refused(StoredFile.objects.filter(public_id=file))
    record(actor, facts.PrivateFileSeen(file=file, person=row.person_id))


@action(allow=rules.is_system)
def sweep(actor: Actor) -> int:
    """Delete uploads that nothing took in time. Answers how many."""
    before = clock.now() - parameters.UNTAKEN_FOR
    gone = operations.delete(list(untaken_before(before).select_for_update(skip_locked=True)))
    record(actor, facts.UntakenSwept(files=gone))
    return gone
