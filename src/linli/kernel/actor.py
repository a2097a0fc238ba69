"""Who acts, as what, and where. Built once per request at the edge; a plain value below it."""

from dataclasses import dataclass, field
from enum import StrEnum


class Capacity(StrEnum):
    """In which capacity somebody acts. Every write records it."""

    VISITOR = "visitor"
    RESIDENT = "resident"
    STAFF = "staff"
    AUDITOR = "auditor"
    DISTRICT_ADMIN = "district_admin"
    #: Holds an office in a body outside the administration: owners' committee, property company.
    OFFICER = "officer"
    SYSTEM = "system"


#: Capacities of the administration: its records are open to no officer of another body.
ADMINISTRATION = frozenset({Capacity.STAFF, Capacity.AUDITOR, Capacity.DISTRICT_ADMIN})
#: Capacities that come from an office and therefore need a second factor.
OFFICIAL = ADMINISTRATION | {Capacity.OFFICER}


@dataclass(frozen=True, slots=True)
class Actor:
    """`person` is None for visitors and for the system itself.

    `place` is the id of the place in which the person acts (a resident's community, the scope of
    an office). `reach` holds the ids of all communities that lie in that place: a query sees
    those rows and no others. `second_factor` tells whether the sign-in carried one.

    `office`, `organisation` and `body` (the kind of that organisation) are set in an office.
    `helper` is whose hands do it when `person` gave a mandate; then only `deeds` may be done.
    """

    person: int | None
    capacity: Capacity
    place: int | None = None
    reach: frozenset[int] = field(default_factory=frozenset)
    second_factor: bool = False
    office: int | None = None
    organisation: int | None = None
    body: str = ""
    helper: int | None = None
    deeds: frozenset[str] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        anonymous = self.capacity in {Capacity.VISITOR, Capacity.SYSTEM}
        if anonymous != (self.person is None):
            message = f"{self.capacity} with person {self.person}"
            raise ValueError(message)

    @property
    def is_official(self) -> bool:
        return self.capacity in OFFICIAL

    def reaches(self, community: int | None) -> bool:
        """Whether this capacity extends to that community."""
        return community is not None and community in self.reach


VISITOR = Actor(person=None, capacity=Capacity.VISITOR)
SYSTEM = Actor(person=None, capacity=Capacity.SYSTEM)
