"""Kinds of matters, as data. Which threshold each has, the rule profile says.

The nine of Civil Code §278 (1)-(9), the one of §279, and what is published without a vote (§281).
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _


class Way(StrEnum):
    """How it is decided."""

    YES_NO = "yes_no"
    #: Approve up to so many of the candidates as there are seats.
    ELECTION = "election"
    #: Not voted on: published with its reasons.
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Kind:
    """`article`: where the law has it. `home`: it is about one home."""

    code: str
    title: Any
    article: str
    way: Way = Way.YES_NO
    home: bool = False


KINDS = {
    each.code: each
    for each in (
        Kind(
            "rules_of_procedure",
            _("Making or changing the rules of procedure of the owners' assembly"),
            "《民法典》第二百七十八条第一款第（一）项",
        ),
        Kind(
            "covenant",
            _("Making or changing the owners' covenant"),
            "《民法典》第二百七十八条第一款第（二）项",
        ),
        Kind(
            "committee_election",
            _("Electing or replacing the owners' committee"),
            "《民法典》第二百七十八条第一款第（三）项",
            way=Way.ELECTION,
        ),
        Kind(
            "property_company",
            _("Choosing or dismissing the property company or another manager"),
            "《民法典》第二百七十八条第一款第（四）项",
        ),
        Kind(
            "use_of_funds",
            _("Using the maintenance funds"),
            "《民法典》第二百七十八条第一款第（五）项",
        ),
        Kind(
            "raising_funds",
            _("Raising maintenance funds"),
            "《民法典》第二百七十八条第一款第（六）项",
        ),
        Kind(
            "rebuilding",
            _("Altering or rebuilding the building and its facilities"),
            "《民法典》第二百七十八条第一款第（七）项",
        ),
        Kind(
            "common_parts",
            _("Changing the use of common parts, or doing business with them"),
            "《民法典》第二百七十八条第一款第（八）项",
        ),
        Kind(
            "other_major",
            _("Another major matter of common ownership and management"),
            "《民法典》第二百七十八条第一款第（九）项",
        ),
        Kind(
            "home_to_business",
            _("Turning a home into business premises"),
            "《民法典》第二百七十九条",
            home=True,
        ),
        Kind(
            "emergency_funds",
            _("Emergency use of the maintenance funds"),
            "《民法典》第二百八十一条第二款",
            way=Way.PUBLISHED,
        ),
    )
}


def kind_of(code: str) -> Kind | None:
    """None for a kind that does not exist."""
    return KINDS.get(code)


#: Conditions on candidates of the owners' committee, by the codes that profiles use.
CONDITIONS: dict[str, Any] = {
    "is_owner": _("is an owner in this estate"),
    "full_capacity": _("has full civil capacity"),
    "keeps_law": _("keeps the law"),
    "keeps_covenant": _("keeps the covenant and pays what owners owe"),
    "public_spirit": _("has public spirit, is responsible and honest"),
    "able": _("can organise"),
    "has_time": _("has the time for it"),
    "not_property_staff": _("does not work for the property company"),
}
