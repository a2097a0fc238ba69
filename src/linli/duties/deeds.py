"""What people do with duties of their own."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.deeds import Deed

DUTIES = Deed(
    "duties",
    _("Answer my duties"),
    _("Accept or refuse what I was asked to do, note how it goes, report it done."),
    by_helper=True,
    pages=frozenset({"my_duties", "duty", "duty_step"}),
    start="my_duties",
)
