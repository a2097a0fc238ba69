"""Why this module refuses."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import Text

REFUSALS = {
    "journal.no_receipt": Text(
        _("There is no such receipt, or it is not yours."),
        _("Your own receipts are listed under “Me”."),
        404,
    ),
    "journal.no_entry": Text(
        _("The log has no such entry."), _("Look at the newest entries."), 404
    ),
    "journal.not_yet": Text(
        _("This is not in the log yet."),
        _("It usually takes a second. Open the receipt again a little later."),
        409,
    ),
}
