"""Refusals of this module."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import Text
from linli.places.roster.words import REFUSALS as ROSTER

REFUSALS = ROSTER | {
    "places.wrong_parent": Text(
        _("A place of this kind does not lie there."),
        _("Streets lie in the district, communities in a street."),
        422,
    ),
    "places.code_taken": Text(
        _("Another place has this code."), _("Look up the code in the official table."), 409
    ),
}
