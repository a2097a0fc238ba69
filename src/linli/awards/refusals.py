"""Why something about awards is refused, in the reader's words."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import Text

REFUSALS = {
    "awards.no_rules": Text(_("No kind of deed earns anything."), "", 422),
    "awards.back_dated": Text(
        _("Rules begin on a later day than today."),
        _("What was done before stays by the rules of its day. Propose a later day."),
    ),
    "awards.not_decided_yet": Text(_("The day of the decision lies ahead."), "", 422),
    "awards.settled_already": Text(_("This version was adopted or rejected already."), ""),
    "awards.own_proposal": Text(
        _("Nobody adopts what they wrote down themselves."), _("Ask a colleague."), 403
    ),
    "awards.own_deed": Text(
        _("You had a part in this yourself."), _("Ask a colleague to decide."), 403
    ),
    "awards.decided_before": Text(
        _("An appeal is decided by another person than the one who refused."),
        _("Ask a colleague."),
        403,
    ),
    "awards.appealed_by_you": Text(
        _("You wrote this appeal for somebody, so another person decides it."),
        _("Ask a colleague."),
        403,
    ),
    "awards.not_now": Text(
        _("This was decided already, or there is nothing to decide."), _("Look at it again.")
    ),
    "awards.still_owed": Text(
        _("A part of what was taken back is still owed."),
        _("Wait until it has come, then decide."),
    ),
}
