"""The neighbours' corner 邻里议事角: every community has a thread of its own.

Its residents write, its staff moderate and write; auditors and the district's administrators who
reach the community read. For everybody else it does not exist, nor for officers of other bodies:
the property manager reads the neighbours' talk as a neighbour or not at all.
"""

from django.urls import reverse

from linli.kernel.actor import Actor, Capacity
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.kernel.subjects import SubjectKind
from linli.places.models import Place
from linli.places.queries import communities

KIND = "corner"


def _find(code: str) -> int | None:
    if not code.isalnum():
        return None
    return communities().filter(code=code).values_list("pk", flat=True).first()


def _place(community: int) -> Place:
    return communities().get(pk=community)


def _may_read(actor: Actor, community: int) -> Decision:
    if actor.capacity is Capacity.OFFICER or not actor.reaches(community):
        return denied("kernel.not_found")
    if actor.helper is not None and KIND not in actor.deeds:
        return denied("kernel.not_by_helper")
    return ALLOWED


def _may_write(actor: Actor, community: int) -> Decision:
    """Residents and staff; who audits or administers reads only."""
    if not actor.reaches(community):
        return denied("kernel.not_found")
    if actor.helper is not None and KIND not in actor.deeds:
        return denied("kernel.not_by_helper")
    writes = actor.capacity in {Capacity.RESIDENT, Capacity.STAFF}
    return ALLOWED if writes else denied("threads.not_yours_to_write")


def _may_moderate(actor: Actor, community: int) -> Decision:
    return ALLOWED if actor.reaches(community) else denied("kernel.not_found")


CORNER = SubjectKind(
    kind=KIND,
    find=_find,
    community=lambda community: community,
    may_read=_may_read,
    may_write=_may_write,
    may_moderate=_may_moderate,
    title=lambda community: _place(community).name,
    href=lambda community: reverse("corner", args=[_place(community).code]),
)
