"""Reads on notices."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Prefetch, QuerySet

from linli.notices.evidence import (
    BAD,
    COUNTS,
    Channel,
    Outcome,
    Proof,
    Standing,
    delivered,
    unit_standings,
    units_reached,
)
from linli.notices.models import Addressed, Evidence, Notice, Posting, Preferences
from linli.notices.texts import text_of, title_of


def inbox(person: int) -> QuerySet[Addressed]:
    """A person's notices; list them by `-id`. One query."""
    whole = Notice.objects.across_communities("people read their own inbox")
    notices = Prefetch("notice", whole.select_related("organisation"))
    return Addressed.objects.filter(person=person).prefetch_related(notices)


def unread(person: int) -> int:
    return Addressed.objects.filter(person=person, read_at=None).count()


@dataclass(frozen=True, slots=True)
class Shown:
    """A notice of the inbox in the reader's language."""

    row: Addressed
    title: str
    text: str


def shown(rows: Iterable[Addressed]) -> list[Shown]:
    return [Shown(row, title_of(row.notice), text_of(row.notice)) for row in rows]


def preferences_of(person: int) -> Preferences:
    """The row, or one with the defaults that is not saved."""
    return Preferences.objects.filter(pk=person).first() or Preferences(person_id=person)


@dataclass(frozen=True, slots=True)
class Figures:
    """How many of `people` were reached how.

    `sent`: (channel in words, accepted, of these reported as delivered, failed). `homes`: how far the
    notice came to the homes for which it was sent, and to how many.
    """

    people: int
    read: int
    reached: int
    sent: list[tuple[str, int, int, int]]
    homes: dict[Standing, int]
    postings: list[Posting]


def figures(notice: Notice, now: datetime) -> Figures:
    """A constant number of queries; counts happen in the database but for who was reached."""
    people = Addressed.objects.filter(notice=notice)
    counted = (
        Evidence.objects.filter(addressed__notice=notice)
        .values("channel", "outcome")
        .annotate(number=Count("addressed", distinct=True))
    )
    numbers = {(row["channel"], row["outcome"]): row["number"] for row in counted}
    sent = []
    for channel, title in Evidence.CHANNELS:
        good = numbers.get((channel, Outcome.ACCEPTED), 0) + numbers.get(
            (channel, Outcome.DIGESTED), 0
        )
        if channel == Channel.INBOX:
            good = numbers.get((channel, Outcome.PLACED), 0)
        bad = sum(numbers.get((channel, outcome), 0) for outcome in BAD)
        sure = numbers.get((channel, Outcome.DELIVERED), 0)
        sent.append((str(title), good, sure, bad))
    return Figures(
        people=people.count(),
        read=people.filter(read_at__isnull=False).count(),
        reached=len(delivered_before(notice.pk, now)),
        sent=sent,
        homes=_homes(notice.pk),
        postings=list(notice.postings.order_by("pk")),
    )


def _homes(notice: int) -> dict[Standing, int]:
    counted = Counter(unit_standings_of(notice).values())
    return {standing: counted[standing] for standing in Standing if counted[standing]}


# --- what a vote relies on ----------------------------------------------------------------------
def proofs(notice: int) -> list[Proof]:
    """All evidence of a notice. One query."""
    rows = Evidence.objects.filter(addressed__notice=notice).values_list(
        "addressed__person", "channel", "outcome", "at"
    )
    return [Proof(p, Channel(c), Outcome(o), at) for p, c, o, at in rows]


def delivered_before(
    notice: int,
    moment: datetime,
    *,
    counts: frozenset[tuple[Channel, Outcome]] = COUNTS,
) -> dict[int, datetime]:
    """Person -> when the notice reached them, before the moment. Who is missing was not reached."""
    return delivered(proofs(notice), moment, counts=counts)


def units_delivered_before(notice: int, moment: datetime) -> dict[int, datetime]:
    """Unit -> when the first of the people told for it was reached, before the moment."""
    rows = Addressed.objects.filter(notice=notice).values_list("person", "units")
    return units_reached(dict(rows), delivered_before(notice, moment))


def unit_standings_of(notice: int) -> dict[int, Standing]:
    """Unit -> how far the notice came there. Two queries."""
    rows = Addressed.objects.filter(notice=notice).values_list("person", "units")
    return unit_standings(dict(rows), proofs(notice))
