"""Reads of the supervisor and on certificates."""

from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta
from django.db.models import Count, Q, Sum

from linli.identity.queries import records_of
from linli.journal.models import LogEntry
from linli.journal.queries import places_in_log
from linli.kernel import clock
from linli.ledger.models import Account, Balance, Ledger
from linli.timebank.models import Certificate, Session
from linli.timebank.queries import book_on
from linli.timebank.states import Kind, State


def month_of(community: int, first: date) -> list[int]:
    """The sessions of a calendar month that are entered, by number."""
    rows = Session.objects.within(community).filter(
        state=State.CONFIRMED, day__gte=first, day__lt=first + relativedelta(months=1)
    )
    return list(rows.order_by("pk").values_list("pk", flat=True))


def served(person: int, community: int, first: date, last: date) -> tuple[int, int]:
    """(minutes, sessions) of voluntary service that stands, by day of service."""
    rows = Session.objects.within(community).filter(
        giver__in=records_of(person),
        kind=Kind.VOLUNTARY,
        state=State.CONFIRMED,
        day__gte=first,
        day__lte=last,
    )
    found = rows.aggregate(credit=Sum("credit"), over=Sum("over"), n=Count("pk"))
    return (found["credit"] or 0) + (found["over"] or 0), found["n"]


def by_category(person: int, community: int, first: date, last: date) -> list[tuple[str, int]]:
    """Kind of service -> minutes, the most first."""
    rows = Session.objects.within(community).filter(
        giver__in=records_of(person),
        kind=Kind.VOLUNTARY,
        state=State.CONFIRMED,
        day__gte=first,
        day__lte=last,
    )
    found = rows.values_list("category").annotate(n=Sum("credit") + Sum("over")).order_by("-n")
    return [(code, minutes) for code, minutes in found]


def has_fallen(row: Certificate) -> bool:
    """Whether hours that an issued certificate counts were taken back afterwards."""
    if row.issued_at is None:
        return False
    counted = Session.objects.within(row.community).filter(
        giver__in=records_of(row.person_id),
        kind=Kind.VOLUNTARY,
        day__gte=row.first,
        day__lte=row.last,
        settled_at__lte=row.issued_at,
    )
    # an appeal against a finding has not brought them back yet
    gone = [State.TAKEN_BACK, State.APPEALED, State.UPHELD]
    return counted.filter(state__in=gone, decisions__at__gt=row.issued_at).exists()


@dataclass(frozen=True, slots=True)
class Verified:
    """What everybody may know of a certificate whose digest they have; nothing of its holder."""

    #: `issued`, `revoked`, or `unknown`.
    state: str
    certificate: Certificate | None = None
    #: Where its issuing, and its revocation, stand in the public log.
    issued: LogEntry | None = None
    revoked: LogEntry | None = None


def verified(digest: str) -> Verified:
    """By SHA-256 as hex, as it stands on the paper."""
    rows = Certificate.objects.across_communities("whoever has the paper may ask")
    row = rows.filter(digest=digest.strip().lower()).first() if digest.strip() else None
    if row is None or row.state not in {Certificate.State.ISSUED, Certificate.State.REVOKED}:
        return Verified("unknown")
    fell = row.state == Certificate.State.REVOKED or has_fallen(row)
    found = places_in_log([each for each in (row.event, row.revoked_event) if each])
    return Verified(
        "revoked" if fell else "issued",
        row,
        found.get(row.event or 0),
        found.get(row.revoked_event or 0),
    )


@dataclass(frozen=True, slots=True)
class Reserve:
    """Hours that are outstanding, and what stands behind them."""

    outstanding: int
    pool: int
    earned: int
    redeemed: int
    #: The least share of the pool by the rulebook, in percent; None without a rulebook.
    percent: int | None

    @property
    def short(self) -> bool:
        """By cross-multiplication: no fraction is rounded."""
        return self.percent is not None and self.pool * 100 < self.outstanding * self.percent

    @property
    def share(self) -> str:
        """In tenths of a percent, for reading."""
        if not self.outstanding:
            return "—"
        tenths = self.pool * 1000 // self.outstanding
        return f"{tenths // 10}.{tenths % 10} %"


def reserve(community: int) -> Reserve:
    """Of today; earned and redeemed in the twelve months before."""
    rows = Balance.objects.filter(
        account__community=community, account__ledger__unit=Ledger.Unit.MINUTES
    )
    sums = rows.aggregate(
        outstanding=Sum("posted", filter=Q(account__kind=Account.Kind.RESIDENT)),
        pool=Sum("posted", filter=Q(account__kind=Account.Kind.DONATED)),
    )
    today = clock.today()
    year = Session.objects.within(community).filter(
        state=State.CONFIRMED, day__gt=today - relativedelta(years=1)
    )
    moved = year.aggregate(earned=Sum("credit"), redeemed=Sum("paid"))
    book = book_on(community, today)
    return Reserve(
        outstanding=sums["outstanding"] or 0,
        pool=sums["pool"] or 0,
        earned=moved["earned"] or 0,
        redeemed=moved["redeemed"] or 0,
        percent=book.plain.reserve_percent if book else None,
    )


def pools(reach: frozenset[int]) -> dict[int, int]:
    """Community -> minutes in its donation pool, where there are some. One query."""
    rows = Balance.objects.filter(
        account__community__in=reach,
        account__ledger__unit=Ledger.Unit.MINUTES,
        account__kind=Account.Kind.DONATED,
        posted__gt=0,
    )
    return dict(rows.values_list("account__community", "posted"))
