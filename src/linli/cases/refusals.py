"""Refusals of this module."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import Text

REFUSALS = {
    "cases.no_such_choice": Text(_("There is no such choice."), _("Choose one of the list."), 422),
    "cases.words_first": Text(_("Say it in words."), _("A sentence is enough."), 422),
    "cases.too_long": Text(_("This is too long."), _("At most %(most)s characters."), 422),
    "cases.id_number": Text(
        _("This looks like an ID number."), _("Leave it out; nobody needs it here."), 422
    ),
    "cases.over": Text(_("This case is closed."), _("Open another one.")),
    "cases.not_now": Text(_("This is not possible as it stands."), _("Look at the page again.")),
    "cases.for_an_organisation": Text(
        _("Joint cases are between organisations."), _("Act in an office of yours."), 403
    ),
    "cases.join_first": Text(
        _("Your organisation has not joined yet."), _("Join, then take part."), 403
    ),
    "cases.not_asked": Text(
        _("Your organisation is not asked to join."),
        _("It takes part already, or has answered."),
        403,
    ),
    "cases.lead_only": Text(
        _("The organisation that leads the case does this."), _("Ask it."), 403
    ),
    "cases.asked_already": Text(
        _("This organisation is asked already or takes part."), _("Choose another one."), 409
    ),
    "cases.too_many": Text(_("There are too many already."), _("Open another case.")),
    "cases.owner_is_no_party": Text(
        _("Whoever owes a step serves in an organisation that has joined."),
        _("Ask the organisation to join first."),
        422,
    ),
    "cases.no_such_meeting": Text(
        _("There is no such meeting."),
        _("Choose a meeting with all parties, of this community."),
        422,
    ),
    "cases.owner_only": Text(_("Whoever owes the step does this."), _("Ask them."), 403),
    "cases.another_confirms": Text(
        _("Another organisation than the one that owes it confirms."), _("Ask another party."), 403
    ),
    "cases.giver_only": Text(
        _("Whoever added the step, or leads the case, does this."), _("Ask them."), 403
    ),
    "cases.steps_open": Text(
        _("Not every step is done and confirmed, or dropped."),
        _("%(steps)s are open. Confirm or drop them first."),
    ),
    "cases.lead_stays": Text(
        _("The organisation that leads does not leave."), _("Close the case, with an outcome."), 403
    ),
    "cases.owes_still": Text(
        _("Your organisation owes a step."), _("Finish it, or let it be dropped first.")
    ),
}
