"""Who may open a stall, act on a rung, pass one over, answer, and read what is not public."""

from typing import Any

from linli.deliberation import rules_topics
from linli.deliberation.models import Topic
from linli.deliberation.rules import hands
from linli.kernel.actor import Actor, Capacity
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.residence.queries import homes_of
from linli.stalling import parties
from linli.stalling.ladders import RAISER
from linli.stalling.models import Rung, Stall

WHY = "the rule looks at the stall that was asked for"


def _stall(stall: int) -> Stall | None:
    rows = Stall.objects.across_communities(WHY).select_related("topic")
    return rows.filter(pk=stall).first()


def _known(actor: Actor) -> Decision:
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if actor.is_official and not actor.second_factor:
        return denied("kernel.second_factor")
    return ALLOWED


def by_clock(actor: Actor, **_: Any) -> Decision:
    """The daily job alone."""
    return ALLOWED if actor.capacity is Capacity.SYSTEM else denied("kernel.not_for_you")


def may_open(actor: Actor, *, topic: int, **_: Any) -> Decision:
    """Whoever raised a topic, a home that stands behind it, the desk."""
    known = _known(actor)
    if not known:
        return known
    seen = rules_topics.may_see(actor, topic=topic)
    if not seen:
        return seen
    row = Topic.objects.across_communities(WHY).get(pk=topic)
    if parties.is_official(actor, row.community, row):
        return ALLOWED
    if actor.capacity is not Capacity.RESIDENT:
        return denied("kernel.not_for_you")
    if rules_topics.raised(actor, row):
        return ALLOWED
    mine = homes_of(actor.person or 0).filter(lives=True).values_list("unit", flat=True)
    behind = row.supports.filter(withdrawn_at=None, unit__in=list(mine))
    return ALLOWED if behind.exists() else denied("stalling.stand_behind_first")


def takes_part(actor: Actor, *, stall: int, **_: Any) -> Decision:
    """Whoever raised the matter, and staff: they act on rungs. The action asks which."""
    known = _known(actor)
    if not known:
        return known
    row = _stall(stall)
    if row is None:
        return denied("kernel.not_found")
    if parties.is_raiser(actor, row) or parties.is_official(actor, row.community, row.topic):
        return ALLOWED
    return denied("kernel.not_for_you")


def may_act_on(actor: Actor, rung: Rung) -> Decision:
    """Who does a rung: its raiser, or staff, who also write down what a raiser brings to the desk."""
    if rung.state != Rung.State.OPEN:
        return denied("stalling.not_now")
    if parties.is_official(actor, rung.stall.community, rung.stall.topic):
        return ALLOWED
    return ALLOWED if _raisers_own(actor, rung) else denied("stalling.not_your_rung")


def _raisers_own(actor: Actor, rung: Rung) -> bool:
    """Also when it fell to the desk: late is better than never."""
    theirs = rung.by == RAISER or rung.fell_on is not None
    return theirs and parties.is_raiser(actor, rung.stall)


def may_answer_skip(actor: Actor, rung: Rung) -> Decision:
    """Another person than the one who proposed it, by whatever hands; nobody of the body that stalls."""
    if rung.state != Rung.State.OPEN or rung.skip_by_id is None:
        return denied("stalling.not_now")
    if rung.skip_by_id in hands(actor):
        return denied("stalling.another_person")
    return denied("stalling.another_body") if parties.serves_it(actor, rung.stall) else ALLOWED


def may_answer(actor: Actor, *, stall: int, **_: Any) -> Decision:
    """The other side's own officers; or whoever got the answer: the raiser, staff."""
    known = _known(actor)
    if not known:
        return known
    row = _stall(stall)
    if row is None:
        return denied("kernel.not_found")
    if parties.is_other_side(actor, row):
        return ALLOWED
    return takes_part(actor, stall=stall)


def reads_all(actor: Actor, stall: Stall) -> bool:
    """Whether numbers of letters and words of answers are for these eyes."""
    if parties.is_raiser(actor, stall) or parties.is_other_side(actor, stall):
        return True
    near = actor.reaches(stall.community) and actor.second_factor
    return near and actor.capacity in {Capacity.STAFF, Capacity.AUDITOR}


def sees_letter(actor: Actor, *, rung: Rung) -> Decision:
    """The letter of a rung: for whoever sends it."""
    known = _known(actor)
    if not known:
        return known
    if parties.is_official(actor, rung.stall.community, rung.stall.topic):
        return ALLOWED
    if _raisers_own(actor, rung):
        return ALLOWED
    own = parties.is_raiser(actor, rung.stall)
    return denied("stalling.not_your_rung" if own else "kernel.not_for_you")


def sees_file(actor: Actor, rung: int) -> Decision:
    """A picture of a letter's delivery: for whoever reads all of the stall."""
    row = Rung.objects.select_related("stall__topic").filter(pk=rung).first()
    if row is None or actor.person is None:
        return denied("kernel.not_found")
    if actor.helper is not None and "stalls" not in actor.deeds:
        return denied("kernel.not_by_helper")
    return ALLOWED if reads_all(actor, row.stall) else denied("kernel.not_found")
