"""Where a home belongs on a day: its grid, its contact household, its branch, its community.

A home's own part goes before its building's; the database keeps either single. So whatever was
entered, a home has at most one of each, and `without_contact` names those that have none.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from linli.grids.models import BranchEstate, ContactPart, Grid, GridPart, Post
from linli.grids.models.spans import on_day
from linli.kernel import clock
from linli.kernel.actor import Capacity
from linli.kernel.scoping import ScopedQuerySet
from linli.organisations.models import Organisation
from linli.organisations.queries import held_today
from linli.places.models import Unit

#: Kinds of organisations of the party's tree, as organisations call them.
BRANCH, COMMITTEE = "party_branch", "party_committee"
RESIDENTS = "residents_committee"


@dataclass(frozen=True, slots=True)
class Chain:
    """Community party organisation, estate branch, contact household: whoever is missing is None."""

    contact: Post | None
    branch: Organisation | None
    community: Organisation | None

    @property
    def whole(self) -> bool:
        return None not in {self.contact, self.branch, self.community}


@dataclass(frozen=True, slots=True)
class Step:
    """A step that a request climbs: `contact`, `branch`, `community`, and who hears of it there."""

    level: str
    people: frozenset[int]


def homes(community: int) -> ScopedQuerySet[Unit]:
    """What people live or work in: units that there are, without parking."""
    return Unit.objects.within(community).filter(gone=False, parking=False)


def _part_of(parts: Any, unit: Unit, day: date) -> Any:
    """The unit's own part, else its building's. One query."""
    own = Q(unit=unit.pk) | Q(building=unit.building_id)
    found = list(parts.filter(own & on_day(day)))
    return next((p for p in found if p.unit_id), found[0] if found else None)


def grid_of(unit: Unit, on: date | None = None, kind: int = Grid.Kind.GENERAL) -> Grid | None:
    """The grid of a kind that a unit lies in."""
    rows = GridPart.objects.within(unit.community).filter(kind=kind).select_related("grid")
    part = _part_of(rows, unit, on or clock.today())
    return part.grid if part else None


def contact_of(unit: Unit, on: date | None = None) -> Post | None:
    """The party contact household of a unit."""
    rows = ContactPart.objects.within(unit.community).select_related("post")
    part = _part_of(rows, unit, on or clock.today())
    return part.post if part else None


def branch_of(community: int, estate: int, on: date | None = None) -> Organisation | None:
    rows = BranchEstate.objects.within(community).filter(on_day(on or clock.today()), estate=estate)
    found = rows.select_related("branch").first()
    return found.branch if found else None


def party_organisation(community: int) -> Organisation | None:
    """The community's party organisation; the oldest entry when there are several."""
    return Organisation.objects.filter(place=community, kind=COMMITTEE).order_by("pk").first()


def chain_of(unit: Unit, on: date | None = None) -> Chain:
    """Who answers for a home within the party's tree on a day. Three queries."""
    day = on or clock.today()
    return Chain(
        contact_of(unit, day),
        branch_of(unit.community, unit.estate_id, day),
        party_organisation(unit.community),
    )


def serving(post: Post, on: date) -> int | None:
    """Who serves in a post on a day: the substitute, else its holder, None when it is over."""
    term = Post.objects.within(post.community).filter(on_day(on))
    if not term.filter(pk=post.pk).exists():
        return None
    return (
        term.filter(stands_in_for=post).values_list("person", flat=True).first() or post.person_id
    )


def climb(unit: Unit) -> list[Step]:
    """Who hears of a request from a home, step by step, today.

    The contact household, or the grid's head where there is none; the officers of the branch;
    those of the community's party organisation, or of its committee. A step without people is
    left out, so a request is never told to nobody while somebody stands higher.
    """
    today = clock.today()
    chain = chain_of(unit, today)
    found = [
        Step("contact", _near(unit, chain.contact, today)),
        Step("branch", _officers(chain.branch)),
        Step("community", _officers(chain.community) or _committee(unit.community)),
    ]
    return [step for step in found if step.people]


def _near(unit: Unit, contact: Post | None, today: date) -> frozenset[int]:
    person = serving(contact, today) if contact else None
    if person is None:
        grid = grid_of(unit, today)
        heads = Post.objects.within(unit.community).filter(
            on_day(today), grid=grid, kind=Post.Kind.HEAD, stands_in_for=None
        )
        head = heads.first() if grid else None
        person = serving(head, today) if head else None
    return frozenset({person}) if person is not None else frozenset()


def _officers(body: Organisation | None) -> frozenset[int]:
    if body is None:
        return frozenset()
    return frozenset(held_today().filter(organisation=body).values_list("person", flat=True))


def committee_of(community: int) -> Organisation | None:
    """The residents' committee, which takes up what the grids hand on."""
    return Organisation.objects.filter(place=community, kind=RESIDENTS).order_by("pk").first()


def _committee(community: int) -> frozenset[int]:
    staff = held_today().filter(
        place=community, organisation__kind=RESIDENTS, capacity=Capacity.STAFF
    )
    return frozenset(staff.values_list("person", flat=True))


def _outside(units: ScopedQuerySet[Unit], parts: QuerySet[Any]) -> ScopedQuerySet[Unit]:
    """Units that neither lie in a part themselves nor by their building."""
    own = parts.filter(unit=OuterRef("pk"))
    by_building = parts.filter(building=OuterRef("building"))
    return units.filter(~Exists(own), ~Exists(by_building))


def without_contact(community: int) -> ScopedQuerySet[Unit]:
    """Homes that no party contact household looks after today."""
    parts = ContactPart.objects.within(community).filter(on_day(clock.today()))
    return _outside(homes(community), parts).select_related("building", "estate")


def without_grid(community: int) -> ScopedQuerySet[Unit]:
    parts = GridPart.objects.within(community).filter(on_day(clock.today()), kind=Grid.Kind.GENERAL)
    return _outside(homes(community), parts).select_related("building", "estate")


def units_in(grid: Grid, on: date) -> ScopedQuerySet[Unit]:
    """The units of a grid on a day. A unit that has a part elsewhere lies there."""
    parts = GridPart.objects.within(grid.community).filter(on_day(on), kind=grid.kind)
    own = parts.filter(unit=OuterRef("pk"))
    return (
        Unit.objects.within(grid.community)
        .filter(gone=False)
        .filter(
            Exists(own.filter(grid=grid))
            | (Exists(parts.filter(building=OuterRef("building"), grid=grid)) & ~Exists(own))
        )
    )


def units_of_contact(post: Post, on: date) -> ScopedQuerySet[Unit]:
    parts = ContactPart.objects.within(post.community).filter(on_day(on))
    own = parts.filter(unit=OuterRef("pk"))
    return homes(post.community).filter(
        Exists(own.filter(post=post))
        | (Exists(parts.filter(building=OuterRef("building"), post=post)) & ~Exists(own))
    )
