"""Facts on the tree of places."""

from dataclasses import dataclass
from typing import ClassVar

from linli.facts.base import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceEstablished(Fact):
    """A district, street or community was entered into the tree. `code`: GB/T 2260 and onwards."""

    type: ClassVar[str] = "places.place_established"
    subject: ClassVar[str] = "place"

    place: int
    kind: str
    code: str
