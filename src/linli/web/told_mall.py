"""The words of the notices about the mall."""

from django.utils.translation import gettext_lazy as _

from linli.notices.texts import Words

WORDS = {
    "order_for_you": Words(
        _("Something was ordered for your points"),
        _("By your helper or at the counter. Is it wrong? Cancel it before it is collected."),
    ),
    "service_booked": Words(
        _("Somebody booked your service"), _("See when, and what exactly they need.")
    ),
    "order_ready": Words(
        _("What you ordered is ready"), _("Take the code with you; the digits will do.")
    ),
    "order_collected": Words(
        _("You collected what you ordered"),
        _("The points are spent. Was something wrong? Say so on the order's page."),
    ),
    "order_withdrawn": Words(
        _("A shop cannot give what you ordered"),
        _("Your points are free again. The reason stands there."),
    ),
    "order_expired": Words(
        _("An order was not collected in time"), _("Your points are free again; order it anew.")
    ),
    "order_ending": Words(
        _("Collect it by tomorrow"), _("After that the order ends and your points are free again.")
    ),
    "order_refunded": Words(
        _("Points were given back to you"),
        _("Staff looked at your objection. The reason stands there."),
    ),
    "order_upheld": Words(
        _("Your objection was looked at"), _("It stays as it is. The reason stands there.")
    ),
}
