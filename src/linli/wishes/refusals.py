"""Refusals of this module."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import Text

REFUSALS = {
    "wishes.as_resident": Text(
        _("Neighbours wish and help as residents of their community."),
        _("Switch to “Resident” under “Me”."),
        403,
    ),
    "wishes.no_community": Text(
        _("You belong to no community yet."), _("Choose one under “Me” first."), 403
    ),
    "wishes.nothing_said": Text(
        _("It does not say yet what you wish for."), _("Write a line."), 422
    ),
    "wishes.too_long": Text(
        _("This text is too long."), _("300 characters are enough here. Shorten it."), 422
    ),
    "wishes.id_number": Text(
        _("This text holds an ID number."),
        _("Nobody needs it for a wish. Take it out."),
        422,
    ),
    "wishes.too_many_open": Text(
        _("You have many wishes that are not over."),
        _("Wait until one is fulfilled, or withdraw one."),
    ),
    "wishes.too_many_claims": Text(
        _("You are on many wishes already."), _("Finish one first, or step back from one.")
    ),
    "wishes.past_day": Text(_("This day is over."), _("Choose today or a later day."), 422),
    "wishes.no_such_choice": Text(_("This is not among the choices."), _("Choose again."), 422),
    "wishes.not_your_home": Text(
        _("This is none of the wisher's homes."), _("Choose one of the list."), 422
    ),
    "wishes.nobody_there": Text(
        _("Nobody is on this wish."), _("Messages go to and fro while somebody is."), 403
    ),
    "wishes.unnamed_by_oneself": Text(
        _("A wish without a name is posted by oneself, or by staff."),
        _("What a helper does is written down with the name. Post it with the name."),
        422,
    ),
    "wishes.no_picture": Text(
        _("A wish without a name has no picture."),
        _("A picture could tell whose it is. Take it out, or give the wish your name."),
        422,
    ),
    "wishes.without_a_name": Text(
        _("Your wish is without a name, and a message would show it."),
        _("The staff who answer for it write to the helpers for you."),
        403,
    ),
    "wishes.no_such_person": Text(
        _("Nobody with this number lives in your area."),
        _("The person finds the number under “Me”."),
        422,
    ),
    "wishes.own_wish": Text(_("Nobody takes on their own wish."), _("Leave it to others."), 403),
    "wishes.same_home": Text(
        _("Whoever lives with the wisher helps at home, not by a wish."),
        _("Leave it to others."),
        403,
    ),
    "wishes.you_put_it_first": Text(
        _("You put this wish first, so you do not take it on."), _("Leave it to others."), 403
    ),
    "wishes.claimed_already": Text(
        _("Somebody else is on this wish already."), _("There are others in the list.")
    ),
    "wishes.not_now": Text(
        _("This is not possible in the wish's present state."),
        _("Somebody may have been faster: look at it again."),
    ),
    "wishes.wisher_only": Text(
        _("Only whoever made this wish may do this."), _("Ask them to."), 403
    ),
    "wishes.posted_by_you": Text(
        _("You posted this wish for somebody, so another person says that it is done."),
        _("The wisher, whoever acts for them, a colleague, the grid worker or the street may."),
        403,
    ),
    "wishes.not_at_that_time": Text(
        _("You were done after you took it on, and not later than now."),
        _("Correct the time."),
        422,
    ),
    "wishes.two_at_once": Text(
        _("At that time you were on another wish, as you said there."),
        _("Correct the time or the minutes."),
        422,
    ),
    "wishes.claimers_only": Text(
        _("Only those who are on this wish may do this."), _("Ask them to."), 403
    ),
    "wishes.claim_over": Text(
        _("Your time for this wish is over, and it is open to others again."),
        _("If nobody else is on it, take it on once more."),
        403,
    ),
    "wishes.not_your_own_claim": Text(
        _("Nobody confirms what they did themselves."),
        _("The wisher confirms it, or the staff who posted it."),
        403,
    ),
    "wishes.not_your_own_review": Text(
        _("Nobody looks over their own wish."), _("Leave it to a colleague."), 403
    ),
    "wishes.own_part": Text(
        _("Nobody puts first what they wish for or help with."), _("Leave it to a colleague."), 403
    ),
    "wishes.take_it_first": Text(
        _("A wish without a name is looked over by whoever answers for it."),
        _("Take it on first: from then on you alone see whose it is."),
        403,
    ),
    "wishes.taken_by_you": Text(_("You answer for this wish already."), _("Look it over.")),
    "wishes.on_it_already": Text(_("You are on this wish already."), _("Look at it."), 409),
    "wishes.no_team": Text(
        _("Whoever is on this wish does it alone."), _("There are others in the list."), 403
    ),
    "wishes.prove_name_first": Text(
        _("Whoever comes to a home has proved their name."),
        _("Prove it under “Me”, or take on a wish outside of homes."),
        403,
    ),
    "wishes.words_first": Text(
        _("Some words are needed here."), _("Say in a sentence what was done, or why."), 422
    ),
    "wishes.too_many_minutes": Text(
        _("So much time does not count for one wish."),
        _("The community's rules say how many minutes at most."),
        422,
    ),
    "wishes.no_body": Text(
        _("Say for which organisation you come."), _("Choose one of the list."), 422
    ),
    "wishes.nothing_new": Text(_("It stands so already."), _("Look at it again."), 409),
    "wishes.nobody_left": Text(
        _("Nobody in the pool fits this wish now."),
        _("Staff settle it when its time has come."),
    ),
    "wishes.name_taken": Text(
        _("There is a squad of this name already."), _("Choose another name."), 422
    ),
    "wishes.in_it_already": Text(
        _("You are in this squad already."), _("It stands in the list."), 409
    ),
    "wishes.paired_already": Text(
        _("These two are a pair already, or are asked."), _("Look at the list of pairs."), 422
    ),
    "wishes.own_pair": Text(
        _("Whoever is to look after somebody does not say yes in their name."),
        _("The elder says it, or another helper of theirs."),
        403,
    ),
    "wishes.same_day": Text(
        _("Rules from this day on are entered already."), _("Choose a later day."), 422
    ),
}
