"""Refusals of this module, and those of the floor."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import Text
from linli.meetings.refusals_hours import HOURS
from linli.meetings.refusals_minutes import MINUTES
from linli.meetings.saying import texts_of_the_floor

MEETINGS = {
    "meetings.no_charter": Text(
        _("No meeting opens without a charter in force on its day."),
        _("Draft one and let those whom it binds ratify it."),
    ),
    "meetings.no_such_choice": Text(
        _("There is no such choice."), _("Choose one of the list."), 422
    ),
    "meetings.later": Text(_("A meeting lies ahead."), _("Choose a later time."), 422),
    "meetings.too_far": Text(
        _("It lies too far ahead."), _("Plan it at most %(days)s days before."), 422
    ),
    "meetings.planned_already": Text(
        _("This meeting is planned already."), _("Open the list: it stands there.")
    ),
    "meetings.noticed_already": Text(
        _("The notice is out: the agenda stands."),
        _("What comes later goes onto the next agenda, or is moved in the meeting."),
    ),
    "meetings.not_noticed": Text(
        _("Nobody has been invited to this meeting yet, or it was called off."),
        _("First comes the notice with its agenda."),
    ),
    "meetings.notice_too_late": Text(
        _("It is too late for the notice: the charter wants %(days)s days before."),
        _("Move the meeting to a later day."),
    ),
    "meetings.agenda_full": Text(
        _("The agenda is full: %(most)s items."), _("Leave the rest to the next meeting.")
    ),
    "meetings.no_further": Text(_("It stands at the end already."), _("Move another item.")),
    "meetings.not_urgent": Text(
        _("An emergency meets within %(hours)s hours, by the charter."),
        _("Choose an earlier time, or plan an extra meeting."),
        422,
    ),
    "meetings.empty_agenda": Text(
        _("The agenda is empty."), _("Add what the meeting is to decide.")
    ),
    "meetings.nobody_holds_a_seat": Text(
        _("Nobody holds a seat yet."), _("Enter who sits there, or fill the offices.")
    ),
    "meetings.chair_needs_a_holder": Text(
        _("Nobody holds the seat that should preside."), _("Choose another."), 422
    ),
    "meetings.keeper_needs_a_holder": Text(
        _("Who keeps order holds a seat and does not preside."), _("Choose another."), 422
    ),
    "meetings.moved_on": Text(
        _("The meeting has moved on: this button was about something else."),
        _("Look at what is pending now, and press again if you still mean it."),
    ),
    "meetings.not_published": Text(
        _("By the charter a meeting is not followed by others while it goes on."),
        _("Its minutes are published afterwards."),
        403,
    ),
    "meetings.no_seat": Text(
        _("You hold no seat at this meeting."),
        _("You may follow it; whoever speaks for your building takes part."),
        403,
    ),
    "meetings.one_voice": Text(
        _("One pair of hands is one voice at a meeting."),
        _("Whoever has a seat there, or acts there for somebody else, cannot act for you."),
        403,
    ),
    "meetings.by_own_hands": Text(
        _("Whoever presides does this with their own hands."),
        _("Hand over the chair, or do it yourself."),
        403,
    ),
    "meetings.opened_already": Text(
        _("The meeting is open, over, or called off."),
        _("Who sits there is settled before it opens."),
    ),
    "meetings.not_yourself": Text(
        _("Nobody puts themself on a seat of others."), _("A colleague does it, with the reason.")
    ),
    "meetings.sits_already": Text(
        _("They sit at this meeting already."), _("Choose somebody else.")
    ),
    "meetings.no_such_person": Text(
        _("Nobody near has this number."),
        _("Twelve letters and digits; people find theirs under “Me”."),
        422,
    ),
    "meetings.nobody_sits_there": Text(
        _("Nobody holds this seat."), _("Enter who sits there before the meeting opens.")
    ),
    "meetings.in_the_room": Text(
        _("This meeting is held in the room alone."), _("Come there: you are noted at the door.")
    ),
    "meetings.no_such_code": Text(
        _("This code is of no seat at this meeting."),
        _("Find the seat in the list and note who came."),
        422,
    ),
    "meetings.not_now": Text(
        _("This is not the time for it."), _("From the notice until the meeting ends.")
    ),
    "meetings.declared_already": Text(
        _("You have declared it already."), _("You are recused from this item.")
    ),
    "meetings.by_its_own_step": Text(
        _("This is done on the meeting's page."), _("Open it and choose the step there."), 422
    ),
    "meetings.bad_command": Text(
        _("This is no step of a meeting."),
        _("See which steps there are, and what each needs."),
        422,
    ),
}
REFUSALS = {**MEETINGS, **HOURS, **MINUTES, **texts_of_the_floor()}
