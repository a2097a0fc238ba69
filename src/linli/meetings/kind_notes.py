"""What each motion is good for, in a line; those that people need most come first."""

from typing import Any

from django.utils.translation import gettext_lazy

from linli.deliberation.floor.kinds import Kind

KIND_NOTES: dict[Kind, Any] = {
    Kind.MAIN: gettext_lazy("Something that the meeting is to decide."),
    Kind.AMEND: gettext_lazy("Other words, or other figures, in what is pending."),
    Kind.REFER: gettext_lazy("Somebody looks into it and reports on a day."),
    Kind.POSTPONE: gettext_lazy("Decide it on a later day; it comes back by itself."),
    Kind.POSTPONE_INDEFINITELY: gettext_lazy("Not to decide it in this meeting at all."),
    Kind.LIMIT_DEBATE: gettext_lazy("Shorter or longer, fewer or more speeches. Two thirds."),
    Kind.PREVIOUS_QUESTION: gettext_lazy("No more speeches: vote now. Two thirds."),
    Kind.TABLE: gettext_lazy("Put it aside for something more urgent, and take it up later."),
    Kind.CALL_AGENDA: gettext_lazy("Back to what the agenda says."),
    Kind.PRIVILEGE: gettext_lazy("Noise, cold, a microphone: something that cannot wait."),
    Kind.RECESS: gettext_lazy("A break of some minutes."),
    Kind.ADJOURN: gettext_lazy("End the meeting; what is pending comes back next time."),
    Kind.FIX_TIME: gettext_lazy("Go on with this meeting at another time."),
    Kind.POINT_OF_ORDER: gettext_lazy("A rule was broken: the chair decides at once."),
    Kind.APPEAL: gettext_lazy("Not the chair but the meeting decides what was ruled just now."),
    Kind.SUSPEND_RULES: gettext_lazy("Do without a rule for this matter. Two thirds."),
    Kind.VOTE_METHOD: gettext_lazy("Vote by hands, by roll call or by phone."),
    Kind.WITHDRAW: gettext_lazy("Take back what you moved."),
    Kind.TAKE_FROM_TABLE: gettext_lazy("Go on with what was put aside."),
    Kind.RECONSIDER: gettext_lazy("Undo a vote of this meeting; by somebody of the winning side."),
}
