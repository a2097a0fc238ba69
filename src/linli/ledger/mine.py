"""Accounts in "my data"."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from linli.kernel.personal import Kept
from linli.ledger.explained import amount_words
from linli.ledger.models import Freeze, Transfer
from linli.ledger.queries import accounts_of

TITLE = _("My points and hours")


def rows(person: int) -> list[dict[str, Any]]:
    """What is there, why something was frozen, every line. Three queries, and one for merged records."""
    accounts = {row.pk: row for row in accounts_of(person).order_by("pk")}
    found: list[dict[str, Any]] = [
        {
            "what": "account",
            "id": pk,
            "unit": row.ledger.unit,
            "balance": row.balance.posted,
            "held": row.balance.held,
        }
        for pk, row in accounts.items()
    ]
    cases = Freeze.objects.across_communities("a person's own").filter(account__in=accounts)
    found += [
        {
            "what": "freeze",
            "id": row.account_id,
            "at": row.at,
            "reason": row.reason,
            "words": row.words.read("text") or "",
            "until": row.ended_at,
        }
        for row in cases.select_related("words").order_by("pk")
    ]
    lines = Transfer.objects.filter(Q(debit__in=accounts) | Q(credit__in=accounts))
    for row in lines.order_by("pk"):
        given = row.debit_id in accounts
        found.append(
            {
                "what": row.kind,
                "id": row.debit_id if given else row.credit_id,
                "at": row.at,
                "change": -row.amount if given else row.amount,
                "balance": row.debit_after if given else row.credit_after,
            }
        )
    return found


def kept(person: int) -> list[Kept]:
    """What nobody can spend any more once the account is closed."""
    return [
        Kept(
            _("You lose %(amount)s")
            % {"amount": amount_words(row.ledger.unit, row.balance.posted)},
            _(
                "Nobody can use them afterwards. Spend or give them away before. The lines stay, without a name."
            ),
        )
        for row in accounts_of(person)
        if row.balance.posted > 0
    ]
