"""Refusals of this module."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import Text

REFUSALS = {
    "resolutions.words_first": Text(
        _("Say it in words."), _("Everybody reads them: name the matter, and nobody."), 422
    ),
    "resolutions.not_now": Text(
        _("This is not possible where the resolution stands now."),
        _("Somebody may have been faster: look at it again."),
        409,
    ),
}
