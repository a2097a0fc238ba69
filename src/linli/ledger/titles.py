"""What the acts of this module are called in a history."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "ledger.account_frozen": _("Account of the love bank frozen"),
    "ledger.account_unfrozen": _("Account of the love bank opened again"),
    "ledger.lots_expired": _("Points expired"),
    "ledger.hold_expired": _("A promise of points ended because nobody took it"),
    "ledger.day_digested": _("A day of a ledger was put into the log"),
    "ledger.audited": _("The ledgers were audited"),
}
