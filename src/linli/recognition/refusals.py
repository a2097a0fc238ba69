"""Why something about recognition is refused, in the reader's words."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import Text

REFUSALS = {
    "recognition.no_such_part": Text(_("Nothing of that name can be shown."), "", 422),
    "recognition.no_community": Text(
        _("You belong to no community yet."), _("Choose one under “Me”, then decide what it sees.")
    ),
    "recognition.no_such_edition": Text(_("There is no such edition of badges."), "", 422),
    "recognition.back_dated": Text(
        _("Badges hold from today or a later day."), _("Choose another day."), 422
    ),
    "recognition.reason_first": Text(_("Say why."), "", 422),
    "recognition.no_such_honour": Text(_("There is no such honour."), "", 422),
    "recognition.no_such_neighbour": Text(
        _("Nobody of this community has that number."),
        _("They find their number under “Me”."),
        422,
    ),
    "recognition.about_oneself": Text(
        _("This would be about yourself."), _("Somebody else has to do it."), 403
    ),
    "recognition.honoured_already": Text(
        _("They hold this honour, or were proposed for it, already."), ""
    ),
    "recognition.another_settles": Text(
        _("Whoever proposed it, objected, or is honoured by it does not decide."),
        _("Ask a colleague."),
        403,
    ),
    "recognition.not_now": Text(
        _("This was done already, or there is nothing to decide."), _("Look at it again.")
    ),
    "recognition.public_over": Text(
        _("The days for objections are over, or have not begun."),
        _("Speak to the residents' committee."),
    ),
    "recognition.objected_already": Text(_("You objected already; staff read it."), ""),
    "recognition.still_public": Text(
        _("The days in which neighbours may object are not over."), _("Wait until they are.")
    ),
    "recognition.selections_off": Text(
        _("Selections are off in this community."),
        _("They begin only by a decision that a second person put in force."),
    ),
    "recognition.no_figures": Text(
        _("Choose what is looked at."), _("At least one of the figures offered."), 422
    ),
    "recognition.no_such_purpose": Text(_("A selection has no such purpose."), "", 422),
    "recognition.period_backwards": Text(
        _("The time looked at ends before it begins."), _("Correct the days."), 422
    ),
    "recognition.period_after_cutoff": Text(
        _("The time looked at ends after the cut-off."),
        _("It ends on the day of the cut-off at the latest."),
        422,
    ),
    "recognition.consent_too_short": Text(
        _("Residents need at least %(days)s days to put themselves on the list."),
        _("Give them more days."),
        422,
    ),
    "recognition.announced_too_late": Text(
        _("The cut-off is at least %(days)s days after the announcement."),
        _("Choose a later cut-off."),
        422,
    ),
    "recognition.chosen_when": Text(
        _("The body chose between the cut-off and today."), _("Correct the day."), 422
    ),
    "recognition.not_on_the_list": Text(
        _("Not all of these stand on the list any more."), _("Look at the list again."), 422
    ),
    "recognition.no_such_body": Text(_("This community has no such body."), "", 422),
    "recognition.list_not_open": Text(
        _("Nobody can put themself on the list yet."), _("The page says from when.")
    ),
    "recognition.list_closed": Text(_("The list is closed."), _("Wait for another selection.")),
    "recognition.stands_already": Text(_("You are on the list already."), ""),
    "recognition.does_not_stand": Text(_("You are not on the list."), ""),
}
