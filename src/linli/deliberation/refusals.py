"""Refusals of this module."""

from django.utils.translation import gettext_lazy as _

from linli.deliberation.refusals_topics import TOPICS
from linli.kernel.errors import Text

CHARTERS = {
    "deliberation.no_community": Text(
        _("You belong to no community yet."), _("Choose one under “Me” first."), 403
    ),
    "deliberation.home_first": Text(
        _("A charter binds those who live there."),
        _("Claim your home under “Me”, then draft."),
        403,
    ),
    "deliberation.not_of_your_body": Text(
        _("Your organisation does not serve there."),
        _("Draft for the estate or community of your office."),
        403,
    ),
    "deliberation.own_charter": Text(
        _("Whoever drafts a charter does not put it in force."),
        _("A colleague writes down the decision."),
        403,
    ),
    "deliberation.one_draft_at_a_time": Text(
        _("A draft of yours is being discussed."), _("Withdraw it, then lay down a better one.")
    ),
    "deliberation.bad_term": Text(
        _("This does not fit."),
        _(
            "Fractions are at most one, larger majorities above a half; seats, rhythm and notice must stand."
        ),
        422,
    ),
    "deliberation.settled_already": Text(
        _("It is no draft any more."), _("Lay down a new version.")
    ),
    "deliberation.no_such_choice": Text(
        _("There is no such choice."), _("Choose one of the list."), 422
    ),
    "deliberation.bad_count": Text(_("Counts are not negative."), _("Correct them."), 422),
    "deliberation.more_than_entitled": Text(
        _("More have voted than could decide."), _("Compare with the document."), 422
    ),
    "deliberation.not_carried": Text(
        _("With these counts it was not ratified."),
        _("The page says how many must be there and agree. Reject it, or correct the counts."),
        422,
    ),
    "deliberation.no_number": Text(
        _("The decision has no number yet."), _("Take it from the document."), 422
    ),
    "deliberation.not_decided_yet": Text(
        _("This day lies ahead."), _("A decision is written down after it was made."), 422
    ),
    "deliberation.discussed_too_short": Text(
        _("It must lie open until %(day)s before it is decided."),
        _("Let those whom it binds read it first."),
        422,
    ),
    "deliberation.back_dated": Text(
        _("Rules hold from a later day on."), _("Choose a day after today."), 422
    ),
}
REFUSALS = {**CHARTERS, **TOPICS}
