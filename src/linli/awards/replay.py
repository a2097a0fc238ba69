"""Every award recomputed from facts and rule versions; the ledger's transfers are not read.

The order is that of the facts `awards.*` of a community; what they say a deed earned is not
believed, but compared.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from linli.awards import queries
from linli.awards.deeds import Deed, deeds_of
from linli.awards.reckoning import Book, Past, Reason, Seen, book_on, day_of, earned, reckon
from linli.awards.sanction_states import Verb as SanctionVerb
from linli.awards.states import State, Verb
from linli.facts.awards import (
    AwardTakenBack,
    DeedDecided,
    DeedReckoned,
    SanctionDecided,
    SanctionSettled,
)
from linli.identity.aliases import alias_of
from linli.journal.models import Event

CHUNK = 1_000
#: Decisions by which a deed is paid; and where the others leave it.
PAYING = frozenset({Verb.RELEASE, Verb.GRANT, Verb.CORRECT})
ENDS = {
    Verb.REFUSE: State.REFUSED,
    Verb.UPHOLD: State.UPHELD,
    Verb.EXPLAIN: State.NOTHING,
}


@dataclass(slots=True)
class Replayed:
    """Person -> units awarded and not taken back; deeds of which the facts say something else."""

    balances: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    deeds: int = 0
    differing: list[int] = field(default_factory=list)
    #: Sanctions that took more than the rules of their day say, or gave back something else.
    sanctions: list[int] = field(default_factory=list)


def _parts(fact: dict[str, Any]) -> list[tuple[int, int]]:
    """Record of the person and units."""
    return list(zip(fact["records"], fact["units"], strict=True))


class _Player:
    def __init__(self, books: list[Book]) -> None:
        self.books, self.past, self.found = books, Past(alias_of), Replayed()
        self.seen: dict[int, tuple[Seen, Book | None]] = {}
        self.taken: dict[int, list[tuple[int, int]]] = {}

    def reckoned(self, fact: dict[str, Any], deed: Deed, reported: date) -> None:
        frozen = fact["reason"] == Reason.FROZEN
        outcome = reckon(deed, self.books, self.past, reported=reported, frozen=frozen)
        book = next((b for b in self.books if b.version == outcome.version), None)
        self.seen[fact["deed"]] = (self.past.last_of(deed.person), book)
        self.found.deeds += 1
        self.found.balances[deed.person] += outcome.amount
        told = (fact["state"], fact["amount"], fact["version"], fact["reason"])
        if told != (outcome.state, outcome.amount, outcome.version, outcome.reason):
            self.found.differing.append(fact["deed"])

    def decided(self, fact: dict[str, Any]) -> None:
        seen, book = self.seen[fact["deed"]]
        if fact["verb"] in PAYING and book is not None:
            seen.state, seen.amount = State.REFUSED, 0  # it does not count beside itself
            outcome = earned(seen.deed, book, self.past)
            seen.state, seen.amount = outcome.state, outcome.amount
            self.found.balances[seen.deed.person] += outcome.amount
        else:
            seen.state = ENDS[Verb(fact["verb"])]
        if fact["amount"] != seen.amount:
            self.found.differing.append(fact["deed"])

    def taken_back(self, fact: dict[str, Any]) -> None:
        seen, _book = self.seen[fact["deed"]]
        seen.state, seen.amount = State.TAKEN_BACK, 0
        self.found.balances[seen.deed.person] -= fact["amount"]

    def sanctioned(self, fact: dict[str, Any]) -> None:
        """How much there was only the ledger knows: no more than the rule is what is looked at."""
        parts = self.taken[fact["sanction"]] = _parts(fact)
        for person, units in parts:
            self.found.balances[person] -= units
        book = book_on(self.books, date.fromisoformat(fact["day"]))
        applied = fact["verb"] == SanctionVerb.APPLY
        most = book.breaches.get(fact["kind"], 0) if book is not None and applied else 0
        within = sum(units for _person, units in parts) <= most
        if (applied and (book is None or book.version != fact["version"])) or not within:
            self.found.sanctions.append(fact["sanction"])

    def settled(self, fact: dict[str, Any]) -> None:
        parts = _parts(fact)
        for person, units in parts:
            self.found.balances[person] += units
        lifted = fact["verb"] == SanctionVerb.LIFT
        if parts != (self.taken.get(fact["sanction"]) if lifted else []):
            self.found.sanctions.append(fact["sanction"])


def replay(community: int) -> Replayed:
    """Play all facts of a community from the first one."""
    player = _Player(queries.books_of(community))
    rows = Event.objects.filter(
        subject_kind="community", subject_id=str(community), type__in=_PLAYED
    )
    part: list[Event] = []
    for event in rows.order_by("pk").iterator(chunk_size=CHUNK):
        part.append(event)
        if len(part) == CHUNK:
            _play(player, part)
            part = []
    _play(player, part)
    return player.found


#: Facts after the reckoning, and what is played for each.
_AFTER: dict[str, Callable[[_Player, dict[str, Any]], None]] = {
    DeedDecided.type: _Player.decided,
    AwardTakenBack.type: _Player.taken_back,
    SanctionDecided.type: _Player.sanctioned,
    SanctionSettled.type: _Player.settled,
}
_PLAYED = (DeedReckoned.type, *_AFTER)


def _play(player: _Player, part: list[Event]) -> None:
    wanted = {e.payload["source"] for e in part if e.type == DeedReckoned.type}
    found = queries.sources(Event.objects.filter(pk__in=wanted))
    deeds = {
        (source.event, deed.kind, deed.person): (deed, day_of(source.at))
        for source in found
        for deed in deeds_of(source)
    }
    for event in part:
        fact = event.payload
        if event.type == DeedReckoned.type:
            deed, reported = deeds[fact["source"], fact["kind"], fact["person"]]
            player.reckoned(fact, deed, reported)
        else:
            _AFTER[event.type](player, fact)


def last_month(today: date) -> tuple[date, date]:
    last = today.replace(day=1) - timedelta(days=1)
    return last.replace(day=1), last


@dataclass(frozen=True, slots=True)
class Cost:
    """What a month would have cost by a version: deeds and units by kind."""

    kinds: dict[str, tuple[int, int]]
    people: int
    total: int
    held: int


def simulate(community: int, book: Book, first: date, last: date) -> Cost:
    """The facts from day to day by these rules, as if they had been in force."""
    books, past = [replace(book, since=first)], Past(alias_of)
    counts: dict[str, list[int]] = {kind: [0, 0] for kind in book.rules}
    people, held = set(), 0
    for source in queries.sources(queries.facts_between(community, first, last)):
        for deed in deeds_of(source):
            outcome = reckon(deed, books, past, reported=day_of(source.at))
            held += outcome.state == State.QUARANTINED
            if outcome.amount:
                people.add(deed.person)
                counts[deed.kind][0] += 1
                counts[deed.kind][1] += outcome.amount
    kinds = {kind: (number, units) for kind, (number, units) in counts.items()}
    return Cost(kinds, len(people), sum(units for _n, units in kinds.values()), held)
