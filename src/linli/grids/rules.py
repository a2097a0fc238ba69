"""Who draws grids and appoints; who may hold a post; who may note what."""

from datetime import date
from typing import Any

from linli.grids.models import Entry, Grid, HomeToVisit, Post
from linli.grids.models.spans import meets
from linli.identity.models import Person
from linli.kernel.actor import Actor, Capacity
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.kernel.scoping import ScopedQuerySet
from linli.organisations.models import Office
from linli.places.rules import works_here
from linli.residence.queries import lives_in

#: Who earns by the estate, and who examines, does not watch over the property services there.
INTERESTED = frozenset({"property_company", "developer", "auditor"})
READERS = frozenset({Capacity.STAFF, Capacity.AUDITOR})


def works_on_grid(actor: Actor, *, grid: int, **_: Any) -> Decision:
    return _where(actor, Grid.objects.across_communities("which community").filter(pk=grid))


def works_on_post(actor: Actor, *, post: int, **_: Any) -> Decision:
    return _where(actor, Post.objects.across_communities("which community").filter(pk=post))


def works_on_home(actor: Actor, *, home: int, **_: Any) -> Decision:
    return _where(actor, HomeToVisit.objects.across_communities("which community").filter(pk=home))


def works_on_entry(actor: Actor, *, entry: int, **_: Any) -> Decision:
    return _where(actor, Entry.objects.across_communities("which community").filter(pk=entry))


def _where(actor: Actor, rows: ScopedQuerySet[Any]) -> Decision:
    community = rows.values_list("community", flat=True).first()
    return works_here(actor, community=community) if community else denied("kernel.not_found")


def may_note(actor: Actor, **_: Any) -> Decision:
    """Signed in, and by oneself; whether a post allows it is asked per entry."""
    if actor.person is None:
        return denied("kernel.sign_in_first")
    return ALLOWED if actor.helper is None else denied("kernel.not_by_helper")


def lives_there(actor: Actor, *, unit: int, **_: Any) -> Decision:
    """With a proved home, by oneself or by a helper who was given this."""
    if actor.person is None:
        return denied("kernel.sign_in_first")
    return ALLOWED if lives_in(actor.person, unit=unit) else denied("grids.live_there_first")


def visible_to(actor: Actor) -> ScopedQuerySet[Entry]:
    """One's own entries; for staff and auditors with two factors those in their reach."""
    if actor.person is None:
        return Entry.objects.reached_by(actor).none()
    if actor.capacity in READERS and actor.second_factor:
        reached = Entry.objects.reached_by(actor)
        own = Entry.objects.across_communities("own entries").filter(person=actor.person)
        return reached | own
    return Entry.objects.across_communities("own entries").filter(person=actor.person)


def may_see(actor: Actor, entry: int) -> Decision:
    return ALLOWED if visible_to(actor).filter(pk=entry).exists() else denied("kernel.not_found")


def suits(actor: Actor, person: Person, community: int) -> Decision:
    """Known by name, of this community, and nobody appoints themselves."""
    if not person.is_active:
        return denied("grids.nobody")
    if person.pk == actor.person:
        return denied("grids.not_yourself")
    if person.level < Person.Level.REAL_NAME:
        return denied("grids.real_name_first")
    if person.community != community and not _serves(person, community):
        return denied("grids.lives_elsewhere")
    return ALLOWED


def _serves(person: Person, community: int) -> bool:
    rows = Office.objects.filter(person=person, place=community, ended_at=None)
    return rows.filter(capacity=Capacity.STAFF).exists()


def free_of_interest(person: Person, since: date, until: date | None) -> Decision:
    """Six duties hold one conflict: who watches over property services does not sell them."""
    # an office's `until` is its last day
    offices = Office.objects.filter(person=person, ended_at=None).exclude(until__lt=since)
    if until is not None:
        offices = offices.filter(since__lt=until)
    held = offices.filter(organisation__kind__in=INTERESTED).exists()
    return denied("grids.interest") if held else ALLOWED


def no_clash(
    kind: str, scope: dict[str, int], person: Person, since: date, until: date | None
) -> Decision:
    """One head at a time, one grid per head, one post of a kind once."""
    rows = Post.objects.across_communities("a person may serve elsewhere too").filter(
        meets(since, until), kind=kind
    )
    if rows.filter(person=person, **scope).exists():
        return denied("grids.holds_already")
    heads = kind in {Post.Kind.HEAD, Post.Kind.BUILDING}
    if heads and rows.filter(stands_in_for=None, **scope).exists():
        return denied("grids.has_head")
    if kind == Post.Kind.HEAD and rows.filter(person=person, stands_in_for=None).exists():
        return denied("grids.heads_another")
    return ALLOWED
