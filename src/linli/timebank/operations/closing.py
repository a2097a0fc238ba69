"""What stands between two communities becomes nothing: by transfers in both ledgers, never by money."""

from linli.kernel.errors import Refused
from linli.ledger import operations as ledger
from linli.ledger.models import Account
from linli.ledger.movements import Movement
from linli.ledger.operations.clearing import clearing_account, set_clearing_limit
from linli.timebank.models import Settlement
from linli.timebank.operations.sessions import UNIT

KIND = "settle_between"
#: Where the claim goes: hours that were served count as redeemed, hours that are given up end.
SINKS = {
    Settlement.How.WORKED_OFF: Account.Kind.SETTLED,
    Settlement.How.WRITTEN_OFF: Account.Kind.EXPIRED,
}


def standing_locked(one: int, other: int) -> int:
    """What the second owes the first now, with both clearing balances locked."""
    here = clearing_account(community=one, other=other, unit=UNIT)
    there = clearing_account(community=other, other=one, unit=UNIT)
    return ledger.locked(here.pk, there.pk)[here.pk].posted


def close(row: Settlement, event: int) -> None:
    """The claim leaves the one side, the other side stands behind its hours itself; nothing is left.

    Afterwards no hour passes the two accounts until there is another agreement.
    Raises Refused("timebank.stands_otherwise") when something moved since it was entered.
    """
    first, second = row.agreement.community, row.agreement.other
    claims, owes = (first, second) if row.minutes > 0 else (second, first)
    claim = clearing_account(community=claims, other=owes, unit=UNIT)
    debt = clearing_account(community=owes, other=claims, unit=UNIT)
    sink = Account.objects.within(claims).get(
        ledger=claim.ledger_id, kind=SINKS[Settlement.How(row.how)]
    )
    issuer = ledger.issuer_of(debt.ledger, row.pk)
    minutes = abs(row.minutes)
    if ledger.locked(claim.pk, debt.pk, sink.pk, issuer)[claim.pk].posted != minutes:
        raise Refused("timebank.stands_otherwise")
    legs = [(claim, claim.pk, sink.pk), (debt, issuer, debt.pk)]
    row.transfers = [
        ledger.transfer(
            Movement(
                ledger=account.ledger_id,
                key=f"settle:{row.pk}",
                debit=source,
                credit=target,
                amount=minutes,
                kind=KIND,
                event=event,
            )
        ).id
        for account, source, target in legs
    ]
    set_clearing_limit(one=first, other=second, unit=UNIT, limit=0)
