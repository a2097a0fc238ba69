"""A ledger of points with a few accounts, for tests of this module and of those above it."""

from dataclasses import dataclass
from datetime import date

from linli.identity.operations import enrol
from linli.ledger import operations
from linli.ledger.models import Account, Ledger
from linli.ledger.movements import Movement

FAR = date(2099, 1, 1)
_number = iter(range(10_000))


@dataclass
class Books:
    """Ids: two residents, a merchant, an issuer; inside a transaction."""

    ledger: Ledger
    ann: int
    bob: int
    merchant: int
    issuer: int

    def move(self, key: str, debit: int, credit: int, amount: int, **more) -> int:
        wanted = {"kind": "award" if debit == self.issuer else "spend", "expires_on": FAR, **more}
        return operations.transfer(
            Movement(
                ledger=self.ledger.pk,
                key=key,
                debit=debit,
                credit=credit,
                amount=amount,
                **wanted,
            )
        ).id


def open_books(community: int = 1) -> Books:
    ledger = operations.open_ledger(community=community, unit=Ledger.Unit.POINTS)
    ann, bob = (
        operations.open_account(
            ledger,
            Account.Kind.RESIDENT,
            person=enrol(phone=f"1990002{next(_number):04d}", name="某人", community=None).pk,
        ).pk
        for _ in range(2)
    )
    merchant = operations.open_account(ledger, Account.Kind.MERCHANT, other=1).pk
    return Books(ledger, ann, bob, merchant, operations.issuer_of(ledger, 0))
