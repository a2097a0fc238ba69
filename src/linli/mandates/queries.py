"""Reads on mandates."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from linli.identity.vault import vault
from linli.journal.models import Event
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.kernel.scoping import ScopedQuerySet
from linli.mandates.models import Mandate
from linli.mandates.states import State


def _all(reason: str) -> ScopedQuerySet[Mandate]:
    return Mandate.objects.across_communities(reason)


def in_force(rows: ScopedQuerySet[Mandate]) -> ScopedQuerySet[Mandate]:
    """Of these, the ones by which somebody may act today: both accounts live."""
    today = clock.today()
    return rows.filter(
        state=State.ACTIVE,
        since__lte=today,
        until__gte=today,
        principal__is_active=True,
        helper__is_active=True,
    )


def running(helper: int, mandate: int) -> Mandate | None:
    """A mandate by which this helper may act now, with both people. One query."""
    rows = in_force(_all("a helper acts under their own mandate"))
    return (
        rows.filter(pk=mandate, helper=helper)
        .select_related("principal__private", "principal__merged_into__private")
        .first()
    )


def stands(actor: Actor, deeds: Iterable[str]) -> bool:
    """Whether the actor's helper may do one of these now; locks the mandate until the commit.

    Who ends it waits for the act, or the act finds it ended: one of both, never half.
    """
    rows = _all("an act under a mandate").filter(principal=actor.person, helper=actor.helper)
    held = in_force(rows).filter(deeds__overlap=list(deeds))
    return held.select_for_update(of=("self",)).first() is not None


def code_hash(code: str) -> bytes:
    return vault().blind(code, kind="mandate_code")


def offered_by_code(code: str) -> ScopedQuerySet[Mandate]:
    """The open offer behind a code that is still good."""
    return _all("who holds the code takes it").filter(
        code=code_hash(code), state=State.OFFERED, code_until__gt=clock.now()
    )


def offer_behind(code: str) -> Mandate:
    """The open offer behind a code. Raises Refused, the same for used, old and wrong ones."""
    found = offered_by_code(code).first()
    if found is None:
        raise Refused("mandates.no_such_code", field="code")
    return found


def outside_family(helper: int) -> int:
    """How many people somebody helps today who are not of their family."""
    rows = in_force(_all("a helper's own limit")).filter(helper=helper, bond=Mandate.Bond.OTHER)
    return rows.values("principal").distinct().count()


def acts(person: int) -> "QuerySet[Event]":
    """What helpers did for a person, and what the person did for others."""
    return Event.objects.filter(helper__isnull=False).filter(Q(actor=person) | Q(helper=person))


def acts_under(mandate: Mandate) -> "QuerySet[Event]":
    """What was done between both since this mandate began, and before it ended."""
    found = Event.objects.filter(actor=mandate.principal_id, helper=mandate.helper_id)
    if mandate.began_at is None:
        return found.none()
    found = found.filter(at__gte=mandate.began_at)
    return found.filter(at__lte=mandate.ended_at) if mandate.ended_at else found
