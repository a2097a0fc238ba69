"""What people do against stalling, and helpers for them."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.deeds import Deed

STALLS = Deed(
    "stalls",
    _("Answer stalling"),
    _("Begin the ladder for what I raised, do my rungs, write down what the other side said."),
    by_helper=True,
    pages=frozenset(
        {
            "my_stalls",
            "stall",
            "open_stall",
            "answer_stall",
            "rung_done",
            "rung_letter",
            "rung_letter_pdf",
            "file",
            "file_small",
        }
    ),
    start="my_stalls",
)
