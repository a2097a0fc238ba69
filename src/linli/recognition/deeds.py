"""What a helper may be let do here. What neighbours see is never in their hands."""

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

SELECTIONS = Deed(
    "selections",
    _("Put me on the list of a selection, or take me off"),
    _("See which selections there are and my own row, and say whether I stand on a list."),
    by_helper=True,
    pages=frozenset({"selection_list", "selection_page", "stand_for_selection"}),
    start="selection_list",
)
