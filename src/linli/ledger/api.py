"""What this module offers to software."""

from ninja import Router

router = Router(tags=["ledger"])
