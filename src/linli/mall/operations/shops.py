"""Writes on merchants."""

from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.ledger import operations as ledger
from linli.ledger.models import Account, Ledger
from linli.mall.models import Merchant, MerchantStep
from linli.places.operations.estates import seal_text


def open_shop_account(merchant: Merchant) -> int:
    """The organisation's account in the community's ledger of points."""
    points = ledger.open_ledger(community=merchant.community, unit=Ledger.Unit.POINTS)
    other = merchant.organisation_id
    return int(ledger.open_account(points, Account.Kind.MERCHANT, other=other).pk)


def write_merchant_step(actor: Actor, merchant: Merchant, verb: str, words: str = "") -> None:
    MerchantStep.objects.create(
        merchant=merchant,
        verb=verb,
        words=seal_text(words) if words else None,
        person_id=actor.person,
        capacity=actor.capacity,
        at=clock.now(),
    )
