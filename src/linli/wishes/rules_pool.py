"""Who enters skills, forms squads, proposes pairs and answers them."""

from typing import Any

from linli.identity.queries import records_of
from linli.kernel.actor import Actor, Capacity
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.kernel.scoping import ScopedQuerySet
from linli.wishes.models import Pair, Squad
from linli.wishes.rules import may_post, serves


def oneself(actor: Actor, **_: Any) -> Decision:
    """A resident about themselves."""
    return may_post(actor)


def near_squads(actor: Actor) -> ScopedQuerySet[Squad]:
    return Squad.objects.reached_by(actor).filter(ended_at__isnull=True)


def may_join(actor: Actor, *, squad: int, **_: Any) -> Decision:
    allowed = may_post(actor)
    if not allowed:
        return allowed
    found = near_squads(actor).filter(pk=squad).exists()
    return ALLOWED if found else denied("kernel.not_found")


def may_form(actor: Actor, **_: Any) -> Decision:
    """Residents for their community, staff where they serve."""
    if actor.capacity is Capacity.STAFF:
        return ALLOWED if actor.second_factor else denied("kernel.second_factor")
    return may_post(actor)


def in_pair(actor: Actor, pair: Pair) -> bool:
    return actor.person is not None and bool(
        records_of(actor.person) & {pair.helper_id, pair.elder_id}
    )


def _pair(pk: int) -> Pair | None:
    return Pair.objects.across_communities("the rule looks at the sides").filter(pk=pk).first()


def may_answer(actor: Actor, *, pair: int, **_: Any) -> Decision:
    """Its two sides, each for themselves; the elder also by a helper with a mandate."""
    if actor.person is None:
        return denied("kernel.sign_in_first")
    row = _pair(pair)
    if row is None or actor.is_official or not in_pair(actor, row):
        return denied("kernel.not_found")
    # whoever is to look after somebody does not say yes in their name
    own = actor.helper is not None and row.helper_id in records_of(actor.helper)
    return denied("wishes.own_pair") if own else ALLOWED


def may_end(actor: Actor, *, pair: int, **_: Any) -> Decision:
    """Either side, and staff there."""
    if actor.person is None:
        return denied("kernel.sign_in_first")
    row = _pair(pair)
    if row is None:
        return denied("kernel.not_found")
    if serves(actor, row.community) or (not actor.is_official and in_pair(actor, row)):
        return ALLOWED
    return denied("kernel.not_found")
