"""Refusals of this module."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import Text

REFUSALS = {
    "partywork.party_only": Text(
        _("The party organisation does this."), _("Act in an office of it."), 403
    ),
    "partywork.as_resident": Text(
        _("Residents say what they think."), _("Act for yourself, not in an office."), 403
    ),
    "partywork.other_estate": Text(
        _("This estate is not yours."), _("Choose an estate of your organisation."), 403
    ),
    "partywork.own_opinion": Text(
        _("Nobody answers their own opinion."), _("A colleague answers it."), 403
    ),
    "partywork.words_first": Text(_("Say it in words."), _("A sentence is enough."), 422),
    "partywork.too_long": Text(_("This is too long."), _("At most %(most)s characters."), 422),
    "partywork.id_number": Text(
        _("This looks like an ID number."), _("Leave it out; nobody needs it here."), 422
    ),
    "partywork.no_such_choice": Text(
        _("There is no such choice."), _("Choose one of the list."), 422
    ),
    "partywork.not_now": Text(
        _("This is not possible as it stands."), _("Look at the page again.")
    ),
    "partywork.nobody_asks": Text(
        _("The days of asking are over, or have not begun."),
        _("The page says when people are asked."),
    ),
    "partywork.said_enough": Text(
        _("You have said as much as one person can here."),
        _("%(most)s opinions each; others should be heard too."),
        429,
    ),
    "partywork.too_short": Text(
        _("These are too few days."), _("At least %(least)s whole days, today not counted."), 422
    ),
    "partywork.too_far": Text(_("This is too far away."), _("At most %(most)s days."), 422),
    "partywork.day_of_meeting": Text(
        _("This cannot be the day of the meeting."),
        _("It is not to come, and not more than %(most)s days ago."),
        422,
    ),
    "partywork.figures": Text(
        _("These figures do not fit together."),
        _("Nobody is there who is not entitled, and nobody votes who is not there."),
        422,
    ),
    "partywork.no_quorum": Text(
        _("Too few came to the meeting."), _("Of those entitled: %(share)s."), 422
    ),
    "partywork.asked_still": Text(
        _("People are still being asked."), _("Until %(until)s; nobody may shorten it.")
    ),
    "partywork.shown_still": Text(
        _("The text still hangs out."), _("Until %(until)s; nobody may shorten it.")
    ),
    "partywork.hangs_still": Text(
        _("On this day the text still hung out."), _("The meeting is after %(until)s."), 422
    ),
    "partywork.answer_first": Text(
        _("Not every opinion has its answer."), _("%(left)s wait. Answer them first.")
    ),
}
