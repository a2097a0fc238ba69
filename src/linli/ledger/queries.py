"""Reads on ledgers. Lists take a constant number of queries."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, OuterRef, Q, Subquery, Sum

from linli.identity.queries import records_of
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.kernel.figures import LEAST
from linli.kernel.scoping import ScopedQuerySet
from linli.ledger.explained import Explained, explain
from linli.ledger.models import Account, Balance, Freeze, Hold, Ledger, Lot, Transfer

#: Lines of a statement at a time.
SIZE = 20


def accounts_of(person: int) -> ScopedQuerySet[Account]:
    """A person's own accounts, wherever they lived; with ledger and balance."""
    rows = Account.objects.across_communities("people see their own accounts")
    rows = rows.filter(kind=Account.Kind.RESIDENT, person__in=records_of(person))
    return rows.select_related("ledger", "balance").order_by("-ledger__unit", "-pk")


@dataclass(frozen=True, slots=True)
class Line:
    """One transfer as an account sees it; `change` has its sign."""

    transfer: Transfer
    seq: int
    change: int
    after: int
    about: Explained


@dataclass(frozen=True, slots=True)
class Lines:
    """A page of a statement, newest first; `next` is the cursor, None at the end."""

    items: Sequence[Line]
    next: str | None


def _sides(account: int, before: int | None, size: int | None) -> list[tuple[int, Transfer]]:
    """Both sides of the account by their numbers, newest first. Two queries on two indexes."""
    found: list[tuple[int, Transfer]] = []
    for side in ("debit", "credit"):
        rows = Transfer.objects.filter(**{side: account})
        if before is not None:
            rows = rows.filter(**{f"{side}_seq__lt": before})
        rows = rows.order_by(f"-{side}_seq")
        found += [(getattr(row, f"{side}_seq"), row) for row in (rows[:size] if size else rows)]
    found.sort(key=lambda each: -each[0])
    return found[:size] if size else found


def _lines(account: int, sides: list[tuple[int, Transfer]]) -> list[Line]:
    about = explain([row for _seq, row in sides])
    return [
        Line(row, seq, -row.amount, row.debit_after, about[row.pk])
        if row.debit_id == account
        else Line(row, seq, row.amount, row.credit_after, about[row.pk])
        for seq, row in sides
    ]


def statement(account: int, *, after: str | None = None, size: int = SIZE) -> Lines:
    """A page of an account's statement. Raises Refused("kernel.bad_cursor")."""
    if after and not (after.isdecimal() and len(after) < 19):  # noqa: PLR2004 (fits a bigint)
        raise Refused("kernel.bad_cursor")
    sides = _sides(account, int(after) if after else None, size + 1)
    more = len(sides) > size
    lines = _lines(account, sides[:size])
    return Lines(lines, str(lines[-1].seq) if more else None)


def whole_statement(account: int) -> list[Line]:
    """Every line, oldest first: for a passbook or a table to take home."""
    return _lines(account, _sides(account, None, None)[::-1])


@dataclass(frozen=True, slots=True)
class Ending:
    """What of an account ends on a day unless it is spent."""

    day: date
    units: int


def ending(accounts: Iterable[int]) -> dict[int, list[Ending]]:
    """What ends when, by account, the nearest day first. One query."""
    found: dict[int, list[Ending]] = {pk: [] for pk in accounts}
    rows = Lot.objects.filter(account__in=found, left__gt=0).order_by("expires_on")
    for pk, day, units in rows.values_list("account", "expires_on").annotate(n=Sum("left")):
        found[pk].append(Ending(day, units))
    return found


def open_holds(account: int) -> list[Hold]:
    """What is promised and not yet settled, the newest first; few for any person."""
    return list(Hold.objects.filter(debit=account, end=None).order_by("-pk")[:50])


def open_freeze(account: int) -> Freeze | None:
    rows = Freeze.objects.across_communities("beside the account that was found by a rule")
    return rows.filter(account=account, ended_at=None).select_related("words").first()


# --- the staff's totals --------------------------------------------------------------------------
def ledgers_of(actor: Actor) -> ScopedQuerySet[Ledger]:
    return Ledger.objects.reached_by(actor).order_by("community", "unit", "pk")


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over a ledger; nobody's own figures.

    `few`: so few accounts have something, or ever had, that a sum would tell what one of them has.
    """

    accounts: int
    few: bool
    issued: int
    live: int
    held: int
    spent: int
    expired: int
    donated: int
    clearing: int


K = Account.Kind
_PARTS = {
    "issued": (-1, (K.ISSUER,)),
    "live": (1, (K.RESIDENT,)),
    "spent": (1, (K.MERCHANT, K.SETTLED, K.ORGANISATION)),
    "expired": (1, (K.EXPIRED,)),
    "donated": (1, (K.DONATED,)),
    "clearing": (1, (K.CLEARING,)),
}


def totals(ledgers: Iterable[int]) -> dict[int, Totals]:
    """By ledger. One query over its balances."""
    wanted = list(ledgers)
    rows = (
        Balance.objects.filter(account__ledger__in=wanted)
        .values_list("account__ledger", "account__kind")
        .annotate(
            all_posted=Sum("posted"),
            all_held=Sum("held"),
            n=Count("pk"),
            full=Count("pk", filter=~Q(posted=0)),
            used=Count("pk", filter=Q(seq__gt=0)),
        )
    )
    sums: dict[int, dict[str, tuple[int, ...]]] = {pk: {} for pk in wanted}
    for ledger, kind, *figures in rows:
        sums[ledger][kind] = tuple(figures)
    nothing = (0, 0, 0, 0, 0)
    return {
        pk: Totals(
            accounts=kinds.get(K.RESIDENT, nothing)[2],
            few=any(0 < n < LEAST for n in kinds.get(K.RESIDENT, nothing)[2:]),
            held=sum(held for _posted, held, *_ in kinds.values()),
            **{
                name: sign * sum(kinds.get(kind, nothing)[0] for kind in of)
                for name, (sign, of) in _PARTS.items()
            },
        )
        for pk, kinds in sums.items()
    }


def frozen_accounts(ledger: Ledger) -> ScopedQuerySet[Freeze]:
    """Open cases of a ledger, the newest first."""
    rows = Freeze.objects.within(ledger.community).filter(account__ledger=ledger, ended_at=None)
    return rows.select_related("account", "words").order_by("-pk")


# --- what the jobs look for -----------------------------------------------------------------------
def with_ended_lots(today: date) -> Iterator[tuple[int, int, int]]:
    """(ledger, its community, account) where something ended and is not frozen or all promised."""
    frozen = Balance.objects.filter(pk=OuterRef("account")).values("frozen")
    free = Balance.objects.filter(pk=OuterRef("account")).values(left=F("posted") - F("held"))
    rows = (
        Lot.objects.filter(left__gt=0, expires_on__lt=today)
        .annotate(frozen=Subquery(frozen), free=Subquery(free))
        .filter(Q(frozen=False), free__gt=0)
        .order_by("account__ledger", "account")
        .values_list("account__ledger", "account__community", "account")
        .distinct()
    )
    yield from rows


def ended_holds(now: object) -> list[int]:
    rows = Hold.objects.filter(expires_at__lte=now, end=None).order_by("pk")
    return list(rows.values_list("pk", flat=True))
