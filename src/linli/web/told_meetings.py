"""The words of the notices about meetings."""

from django.utils.translation import gettext_lazy as _

from linli.notices.texts import Words

WORDS = {
    "meeting_noticed": Words(
        _("You have a seat at a meeting"), _("Time, place and agenda stand there.")
    ),
    "meeting_emergency": Words(
        _("Emergency meeting: please come at once"), _("Time, place and matter stand there.")
    ),
    "meeting_topic": Words(
        _("Your topic is on the agenda of a meeting"), _("You may follow it and read the minutes.")
    ),
    "meeting_moved": Words(
        _("A meeting is moved"), _("See the new time and place, and the reason.")
    ),
    "meeting_cancelled": Words(
        _("A meeting is called off"), _("See why; what was on it waits for the next.")
    ),
    "meeting_seat": Words(
        _("You were given a seat at a meeting"), _("Time, place and agenda stand there.")
    ),
}
