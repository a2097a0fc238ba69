"""The words of the notices about joint cases."""

from django.utils.translation import gettext_lazy as _

from linli.notices.texts import Words

WORDS = {
    "case_invited": Words(
        _("Your organisation is asked to join a case"), _("Join, or say why it is not your matter.")
    ),
    "case_party": Words(
        _("An organisation joined, declined or left a joint case"), _("The timeline says which.")
    ),
    "case_noted": Words(_("Something was written in a joint case"), _("Open the case to read it.")),
    "case_closed": Words(_("A joint case is closed"), _("Its outcome stands there.")),
}
