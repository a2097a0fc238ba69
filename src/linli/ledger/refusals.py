"""Why a ledger refuses, in the reader's words."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import Text

REFUSALS = {
    "ledger.not_enough": Text(
        _("There is not enough on the account."),
        _("What is promised to an order counts as spent until the order ends."),
    ),
    "ledger.above_cap": Text(
        _("The account would go above its limit."),
        _("What is above the limit can go to the donation pool."),
    ),
    "ledger.clearing_full": Text(
        _("The limit between the two communities is reached."),
        _("Staff of both settle it; until then hours go in the other direction only."),
    ),
    "ledger.frozen": Text(
        _("The account is frozen while a case about it is open."),
        _("The notice about the case says who decides and how to appeal."),
    ),
    "ledger.key_reused": Text(
        _("This request was made before with other figures."), _("Begin it anew."), 409
    ),
    "ledger.nothing": Text(_("The amount must be above zero."), "", 422),
    "ledger.no_account": Text(_("There is no such account."), "", 404),
    "ledger.no_expiry": Text(
        _("Points need a last day."), _("The rule that awards them names how long they live."), 422
    ),
    "ledger.hold_over": Text(
        _("This was settled, cancelled or let go already."), _("Look at the order again.")
    ),
    "ledger.hold_lives": Text(_("The time to take it is not over yet."), ""),
    "ledger.above_hold": Text(_("More than was promised cannot be taken."), "", 422),
    "ledger.above_original": Text(
        _("No more can be taken back than was given, and only between the same accounts."), "", 422
    ),
    "ledger.frozen_already": Text(_("The account is frozen already."), ""),
    "ledger.not_frozen": Text(_("The account is not frozen."), ""),
    "ledger.own_account": Text(
        _("Nobody decides about their own account."), _("Ask a colleague."), 403
    ),
    "ledger.nobody_there": Text(
        _("Nobody with this number has an account here."), _("Check the number."), 404
    ),
    "ledger.not_an_issuer": Text(_("Only an issuer awards in batches."), "", 422),
}
