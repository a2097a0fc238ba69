"""Refusals of this module."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import Text

REFUSALS = {
    "notices.no_such_audience": Text(
        _("There is no such audience in your area."), _("Choose one of the list."), 422
    ),
    "notices.nobody": Text(
        _("This audience has nobody in it."), _("Check the community and the number."), 422
    ),
}
