"""Who sees a wish, and who stands on which side of it."""

from typing import Any

from django.db.models import Exists, OuterRef, Q

from linli.facts.wishes import WishPutFirst
from linli.identity.queries import records_of
from linli.journal.models import Event
from linli.kernel.actor import Actor, Capacity
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.kernel.scoping import ScopedQuerySet
from linli.residence.queries import live_together
from linli.wishes.models import Claim, Helper, Wish
from linli.wishes.scope import WHY, shut_out
from linli.wishes.states import TAKEN, TRANSITIONS, Side, State, Verb

_TEAM = {"end": "", "team": True}


def serves(actor: Actor, community: int) -> bool:
    """Whether the actor is staff there, in an office with a second proof."""
    staff = actor.capacity is Capacity.STAFF and actor.second_factor
    return staff and actor.reaches(community)


def own(actor: Actor, wish: Wish) -> bool:
    """Whether it is the actor's wish, also by a record that was merged into theirs.

    Never by the hands of a helper where it bears no name: they would learn whose it is.
    """
    if actor.person is None or (wish.unnamed and actor.helper is not None):
        return False
    return wish.wisher_id in records_of(actor.person)


def knows_wisher(actor: Actor, wish: Wish) -> bool:
    """Whether the actor may learn whose wish it is."""
    if own(actor, wish):
        return True
    if wish.unnamed:
        return serves(actor, wish.community) and actor.person == wish.verifier_id
    return True


def helps(actor: Actor, wish: Wish) -> bool:
    """Whether the actor is one of those who are on it now, or were when it was fulfilled."""
    return _helpers(wish).filter(person=actor.person).exists() if actor.person else False


def _hands(actor: Actor) -> set[int]:
    """The person, and the hands that act for them, with records that were merged into theirs."""
    people = [each for each in (actor.person, actor.helper) if each]
    return {person for each in people for person in records_of(each)}


def hands_help(actor: Actor, wish: Wish) -> bool:
    """Whether the person, or the hands that act for them, are among the helpers."""
    return bool(_helpers(wish).filter(person__in=_hands(actor)).exists())


def posted_for(actor: Actor, wish: Wish) -> bool:
    """Whether the actor's hands posted it for somebody else: another one says that it is done."""
    posts = wish.steps.filter(verb="post", person__in=_hands(actor))
    return wish.proxy and posts.exists()


def _helpers(wish: Wish) -> Any:
    return Helper.objects.filter(
        claim__wish=wish, claim__end__in=["", "fulfilled"], left_at__isnull=True
    )


def visible_to(actor: Actor) -> ScopedQuerySet[Wish]:
    """One's own, those one helps with, open ones of one's community; as staff all within reach.

    Somebody whom the wisher has blocked does not see it, and does not learn that there is one.
    """
    rows = Wish.objects.across_communities(WHY)
    if actor.person is None:
        return rows.none()
    if actor.is_official:
        staff = actor.capacity is Capacity.STAFF and actor.second_factor
        return rows.filter(community__in=actor.reach) if staff else rows.none()
    if actor.capacity is not Capacity.RESIDENT:
        return rows.none()
    mine = Helper.objects.filter(
        person=actor.person,
        claim__wish=OuterRef("pk"),
        claim__end__in=["", "fulfilled"],
        left_at__isnull=True,
    )
    team = Exists(Claim.objects.across_communities(WHY).filter(wish=OuterRef("pk"), **_TEAM))
    near = Q(community__in=actor.reach) & (Q(state=State.OPEN) | Q(state=State.CLAIMED) & team)
    own_ones = Q(wisher__in=records_of(actor.person))
    if actor.helper is not None:
        own_ones &= Q(unnamed=False)
    return rows.filter(own_ones | Exists(mine) | near & ~shut_out(actor))


def may_post(actor: Actor, **_: Any) -> Decision:
    """Residents, for themselves or by their helper."""
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if actor.capacity is not Capacity.RESIDENT:
        return denied("wishes.as_resident")
    return ALLOWED if actor.place is not None else denied("wishes.no_community")


def may_post_for(actor: Actor, **_: Any) -> Decision:
    """Staff, for somebody in need who lives in their reach."""
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if actor.capacity is not Capacity.STAFF:
        return denied("kernel.not_for_you")
    return ALLOWED if actor.second_factor else denied("kernel.second_factor")


def may_see(actor: Actor, *, wish: int, **_: Any) -> Decision:
    if actor.person is None:
        return denied("kernel.sign_in_first")
    return ALLOWED if visible_to(actor).filter(pk=wish).exists() else denied("kernel.not_found")


def may_know(actor: Actor, *, wish: int, **_: Any) -> Decision:
    """Whoever sees it; and neighbours, of one that somebody else is on: they are told so."""
    seen = may_see(actor, wish=wish)
    if seen or actor.person is None or actor.capacity is not Capacity.RESIDENT:
        return seen
    rows = Wish.objects.reached_by(actor).filter(pk=wish, state__in=[s.value for s in TAKEN])
    return ALLOWED if rows.filter(~shut_out(actor)).exists() else seen


def may_serve(actor: Actor, *, wish: int, **_: Any) -> Decision:
    """Staff of the wish's community; for marking, and for answering for one without a name."""
    seen = may_see(actor, wish=wish)
    if not seen:
        return seen
    return ALLOWED if actor.capacity is Capacity.STAFF else denied("kernel.not_for_you")


def may_set_rules(actor: Actor, *, community: int, **_: Any) -> Decision:
    allowed = may_post_for(actor)
    if not allowed:
        return allowed
    return ALLOWED if actor.reaches(community) else denied("kernel.not_found")


def by_clock(actor: Actor, **_: Any) -> Decision:
    """The hourly job alone."""
    return ALLOWED if actor.capacity is Capacity.SYSTEM else denied("kernel.not_for_you")


def may_do(actor: Actor, wish: Wish, verb: Verb) -> Decision:
    """Whether the actor stands on the right side, and whether the wish is where the verb begins."""
    transition = TRANSITIONS[verb]
    side = _SIDES[transition.side](actor, wish, verb)
    if not side:
        return side
    if State(wish.state) in transition.sources:
        return ALLOWED
    taken = verb is Verb.CLAIM and wish.state in {State.CLAIMED, State.DONE}
    return denied("wishes.claimed_already" if taken else "wishes.not_now")


def _wisher(actor: Actor, wish: Wish, verb: Verb) -> Decision:
    """Who wished; staff for a wish that staff posted. Who helped with it does not confirm it.

    Nor does whoever posted it for somebody: the wisher, who acts for them, or any other staff do
    (the grid worker, the street), so that a community with a single clerk is not stuck.
    """
    if verb in {Verb.CONFIRM, Verb.MISSING} and hands_help(actor, wish):
        return denied("wishes.not_your_own_claim")
    if verb is Verb.CONFIRM and posted_for(actor, wish):
        return denied("wishes.posted_by_you")
    if own(actor, wish) and not actor.is_official:
        return ALLOWED
    if wish.proxy and serves(actor, wish.community) and verb is not Verb.THANK:
        return ALLOWED
    return denied("wishes.wisher_only")


def _reviewer(actor: Actor, wish: Wish, _verb: Verb) -> Decision:
    if not serves(actor, wish.community):
        return denied("kernel.not_for_you")
    if own(actor, wish):
        return denied("wishes.not_your_own_review")
    if wish.unnamed and wish.verifier_id != actor.person:
        return denied("wishes.take_it_first")
    return ALLOWED


def _neighbour(actor: Actor, wish: Wish, verb: Verb) -> Decision:
    if actor.capacity is not Capacity.RESIDENT or not actor.reaches(wish.community):
        return denied("wishes.as_resident")
    if own(actor, wish):
        return denied("wishes.own_wish")
    # of a wish without a name this would tell the household whose it is
    if not wish.unnamed and live_together(actor.person or 0, wish.wisher_id):
        return denied("wishes.same_home")
    if wish.first and _put_first(actor, wish):
        return denied("wishes.you_put_it_first")
    return _joins(actor, wish) if verb is Verb.JOIN else ALLOWED


def _joins(actor: Actor, wish: Wish) -> Decision:
    if helps(actor, wish):
        return denied("wishes.on_it_already")
    rows = Claim.objects.across_communities(WHY).filter(wish=wish, **_TEAM)
    return ALLOWED if rows.exists() else denied("wishes.no_team")


def _put_first(actor: Actor, wish: Wish) -> bool:
    """Whether the actor said in an office that it goes first: that would earn them more."""
    mine = records_of(actor.person or 0)
    acts = Event.objects.filter(
        subject_kind="wish", subject_id=str(wish.pk), type=WishPutFirst.type, actor__in=mine
    )
    return wish.verifier_id in mine or acts.exists()


def _claimer(actor: Actor, wish: Wish, _verb: Verb) -> Decision:
    if wish.state == State.CONFIRMED or helps(actor, wish):
        return ALLOWED if helps(actor, wish) else denied("wishes.claimers_only")
    lapsed = Helper.objects.filter(person=actor.person, claim__wish=wish, claim__end="lapsed")
    return denied("wishes.claim_over" if lapsed.exists() else "wishes.claimers_only")


def _clock(actor: Actor, _wish: Wish, _verb: Verb) -> Decision:
    return by_clock(actor)


_SIDES = {
    Side.WISHER: _wisher,
    Side.REVIEWER: _reviewer,
    Side.NEIGHBOUR: _neighbour,
    Side.CLAIMER: _claimer,
    Side.CLOCK: _clock,
}


# --- the talk beside a wish --------------------------------------------------------------------
def talks(actor: Actor, wish: Wish) -> Decision:
    """Wisher and helpers, while somebody is on it and afterwards; staff where they stand for it.

    The wisher of a wish without a name reads, and lets the staff who answer for it write.
    """
    if actor.is_official:
        stands_in = serves(actor, wish.community) and (
            wish.proxy or (wish.unnamed and wish.verifier_id == actor.person)
        )
        return ALLOWED if stands_in else denied("kernel.not_found")
    if not (own(actor, wish) or helps(actor, wish)):
        return denied("kernel.not_found")
    if actor.helper is not None and "wishes" not in actor.deeds:
        return denied("kernel.not_by_helper")
    return ALLOWED


def may_write(actor: Actor, wish: Wish) -> Decision:
    read = talks(actor, wish)
    if not read:
        return read
    if wish.unnamed and own(actor, wish):
        return denied("wishes.without_a_name")
    return ALLOWED if wish.state in {State.CLAIMED, State.DONE} else denied("wishes.nobody_there")
