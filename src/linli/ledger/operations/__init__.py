"""Composable writes of the ledger; inside a transaction only."""

from linli.ledger.operations.accounts import (
    STRIPES,
    issuer_of,
    open_account,
    open_ledger,
    open_residents,
    resident_account,
)
from linli.ledger.operations.moving import (
    Moved,
    award_batch,
    hold,
    locked,
    release,
    take_back,
    transfer,
)

__all__ = [
    "STRIPES",
    "Moved",
    "award_batch",
    "hold",
    "issuer_of",
    "locked",
    "open_account",
    "open_ledger",
    "open_residents",
    "release",
    "resident_account",
    "take_back",
    "transfer",
]
