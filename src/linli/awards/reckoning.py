"""What a deed earns: rules, caps and guards. Pure, the same for the engine, simulation and replay."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from linli.awards.deeds import KINDS, Deed
from linli.awards.states import State
from linli.kernel import clock

HOUR = 60
#: States of deeds that did not happen as far as guards are concerned.
DEAD = frozenset({State.REFUSED, State.APPEALED, State.UPHELD, State.TAKEN_BACK})
#: How many people a cycle of favours may run through to be noticed.
CYCLE = 4


class Reason(StrEnum):
    """Why a deed earned less than its formula says, or has to be looked at."""

    NO_RULE = "no_rule"
    ONCE = "once"
    CAPPED = "capped"
    SELF = "self"
    OVERLAP = "overlap"
    PAIR = "pair"
    CYCLE = "cycle"
    LATE = "late"
    FROZEN = "frozen"
    ALONE = "alone"
    #: Was confirmed, then opened again; it counts when it is confirmed anew.
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True)
class Rule:
    """base + per_hour for each started (or whole) hour + hard_extra, at most `most`; caps in units."""

    kind: str
    base: int
    per_hour: int = 0
    started: bool = False
    hard_extra: int = 0
    most: int | None = None
    cap_day: int | None = None
    cap_month: int | None = None
    months: int = 24

    def amount(self, deed: Deed) -> int:
        hours = (deed.minutes + (HOUR - 1 if self.started else 0)) // HOUR
        total = self.base + self.per_hour * hours + (self.hard_extra if deed.hard else 0)
        return total if self.most is None else min(total, self.most)


@dataclass(frozen=True, slots=True)
class Book:
    """A version of the rules, in force from `since` until the next one. None: without limit."""

    version: int
    number: int
    since: date
    person_month: int | None
    pair_week: int | None
    cycle_days: int | None
    late_days: int | None
    rules: Mapping[str, Rule]
    #: Kind of breach of the covenant -> points; days to answer and to appeal.
    breaches: Mapping[str, int] = field(default_factory=dict)
    answer_days: int | None = None
    appeal_days: int | None = None


def book_on(books: Iterable[Book], day: date) -> Book | None:
    """The one in force on a day."""
    begun = [book for book in books if book.since <= day]
    return max(begun, key=lambda book: (book.since, book.number), default=None)


@dataclass(frozen=True, slots=True)
class Outcome:
    """`reason` is empty when it earned what the formula says."""

    state: State
    amount: int = 0
    reason: str = ""
    version: int | None = None


@dataclass(slots=True)
class Seen:
    """A deed that was reckoned before, and what came of it."""

    deed: Deed
    state: State
    amount: int


def day_of(moment: datetime) -> date:
    return clock.day_of(moment)


class Past:
    """What is known of earlier deeds; the engine fills it from the database, replay by itself.

    `alias`: which number stands for a person who is not named; guards know them by it.
    """

    def __init__(self, alias: Callable[[int], int] | None = None) -> None:
        self._own: dict[int, list[Seen]] = defaultdict(list)
        self._helped: dict[int, dict[int, date]] = defaultdict(dict)
        self._alias = alias
        self._met: set[int] = set()
        self._behind: dict[int, int] = {}

    def add(self, seen: Seen) -> None:
        self._own[seen.deed.person].append(seen)
        self._met |= {seen.deed.person, seen.deed.other or 0}

    def meets(self, person: int) -> None:
        """Somebody who may stand behind an alias."""
        if person not in self._own:
            self._met.add(person)

    def who(self, other: int | None) -> int | None:
        """The person behind an alias, if they are known here otherwise; else who is asked about."""
        if other is None or other >= 0 or self._alias is None:
            return other
        self._behind |= {self._alias(each): each for each in self._met if each > 0}
        self._met.clear()
        return self._behind.get(other, other)

    def last_of(self, person: int) -> Seen:
        """The one that was added last."""
        return self._own[person][-1]

    def note_help(self, person: int, other: int, day: date) -> None:
        """Of people whose own deeds are not known here."""
        last = self._helped[person].get(other, day)
        self._helped[person][other] = max(last, day)
        self._met |= {person, other}

    def _lately_helped(self, person: int | None, since: date) -> set[int | None]:
        known = self._helped.get(person or 0, {})
        seen = self._own.get(person or 0, [])
        return {self.who(other) for other, day in known.items() if day > since} | {
            self.who(each.deed.other)
            for each in seen
            if each.state not in DEAD and day_of(each.deed.ended) > since
        }

    def earned(self, person: int, kind: str | None, first: date, last: date) -> int:
        return sum(
            seen.amount
            for seen in self._own[person]
            if kind in {None, seen.deed.kind} and first <= day_of(seen.deed.ended) <= last
        )

    def counts_already(self, deed: Deed) -> bool:
        """What was refused or taken back does not count: confirmed anew, it does."""
        return any(
            seen.deed.kind == deed.kind
            and seen.deed.subject == deed.subject
            and seen.state not in DEAD
            for seen in self._own[deed.person]
        )

    def overlaps(self, deed: Deed) -> bool:
        return any(
            seen.deed.timed
            and seen.state not in DEAD
            and seen.deed.began < deed.ended
            and deed.began < seen.deed.ended
            for seen in self._own[deed.person]
        )

    def with_other(self, deed: Deed, since: date) -> int:
        other = self.who(deed.other)
        return sum(
            self.who(seen.deed.other) == other
            and seen.state not in DEAD
            and day_of(seen.deed.ended) > since
            for seen in self._own[deed.person]
        )

    def closes_a_cycle(self, deed: Deed, since: date) -> bool:
        """Whether whom it was done for has lately helped the doer, directly or through others."""
        reached: set[int | None] = {self.who(deed.other)} if deed.other is not None else set()
        for _ in range(CYCLE - 1):
            for person in list(reached):
                reached |= self._lately_helped(person, since)
            if deed.person in reached:
                return True
        return False


def _guard(deed: Deed, book: Book, past: Past, reported: date) -> Outcome | None:
    """What stops it before anything is counted."""
    day = day_of(deed.ended)
    past.meets(deed.person)
    if deed.person in {deed.organiser, deed.verifier, past.who(deed.other)}:
        return Outcome(State.REFUSED, 0, Reason.SELF, book.version)
    if deed.timed and past.overlaps(deed):
        return Outcome(State.REFUSED, 0, Reason.OVERLAP, book.version)
    held = None
    if deed.alone:
        held = Reason.ALONE
    elif book.late_days is not None and (reported - day).days > book.late_days:
        held = Reason.LATE
    elif deed.other is not None and (
        book.pair_week is not None
        and past.with_other(deed, day - timedelta(days=7)) >= book.pair_week
    ):
        held = Reason.PAIR
    elif (
        deed.other is not None
        and book.cycle_days is not None
        and past.closes_a_cycle(deed, day - timedelta(days=book.cycle_days))
    ):
        held = Reason.CYCLE
    return Outcome(State.QUARANTINED, 0, held, book.version) if held else None


def earned(deed: Deed, book: Book, past: Past) -> Outcome:
    """By formula and caps alone: also what a deed gets when somebody has looked at it."""
    rule = book.rules.get(deed.kind)
    if rule is None:
        return Outcome(State.NOTHING, 0, Reason.NO_RULE, book.version)
    if KINDS[deed.kind].once and past.counts_already(deed):
        return Outcome(State.NOTHING, 0, Reason.ONCE, book.version)
    day = day_of(deed.ended)
    first = day.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    wanted = rule.amount(deed)
    left = wanted
    for cap, kind, since, until in (
        (rule.cap_day, deed.kind, day, day),
        (rule.cap_month, deed.kind, first, last),
        (book.person_month, None, first, last),
    ):
        if cap is not None:
            left = min(left, max(0, cap - past.earned(deed.person, kind, since, until)))
    reason = Reason.CAPPED if left < wanted else ""
    return Outcome(State.AWARDED if left else State.NOTHING, left, reason, book.version)


def reckon(
    deed: Deed, books: Iterable[Book], past: Past, *, reported: date, frozen: bool = False
) -> Outcome:
    """What it earns; the past then knows it. `reported`: the day on which it was confirmed."""
    found = _reckon(deed, books, past, reported, frozen=frozen)
    past.add(Seen(deed, found.state, found.amount))
    return found


def _reckon(
    deed: Deed, books: Iterable[Book], past: Past, reported: date, *, frozen: bool
) -> Outcome:
    book = book_on(books, day_of(deed.ended))
    if book is None or deed.kind not in book.rules:
        return Outcome(State.NOTHING, 0, Reason.NO_RULE, book.version if book else None)
    if KINDS[deed.kind].once and past.counts_already(deed):
        return Outcome(State.NOTHING, 0, Reason.ONCE, book.version)
    stopped = _guard(deed, book, past, reported)
    if stopped is not None:
        return stopped
    found = earned(deed, book, past)
    if frozen and found.state == State.AWARDED:
        return replace(found, state=State.QUARANTINED, amount=0, reason=Reason.FROZEN)
    return found
