"""Kinds of breach of the covenant, and the draft that a community may begin from.

What somebody says or writes is no kind of breach, and no rule can make it one.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

FILE = Path(__file__).parent / "data" / "breaches.toml"

BREACHES: dict[str, Any] = {
    "waste": _("Waste put out unsorted or in the wrong place"),
    "corridor": _("Things piled up in a shared corridor"),
    "pets": _("A dog without a leash, or its mess left behind"),
    "noise": _("Noise at night or in the noon rest"),
    "fire_lane": _("A fire lane or fire exit blocked"),
    "charging": _("An electric bike charged in the building"),
    "throwing": _("Something thrown from a height"),
}


@dataclass(frozen=True, slots=True)
class Profile:
    """`least` and `most`: what a line may cost; the rest is a draft."""

    source: str
    least: int
    most: int
    answer_days: int
    appeal_days: int
    #: After the breach, until when a sanction may be proposed.
    propose_days: int
    points: Mapping[str, int]


@cache
def profile() -> Profile:
    return Profile(**tomllib.loads(FILE.read_text(encoding="utf-8")))
