"""Pictures of offers: whoever sees the offer sees them."""

from linli.kernel.actor import Actor
from linli.kernel.attachments import Holder
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.mall import rules
from linli.mall.parameters import PICTURE_OF, PICTURES


def _shows(actor: Actor, offer: int) -> Decision:
    seen = rules.offers_seen_by(actor).filter(pk=offer).exists()
    return ALLOWED if seen else denied("kernel.not_found")


HOLDER = Holder(PICTURE_OF, _shows, most=PICTURES)
