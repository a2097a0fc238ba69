"""Re-compute the whole log from the database and compare: what an auditor runs.

From the entries alone every leaf hash, tile, root and checkpoint follows; as all checkpoints are
compared with roots of one and the same sequence of entries, each is shown to be a prefix of the
next. Then events and leaves are matched one to one, and commitments with their openings.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import Exists, Max, OuterRef

from linli.journal import checkpoints, leaves, merkle, queries, tiles
from linli.journal.models import (
    Bundle,
    Checkpoint,
    Cosignature,
    Event,
    Log,
    LogEntry,
    LogPending,
    Opening,
    Tile,
)
from linli.journal.notes import Note, NoteError, Signature, VerifierKey
from linli.journal.receipts import Opening as Opened
from linli.journal.receipts import leaf_values

#: Bundles read at a time.
CHUNK = 16


@dataclass
class Report:
    """What was found in one log, or in the district as a whole."""

    name: str
    entries: int = 0
    checkpoints: int = 0
    cosignatures: int = 0
    erased: int = 0
    pending: int = 0
    faults: list[str] = field(default_factory=list)

    def fault(self, text: str) -> None:
        self.faults.append(f"{self.name}: {text}")


def audit() -> list[Report]:
    """One report per log of the district, and one on the events outside the logs."""
    reports = [_audit_log(log) for log in reversed(queries.logs())]
    return [*reports, _audit_events()]


def _audit_log(log: Log) -> Report:
    report = Report(log.origin)
    signed = _signed_roots(log, report)
    edge = tiles.Edge()
    if signed.pop(0, edge.root()) != edge.root():
        report.fault("the checkpoint of size 0 has a root that is not of the empty tree")
    for start, entries in _chunks(log, report):
        _match_events(log, start, entries, report)
        _grow(log, edge, entries, signed, report)
    report.entries = edge.size
    for size in sorted(signed):
        report.fault(f"a checkpoint of size {size} was signed, {edge.size} entries are there")
    newest = queries.size_of(log.number)
    if newest != edge.size:
        report.fault(f"{edge.size} entries are stored, the newest checkpoint says {newest}")
    _count_rows(log, edge.size, report)
    return report


def _signed_roots(log: Log, report: Report) -> dict[int, bytes]:
    """Size → root of all checkpoints, after checking their signatures and cosignatures."""
    trust = checkpoints.Trust(VerifierKey.parse(log.vkey))
    roots, notes = {}, {}
    for row in Checkpoint.objects.filter(log=log.number).order_by("size").iterator():
        report.checkpoints += 1
        try:
            note = Note.parse(row.note)
            found = trust.open(note)
        except NoteError as error:
            report.fault(f"the checkpoint of size {row.size} does not hold: {error}")
            continue
        if (found.size, found.root) != (row.size, bytes(row.root)):
            report.fault(f"the checkpoint of size {row.size} says something else than its row")
        roots[found.size], notes[found.size] = found.root, note
    for line in Cosignature.objects.filter(log=log.number).iterator():
        report.cosignatures += 1
        note = notes.get(line.size, Note("", ()))
        try:
            key = VerifierKey.parse(line.vkey)
            signature = Signature.parse(line.line.rstrip("\n"))
            if Note(note.text, (signature,)).signed_by(key) is None:
                report.fault(f"a cosignature at {line.size} is of another key")
        except NoteError as error:
            report.fault(f"a cosignature at {line.size} does not hold: {error}")
    return roots


def _chunks(log: Log, report: Report) -> Iterator[tuple[int, list[bytes]]]:
    """(first index, entries) of some bundles at a time."""
    last = Bundle.objects.filter(log=log.number).aggregate(last=Max("number"))["last"]
    at = 0
    for number in range(0, -1 if last is None else last + 1, CHUNK):
        rows = Bundle.objects.filter(
            log=log.number, number__gte=number, number__lt=number + CHUNK
        ).order_by("number")
        entries: list[bytes] = []
        for expected, row in enumerate(rows, number):
            try:
                found = tiles.unpack(bytes(row.entries))
            except tiles.EntryError as error:
                report.fault(f"bundle {row.number}: {error}")
                return
            full = row.number == last or len(found) == tiles.WIDTH
            if row.number != expected or row.width != len(found) or not full:
                report.fault(f"bundle {expected} is missing or has not as many entries as it says")
                return
            entries += found
        yield at, entries
        at += len(entries)


def _grow(
    log: Log, edge: tiles.Edge, entries: list[bytes], signed: dict[int, bytes], report: Report
) -> None:
    """Let the tree grow by entries, comparing it with each checkpoint on the way."""
    first, end = edge.size, edge.size + len(entries)
    stops = sorted(size for size in signed if first < size <= end)
    for stop in dict.fromkeys([*stops, end]):
        edge.append(entries[edge.size - first : stop - first])
        if stop in signed and signed.pop(stop) != edge.root():
            report.fault(f"the checkpoint of size {stop} does not fit the entries")
    stored = queries.tile_fetcher(log.number)(set(edge.tiles))
    for key, hashes in edge.tiles.items():
        # a tile that grows further is compared again with the next chunk
        if not stored.get(key, b"").startswith(hashes):
            report.fault(f"tile {key[0]}/{key[1]} does not fit the entries")
    edge.forget()


def _count_rows(log: Log, size: int, report: Report) -> None:
    """Nothing beyond the tree: as many rows as it needs, none longer than it says."""
    expected = {(level, number): width for level, number, width in tiles.rightmost(size)}
    for (level, number), hashes in queries.tile_fetcher(log.number)(set(expected)).items():
        if len(hashes) != expected[level, number] * merkle.HASH:
            report.fault(f"tile {level}/{number} is longer than the tree")
    found = Tile.objects.filter(log=log.number).count()
    if found != sum(1 for _ in tiles.all_tiles(size)):
        report.fault(f"{found} tiles are stored, which is not what {size} entries give")
    listed = LogEntry.objects.filter(log=log.number).count()
    if listed != size:
        report.fault(f"{listed} events are listed for {size} entries")


def _match_events(log: Log, start: int, entries: list[bytes], report: Report) -> None:
    """Each leaf has its event and says the same; its opening, if it is there, is the right one."""
    places = LogEntry.objects.filter(
        log=log.number, index__gte=start, index__lt=start + len(entries)
    )
    at = {row.index: row.event for row in places}
    events = Event.objects.in_bulk(at.values())
    openings = Opening.objects.in_bulk(at.values())
    for index, entry in enumerate(entries, start):
        event = events.get(at.get(index, -1))
        if event is None:
            report.fault(f"entry {index} has no event")
            continue
        row = openings.get(event.pk)
        if row is None:
            report.erased += 1
        elif not Opened(bytes(row.salt), bytes(row.payload)).opens(entry):
            report.fault(f"the opening of entry {index} is not what it commits to")
        elif bytes(row.payload) != leaves.canonical(event.payload):
            report.fault(f"the opening of entry {index} is not its event")
        _compare(index, entry, event, report)


def _compare(index: int, entry: bytes, event: Event, report: Report) -> None:
    values = leaf_values(entry)
    time = leaves.time_of(event.at, personal=len(str(values.get("time"))) == len("2026-05-01"))
    said = [values.get(name) for name in ("type", "seq", "place", "time")]
    if said != [event.type, event.pk, event.place, time]:
        report.fault(f"entry {index} says something else than its event {event.pk}")


def _audit_events() -> Report:
    """Every public event has its leaf, or waits for it."""
    report = Report("events")
    report.pending = LogPending.objects.count()
    # NOT EXISTS, because NOT IN (subquery) compares every event with every entry
    listed = Exists(LogEntry.objects.filter(event=OuterRef("pk")))
    waits = Exists(LogPending.objects.filter(event=OuterRef("pk")))
    lost = Event.objects.filter(~listed, ~waits, type__in=queries.logged_types())
    for pk, kind in lost.order_by("pk").values_list("pk", "type").iterator():
        report.fault(f"event {pk} ({kind}) has no leaf and does not wait for one")
    twice = LogPending.objects.filter(Exists(LogEntry.objects.filter(event=OuterRef("event"))))
    for event in twice.values_list("event", flat=True).iterator():
        report.fault(f"event {event} is in the log and waits for it as well")
    alone = Opening.objects.filter(~Exists(Event.objects.filter(pk=OuterRef("event"))))
    for pk in alone.values_list("pk", flat=True).iterator():
        report.fault(f"opening {pk} has no event")
    return report
