"""What follows when both have confirmed: into the ledger, or somebody looks at it first."""

from dataclasses import dataclass

from django.db.models import Q

from linli.identity.queries import records_of
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
    """With their ledger and their balances, as they were read."""

    giver: Account
    receiver: Account

    @property
    def frozen(self) -> bool:
        return self.giver.balance.frozen or self.receiver.balance.frozen


def accounts(row: Session) -> Accounts:
    """Opened when it is the first time. Its members must be locked. One query where both are open."""
    rows = Account.objects.within(row.community).filter(
        kind=Account.Kind.RESIDENT,
        ledger__unit=sessions.UNIT,
        person__in=[row.giver_id, row.receiver_id],
    )
    found = {each.person_id: each for each in rows.select_related("ledger", "balance")}
    for person in (row.giver_id, row.receiver_id):
        if person not in found:
            opened = sessions.account_of(row, person)
            found[person] = rows.select_related("ledger", "balance").get(pk=opened.pk)
    return Accounts(found[row.giver_id], found[row.receiver_id])


def doubt(row: Session, found: Accounts, giver: frozenset[int]) -> str:
    """Why somebody should look before anything is entered; empty when nobody need."""
    terms = row.rulebook.plain
    if row.afterwards:
        return Reason.LATE
    if terms.pair_week is not None and queries.pair_count(row, giver) > terms.pair_week:
        return Reason.PAIR
    return Reason.FROZEN if found.frozen else ""


def settle(row: Session) -> None:
    """Both sides have confirmed; the row and its members are locked. Nothing moves yet."""
    found, giver = accounts(row), records_of(row.giver_id)
    row.reason = doubt(row, found, giver)
    if row.reason:
        sessions.move(row, Verb.HOLD)
    else:
        sessions.move(row, Verb.SETTLE)
        _reckon(row, found, giver)


def reckon(row: Session) -> None:
    """Write down what it brings by the rulebook of its day. Saved by the caller."""
    _reckon(row, accounts(row), records_of(row.giver_id))


def _reckon(row: Session, read: Accounts, giver: frozenset[int]) -> None:
    found = counting.due(
        row.minutes or 0,
        row.rulebook.plain,
        kind=row.kind,
        pay=row.pay,
        used=queries.credited_on(row, giver),
        balance=read.giver.balance.posted,
    )
    row.credit, row.over, row.paid = found.credit, found.over, found.paid
    row.settled_at = clock.now()


def pay(row: Session, event: Event, *, kept: int = 0) -> None:
    """Move what was reckoned, bound to the rulebook and the fact. Raises Refused, nothing moved.

    `kept`: what the giver never gave back of an earlier crediting, which an appeal makes good.
    """
    if row.state != State.CONFIRMED:
        return
    found = accounts(row)
    own, locked = _lock(row, found)
    # a promise of before the case would otherwise be kept while nothing may be spent
    if any(locked[account.pk].frozen for account in (found.giver, found.receiver)):
        raise Refused("ledger.frozen")
    set_limits(found.giver, floor=0, cap=row.rulebook.plain.cap_minutes)
    book = found.giver.ledger
    source = own["issuer"] if row.kind == Kind.VOLUNTARY else found.receiver.pk
    less = min(kept, row.credit)
    lines = [("credit", source, found.giver.pk, row.credit - less, "service")]
    lines.append(("over", source, own["donated"], max(row.over - (kept - less), 0), "donate"))
    if row.pay == Pay.REDEEM:
        lines.append(("paid", found.receiver.pk, own["settled"], row.paid, "redeem"))
    promised = "paid" if row.pay == Pay.REDEEM else "credit"
    if row.hold is not None and not any(n == promised and a for n, _d, _c, a, _k in lines):
        sessions.free_promise(row)
    made = []
    tries = row.decisions.count()
    for name, debit, credit, amount, kind in lines:
        if not amount:
            continue
        moved = ledger.transfer(
            Movement(
                ledger=book.pk,
                key=f"time:{row.pk}:{name}:{tries}",
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


def _lock(row: Session, found: Accounts) -> tuple[dict[str, int], dict[int, Balance]]:
    """All balances that may move, in the order in which every movement takes them: by kind, by account."""
    kinds = [Account.Kind.DONATED, Account.Kind.SETTLED]
    rows = Account.objects.within(row.community).filter(
        Q(kind__in=kinds) | Q(kind=Account.Kind.ISSUER, stripe=row.pk % ledger.STRIPES),
        ledger=found.giver.ledger_id,
    )
    own = dict(rows.values_list("kind", "pk"))
    return own, ledger.locked(found.giver.pk, found.receiver.pk, *own.values())


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
