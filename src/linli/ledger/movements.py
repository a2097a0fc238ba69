"""What is asked of a ledger, as plain values. Pure."""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

import rfc8785


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """`amount` whole units from `debit` to `credit`, accounts of one ledger, by id.

    key         unique in its ledger; the same movement asked twice moves once
    kind        award, spend, refund, gift, donate, expire, settle, clear, sanction
    expires_on  the last day of what arrives; needed where the receiving account keeps lots
    hold        the hold that it posts: at most its amount, the rest is free again
    reverses    the transfer that it undoes, in whole or in part: all parts together at most its amount
    """

    ledger: int
    key: str
    debit: int
    credit: int
    amount: int
    kind: str
    expires_on: date | None = None
    hold: int | None = None
    reverses: int | None = None
    journal: int | None = None
    rule_version: int | None = None
    event: int | None = None

    def request_hash(self) -> bytes:
        """What makes two requests the same: everything but where they are kept."""
        asked: dict[str, int | str | None] = {
            "debit": self.debit,
            "credit": self.credit,
            "amount": self.amount,
            "kind": self.kind,
            "hold": self.hold,
            "reverses": self.reverses,
            "event": self.event,
        }
        return hashlib.sha256(rfc8785.dumps(cast("Any", asked))).digest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """One line of a batch: `amount` to an account, for an event, by a rule's version."""

    key: str
    credit: int
    amount: int
    rule_version: int | None = None
    event: int | None = None
