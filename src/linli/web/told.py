"""The words of the notices that `consumers` issues."""

from django.utils.translation import gettext_lazy as _

from linli.notices.texts import Words

WORDS = {
    "post_mention": Words(
        _("A neighbour speaks to you"),
        _("You are mentioned in a post. Open it to read and answer."),
    ),
    "post_hidden": Words(
        _("A post of yours was hidden"), _("The reason stands beside the post, for you to read.")
    ),
    "post_restored": Words(
        _("A post of yours is shown again"), _("The moderators have looked at it once more.")
    ),
}
