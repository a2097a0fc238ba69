"""Parked matters: what they wait for, which paths are open, at which thresholds (F058).

Figures come from the homes of the estate, thresholds from the rule profile.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, Sum
from django.utils.translation import gettext_lazy as _

from linli.kernel.shares import Fraction
from linli.organisations.queries import held_today
from linli.places.models import Estate, Place, Unit
from linli.voting.in_force import for_estate
from linli.voting.models import Assembly
from linli.voting.words import share_words

#: Code -> what it waits for.
REASONS: dict[str, Any] = {
    "no_committee": _("There is no owners' committee yet"),
    "too_few_delivered": _("Too few homes are handed over for a first owners' assembly"),
    "no_profile": _("What is to be decided is not ripe yet"),
}


@dataclass(frozen=True, slots=True)
class Path:
    """One way to a decision. `have` of `of` against `threshold`, when it hangs on a number."""

    code: str
    title: Any
    what: Any
    article: str
    open: bool
    have: int = 0
    of: int = 0
    threshold: Fraction | None = None

    @property
    def needed(self) -> int:
        """For the bar's line."""
        return self.threshold.least(self.of) if self.threshold else 0

    @property
    def share(self) -> str:
        """The threshold in words."""
        return share_words(str(self.threshold)) if self.threshold else ""


def delivered(estate: Estate) -> tuple[int, int]:
    """Area that is handed over, and all of it; parking aside. One query."""
    homes = Unit.objects.within(estate.community_id).filter(
        estate=estate, gone=False, parking=False
    )
    found = homes.aggregate(
        all=Sum("area_centi", default=0),
        handed=Sum("area_centi", filter=Q(holding=Unit.Holding.DELIVERED), default=0),
    )
    return int(found["handed"]), int(found["all"])


def paths_of(row: Assembly) -> list[Path]:
    return paths_for(row.estate)


def paths_for(estate: Estate) -> list[Path]:
    """The owners' committee, the first assembly, the body that stands in, the residents' committee."""
    profile = for_estate(estate)
    rules = profile.rules
    handed, whole = delivered(estate)
    share = rules.first_meeting.delivered_area
    found = [
        Path(
            "owners_committee",
            _("Decide in the owners' assembly"),
            _("The owners' committee convenes it."),
            profile.article("convening"),
            open=has_body(estate, "owners_committee"),
        ),
        Path(
            "first_meeting",
            _("Prepare the first owners' assembly"),
            _("When enough area is handed over, owners ask the street for a preparatory group."),
            profile.article("first_meeting"),
            open=share.met(handed, whole),
            have=handed,
            of=whole,
            threshold=share,
        ),
    ]
    if rules.committee.interim_allowed:
        found.append(
            Path(
                "management_committee",
                _("Property management committee"),
                _("It stands in for the owners' committee until there is one."),
                profile.article("committee.interim_allowed"),
                open=has_body(estate, "property_management_committee"),
            )
        )
    found.append(
        Path(
            "residents_committee",
            _("Ask the residents' committee"),
            _("It hears the owners and helps; it decides nothing in their place."),
            profile.article("notice.inform_residents_committee"),
            open=has_body(estate, "residents_committee"),
        )
    )
    return found


def has_body(estate: Estate, kind: str) -> bool:
    """Whether somebody holds an office today in such a body of the estate, or of no estate here."""
    place = Place.objects.get(pk=estate.community_id)
    ours = Q(organisation__estate=estate.pk) | Q(organisation__estate=None)
    held = held_today().filter(ours, organisation__kind=kind)
    return held.filter(place__path__startswith=place.path).exists()
