"""What people do with wishes of their own."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.deeds import Deed

WISHES = Deed(
    "wishes",
    _("Wish for something"),
    _("Post wishes in my name, write with those who help, confirm what was done, say thank you."),
    by_helper=True,
    pages=frozenset(
        {
            "wishes",
            "my_wishes",
            "make_wish",
            "my_pairs",
            "pair_step",
            "wish",
            "wish_step",
            "thread_posts",
            "edit_post",
            "delete_post",
            "flag_post",
            "file",
            "file_small",
        }
    ),
    start="my_wishes",
)
