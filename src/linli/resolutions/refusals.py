"""Refusals of this module."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import Text

REFUSALS = {
    "resolutions.words_first": Text(
        _("Say it in words."), _("Everybody reads them: name the matter, and nobody."), 422
    ),
    "resolutions.not_now": Text(
        _("This is not possible where the resolution stands now."),
        _("Somebody may have been faster: look at it again."),
        409,
    ),
    "resolutions.your_own": Text(
        _("Nobody says of their own work that it is done."),
        _("Somebody of another organisation, and who raised it, say so."),
        403,
    ),
    "resolutions.another_organisation": Text(
        _("Somebody of another organisation than the owner’s says so."),
        _("Ask an official who holds no office in it."),
        403,
    ),
    "resolutions.in_your_office": Text(
        _("You owe it in your office."), _("Switch to that office under “Me”."), 403
    ),
    "resolutions.owner_only": Text(
        _("Only its owner does this."), _("Whoever was asked to carry it out answers."), 403
    ),
    "resolutions.raiser_only": Text(
        _("Only who raised the demand says this."),
        _("Say what you think in the talk of the topic."),
        403,
    ),
    "resolutions.raiser_first": Text(
        _("Who raised it still has time to say so."),
        _("When their day is over, a second official may."),
    ),
    "resolutions.said_already": Text(
        _("You have said it already."), _("It waits for the other voice.")
    ),
    "resolutions.no_supervisor": Text(
        _("Your body does not supervise this."),
        _("The party committee, the residents’ committee or the owners’ committee does."),
        403,
    ),
    "resolutions.marked_already": Text(
        _("Your body has signed off already."), _("Once it is opened again, it may anew.")
    ),
    "resolutions.no_such_choice": Text(_("This choice is not there."), _("Choose another."), 422),
    "resolutions.no_such_office": Text(
        _("Nobody holds this office here today."), _("Choose an office from the list."), 422
    ),
    "resolutions.raiser_owns": Text(
        _("Who raised it does not carry it out in an office."),
        _("They are the one who says whether it is done: ask somebody else."),
        422,
    ),
    "resolutions.no_such_topic": Text(
        _("This demand cannot be joined to it."), _("Choose one from the list."), 422
    ),
    "resolutions.too_many_parts": Text(
        _("So many milestones are hard to follow."), _("At most %(most)s."), 422
    ),
    "resolutions.part_late": Text(
        _("A milestone lies outside the time."),
        _("Its day is from today until the day on which all is done."),
        422,
    ),
    "resolutions.bad_budget": Text(_("This amount is not possible."), _("Give it in yuan."), 422),
    "resolutions.whose_money": Text(_("A budget is somebody’s money."), _("Say whose it is."), 422),
    "resolutions.too_far": Text(
        _("This day is too far away."), _("Choose one within a year."), 422
    ),
    "resolutions.reached_already": Text(
        _("This milestone was reached."), _("Choose another."), 422
    ),
    "resolutions.parts_open": Text(
        _("A milestone is still open."), _("Show first that it was reached.")
    ),
}
