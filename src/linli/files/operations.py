"""Composable writes on files; inside a transaction only.

Bytes are written before the row and removed after the commit, so that a row never stands without
its bytes; bytes without a row are swept by a job.
"""

import hashlib
from collections.abc import Sequence

from django.db import connection, transaction

from linli.facts.files import PersonsFilesErased
from linli.files import parameters, sealing, storing
from linli.files.checking import Ready
from linli.files.models import StoredFile
from linli.files.queries import files_about, unknown_names
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.actor import SYSTEM, Actor
from linli.kernel.attachments import Holder, holder_of
from linli.kernel.errors import Refused

_COUNT = """
INSERT INTO files_dailyuse AS day (person_id, day, files, bytes) VALUES (%s, %s, 1, %s)
ON CONFLICT (person_id, day)
DO UPDATE SET files = day.files + 1, bytes = day.bytes + EXCLUDED.bytes
RETURNING files, bytes
"""


def count_use(actor: Actor, size: int) -> None:
    """Count an upload; the row locks the person's other uploads of the day until the commit.

    Raises Refused past the day's measure, which takes the count back with the transaction.
    """
    most, most_bytes = (
        (parameters.OFFICE_FILES_PER_DAY, parameters.OFFICE_BYTES_PER_DAY)
        if actor.is_official
        else (parameters.FILES_PER_DAY, parameters.BYTES_PER_DAY)
    )
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [actor.person, clock.today(), size])
        files, total = cursor.fetchone()
    if files > most or total > most_bytes:
        raise Refused("files.enough_today", field="files")


def store(actor: Actor, ready: Ready, holder: Holder, *, person: int) -> StoredFile:
    """Put the bytes on the disk, sealed when the holder is private, and make the row."""
    file = StoredFile(
        name=storing.new_name(),
        format=ready.format,
        size=len(ready.content),
        width=ready.width,
        height=ready.height,
        person_id=person,
        uploader_id=actor.person or 0,
        holder=holder.kind,
        at=clock.now(),
    )
    large, small = ready.content, ready.small
    if holder.private:
        key = sealing.new_key()
        file.put("key", key.hex())
        large = sealing.seal(large, key, name=file.name, part=sealing.LARGE)
        small = sealing.seal(small, key, name=file.name, part=sealing.SMALL) if small else b""
    file.digest = hashlib.sha256(large).digest()
    storing.put(file.name, large)
    if small:
        storing.put(file.name, small, small=True)
    file.save()
    return file


def at_hand(actor: Actor, *, files: Sequence[str], kind: str) -> list[StoredFile]:
    """The actor's uploads of these names that nobody owns yet, in this order, locked by their ids.

    Raises Refused when one is not the actor's, was taken, or was brought for another kind.
    """
    wanted = list(dict.fromkeys(files))
    if not wanted:
        return []
    if holder_of(kind) is None:
        raise Refused("kernel.not_found")
    rows = StoredFile.objects.select_for_update().filter(
        public_id__in=[each for each in wanted if each.isalnum()],
        uploader=actor.person,
        holder=kind,
        owner__isnull=True,
    )
    found = {row.public_id: row for row in rows.order_by("pk")}
    if len(found) != len(wanted):
        raise Refused("files.not_at_hand", field="files")
    return [found[public_id] for public_id in wanted]


def bind(actor: Actor, *, files: Sequence[str], kind: str, owner: int) -> None:
    """Give the actor's uploads to their owner, in this order, behind those it has already.

    Raises Refused when one is not the actor's, was taken, was brought for another kind, or when
    they are too many. Locks the rows in the order of their ids.
    """
    found = at_hand(actor, files=files, kind=kind)
    holder = holder_of(kind)
    if holder is None or not found:
        return
    taken = StoredFile.objects.filter(holder=kind, owner=owner).count()
    if taken + len(found) > holder.most:
        raise Refused("files.too_many", field="files", most=holder.most)
    for position, row in enumerate(found, start=taken):
        row.owner, row.position = owner, position
        row.save(update_fields=["owner", "position"])


def delete(rows: Sequence[StoredFile]) -> int:
    """Delete rows now and their bytes after the commit. Answers how many."""
    names = [row.name for row in rows]
    StoredFile.objects.filter(pk__in=[row.pk for row in rows]).delete()

    def remove() -> None:
        for name in names:
            storing.remove(name)

    transaction.on_commit(remove)
    return len(names)


def drop(kind: str, owner: int) -> int:
    """Delete the files of an owner."""
    return delete(list(StoredFile.objects.select_for_update().filter(holder=kind, owner=owner)))


def erase_of(person: int) -> None:
    """After a person's erasure: their files go, except where the kind of owner says why not.

    A kind that nobody registers any more gives no reason, so its files go.
    """
    gone: list[StoredFile] = []
    kept: list[str] = []
    for row in files_about(person).select_for_update().order_by("pk"):
        holder = holder_of(row.holder)
        if holder and holder.keep and row.owner is not None:
            kept.append(holder.keep)
        else:
            gone.append(row)
    delete(gone)
    reasons = sorted(set(kept))
    record(
        SYSTEM,
        PersonsFilesErased(person=person, deleted=len(gone), kept=len(kept), reasons=reasons),
    )


def remove_strays() -> int:
    """Remove bytes of this district that no row stands for. Answers how many names went."""
    before = clock.now() - parameters.STRAY_FOR
    old = {name for name, written in storing.lying() if written < before}
    strays = unknown_names(old)
    for name in strays:
        storing.remove(name)
        storing.remove_drafts(name)
    return len(strays)
