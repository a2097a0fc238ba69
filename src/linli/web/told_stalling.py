"""The words of the notices about stalls."""

from django.utils.translation import gettext_lazy as _

from linli.notices.texts import Words

WORDS = {
    "stall_rung_yours": Words(
        _("What you raised stalls: this you can do now"),
        _("The next rung is yours. The letter is filled in; see until when."),
    ),
    "stall_rung_told": Words(
        _("What you raised stalls: an office acts now"),
        _("See which rung of the ladder, and until when."),
    ),
    "stall_fell": Words(
        _("The residents' committee does your rung now"),
        _("Its day has passed. You may still do it yourself."),
    ),
    "stall_done": Words(
        _("A rung of your ladder is climbed"), _("See until when the other side must answer.")
    ),
    "stall_answered": Words(_("The other side answered"), _("See what it says, and by which day.")),
    "stall_climbed": Words(
        _("Every rung of the ladder is climbed"),
        _("See what was done; the desk looks for another way."),
    ),
    "stall_ended": Words(
        _("What you raised moved on"), _("The ladder is over. See where it stands now.")
    ),
    "stall_against": Words(
        _("A ladder began because your organisation did not act"),
        _("See what is asked and which rungs follow. An answer with a day stops the clock."),
    ),
}
