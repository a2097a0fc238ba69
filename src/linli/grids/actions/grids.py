"""Drawing grids, and saying which branch serves which estate. Lock order: grid, homes."""

from collections.abc import Sequence
from datetime import date

from linli.facts.grids import BranchBound, GridClosed, GridDrawn, GridPartsMoved
from linli.grids import rules
from linli.grids.models import BranchEstate, Grid, GridPart, Post
from linli.grids.models.spans import meets
from linli.grids.operations import parts, posts
from linli.grids.queries.resolving import BRANCH
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.organisations.models import Organisation
from linli.places.models import Estate
from linli.places.rules import works_here, works_on_estate


@action(allow=works_here)
def draw(  # noqa: PLR0913 (a grid is these)
    actor: Actor,
    *,
    community: int,
    name_zh: str,
    name_en: str = "",
    kind: int = Grid.Kind.GENERAL,
    since: date | None = None,
) -> Grid:
    """Enter a grid without anything in it."""
    open_ones = Grid.objects.within(community).filter(until=None)
    if open_ones.filter(name_zh=name_zh).exists():
        raise Refused("grids.name_taken", field="name_zh")
    grid = Grid.objects.create(
        community=community,
        name_zh=name_zh,
        name_en=name_en,
        kind=kind,
        since=since or clock.today(),
    )
    fact = GridDrawn(
        grid=grid.pk, community=community, kind=int(kind), since=grid.since.isoformat()
    )
    record(actor, fact, place=community)
    return grid


def _locked(grid: int) -> Grid:
    rows = Grid.objects.across_communities("the rule has looked").filter(pk=grid)
    found = found_or_refused(rows.select_for_update())
    if found.until is not None:
        raise Refused("grids.over")
    return found


@action(allow=rules.works_on_grid)
def move_in(
    actor: Actor,
    *,
    grid: int,
    buildings: Sequence[int] = (),
    units: Sequence[int] = (),
    since: date | None = None,
) -> Grid:
    """From the day on they lie in this grid, and leave the one of its kind that they lay in."""
    found = _locked(grid)
    day = since or clock.today()
    if day < found.since:
        raise Refused("grids.dates", field="since")
    chosen = parts.locked_homes(found.community, None, buildings, units)
    parts.move_to_grid(found, *chosen, day)
    fact = GridPartsMoved(
        grid=found.pk,
        community=found.community,
        buildings=tuple(each.pk for each in chosen[0]),
        units=tuple(each.pk for each in chosen[1]),
        since=day.isoformat(),
    )
    record(actor, fact, place=found.community)
    return found


@action(allow=rules.works_on_grid)
def close(actor: Actor, *, grid: int, ground: str) -> Grid:
    """From today on it is no more: its homes lie nowhere, its posts end."""
    found = _locked(grid)
    today = clock.today()
    found.until = max(today, found.since)
    found.save(update_fields=["until"])
    parts.end_parts(GridPart.objects.within(found.community).filter(grid=found), today)
    held = Post.objects.within(found.community).filter(
        meets(today, None), grid=found, stands_in_for=None
    )
    for post in held.select_for_update():
        posts.end(post, today, ground)
    record(actor, GridClosed(grid=found.pk, community=found.community), place=found.community)
    return found


@action(allow=works_on_estate)
def bind_branch(
    actor: Actor, *, estate: int, branch: int, since: date | None = None
) -> BranchEstate:
    """A party branch serves the estate from the day on, in the place of the one before."""
    rows = Estate.objects.across_communities("the rule has looked").filter(pk=estate)
    found = found_or_refused(rows.select_for_update())
    here = found.community_id
    body = Organisation.objects.filter(pk=branch, kind=BRANCH, place=here).first()
    # a branch that is bound to an estate serves that one
    if body is None or body.estate_id not in {None, found.pk}:
        raise Refused("grids.not_a_branch", field="branch")
    day = since or clock.today()
    live = BranchEstate.objects.within(here).filter(meets(day, None), estate=found)
    if live.filter(since__gt=day).exists():
        raise Refused("grids.planned_otherwise", field="since")
    live.update(until=day)
    made = BranchEstate.objects.create(community=here, branch=body, estate=found, since=day)
    fact = BranchBound(estate=found.pk, community=here, branch=body.pk, since=day.isoformat())
    record(actor, fact, place=here)
    return made
