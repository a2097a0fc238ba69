"""The words of the notices about badges, honours and selections."""

from django.utils.translation import gettext_lazy as _

from linli.notices.texts import Words

WORDS = {
    "badge_given": Words(
        _("You have a new badge"),
        _("For what you did here. Only you see it, unless you choose to show it."),
    ),
    "badge_taken": Words(
        _("A badge was taken back"),
        _("Something that it rested on does not count any more. Your record says what."),
    ),
    "honour_proposed": Words(
        _("You are to be honoured"),
        _("Say whether you agree to be named. Before that nobody else sees it."),
    ),
    "honour_given": Words(
        _("An honour is yours"),
        _("The public days are over and it was confirmed. Congratulations!"),
    ),
    "honour_dropped": Words(
        _("An honour for you was dropped"),
        _(
            "The reason stands under “My contributions”. Do you not agree? Speak to the residents' committee."
        ),
    ),
    "honour_withdrawn": Words(
        _("An honour of yours was withdrawn"),
        _(
            "The reason stands under “My contributions”. Do you not agree? Speak to the residents' committee."
        ),
    ),
    "selection_announced": Words(
        _("A selection is announced"),
        _("You may put yourself on its list, and need not. Nobody else does it for you."),
    ),
    "selection_frozen": Words(
        _("The list on which you stand is frozen"),
        _("See your row. You may still have it hidden from those who select."),
    ),
    "selection_ended": Words(
        _("A selection ended without a list"),
        _("What you put yourself on the list for does not take place."),
    ),
}
