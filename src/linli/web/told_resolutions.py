"""The words of the notices about resolutions."""

from django.utils.translation import gettext_lazy as _

from linli.notices.texts import Words

WORDS = {
    "resolution_to_give": Words(
        _("What your meeting adopted waits for an owner"), _("Ask somebody in an office.")
    ),
    "resolution_to_sign": Words(
        _("A resolution is carried out"), _("Sign off on its effect, or send it back.")
    ),
    "resolution_review": Words(
        _("A resolution is looked at again"), _("Does it still hold? Say so, or open it again.")
    ),
    "resolution_reopened": Words(
        _("A resolution is opened again"), _("See what is missing, and until when.")
    ),
    "topic_adopted": Words(
        _("What you demanded was adopted"), _("See who carries it out, and until when.")
    ),
    "topic_resumed": Words(
        _("What you demanded is worked on again"), _("It was said to be done, and is not.")
    ),
}
