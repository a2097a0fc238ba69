"""What follows when both have confirmed: into the ledger, or somebody looks at it first."""

from dataclasses import dataclass

from linli.journal.models import Event
from linli.kernel import clock
from linli.kernel.errors import Refused
from linli.ledger import operations as ledger
from linli.ledger.models import Account, Balance, Transfer
from linli.ledger.movements import Movement
from linli.ledger.operations.limits import set_limits
from linli.timebank import counting, queries
from linli.timebank.models import Session
from linli.timebank.operations import sessions
from linli.timebank.states import Kind, Pay, Reason, State, Verb


@dataclass(frozen=True, slots=True)
class Accounts:
    giver: Account
    receiver: Account

    @property
    def frozen(self) -> bool:
        rows = Balance.objects.filter(pk__in=[self.giver.pk, self.receiver.pk], frozen=True)
        return rows.exists()


def accounts(row: Session) -> Accounts:
    """Opened when it is the first time. Its members must be locked."""
    return Accounts(
        sessions.account_of(row, row.giver_id), sessions.account_of(row, row.receiver_id)
    )


def doubt(row: Session) -> str:
    """Why somebody should look before anything is entered; empty when nobody need."""
    terms = row.rulebook.plain
    if row.afterwards:
        return Reason.LATE
    if terms.pair_week is not None and queries.pair_count(row) > terms.pair_week:
        return Reason.PAIR
    return Reason.FROZEN if accounts(row).frozen else ""


def settle(row: Session) -> None:
    """Both sides have confirmed; the row and its members are locked. Nothing moves yet."""
    row.reason = doubt(row)
    if row.reason:
        sessions.move(row, Verb.HOLD)
    else:
        sessions.move(row, Verb.SETTLE)
        reckon(row)


def reckon(row: Session) -> None:
    """Write down what it brings by the rulebook of its day. Saved by the caller."""
    giver = Balance.objects.get(pk=accounts(row).giver.pk)
    found = counting.due(
        row.minutes or 0,
        row.rulebook.plain,
        kind=row.kind,
        pay=row.pay,
        used=queries.credited_on(row),
        balance=giver.posted,
    )
    row.credit, row.over, row.paid = found.credit, found.over, found.paid
    row.settled_at = clock.now()


def pay(row: Session, event: Event) -> None:
    """Move what was reckoned, bound to the rulebook and the fact. Raises Refused, nothing moved."""
    if row.state != State.CONFIRMED:
        return
    found = accounts(row)
    locked = _lock(row, found)
    # a promise of before the case would otherwise be kept while nothing may be spent
    if any(locked[account.pk].frozen for account in (found.giver, found.receiver)):
        raise Refused("ledger.frozen")
    set_limits(found.giver, floor=0, cap=row.rulebook.plain.cap_minutes)
    book = found.giver.ledger
    pool = Account.objects.within(row.community).get(ledger=book, kind=Account.Kind.DONATED)
    source = found.receiver.pk
    if row.kind == Kind.VOLUNTARY:
        source = ledger.issuer_of(book, row.pk)
    lines = [("credit", source, found.giver.pk, row.credit, "service")]
    lines.append(("over", source, pool.pk, row.over, "donate"))
    if row.pay == Pay.REDEEM:
        target = sessions.payee(row).pk
        lines.append(("paid", found.receiver.pk, target, row.paid, "redeem"))
    promised = "paid" if row.pay == Pay.REDEEM else "credit"
    if row.hold is not None and not any(n == promised and a for n, _d, _c, a, _k in lines):
        sessions.free_promise(row)
    made = []
    for name, debit, credit, amount, kind in lines:
        if not amount:
            continue
        moved = ledger.transfer(
            Movement(
                ledger=book.pk,
                key=f"time:{row.pk}:{name}:{row.decisions.count()}",
                debit=debit,
                credit=credit,
                amount=amount,
                kind="exchange" if (kind, row.kind) == ("service", Kind.EXCHANGE) else kind,
                hold=row.hold if name == promised else None,
                rule_version=row.rulebook_id,
                event=event.pk,
            )
        )
        made.append(moved.id)
    row.transfers = made
    row.hold = None
    row.save(update_fields=["transfers", "hold"])


def _lock(row: Session, found: Accounts) -> dict[int, Balance]:
    """All balances that may move, in the order in which every movement takes them."""
    book = found.giver.ledger
    sinks = Account.objects.within(row.community).filter(
        ledger=book, kind__in=[Account.Kind.DONATED, Account.Kind.SETTLED]
    )
    issuer = ledger.issuer_of(book, row.pk)
    return ledger.locked(
        issuer, found.giver.pk, found.receiver.pk, *sinks.values_list("pk", flat=True)
    )


def take_back(row: Session) -> int:
    """Undo what it moved, as far as it is still there; what was spent is owed. Answers what came."""
    taken = 0
    row.owed = 0
    for original in Transfer.objects.filter(pk__in=row.transfers).order_by("pk"):
        units = _taken(row, original, original.amount)
        if _is_credit(row, original):
            taken, row.owed = units, original.amount - units
    return taken


def collect(row: Session) -> int:
    """Take of what is still owed what there is now."""
    taken = 0
    for original in Transfer.objects.filter(pk__in=row.transfers):
        if _is_credit(row, original):
            taken = _taken(row, original, row.owed)
    row.owed -= taken
    return taken


def _is_credit(row: Session, original: Transfer) -> bool:
    return original.credit_id == accounts(row).giver.pk


def _taken(row: Session, original: Transfer, wanted: int) -> int:
    found = ledger.locked(original.credit_id, original.debit_id)
    balance, payer = found[original.credit_id], found[original.debit_id]
    units = min(wanted, max(balance.available, 0))
    if units:
        if payer.cap is not None and payer.posted + units > payer.cap:
            # their own hours come back to them, also above what somebody may save
            set_limits(payer.account, floor=0, cap=payer.posted + units)
        key = f"time:{row.pk}:back:{original.pk}:{balance.seq}"
        ledger.take_back(original, amount=units, key=key)
    return units
