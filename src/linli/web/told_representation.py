"""The words of the notices about representatives."""

from django.utils.translation import gettext_lazy as _

from linli.notices.texts import Words

WORDS = {
    "representative_entered": Words(
        _("Somebody is to speak for your home"),
        _("See how they were chosen. Your home may object within the days."),
    ),
    "representative_you": Words(
        _("You are written down as a representative"),
        _("See for whom and until when. You may resign at any time."),
    ),
    "representative_recognised": Words(
        _("Your representative is recognised"), _("See who speaks for your home, and until when.")
    ),
    "representative_rejected": Words(
        _("A representative was not recognised"), _("The mandate does not stand.")
    ),
    "representative_ended": Words(
        _("A representative no longer speaks for your home"),
        _("Choose somebody together; nobody has the seat until then."),
    ),
    "representative_over": Words(
        _("Your mandate as a representative has ended"), _("Thank you for speaking for others.")
    ),
    "representative_near_end": Words(
        _("Your mandate as a representative ends soon"),
        _("Let those for whom you speak choose again."),
    ),
    "objection_answered": Words(
        _("Your objection to a representative was answered"), _("The answer stands there.")
    ),
}
