"""What a helper may be let do here: look and print. What neighbours see is never in their hands."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.deeds import Deed

RECORD = Deed(
    "record",
    _("See my record of deeds"),
    _("Open what I did for the community, my badges and honours, and print it."),
    by_helper=True,
    pages=frozenset({"my_record", "my_record_xlsx", "my_record_print", "my_record_pdf"}),
    start="my_record",
)
