"""Why something about awards is refused, in the reader's words."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import Text

REFUSALS = {
    "awards.no_rules": Text(_("No kind of deed earns anything."), "", 422),
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
    "awards.asked_before": Text(
        _("This was looked at already, and answered."),
        _("The answer stands on its page. Speak to the residents' committee."),
    ),
    "awards.still_nothing": Text(
        _("By the rules of its day it still earns nothing."),
        _("Say so in your answer; nobody gives more than the rules."),
    ),
    "awards.no_scan": Text(_("Choose a file first."), "", 422),
    "awards.too_long_ago": Text(
        _("The breach is more than %(days)s days ago."),
        _("So late no sanction is proposed any more."),
        422,
    ),
    "awards.still_owed": Text(
        _("A part of what was taken back is still owed."),
        _("Wait until it has come, then decide."),
    ),
    "awards.breach_out_of_range": Text(
        _("A breach costs as many points as the profile allows, or it is not in it."), "", 422
    ),
    "awards.days_first": Text(
        _("Where a breach costs points, there are days to answer and to appeal."), "", 422
    ),
    "awards.no_such_breach": Text(
        _("The rules in force on that day name no such breach."),
        _("Without a line that was decided before, nothing is taken."),
        422,
    ),
    "awards.no_such_neighbour": Text(
        _("Nobody of your communities has this number."), _("They find it under “Me”."), 422
    ),
    "awards.about_oneself": Text(
        _("Nobody proposes a sanction about themselves."), _("Ask a colleague."), 403
    ),
    "awards.own_household": Text(
        _("You belong to a home together."), _("Ask a colleague to do it."), 403
    ),
    "awards.sanctioned_already": Text(
        _("This breach of that day has its sanction already."), _("Look at the list.")
    ),
    "awards.day_ahead": Text(_("The day of the breach lies ahead."), "", 422),
    "awards.reason_first": Text(_("Write why, in a few words."), "", 422),
    "awards.days_not_over": Text(
        _("The person may still answer."), _("Decide when they answered, or after the last day.")
    ),
    "awards.answer_over": Text(
        _("The days to answer are over."), _("If it is applied, you may appeal.")
    ),
    "awards.appeal_over": Text(
        _("The days to appeal are over."), _("Speak to the residents' committee.")
    ),
    "awards.another_decides": Text(
        _("Who proposed or decided this before does not decide it now."), _("Ask a colleague."), 403
    ),
    "awards.spoke_for_them": Text(
        _("You spoke for the person, so somebody else decides."), _("Ask a colleague."), 403
    ),
}
