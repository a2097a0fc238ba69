"""What people do with accounts of their own."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.deeds import Deed

BANK = Deed(
    "bank",
    _("See my points and hours"),
    _(
        "Open my accounts in the love bank and print the passbook; nothing is spent by it. Answer, and appeal, when something is refused or points are to be taken."
    ),
    by_helper=True,
    pages=frozenset(
        {
            "my_bank",
            "my_account",
            "my_statement",
            "my_passbook",
            "my_passbook_pdf",
            "my_deeds",
            "my_deed",
            "appeal_deed",
            "award_rules",
            "my_sanctions",
            "my_sanction",
            "speak_to_sanction",
        }
    ),
    start="my_bank",
)
