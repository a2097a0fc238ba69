"""What the acts of this module are called in a history."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "mall.merchant_moved": _("Merchant of the mall applied, approved, suspended or ended"),
    "mall.offer_made": _("Offer entered in the mall"),
    "mall.offer_moved": _("Offer of the mall opened, returned, paused or ended"),
    "mall.offer_stocked": _("Stock of an offer changed"),
    "mall.offer_timed": _("Times of a bookable offer entered"),
    "mall.order_made": _("Ordered for points"),
    "mall.order_ready": _("Order put ready"),
    "mall.order_collected": _("Order handed over, points settled"),
    "mall.order_cancelled": _("Order cancelled by the buyer"),
    "mall.order_withdrawn": _("Order cancelled by the merchant"),
    "mall.order_expired": _("Order that nobody collected let go"),
    "mall.order_ending": _("Order ends within a day"),
    "mall.order_disputed": _("Objection to an order"),
    "mall.order_decided": _("Objection to an order decided"),
    "mall.order_cover_asked": _("Asked that the community gives the points of an order back"),
    "mall.rate_adopted": _("Rate for merchants entered"),
    "mall.pledge_entered": _("Pledge of a sponsor entered"),
    "mall.settlement_moved": _("Settlement with a merchant made, dropped or paid"),
    "mall.wrong_code_tried": _("Wrong code entered at a merchant"),
    "mall.buyer_erased": _("Orders of a closed account ended"),
}
