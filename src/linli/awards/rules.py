"""Who proposes and adopts rules, who decides about a deed. Nobody about their own.

One's own is also what stands under a record that was merged into one's own.
"""

from typing import Any

from linli.awards.models import Deed, Version
from linli.awards.states import SPOKEN, State, Verb
from linli.identity.aliases import alias_of
from linli.identity.queries import records_of
from linli.kernel import adopting
from linli.kernel.actor import Actor, Capacity
from linli.kernel.decision import ALLOWED, Decision, denied


def staff(actor: Actor) -> Decision:
    """In an office of the administration, with a second proof."""
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if actor.capacity != Capacity.STAFF:
        return denied("kernel.not_for_you")
    return ALLOWED if actor.second_factor else denied("kernel.second_factor")


def may_propose(actor: Actor, *, community: int, **_: Any) -> Decision:
    may = staff(actor)
    if not may:
        return may
    return ALLOWED if actor.reaches(community) else denied("kernel.not_found")


def may_settle(actor: Actor, *, version: int, **_: Any) -> Decision:
    """A second person: not the one who wrote it down."""
    may = staff(actor)
    if not may:
        return may
    own = records_of(actor.person or 0)
    return adopting.may_settle(actor, Version, version, own=own)


def may_decide(actor: Actor, *, deed: int, **_: Any) -> Decision:
    """Staff who had no part in it, did not refuse it before, and did not write the appeal for another."""
    may = staff(actor)
    if not may:
        return may
    row = Deed.objects.reached_by(actor).filter(pk=deed).first()
    if row is None:
        return denied("kernel.not_found")
    own = records_of(actor.person or 0)
    part = {row.person_id, row.other, row.organiser, row.verifier}
    if part & (own | {alias_of(each) for each in own}):
        return denied("awards.own_deed")
    if row.state not in {State.APPEALED, State.ASKED}:
        return ALLOWED
    if row.decisions.filter(helper__in=own, verb__in=SPOKEN).exists():
        return denied("awards.appealed_by_you")
    before = row.decisions.filter(by__in=own, verb__in=[Verb.REFUSE, Verb.TAKE_BACK])
    return denied("awards.decided_before") if before.exists() else ALLOWED


def may_appeal(actor: Actor, *, deed: int, **_: Any) -> Decision:
    """The person whose deed it is."""
    if actor.person is None:
        return denied("kernel.sign_in_first")
    rows = Deed.objects.across_communities("people see their own deeds")
    mine = rows.filter(pk=deed, person__in=records_of(actor.person)).exists()
    return ALLOWED if mine else denied("kernel.not_found")


def may_attach(actor: Actor, *, version: int, **_: Any) -> Decision:
    """A scan of the decision: staff of the place, whoever wrote it down."""
    may = staff(actor)
    if not may:
        return may
    found = Version.objects.reached_by(actor).filter(pk=version).exists()
    return ALLOWED if found else denied("kernel.not_found")


def reads_scan(actor: Actor, version: int) -> Decision:
    """Staff and auditors in reach: signatures stand on it."""
    if actor.capacity not in {Capacity.STAFF, Capacity.AUDITOR} or not actor.second_factor:
        return denied("kernel.not_for_you")
    found = Version.objects.reached_by(actor).filter(pk=version).exists()
    return ALLOWED if found else denied("kernel.not_found")


def collects(actor: Actor, **_: Any) -> Decision:
    """The nightly job alone."""
    return ALLOWED if actor.capacity == Capacity.SYSTEM else denied("kernel.not_for_you")
