"""Freezing and unfreezing, auditing, and what the jobs do. Lock: the account's balance."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from linli.facts import ledger as facts
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.ledger import audit, digests, rules
from linli.ledger.models import Account, Digest, Freeze, Hold, Ledger, Transfer
from linli.ledger.operations import accounts, nightly, release


def _account(account: int) -> Account:
    rows = Account.objects.across_communities("after the rule looked at the reach")
    return found_or_refused(rows.filter(pk=account).select_related("ledger"))


@action(allow=rules.freezes)
def freeze(actor: Actor, *, account: int, reason: str, words: str) -> Freeze:
    """Stop an account while a case is open; its holder hears of it."""
    row = _account(account)
    made = accounts.freeze(row, reason=reason, words=words, by=actor.person)
    fact = facts.AccountFrozen(
        account=row.pk,
        community=row.community,
        person=row.person_id or 0,
        unit=row.ledger.unit,
        reason=reason,
    )
    record(actor, fact, place=row.community)
    return made


@action(allow=rules.freezes)
def unfreeze(actor: Actor, *, account: int, words: str) -> Freeze:
    """Open it again, with the reason."""
    row = _account(account)
    ended = accounts.unfreeze(row, words=words, by=actor.person)
    fact = facts.AccountUnfrozen(
        account=row.pk, community=row.community, person=row.person_id or 0, unit=row.ledger.unit
    )
    record(actor, fact, place=row.community)
    return ended


@dataclass(frozen=True, slots=True)
class Audited:
    """What an audit found and how long it took, in thousandths of a second."""

    transfers: int
    breaches: list[audit.Breach]
    digests: list[tuple[int, date]]
    milliseconds: int

    @property
    def clean(self) -> bool:
        return not self.breaches and not self.digests


@action(allow=rules.audits)
def run_audit(actor: Actor) -> Audited:
    """Recompute every invariant and every digest of the district's ledgers; it is written down."""
    start = time.perf_counter()
    breaches, differing = audit.audit(), digests.differing()
    took = time.perf_counter() - start
    count = Transfer.objects.count()
    record(actor, facts.LedgersAudited(transfers=count, breaches=len(breaches) + len(differing)))
    return Audited(count, breaches, differing, int(took * 1000))


@action(allow=rules.keeps_the_books)
def expire_lots(actor: Actor, *, ledger: int, rows: Sequence[int], today: date) -> int:
    """Take what ended before today out of these accounts of a ledger; how many units.

    Raises Refused("ledger.nothing") when another run was faster.
    """
    every = Account.objects.across_communities("the nightly run")
    found = every.filter(ledger=ledger)
    sink = found.get(kind=Account.Kind.EXPIRED)
    units, moved = 0, 0
    for account in found.filter(pk__in=rows).order_by("pk"):
        taken = nightly.expire_account(account, sink.pk, today)
        units, moved = units + taken, moved + bool(taken)
    if not units:
        raise Refused("ledger.nothing")
    fact = facts.LotsExpired(ledger=ledger, community=sink.community, accounts=moved, units=units)
    record(actor, fact, place=sink.community)
    return units


@action(allow=rules.keeps_the_books)
def expire_hold(actor: Actor, *, hold: int) -> None:
    """Nobody took it in time. Raises Refused when it was settled meanwhile."""
    row = found_or_refused(Hold.objects.filter(pk=hold).select_related("ledger"))
    if release(row.pk, expired=True):
        raise Refused("ledger.hold_over")
    fact = facts.HoldExpired(hold=row.pk, community=row.ledger.community, kind=row.kind)
    record(actor, fact, place=row.ledger.community)


@action(allow=rules.keeps_the_books)
def digest_day(actor: Actor, *, ledger: Ledger, day: date) -> Digest:
    """Put a day that is over into the log. Raises Refused("ledger.nothing") when it is there."""
    if day >= clock.today():
        raise Refused("ledger.nothing")
    made = nightly.digest_day(ledger, day)
    if made is None:
        raise Refused("ledger.nothing")
    fact = facts.DayDigested(
        ledger=ledger.pk,
        community=ledger.community,
        unit=ledger.unit,
        day=day.isoformat(),
        transfers=made.transfers,
        moved=made.moved,
        digest=bytes(made.digest).hex(),
    )
    record(actor, fact, place=ledger.community)
    return made
