"""Reads of events and of the log. All in the district in which we are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q, QuerySet

from linli.facts.base import REGISTRY
from linli.journal import checkpoints, policy, tiles
from linli.journal.merkle import HASH
from linli.journal.models import (
    Bundle,
    Checkpoint,
    Cosignature,
    Event,
    Log,
    LogEntry,
    LogHalt,
    LogPending,
    Opening,
    Tile,
    Witness,
    WitnessQuorum,
)
from linli.journal.notes import Note, Signature, VerifierKey
from linli.journal.receipts import Opening as Opened
from linli.journal.receipts import Proof, pack_extra
from linli.journal.tiles import WIDTH, Key
from linli.kernel.actor import Capacity


def logged_types() -> list[str]:
    """Types of events that stand in the log."""
    return sorted(kind for kind, fact in REGISTRY.items() if fact.logged)


def is_personal(kind: str) -> bool:
    """Whether only the person themselves may see what such a leaf commits to.

    A type that no code knows any more is kept to its person.
    """
    fact = REGISTRY.get(kind)
    return fact is None or fact.personal


# --- events ---------------------------------------------------------------------------------
def events_of(person: int) -> "QuerySet[Event]":
    """What a person did, in whatever capacity; for "my data"."""
    return Event.objects.filter(actor=person)


def events_concerning(person: int) -> "QuerySet[Event]":
    """What a person did, and what was done about them, as by a clerk at the desk."""
    return Event.objects.filter(Q(actor=person) | Q(subject_kind="person", subject_id=str(person)))


def is_of(event: Event, person: int | None) -> bool:
    """Whether `events_concerning` this person has the event."""
    return person is not None and (
        event.actor == person or (event.subject_kind, event.subject_id) == ("person", str(person))
    )


def may_open(event: Event, person: int | None) -> bool:
    """Who sees what a leaf commits to: everybody for public acts, else the person alone."""
    if not is_personal(event.type):
        return True
    return is_of(event, person) and not _at_a_desk(event, person)


def _at_a_desk(event: Event, person: int | None) -> bool:
    """Whether the person did it in an office, about somebody else: then it is that one's act."""
    return (
        event.subject_kind == "person"
        and event.subject_id != str(person)
        and event.capacity != Capacity.RESIDENT
    )


def receipts_of(person: int) -> "QuerySet[Event]":
    """A person's own acts, and acts about them, that stand, or will stand, in the log."""
    personal = [kind for kind in logged_types() if is_personal(kind)]
    about_another = Q(type__in=personal, subject_kind="person") & ~Q(subject_id=str(person))
    mine = events_concerning(person).filter(type__in=logged_types())
    return mine.exclude(about_another & ~Q(capacity=Capacity.RESIDENT))


def places_in_log(events: list[int]) -> dict[int, LogEntry]:
    """Event → where its leaf stands; those that wait are left out."""
    return {each.event: each for each in LogEntry.objects.filter(event__in=events)}


# --- logs -----------------------------------------------------------------------------------
def logs() -> list[Log]:
    """All logs of the district, the present one first."""
    return list(Log.objects.order_by("-number"))


def log_numbered(number: int | None) -> Log | None:
    """A log by number, by default the present one."""
    found = Log.objects.order_by("-number")
    return (found if number is None else found.filter(number=number)).first()


def is_halted(log: int) -> bool:
    newest = LogHalt.objects.filter(log=log).order_by("-id").first()
    return newest is not None and newest.halted


def checkpoint_of(log: int, size: int | None = None) -> Checkpoint | None:
    """A checkpoint by size, by default the newest."""
    found = Checkpoint.objects.filter(log=log).order_by("-size")
    return (found if size is None else found.filter(size=size)).first()


def newest_checkpoints(log: int, count: int = 5) -> list[Checkpoint]:
    return list(Checkpoint.objects.filter(log=log).order_by("-size")[:count])


def size_of(log: int) -> int:
    newest = checkpoint_of(log)
    return newest.size if newest else 0


def note_of(checkpoint: Checkpoint) -> Note:
    """The signed checkpoint with the cosignatures that came until now."""
    lines = Cosignature.objects.filter(log=checkpoint.log, size=checkpoint.size).order_by("vkey")
    return Note.parse(checkpoint.note).with_signatures(
        Signature.parse(each.line.rstrip("\n")) for each in lines
    )


def pending_count() -> int:
    return LogPending.objects.count()


# --- witnesses --------------------------------------------------------------------------------
def witnesses() -> list[Witness]:
    return list(Witness.objects.order_by("id"))


def quorum() -> int:
    newest = WitnessQuorum.objects.order_by("-id").first()
    return newest.required if newest else 0


def trust_of(log: Log) -> checkpoints.Trust:
    """What the district itself asks of a receipt: its log's key and k of its witnesses."""
    known = tuple(VerifierKey.parse(each.vkey) for each in witnesses())
    return checkpoints.Trust(VerifierKey.parse(log.vkey), known, quorum())


def keys_text() -> str:
    """The text of /log/keys (tlog-policy)."""
    known = [(each.vkey, each.url) for each in witnesses()]
    return policy.write([each.vkey for each in logs()], known, quorum())


# --- tiles, entries -----------------------------------------------------------------------------
def tile_fetcher(log: int) -> tiles.Fetch:
    """Fetches tiles of one log for proofs, by one query."""

    def fetch(keys: set[Key]) -> Mapping[Key, bytes]:
        if not keys:
            return {}
        with connection.cursor() as cursor:
            cursor.execute(
                # the inner LIMIT keeps the planner at one index look-up per tile
                "SELECT k.level, k.number, t.hashes"
                " FROM unnest(%s::smallint[], %s::bigint[]) AS k(level, number),"
                " LATERAL (SELECT hashes FROM journal_tile WHERE log = %s"
                "   AND level = k.level AND number = k.number LIMIT 1) AS t",
                [[k[0] for k in keys], [k[1] for k in keys], log],
            )
            return {(level, number): bytes(hashes) for level, number, hashes in cursor.fetchall()}

    return fetch


def tile_bytes(log: int, level: int, number: int, width: int) -> bytes | None:
    """The first `width` hashes of a tile; None unless a published tree has them."""
    if tiles.width_at(level, number, size_of(log)) < width:
        return None
    row = Tile.objects.filter(log=log, level=level, number=number).first()
    return bytes(row.hashes)[: width * HASH] if row else None


def bundle_bytes(log: int, number: int, width: int) -> bytes | None:
    """The first `width` entries of a bundle; None unless a published tree has them."""
    if tiles.width_at(0, number, size_of(log)) < width:
        return None
    row = Bundle.objects.filter(log=log, number=number).first()
    return tiles.first_entries(bytes(row.entries), width) if row else None


def entries_between(log: int, start: int, end: int) -> list[bytes]:
    """The leaves of a range of indexes."""
    rows = Bundle.objects.filter(
        log=log, number__gte=start // WIDTH, number__lte=max(start, end - 1) // WIDTH
    ).order_by("number")
    found = [entry for row in rows for entry in tiles.unpack(bytes(row.entries))]
    first = start // WIDTH * WIDTH
    return found[start - first : end - first]


def leaves_at(places: Iterable[LogEntry]) -> dict[int, bytes]:
    """Event -> its leaf, for entries all over the logs. One query per log, by whole bundles."""
    found: dict[int, bytes] = {}
    by_log: dict[int, list[LogEntry]] = {}
    for each in places:
        by_log.setdefault(each.log, []).append(each)
    for log, entries in by_log.items():
        numbers = {each.index // WIDTH for each in entries}
        rows = Bundle.objects.filter(log=log, number__in=numbers)
        bundles = {row.number: tiles.unpack(bytes(row.entries)) for row in rows}
        for each in entries:
            found[each.event] = bundles[each.index // WIDTH][each.index % WIDTH]
    return found


def openings_of(events: Iterable[int]) -> dict[int, Opened]:
    """Event -> what its leaf commits to; those that were erased are left out. One query."""
    rows = Opening.objects.filter(event__in=list(events))
    return {row.event: Opened(bytes(row.salt), bytes(row.payload)) for row in rows}


def entry_at(log: int, index: int) -> bytes | None:
    """One leaf, or None beyond the published size."""
    if not 0 <= index < size_of(log):
        return None
    return entries_between(log, index, index + 1)[0]


# --- receipts -----------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Receipt:
    """A proof as it can be given now; `complete` when as many witnesses signed as are asked for."""

    proof: Proof
    entry: bytes
    size: int
    witnesses: tuple[str, ...]
    complete: bool


def inclusion(log: int, index: int, size: int) -> list[bytes]:
    """The audit path of an entry, from tiles, by one query."""
    return tiles.inclusion_proof(index, size, tile_fetcher(log))


def receipt_for(place: LogEntry, *, opened: bool) -> Receipt:
    """The receipt of an entry, under the best checkpoint: the newest that enough witnesses signed.

    `opened` puts the opening into it, if it was not erased.
    """
    log = Log.objects.get(number=place.log)
    trust = trust_of(log)
    checkpoint = best_checkpoint(place, trust)
    note = note_of(checkpoint)
    seen = tuple(key.name for key in trust.cosigners(note))
    entry = entries_between(place.log, place.index, place.index + 1)[0]
    row = Opening.objects.filter(event=place.event).first() if opened else None
    opening = Opened(bytes(row.salt), bytes(row.payload)) if row else None
    path = tuple(inclusion(place.log, place.index, checkpoint.size))
    proof = Proof(place.index, path, note, pack_extra(entry, opening))
    return Receipt(proof, entry, checkpoint.size, seen, len(seen) >= trust.quorum)


def best_checkpoint(place: LogEntry, trust: checkpoints.Trust) -> Checkpoint:
    """The newest that holds the entry and that enough witnesses signed, else the newest."""
    covering = Checkpoint.objects.filter(log=place.log, size__gt=place.index)
    if trust.quorum:
        known = [str(each) for each in trust.witnesses]
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT size FROM journal_cosignature WHERE log = %s AND size > %s"
                " AND vkey = ANY(%s) GROUP BY size HAVING count(*) >= %s"
                " ORDER BY size DESC LIMIT 1",
                [place.log, place.index, known, trust.quorum],
            )
            found = cursor.fetchone()
        if found:
            return covering.get(size=found[0])
    return covering.order_by("-size")[0]
