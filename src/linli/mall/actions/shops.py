"""An organisation becomes a merchant: it applies, or staff enter it; staff decide."""

from django.db import IntegrityError, transaction

from linli.facts.mall import MerchantMoved
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.mall import operations, parameters, rules
from linli.mall.models import Merchant
from linli.mall.wanted import Shop
from linli.organisations.models import Organisation


@action(allow=rules.may_apply)
def apply(actor: Actor, *, community: int, organisation: int, shop: Shop) -> Merchant:
    """It waits for staff; whoever entered it does not matter. Raises Refused."""
    body = Organisation.objects.filter(pk=organisation, ended=False).first()
    if body is None:
        raise Refused("mall.no_such_choice", field="organisation")
    if shop.until is not None and shop.until < max(shop.since, clock.today()):
        raise Refused("mall.past_day", field="until")
    most = parameters.PLACE_MAX
    row = Merchant(
        community=community,
        organisation=body,
        desk=operations.good_text(shop.desk, field="desk", most=parameters.PHONE_MAX),
        place=operations.good_text(shop.place, field="place", most=most),
        hours=operations.good_text(shop.hours, field="hours", most=most),
        since=shop.since,
        until=shop.until,
        exchange=shop.exchange,
        at=clock.now(),
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Refused("mall.merchant_there_already", field="organisation") from error
    operations.write_merchant_step(actor, row, "apply")
    fact = MerchantMoved(merchant=row.pk, organisation=body.pk, verb="apply")
    record(actor, fact, place=community)
    return row
