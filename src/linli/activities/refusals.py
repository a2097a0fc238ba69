"""Refusals of this module."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import Text

REFUSALS = {
    "activities.no_such_kind": Text(
        _("There is no activity of this kind."), _("Choose one of the list."), 422
    ),
    "activities.wrong_seats": Text(
        _("This is no number of places."), _("Enter a whole number from 1 on."), 422
    ),
    "activities.past": Text(
        _("This begin is over."), _("Choose a time that still lies ahead."), 422
    ),
    "activities.too_far": Text(
        _("This is more than two years ahead."), _("Choose an earlier day."), 422
    ),
    "activities.wrong_end": Text(
        _("An activity ends after its begin, within a day."), _("Check begin and end."), 422
    ),
    "activities.wrong_series": Text(
        _("These dates make no series."),
        _("A series has an end, at most 53 dates, and they do not overlap."),
        422,
    ),
    "activities.reason_first": Text(
        _("A reason is needed."), _("Those concerned will read it."), 422
    ),
    "activities.decided_already": Text(
        _("This proposal was decided already."), _("Look at it again."), 409
    ),
    "activities.not_your_own": Text(
        _("This is your own activity."), _("Somebody else has to do this."), 403
    ),
    "activities.not_your_own_hours": Text(
        _("Nobody confirms their own hours."),
        _("Another member of staff, or whoever runs the activity with you, confirms yours."),
        403,
    ),
    "activities.organiser_only": Text(
        _("Only whoever runs this activity may do this."),
        _("If your office runs it, switch to that office under “Me”."),
        403,
    ),
    "activities.closed": Text(
        _("This is not open any more."), _("It is over, cancelled, or was never approved."), 409
    ),
    "activities.cancelled": Text(_("This date was cancelled."), _("The reason stands there."), 409),
    "activities.nobody_there": Text(
        _("Nobody with this number is in this community."),
        _("Ask the person for the number under “Me”."),
        422,
    ),
    "activities.lives_elsewhere": Text(
        _("This activity is for the people of another community."),
        _("Your own community's activities stand in the list."),
        403,
    ),
    "activities.estate_only": Text(
        _("This is for the people of an estate."),
        _("Claim your home there under “My homes”; then it is open to you."),
        403,
    ),
    "activities.group_only": Text(
        _("This is for the members of a group."), _("Join the group first."), 403
    ),
    "activities.no_such_group": Text(
        _("There is no such group here."), _("Choose one of the list."), 422
    ),
    "activities.estate_first": Text(_("Say for which estate."), _("Choose one of the list."), 422),
    "activities.handed_over": Text(
        _("This estate is handed over already."),
        _("Gatherings of this kind are for owners who do not live there yet."),
        422,
    ),
    "activities.group_exists": Text(
        _("A group of this name is there already."), _("Join it, or choose another name."), 422
    ),
    "activities.in_group_already": Text(_("You are in this group."), "", 409),
    "activities.wrong_days": Text(
        _("These days do not fit."), _("The last day comes after the first and is not over."), 422
    ),
    "activities.no_tasks": Text(
        _("A campaign needs a task."), _("Say how many activities or duties count."), 422
    ),
    "activities.campaign_over": Text(_("This campaign is over."), "", 409),
    "activities.takes_part_already": Text(_("You take part already."), "", 409),
    "activities.no_criteria": Text(
        _("An award needs criteria."), _("Give points for at least one measure."), 422
    ),
    "activities.award_not_now": Text(
        _("This is not the award's next step."), _("Look at its line."), 409
    ),
    "activities.criteria_changed": Text(
        _("The criteria are not those that were frozen."),
        _("Nothing is computed by them. Tell the auditor."),
        409,
    ),
    "activities.nobody_qualifies": Text(
        _("Nobody meets the criteria."), _("Draft another award."), 409
    ),
    "activities.public_over": Text(_("The days for objections are over."), "", 409),
    "activities.still_public": Text(
        _("The list is still open to objections."), _("Decide after the last day."), 409
    ),
    "activities.objections_wait": Text(
        _("An objection waits for its answer."), _("Answer it first."), 409
    ),
    "activities.objected_already": Text(_("You objected already."), "", 409),
    "activities.too_many": Text(
        _("So many people are not signed up at once."),
        _("At most %(most)s; the others sign up themselves."),
        422,
    ),
    "activities.signed_up_already": Text(
        _("Somebody of them is on the list already."), _("Look at the activity again."), 409
    ),
    "activities.came_already": Text(
        _("Whoever came cannot leave the list any more."), _("The hours are counted."), 409
    ),
    "activities.not_your_desk": Text(
        _("This person is not on a list of yours."), _("Fetch the list again."), 403
    ),
    "activities.no_place": Text(
        _("Somebody without a place cannot be marked."),
        _("On the waitlist it becomes a place when somebody leaves."),
        409,
    ),
    "activities.confirmed_already": Text(
        _("These hours were confirmed already."), _("Nothing about them changes any more."), 409
    ),
    "activities.code_over": Text(
        _("This code is over."), _("Scan the one that is shown at the door now."), 403
    ),
    "activities.not_at_this_hour": Text(
        _("The activity is not on at this hour."), _("Ask at the desk."), 409
    ),
    "activities.both_marks_first": Text(
        _("Coming or going is not noted yet."), _("Note both at the desk, then confirm."), 409
    ),
    "activities.not_over": Text(_("The activity is not over yet."), _("Come back then."), 409),
    "activities.were_not_there": Text(
        _("Only who was there says how it was."), _("Coming is noted at the desk."), 403
    ),
    "activities.rated_already": Text(_("You said how it was already."), _("Thank you."), 409),
}
