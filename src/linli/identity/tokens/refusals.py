"""Refusals about keys for software."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import Text

REFUSALS = {
    "identity.token_scope": Text(
        _("This key was not given that right."), _("Make a key that has it."), 403
    ),
    "identity.no_such_scope": Text(_("Choose at least one right from the list."), "", 422),
    "identity.token_days": Text(_("A key lasts one to 365 days."), "", 422),
    "identity.too_many_tokens": Text(
        _("You have twenty open keys."), _("End one that you do not need any more."), 409
    ),
    "identity.token_over": Text(_("This key has ended already."), "", 409),
}
