"""Giving and ending posts. Lock order: the person, then the scope, then the post."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from linli.facts.grids import ContactHomesMoved
from linli.grids import rules
from linli.grids.models import Grid, Post
from linli.grids.models.spans import meets
from linli.grids.operations import parts, posts
from linli.identity.models import Person
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused, require
from linli.kernel.fetch import found_or_refused
from linli.places.models import Building, Estate
from linli.places.rules import works_here

Kind = Post.Kind
#: What the scope of a kind is called.
SCOPES = {
    Kind.HEAD: "grid",
    Kind.WORKER: "grid",
    Kind.BUILDING: "building",
    Kind.VOLUNTEER: "building",
    Kind.CONTACT: "estate",
}


def _locked_scope(community: int, kind: str, scope: int) -> dict[str, int]:
    """The grid, building or estate under a lock, so that of two appointments one is first."""
    name = SCOPES[Kind(kind)]
    rows: Any
    if name == "grid":
        rows = Grid.objects.within(community).filter(until=None)
    elif name == "building":
        rows = Building.objects.filter(estate__community=community)
    else:
        rows = Estate.objects.within(community)
    if rows.filter(pk=scope).select_for_update(of=("self",)).first() is None:
        raise Refused("grids.outside", field="scope")
    return {name: scope}


def _locked_person(public_id: str) -> Person:
    who = Person.objects.select_for_update().filter(public_id=public_id).first()
    if who is None:
        raise Refused("grids.nobody", field="person")
    return who


def _after(last_day: date) -> date:
    """The calendar has a last day, and nobody serves beyond it."""
    if last_day == date.max:
        raise Refused("grids.dates", field="last_day")
    return last_day + timedelta(days=1)


@action(allow=works_here)
def appoint(  # noqa: PLR0913 (an appointment is these)
    actor: Actor,
    *,
    community: int,
    kind: str,
    scope: int,
    person: str,
    since: date,
    last_day: date | None = None,
    ground: str,
) -> Post:
    """Give a post to the person with this public id. `scope`: id of grid, building or estate.

    A party contact household may head a grid besides: these are two posts of one person.
    """
    if last_day is not None and last_day < since:
        raise Refused("grids.dates", field="last_day")
    until = _after(last_day) if last_day else None
    who = _locked_person(person)
    where = _locked_scope(community, kind, scope)
    require(rules.suits(actor, who, community))
    if kind in {Kind.HEAD, Kind.CONTACT}:
        require(rules.free_of_interest(who, since, until))
    require(rules.no_clash(kind, where, who, since, until))
    ids = {f"{name}_id": pk for name, pk in where.items()}
    return posts.give(
        actor,
        community=community,
        kind=kind,
        person=who,
        since=since,
        last_day=last_day,
        ground=ground,
        **ids,
    )


def _locked_post(post: int) -> Post:
    rows = Post.objects.across_communities("the rule has looked").filter(pk=post)
    found = found_or_refused(rows.select_for_update())
    if found.until is not None and found.until <= clock.today():
        raise Refused("grids.over")
    return found


@action(allow=rules.works_on_post)
def stand_in(  # noqa: PLR0913 (an appointment is these)
    actor: Actor, *, post: int, person: str, since: date, last_day: date, ground: str
) -> Post:
    """Somebody else serves in a post for some days. The post stays with its holder."""
    who = _locked_person(person)
    held = _locked_post(post)
    until = _after(last_day)
    inside = held.since <= since < until and (held.until is None or until <= held.until)
    if not inside or held.stands_in_for_id is not None:
        raise Refused("grids.substitute_outside_term", field="last_day")
    require(rules.suits(actor, who, held.community))
    if who.pk == held.person_id:
        raise Refused("grids.holds_already", field="person")
    if held.kind in {Kind.HEAD, Kind.CONTACT}:
        require(rules.free_of_interest(who, since, until))
    others = Post.objects.within(held.community).filter(meets(since, until), stands_in_for=held)
    if others.exists():
        raise Refused("grids.has_substitute", field="since")
    return posts.give(
        actor,
        community=held.community,
        kind=held.kind,
        person=who,
        since=since,
        last_day=last_day,
        ground=ground,
        grid_id=held.grid_id,
        building_id=held.building_id,
        estate_id=held.estate_id,
        stands_in_for=held,
    )


@action(allow=rules.works_on_post)
def end(actor: Actor, *, post: int, last_day: date | None = None, ground: str) -> Post:
    """End a post with its last day, or today at once."""
    held = _locked_post(post)
    today = clock.today()
    if last_day is not None and last_day < max(today, held.since):
        raise Refused("grids.dates", field="last_day")
    until = _after(last_day) if last_day else today
    posts.end(held, until, ground)
    posts.note_end(actor, held)
    return held


@action(allow=rules.works_on_post)
def give_homes(
    actor: Actor,
    *,
    post: int,
    buildings: Sequence[int] = (),
    units: Sequence[int] = (),
    since: date | None = None,
) -> Post:
    """Homes have this party contact household from the day on, instead of the one before."""
    held = _locked_post(post)
    if held.kind != Kind.CONTACT or held.stands_in_for_id is not None:
        raise Refused("kernel.not_found")
    day = since or max(clock.today(), held.since)
    if day < held.since or (held.until is not None and day >= held.until):
        raise Refused("grids.dates", field="since")
    chosen = parts.locked_homes(held.community, held.estate_id, buildings, units)
    parts.move_to_contact(held, *chosen, day)
    fact = ContactHomesMoved(
        post=held.pk,
        community=held.community,
        buildings=tuple(each.pk for each in chosen[0]),
        units=tuple(each.pk for each in chosen[1]),
        since=day.isoformat(),
    )
    record(actor, fact, place=held.community)
    return held
