"""What people do in the mall."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.deeds import Deed

MALL = Deed(
    "mall",
    _("Order for my points"),
    _(
        "Order things and services for my points, show the code, cancel, object. Points are spent by it."
    ),
    by_helper=True,
    pages=frozenset(
        {"mall", "mall_offer", "my_orders", "order", "order_step", "file", "file_small"}
    ),
    start="mall",
)
