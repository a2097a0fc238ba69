"""Deeds whose pages stand in several modules, or that lie below the registry's other users."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.deeds import Deed

DEEDS = (
    Deed(
        "corner",
        _("Speak in the neighbours' corner"),
        _("Read there, write and change posts in my name, and report posts to the moderators."),
        by_helper=True,
        pages=frozenset(
            {
                "corner",
                "thread_posts",
                "edit_post",
                "delete_post",
                "post_history",
                "flag_post",
                "file",
                "file_small",
            }
        ),
    ),
    Deed(
        "receipts",
        _("Fetch my receipts"),
        _("Open the proofs of what I did and print them; nothing is changed by it."),
        by_helper=True,
        pages=frozenset({"my_receipts", "log_receipt", "log_proof"}),
        start="my_receipts",
    ),
    Deed(
        "settings",
        _("Change how I am told and shown"),
        _("Choose how notices reach me and how my name is shown to neighbours."),
        by_helper=True,
        pages=frozenset({"notice_preferences", "me_shown"}),
        start="notice_preferences",
    ),
    Deed(
        "reports",
        _("Report to the staff"),
        _("Tell the staff of somebody's conduct in my name, and read their answer."),
        by_helper=True,
        pages=frozenset({"me_reports", "me_report"}),
        start="me_reports",
    ),
)
