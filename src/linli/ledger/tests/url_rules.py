"""Who may open the addresses of this module."""

from tests.architecture.matrix import SIGNED_IN, Rule

FAR = "stranger"


def awarded(world, role="resident", units=12):
    """An account of that role's person with points in it."""
    from datetime import date

    from django.db import transaction

    from linli.ledger import operations
    from linli.ledger.movements import Movement

    with transaction.atomic():
        account = operations.resident_account(
            community=world.community.pk, unit="points", person=world.people[role].pk
        )
        operations.transfer(
            Movement(
                ledger=account.ledger_id,
                key=f"rules:{role}",
                debit=operations.issuer_of(account.ledger, 1),
                credit=account.pk,
                amount=units,
                kind="award",
                expires_on=date(2099, 1, 1),
            )
        )
    return account


def mine(world):
    return {"account": awarded(world).pk}


def books(world):
    return {"ledger": awarded(world).ledger_id}


def frozen(world):
    from linli.ledger import actions

    account = awarded(world)
    actions.freeze(world.actor("staff"), account=account.pk, reason="dispute", words="两人各执一词")
    return {"account": account.pk}


OWN = Rule(allowed={"resident"}, args=mine)
EVERYBODYS = SIGNED_IN | {FAR}

RULES = {
    "GET my_bank": Rule(allowed=EVERYBODYS),
    "GET my_account": OWN,
    "GET my_statement": OWN,
    "GET my_passbook": OWN,
    "GET my_passbook_pdf": OWN,
    "GET ledgers": Rule(allowed={"staff", "auditor"}),
    "GET ledger": Rule(allowed={"staff", "auditor"}, args=books),
    "GET freeze_account": Rule(allowed={"staff"}, args=books),
    "POST freeze_account": Rule(
        allowed={"staff"},
        args=books,
        data=lambda world: {
            "person": world.resident.public_id,
            "reason": "dispute",
            "words": "两人各执一词",
        },
    ),
    "GET unfreeze_account": Rule(allowed={"staff"}, args=frozen),
    "POST unfreeze_account": Rule(allowed={"staff"}, args=frozen, data={"words": "已核实"}),
    "GET ledger_audit": Rule(allowed={"auditor"}),
    "POST ledger_audit": Rule(allowed={"auditor"}),
    "GET api:list_accounts": Rule(allowed=EVERYBODYS),
    "GET api:list_lines": OWN,
}
