"""What residents do here, and helpers for them."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.deeds import Deed

OPINION = Deed(
    "affair_opinion",
    _("Say an opinion on a matter of the party organisation"),
    _("Read what is put to the people, and say in my name what I think of it."),
    article=_("Regulations on the openness of party affairs (2017)"),
    by_helper=True,
    pages=frozenset({"affairs", "affair", "say_opinion"}),
    start="affairs",
)
