"""Refusals of this module."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import Text
from linli.places.roster.words import REFUSALS as ROSTER

REFUSALS = ROSTER | {
    "places.wrong_parent": Text(
        _("A place of this kind does not lie there."),
        _("Streets lie in the district, communities in a street."),
        422,
    ),
    "places.code_not_within": Text(
        _("A code is made of digits and begins with that of the place around it."),
        _("Here it begins with %(begins)s. Look it up in the official table."),
        422,
    ),
    "places.code_digits": Text(
        _("The code of a place of this kind has %(digits)s digits."),
        _("Look up the code in the official table."),
        422,
    ),
    "places.code_taken": Text(
        _("Another place has this code."), _("Look up the code in the official table."), 409
    ),
    "places.stage_not_next": Text(
        _("The estate cannot go to this stage now."), _("Choose one of those that follow."), 409
    ),
    "places.stage_later": Text(
        _("The stage begins in the future."), _("Enter it on its first day."), 422
    ),
    "places.stage_before": Text(
        _("The estate came to its present stage later than that."), _("Check the day."), 422
    ),
    "places.threshold_not_reached": Text(
        _("Not enough floor area is handed over for a first owners' meeting."),
        _("The page of the estate says how much is missing; correct who holds the units."),
        409,
    ),
    "places.no_assembly_yet": Text(
        _("The owners of this estate cannot decide this yet: they have no assembly."),
        _("The page on its stage says what is next."),
        409,
    ),
    "places.no_such_matter": Text(
        _("This is none of the matters of article 278 of the Civil Code."), "", 422
    ),
    "places.not_on_earth": Text(
        _("This is no place on earth."), _("Write degrees like 23.021548."), 422
    ),
    "places.community_over": Text(
        _("This community is no more: it was merged or split."),
        _("Its page says what it became."),
        409,
    ),
    "places.area_known": Text(
        _("The community has an area of this name."), _("Change that one instead."), 409
    ),
    "places.area_empty": Text(
        _("Nothing lies in the area."), _("Choose an estate or a building."), 422
    ),
    "places.area_over": Text(_("This area has ended."), _("Draw a new one."), 409),
    "places.reform_later": Text(
        _("The day lies in the future."), _("Enter the decision on the day on which it holds."), 422
    ),
    "places.reform_before": Text(
        _("On that day one of the communities was not there yet."), _("Check the day."), 422
    ),
    "places.reform_ground": Text(
        _("The ground is missing."), _("Name the document that it rests on."), 422
    ),
    "places.merge_of_what": Text(
        _("A merge joins at least two communities into one."),
        _("Choose those that end, and either one that goes on or a new one."),
        422,
    ),
    "places.split_leaves_out": Text(
        _("The old community ends, and something of it would be left nowhere."),
        _("Say of every estate where it goes, and who takes the other residents."),
        422,
    ),
    "places.split_empty": Text(
        _("A new community gets no estate."), _("Give each of them at least one."), 422
    ),
    "places.estate_known": Text(
        _("The community has an estate of this name."), _("Open it in the list of estates."), 409
    ),
    "places.roster_open": Text(
        _("Another roster of this estate is being worked on."),
        _("Apply or withdraw it first."),
        409,
    ),
    "places.roster_over": Text(
        _("This roster was applied or withdrawn already."),
        _("Choose the file again if something is missing."),
        409,
    ),
    "places.roster_questions": Text(
        _("Some columns of the roster are not clear yet."), _("Answer the questions first."), 409
    ),
    "places.roster_no_answer": Text(
        _("No question was answered."), _("Choose an answer for at least one."), 422
    ),
    "places.roster_no_units": Text(
        _("The file holds no list of units."),
        _("The list needs a row of headings: building, room, floor area, owner."),
        422,
    ),
    "places.roster_moved_on": Text(
        _("The estate has changed since you looked at the difference."),
        _("Look at the difference again, then apply."),
        409,
    ),
    "places.roster_same": Text(
        _("The roster says what the estate already has; nothing changes."), "", 409
    ),
    "places.second_person": Text(
        _("You proposed it; another member of staff decides."),
        _("Ask a colleague to look at it."),
        403,
    ),
    "places.value_differs": Text(
        _("What you typed is not what was proposed."),
        _("Compare both with the papers; if the proposal is wrong, refuse it."),
        422,
    ),
    "places.other_person_applies": Text(
        _("The roster changes owners, areas or what two people corrected: another person applies."),
        _("Hand it over to a colleague."),
        403,
    ),
    "places.roster_handed": Text(
        _("The roster was handed over already, or you may apply it yourself."), "", 409
    ),
    "places.too_many_searches": Text(
        _("You have reached the number of searches that one person may make in a day."),
        _("Go on tomorrow, or ask a colleague."),
        429,
    ),
    "places.correction_waits": Text(
        _("A correction of this unit waits already, or the unit was taken off."),
        _("Have the first one decided."),
        409,
    ),
    "places.correction_over": Text(_("This correction is decided already."), "", 409),
    "places.area_wrong": Text(
        _("The floor area is not a positive number."), _("Write it like 89.44."), 422
    ),
    "places.holding_wrong": Text(
        _("This is none of the three states."), _("Choose one from the list."), 422
    ),
    "places.owner_wrong": Text(
        _("The owners cannot be entered like this."),
        _("Each needs a name; ID numbers and phone numbers must be valid."),
        422,
    ),
    "places.area_unknown": Text(
        _("The floor area is not known."), _("Correct the floor area first."), 409
    ),
    "places.owner_unknown": Text(_("No owner is known."), _("Correct the owners first."), 409),
}
