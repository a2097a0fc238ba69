"""Why this module refuses, in the reader's words."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import Text

REFUSALS = {
    "grids.name_taken": Text(
        _("A grid of this name is there already."), _("Choose another name."), 409
    ),
    "grids.dates": Text(_("The last day lies before the first."), _("Correct the days."), 422),
    "grids.over": Text(_("This has ended already."), _("Look at the list as it is now."), 409),
    "grids.planned_otherwise": Text(
        _("For a later day something else is entered here already."),
        _("End that first, or choose its day."),
        409,
    ),
    "grids.outside": Text(
        _("A building or unit does not lie in this estate or community."),
        _("Choose among those of the list."),
        422,
    ),
    "grids.nothing_chosen": Text(
        _("No building and no unit was chosen."), _("Choose at least one."), 422
    ),
    "grids.nobody": Text(
        _("Nobody with this number is here."), _("Ask the person for the number under “Me”."), 422
    ),
    "grids.not_yourself": Text(
        _("Nobody appoints themselves."), _("Ask a colleague of the committee."), 403
    ),
    "grids.real_name_first": Text(
        _("A post needs a proven real name."),
        _("The person proves it at the residents' committee first."),
        409,
    ),
    "grids.lives_elsewhere": Text(
        _("The person neither lives in this community nor serves it."),
        _("Appoint somebody of this community."),
        409,
    ),
    "grids.interest": Text(
        _("Whoever serves a property company, a developer or an auditor cannot hold this post."),
        _("Watching over property services is one of its duties. End the other office first."),
        409,
    ),
    "grids.has_head": Text(
        _("There is a head at this time already."),
        _("There is exactly one. End that post first, or enter a substitute."),
        409,
    ),
    "grids.heads_another": Text(
        _("The person heads another grid at this time."), _("One person heads one grid."), 409
    ),
    "grids.holds_already": Text(
        _("The person holds this post already."), _("Look at the list of posts."), 409
    ),
    "grids.has_substitute": Text(
        _("Somebody stands in at this time already."), _("Choose other days."), 409
    ),
    "grids.substitute_outside_term": Text(
        _("A substitute serves within the term of the post and has a last day."),
        _("Correct the days."),
        422,
    ),
    "grids.not_a_branch": Text(
        _("This organisation is not a party branch of this community."),
        _("Enter the branch as an organisation first."),
        422,
    ),
    "grids.no_post": Text(
        _("You hold no post in a grid or building of this community."),
        _("The residents' committee appoints."),
        403,
    ),
    "grids.not_your_home": Text(
        _("This home does not lie in your building or grid."),
        _("Visits are noted by whoever answers for the home."),
        403,
    ),
    "grids.marked_already": Text(
        _("This home is on the list already."), _("Look at the list of homes to visit."), 409
    ),
    "grids.live_there_first": Text(
        _("Only whoever lives in a home may ask for visits to it."),
        _("Say first where you live, under “Me”."),
        403,
    ),
    "grids.text_missing": Text(
        _("Nothing was said."), _("Write a few words or choose at least one duty."), 422
    ),
    "grids.handed_on_already": Text(
        _("This was handed on already."), _("Follow the duty that came of it."), 409
    ),
}
