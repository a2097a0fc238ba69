"""What people do with topics of their own, and helpers for them."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.deeds import Deed

TOPICS = Deed(
    "topics",
    _("Say what should change"),
    _("Raise topics in my name, stand behind others with my home, say whether it is done."),
    by_helper=True,
    pages=frozenset(
        {
            "topics",
            "raise_topic",
            "topic",
            "stand_behind",
            "topic_step",
            "thread_posts",
            "edit_post",
            "delete_post",
            "flag_post",
            "file",
            "file_small",
        }
    ),
    start="topics",
)
