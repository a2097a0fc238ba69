"""What a helper may do about visits at the home of whom they help."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.deeds import Deed

VISITS = Deed(
    "visits",
    _("Ask that somebody looks in"),
    _("See who is there for my home, ask for visits, or end them."),
    by_helper=True,
    pages=frozenset({"my_grid", "my_visits"}),
    start="my_grid",
)
