"""Refusals of this module."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import Text

REFUSALS = {
    "notices.no_subscription": Text(
        _("The browser gave no address for push messages."),
        _("Allow notifications in the browser's settings and try again."),
        422,
    ),
    "notices.unknown_push_service": Text(
        _("This browser's push service is not known here."),
        _("Choose text messages or WeChat instead."),
        422,
    ),
    "notices.too_many_devices": Text(
        _("Push messages are on in ten browsers already."),
        _("Take one of them off first."),
        409,
    ),
    "notices.no_such_audience": Text(
        _("There is no such audience in your area."), _("Choose one of the list."), 422
    ),
    "notices.nobody": Text(
        _("This audience has nobody in it."), _("Check the community and the number."), 422
    ),
}
