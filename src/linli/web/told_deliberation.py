"""The words of the notices about topics and charters."""

from django.utils.translation import gettext_lazy as _

from linli.notices.texts import Words

WORDS = {
    "topic_for_you": Words(
        _("Staff wrote down a topic for you"), _("You see it under “My topics”.")
    ),
    "topic_accepted": Words(
        _("Your topic is taken up"), _("Who has the power to act is found next.")
    ),
    "topic_asked": Words(
        _("Something is asked about your topic"), _("Add it, and it is looked at again.")
    ),
    "topic_rejected": Words(
        _("Your topic is not taken up"), _("The reason stands there, and whom you may turn to.")
    ),
    "topic_merged": Words(
        _("Your topic was merged with another"), _("It goes on there, with your voice.")
    ),
    "topic_routed": Words(
        _("Your topic is on its way"), _("See who has the power, and until which day.")
    ),
    "topic_waits": Words(_("Your topic waits for a day"), _("The reason and the day stand there.")),
    "topic_anew": Words(_("Your topic is looked at anew"), _("See what happened.")),
    "topic_returns": Words(_("Your topic is before the meeting again"), _("See when it is held.")),
    "topic_proposed": Words(
        _("There is a proposal for your topic"), _("Read it, amend it, take part.")
    ),
    "topic_done": Words(
        _("What you demanded is said to be done"), _("Is it? Say yes, or what is missing.")
    ),
    "topic_resolved": Words(_("Your topic is resolved"), _("Thank you for raising it.")),
    "amendment_offered": Words(
        _("An amendment to your proposal"), _("Take it over, or leave it to the meeting.")
    ),
    "amendment_answered": Words(
        _("Your amendment was answered"), _("See what the proposal says now.")
    ),
}
