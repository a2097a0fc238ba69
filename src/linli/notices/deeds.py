"""What people do with notices."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.deeds import Deed

INBOX = Deed(
    "inbox",
    _("Read my notices"),
    _("Open the inbox and the notices in it; they then count as read."),
    by_helper=True,
    pages=frozenset({"inbox", "notice"}),
    start="inbox",
)
