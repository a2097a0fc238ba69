"""Who stands on which side of a resolution. What is public is read by everybody, signed in or not."""

from typing import Any

from linli.deliberation.rules import hands, officer_serves
from linli.deliberation.rules_topics import at_desk, raised, raisers
from linli.identity.queries import records_of
from linli.kernel import clock
from linli.kernel.actor import Actor, Capacity
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.organisations.queries import bodies_served_by
from linli.resolutions.carrying import supervisors_on
from linli.resolutions.models import Resolution
from linli.resolutions.states import DONE, TRANSITIONS, Side, State, Verb

WHY = "resolutions are public: who owes what, until when, and who says that it is done"
OFFICIALS = (Capacity.STAFF, Capacity.OFFICER)


def may_open(actor: Actor, *, resolution: int, **_: Any) -> Decision:
    """What an action begins with: the side is asked of the locked row."""
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if actor.is_official and not actor.second_factor:
        return denied("kernel.second_factor")
    rows = Resolution.objects.across_communities(WHY).filter(pk=resolution)
    return ALLOWED if rows.exists() else denied("kernel.not_found")


def by_clock(actor: Actor, **_: Any) -> Decision:
    """The daily job alone."""
    return ALLOWED if actor.capacity is Capacity.SYSTEM else denied("kernel.not_for_you")


def may_do(actor: Actor, row: Resolution, verb: Verb) -> Decision:
    """Whether the actor stands on the right side, and whether it is where the verb begins."""
    transition = TRANSITIONS[verb]
    side = _SIDES[transition.side](actor, row, verb)
    if not side:
        return side
    here = State(row.state) in transition.sources
    return ALLOWED if here else denied("resolutions.not_now")


def in_office(actor: Actor, row: Resolution) -> Decision:
    """In an office that serves where the resolution holds."""
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if actor.capacity not in OFFICIALS:
        return denied("kernel.not_for_you")
    if not actor.second_factor:
        return denied("kernel.second_factor")
    if actor.organisation is None:
        return denied("kernel.not_for_you")
    if actor.capacity is Capacity.OFFICER:
        near = officer_serves(actor, row.community, row.estate_id)
    else:
        near = actor.reaches(row.community)
    return ALLOWED if near else denied("kernel.not_found")


def _bodies(actor: Actor) -> frozenset[int]:
    """Of all offices that these hands hold or cover today, acted in now or not."""
    return bodies_served_by(hands(actor)) | {actor.organisation or 0}


def apart(actor: Actor, row: Resolution) -> Decision:
    """Neither who owes it nor who reported it, by whatever record or hands."""
    own = hands(actor)
    if row.owner_id in own or row.reported_by_id in own:
        return denied("resolutions.your_own")
    return ALLOWED


def by_own_hands(actor: Actor, row: Resolution) -> Decision:
    """Who raised it may work for the owner's body; hands that only help them may not."""
    if actor.helper is None or row.owner_body_id not in bodies_served_by(records_of(actor.helper)):
        return ALLOWED
    return denied("resolutions.another_organisation")


def of_another(actor: Actor, row: Resolution) -> Decision:
    """An official of another organisation than the owner's, in no office of theirs either."""
    may = in_office(actor, row)
    if not may:
        return may
    may = apart(actor, row)
    if not may:
        return may
    if row.owner_body_id in _bodies(actor):
        return denied("resolutions.another_organisation")
    return ALLOWED


def _giver(actor: Actor, row: Resolution, _verb: Verb) -> Decision:
    """The desk that the charter names, or who led the meeting: with their own hands."""
    led = actor.person is not None and row.chair_id in records_of(actor.person)
    if led and actor.helper is None:
        proven = actor.second_factor or not actor.is_official
        return ALLOWED if proven else denied("kernel.second_factor")
    return at_desk(actor, row.community, row.estate_id, late=row.is_overdue)


def _owner(actor: Actor, row: Resolution, _verb: Verb) -> Decision:
    """Whoever was asked, in that office; or who covers it."""
    if actor.office is None or actor.office != row.owner_office_id:
        mine = actor.person is not None and row.owner_id in records_of(actor.person)
        return denied("resolutions.in_your_office" if mine else "resolutions.owner_only")
    return ALLOWED if actor.second_factor else denied("kernel.second_factor")


def nobody_raised(row: Resolution) -> bool:
    return row.topic is None or not raisers(row.topic)


def silent(row: Resolution) -> bool:
    """Whether a second official may speak for who raised it."""
    return nobody_raised(row) or row.is_overdue


def _official(actor: Actor, row: Resolution, _verb: Verb) -> Decision:
    may = of_another(actor, row)
    if not may:
        return may
    said = {row.confirmed_by_id, row.affirmed_by_id}
    if said & hands(actor):
        return denied("resolutions.said_already")
    waits = row.state == State.REPORTED and row.confirmed_by_id is not None
    if waits and not silent(row):
        return denied("resolutions.raiser_first")
    return ALLOWED


def _raiser(actor: Actor, row: Resolution, _verb: Verb) -> Decision:
    """Who raised the demand, or one that was merged into it."""
    if actor.is_official or row.topic is None or not raised(actor, row.topic):
        return denied("resolutions.raiser_only")
    may = apart(actor, row) and by_own_hands(actor, row)
    if not may:
        return may
    if {row.confirmed_by_id, row.affirmed_by_id} & hands(actor):
        return denied("resolutions.said_already")
    return ALLOWED


def supervises(actor: Actor, row: Resolution) -> Decision:
    """In an office of a body that supervises by the data file, and not the owner's."""
    may = of_another(actor, row)
    if not may:
        return may
    known = supervisors_on(clock.today())
    return ALLOWED if actor.body in known else denied("resolutions.no_supervisor")


def _supervisor(actor: Actor, row: Resolution, _verb: Verb) -> Decision:
    return supervises(actor, row)


def _looker(actor: Actor, row: Resolution, verb: Verb) -> Decision:
    """Who raised it, or an official of another organisation; at the review, who supervises."""
    if not actor.is_official:
        if row.topic is None or not raised(actor, row.topic):
            return denied("resolutions.raiser_only")
        return apart(actor, row) and by_own_hands(actor, row)
    return supervises(actor, row) if verb is Verb.HOLD else of_another(actor, row)


def _clock(actor: Actor, _row: Resolution, _verb: Verb) -> Decision:
    return by_clock(actor)


_SIDES = {
    Side.GIVER: _giver,
    Side.OWNER: _owner,
    Side.OFFICIAL: _official,
    Side.RAISER: _raiser,
    Side.SUPERVISOR: _supervisor,
    Side.LOOKER: _looker,
    Side.CLOCK: _clock,
}


def may_link(actor: Actor, row: Resolution) -> Decision:
    """The desk says which demand a decision of the owners or residents answers.

    Not once it counts as carried out: who raised the demand is asked before it is resolved.
    """
    may = at_desk(actor, row.community, row.estate_id, late=row.is_overdue)
    if not may:
        return may
    open_still = row.topic is None and row.closed_at is None and State(row.state) not in DONE
    return ALLOWED if open_still else denied("resolutions.not_now")
