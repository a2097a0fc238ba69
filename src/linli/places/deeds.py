"""What people may do with places and homes, for the page of rights."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.actor import Actor
from linli.kernel.decision import Decision
from linli.kernel.deeds import Deed
from linli.places import rules


def _works_somewhere(actor: Actor) -> Decision:
    return rules.works_here(actor, community=min(actor.reach, default=0))


DEEDS = (
    Deed(
        "places.homes",
        _("Keep estates, homes and owner rosters"),
        _("In the communities of your office; corrections need a second person."),
        _("Civil Code, article 278: the roll of owners"),
        _works_somewhere,
    ),
)
