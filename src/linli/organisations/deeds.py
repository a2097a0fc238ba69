"""What people may do with organisations and offices, for the page of rights."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.actor import Actor
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.kernel.deeds import Deed
from linli.organisations import rules


def _acts_in_office(actor: Actor) -> Decision:
    """Whoever acts in an office; the action asks which one."""
    if actor.office is None:
        return denied("organisations.office_first")
    return ALLOWED if actor.second_factor else denied("kernel.second_factor")


DEEDS = (
    Deed(
        "organisations.keep",
        _("Enter organisations and fill their offices"),
        _("Bodies of the kinds that the catalogue leaves to your office, within your place."),
        _("Catalogue of organisations"),
        rules.keeps_some,
    ),
    Deed(
        "organisations.cover",
        _("Name a substitute for your office"),
        _("From a day to a day; both of you stand on every act."),
        _("Rule of the house: three months at the most"),
        _acts_in_office,
    ),
)
