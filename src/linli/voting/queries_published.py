"""A counted assembly as plain values, from its rows; and its leaves in the log.

A constant number of queries, however many electors there are.
"""

from datetime import datetime
from typing import Any

from linli.facts import voting as facts
from linli.facts.ballots import BallotCast
from linli.journal import queries as log
from linli.journal import tiles
from linli.journal.merkle import Range
from linli.journal.models import Event, Log, LogEntry
from linli.kernel import clock
from linli.voting import published, queries
from linli.voting.ballot_queries import questions_of
from linli.voting.in_force import profile_of, rules_of
from linli.voting.models import Assembly, Matter, RollUnit
from linli.voting.profiles.model import Rules, Threshold
from linli.voting.queries_keys import counted_ballots
from linli.voting.queries_official import official_of

Choices = dict[int, str | tuple[int, ...]]


def gather(row: Assembly) -> published.Published:
    """Everything that the count of an assembly rests on."""
    found = rules_of(row, profile_of(row))
    matters = queries.votable(queries.matters_of(row))
    results = {each.matter_id: each.explanation for each in row.results.all()}
    counting = found.counting
    return published.Published(
        assembly=row.code,
        title_zh=row.title_zh,
        title_en=row.title_en,
        estate_zh=row.estate.name_zh,
        estate_en=row.estate.name_en,
        scope=row.scope,
        legal_mode=row.legal_mode,
        opened=_day(row.opened_at),
        closed=_day(row.closed_at),
        profile=row.profile_key,
        profile_hash=row.profile_hash,
        roll_hash=row.roll_hash,
        result_hash=row.result_hash,
        counting=published.Counting(
            counting.silence,
            counting.silence_needs_delivery,
            counting.invalid_participates,
            _threshold(found.participation),
        ),
        matters=tuple(_matters(row, matters, found)),
        electors=tuple(_electors(row, follows=counting.silence != "ACTUAL")),
        ballots=tuple(_ballots(row)),
        results={each.number: results[each.pk] for each in matters if each.pk in results},
        official=_official(row),
    )


def _official(row: Assembly) -> published.Official | None:
    found = official_of(row)
    if found is None:
        return None
    parts = (found.totals, found.rows, found.effects)
    by_matter = [{int(number): each for number, each in part.items()} for part in parts]
    return published.Official(found.sha256, found.size, found.ballots_root, *by_matter)


def _day(moment: datetime | None) -> str:
    return clock.day_of(moment).isoformat() if moment else ""


def _threshold(of: Threshold) -> published.Threshold:
    return published.Threshold(of.of, str(of.area), str(of.persons))


def _matters(row: Assembly, matters: list[Matter], found: Rules) -> list[published.Matter]:
    names = {each.number: each.candidates for each in questions_of(row)}
    rows = []
    for matter in matters:
        words = queries.words_of(matter)
        chinese, english = words.get("zh-hans"), words.get("en")
        rows.append(
            published.Matter(
                number=matter.number,
                kind=matter.kind,
                title_zh=chinese.title if chinese else "",
                title_en=english.title if english else "",
                threshold=_threshold(found.threshold(matter.kind)),
                text_hashes={language: each.hash for language, each in sorted(words.items())},
                seats=matter.seats,
                candidates=names.get(matter.number, ()),
            )
        )
    return rows


def _electors(row: Assembly, *, follows: bool) -> list[published.Elector]:
    """`told` matters only where the silent follow; elsewhere the count does not ask."""
    told = set(queries.told_entries(row).values_list("pk", flat=True)) if follows else set()
    homes: dict[int, list[str]] = {}
    for entry, label in RollUnit.objects.filter(assembly=row).values_list("entry", "label"):
        homes.setdefault(entry, []).append(label)
    return [
        published.Elector(
            number=each.number,
            area_centi=each.area_centi,
            persons=each.persons,
            developer=each.developer,
            commit=each.commit,
            told=each.pk in told,
            salt=bytes(each.salt),
            homes=tuple(sorted(homes.get(each.pk, []))),
        )
        for each in queries.roll_of(row).order_by("number")
    ]


def _ballots(row: Assembly) -> list[published.Ballot]:
    said = choices_of(row)
    rows = counted_ballots(row).select_related("entry", "quarantine", "unsealed")
    return [
        published.Ballot(
            elector=each.entry.number,
            code=each.code,
            version=each.version,
            channel=each.channel,
            digest=bytes(each.digest).hex(),
            choices=None if hasattr(each, "quarantine") else said.get(each.pk),
            nonce=bytes(each.unsealed.nonce).hex() if hasattr(each, "unsealed") else "",
            reason=each.quarantine.reason if hasattr(each, "quarantine") else "",
        )
        for each in rows.order_by("entry__number")
    ]


def choices_of(row: Assembly, ballot: int | None = None) -> dict[int, Choices]:
    """Ballot -> what it says, from the rows that were counted. One query."""
    rows = queries.current_choices(row).filter(assembly=row)
    if ballot is not None:
        rows = rows.filter(ballot=ballot)
    found: dict[int, dict[int, Any]] = {}
    values = rows.values_list("ballot", "matter__number", "candidate__number", "choice")
    for pk, number, candidate, choice in values:
        mine = found.setdefault(pk, {})
        if candidate is None:
            mine[number] = choice
        else:
            mine[number] = tuple(sorted((*mine.get(number, ()), candidate)))
    return found


# --- the log --------------------------------------------------------------------------------
#: Role of a leaf -> the fact whose last event it is.
ACTS = {
    "roll": facts.RollFrozen.type,
    "result": facts.VoteCounted.type,
    "publication": facts.ResultPublished.type,
    "import": facts.OfficialExportApplied.type,
}


def events_of(row: Assembly) -> dict[int, tuple[str, int | None]]:
    """Event -> its role, and of a ballot its elector. Three queries."""
    acts = Event.objects.filter(
        subject_kind="assembly", subject_id=str(row.pk), type__in=list(ACTS.values())
    )
    last: dict[str, int] = dict(acts.order_by("pk").values_list("type", "pk"))
    found: dict[int, tuple[str, int | None]] = {
        last[kind]: (role, None) for role, kind in ACTS.items() if kind in last
    }
    numbers = {str(each.pk): each.entry.number for each in counted_ballots(row)}
    ballots = Event.objects.filter(
        subject_kind=BallotCast.subject, subject_id__in=list(numbers), type=BallotCast.type
    )
    for event, ballot in ballots.values_list("pk", "subject_id"):
        found[event] = ("ballot", numbers[ballot])
    return found


def waiting_for_log(row: Assembly) -> int:
    """How many of its events the log has not taken yet. Four queries."""
    events = events_of(row)
    return len(events) - len(log.places_in_log(list(events)))


def leaves_of(row: Assembly) -> list[published.Leaf]:
    """Its entries with their openings; one whose opening was erased is left out."""
    events = events_of(row)
    places = log.places_in_log(list(events))
    entries = log.leaves_at(places.values())
    openings = log.openings_of(events)
    return [
        published.Leaf(
            role=role,
            log=places[event].log,
            index=places[event].index,
            entry=entries[event],
            salt=openings[event].salt,
            payload=openings[event].payload,
            elector=elector,
        )
        for event, (role, elector) in events.items()
        if event in openings
    ]


def checkpoints_over(leaves: list[published.Leaf]) -> list[published.Checkpoint]:
    """A signed state of each log that holds all of these leaves."""
    last: dict[int, int] = {}
    for each in leaves:
        last[each.log] = max(each.index, last.get(each.log, 0))
    found = []
    for number, index in sorted(last.items()):
        row = Log.objects.get(number=number)
        best = log.best_checkpoint(LogEntry(log=number, index=index), log.trust_of(row))
        witnesses = tuple(each.vkey for each in log.witnesses())
        note = str(log.note_of(best))
        found.append(published.Checkpoint(number, best.size, note, row.vkey, witnesses))
    return found


def hashes(number: int, ranges: "list[Range] | Any") -> list[bytes]:
    """The hashes of ranges of a log, from its tiles; one query."""
    return tiles.hashes_of(list(ranges), log.tile_fetcher(number))
