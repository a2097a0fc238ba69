"""Who serves where."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from linli.grids.models import Post
from linli.grids.models.spans import on_day
from linli.grids.queries.resolving import chain_of, grid_of, units_in, units_of_contact
from linli.identity.queries import display_names, records_of
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.scoping import ScopedQuerySet
from linli.places.models import Unit

SCOPE = ("grid", "building__estate", "estate")


@dataclass(frozen=True, slots=True)
class Serving:
    """A post, who serves in it today by the name they show, and whether as a substitute."""

    post: Post
    name: str
    substitute: bool = False

    @property
    def last_day(self) -> date | None:
        until = self.post.until
        return until - timedelta(days=1) if until else None


def posts_in(community: int) -> ScopedQuerySet[Post]:
    """Posts that are held on this day, substitutes aside."""
    rows = Post.objects.within(community).filter(on_day(clock.today()), stands_in_for=None)
    return rows.select_related(*SCOPE)


def with_names(posts: Iterable[Post]) -> list[Serving]:
    """Two queries, whatever the number of posts."""
    rows = list(posts)
    stand_ins = Post.objects.across_communities("the posts were in reach").filter(
        on_day(clock.today()), stands_in_for__in=[row.pk for row in rows]
    )
    by_post = {each.stands_in_for_id: each for each in stand_ins}
    acting = {row.pk: by_post.get(row.pk, row) for row in rows}
    names = display_names(each.person_id for each in acting.values())
    return [
        Serving(row, names.get(acting[row.pk].person_id, ""), acting[row.pk] is not row)
        for row in rows
    ]


def posts_held(actor: Actor, on: date | None = None) -> list[Post]:
    """What the actor serves as on a day, as holder or substitute. A helper holds none."""
    if actor.person is None or actor.helper is not None:
        return []
    rows = Post.objects.across_communities("a person's own posts").filter(
        on_day(on or clock.today()), person__in=records_of(actor.person)
    )
    return list(rows.select_related(*SCOPE).order_by("pk"))


def answers_for(post: Post, on: date) -> ScopedQuerySet[Unit]:
    """The homes in the scope of a post."""
    if post.grid is not None:
        return units_in(post.grid, on)
    if post.building_id is not None:
        rows = Unit.objects.within(post.community)
        return rows.filter(building=post.building_id, gone=False)
    return units_of_contact(post, on)


def near(unit: Unit) -> list[Serving]:
    """Whom a home turns to: grid head and workers, building head, volunteers, contact household."""
    today = clock.today()
    grid = grid_of(unit, today)
    contact = chain_of(unit, today).contact
    held = posts_in(unit.community)
    rows = list(held.filter(building=unit.building_id))
    if grid is not None:
        rows += held.filter(grid=grid)
    if contact is not None:
        rows += held.filter(pk=contact.pk)
    order = list(Post.Kind.values)
    return with_names(sorted(rows, key=lambda post: (order.index(post.kind), post.pk)))
