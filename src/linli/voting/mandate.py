"""In whose name a body speaks for an estate, and the way to an assembly of its own (F059)."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.places.models import Estate
from linli.voting import parking
from linli.voting.in_force import for_estate
from linli.voting.models import TransitionStep


@dataclass(frozen=True, slots=True)
class Mandate:
    """`granted`: whether the owners gave it (授权)."""

    granted: bool
    label: Any
    why: Any


MANDATES = {
    "owners_committee": Mandate(
        granted=True,
        label=_("authorised by the owners"),
        why=_("The owners' assembly elected it."),
    ),
    "property_management_committee": Mandate(
        granted=True,
        label=_("authorised by law for a time"),
        why=_("The street set it up under the local rules until there is an owners' committee."),
    ),
    "preparatory_group": Mandate(
        granted=False,
        label=_("not authorised by the owners"),
        why=_("It prepares the first assembly and decides nothing else."),
    ),
    "residents_committee": Mandate(
        granted=False,
        label=_("not authorised by the owners"),
        why=_("It helps the owners to hold an assembly and decides nothing in their place."),
    ),
    "street": Mandate(
        granted=False,
        label=_("not authorised by the owners"),
        why=_("It guides and orders that an assembly be held; it decides nothing in their place."),
    ),
}
OTHERS = Mandate(
    granted=False,
    label=_("not authorised by the owners"),
    why=_("Whatever it does for the owners before there is an owners' committee binds nobody."),
)


def mandate_of(kind: str) -> Mandate:
    return MANDATES.get(kind, OTHERS)


#: The way to the first owners' assembly, in order.
STEPS: dict[str, Any] = {
    "asked": _("Owners asked the street for a preparatory group"),
    "group": _("The preparatory group is named and posted"),
    "roll": _("The roll of owners is checked"),
    "papers": _("Rules of procedure and covenant are drafted"),
    "candidates": _("Candidates for the owners' committee are found and examined"),
    "assembly": _("The first owners' assembly was held"),
    "filed": _("The owners' committee is filed with the street"),
    "handed_over": _("Papers and accounts are handed over to the owners' committee"),
}


@dataclass(frozen=True, slots=True)
class Item:
    """`measured`: the state follows from figures, nobody ticks it."""

    code: str
    title: Any
    done: bool
    measured: bool = False
    step: TransitionStep | None = None


def checklist(estate: Estate) -> list[Item]:
    """The threshold first, then what people have to do. Four queries."""
    threshold = for_estate(estate).rules.first_meeting.delivered_area
    taken = {
        row.step: row
        for row in TransitionStep.objects.within(estate.community_id).filter(estate=estate)
    }
    first = Item(
        "delivered",
        _("Enough floor area is handed over"),
        threshold.met(*parking.delivered(estate)),
        measured=True,
    )
    return [first, *(Item(c, t, c in taken, step=taken.get(c)) for c, t in STEPS.items())]
