"""Who may do what with people's records. Each predicate takes what its action takes.

Whether somebody exists outside one's reach is not told: the answer is the same as for nobody.
"""

from typing import Any

from linli.identity.ages import has_grown_up
from linli.identity.models import (
    Correction,
    Guardianship,
    Merge,
    Person,
    Proposal,
    Report,
    Transfer,
)
from linli.kernel.actor import Actor, Capacity
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.kernel.errors import Refused

NOBODY = denied("identity.no_such_person")
NOTHING = denied("kernel.not_found")


def who(actor: Actor) -> int:
    """The person who acts. Raises Refused for visitors, whom the rules have excluded before."""
    if actor.person is None:
        raise Refused("kernel.sign_in_first")
    return actor.person


def home_of(person: Person) -> int:
    """The community in whose scope a row about this person lies. Raises Refused before one is chosen."""
    if person.community is None:
        raise Refused("identity.no_such_community")
    return person.community


def oneself(actor: Actor, *_args: Any, **_kwargs: Any) -> Decision:
    """Whoever is signed in, about their own data, in whatever capacity."""
    return ALLOWED if actor.person is not None else denied("kernel.sign_in_first")


def works_on_people(actor: Actor, *_args: Any, **_kwargs: Any) -> Decision:
    """Staff with two factors. Auditors and administrators do not handle people's data."""
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if actor.capacity is not Capacity.STAFF:
        return denied("kernel.not_for_you")
    return ALLOWED if actor.second_factor else denied("kernel.second_factor")


def runs_the_server(actor: Actor, *_args: Any, **_kwargs: Any) -> Decision:
    """Commands on the server itself."""
    return ALLOWED if actor.capacity is Capacity.SYSTEM else denied("kernel.not_for_you")


def works_on(actor: Actor, *, person: int, **_kwargs: Any) -> Decision:
    """Staff, on a person in their communities who is not they themselves."""
    allowed = works_on_people(actor)
    if not allowed:
        return allowed
    community = Person.objects.filter(pk=person).values_list("community", flat=True).first()
    if not actor.reaches(community):
        return NOBODY
    return denied("identity.not_on_yourself") if person == actor.person else ALLOWED


def works_on_both(actor: Actor, *, kept: int, gone: int, **_kwargs: Any) -> Decision:
    """Staff, on two records."""
    first = works_on(actor, person=kept)
    return first if not first else works_on(actor, person=gone)


def links(actor: Actor, *, child: int, guardian: int, **_kwargs: Any) -> Decision:
    """Staff, on a child and a guardian."""
    return works_on_both(actor, kept=child, gone=guardian)


def handles_correction(actor: Actor, *, correction: int, **_kwargs: Any) -> Decision:
    """Staff, on a correction in their communities that is not about themselves."""
    return _handles(actor, Correction.objects.reached_by(actor), correction, "person_id")


def handles_transfer(actor: Actor, *, transfer: int, **_kwargs: Any) -> Decision:
    """Staff who reach both sides; only an office above both does when they live apart."""
    allowed = _handles(actor, Transfer.objects.reached_by(actor), transfer, "claimant_id")
    if not allowed:
        return allowed
    row = Transfer.objects.reached_by(actor).get(pk=transfer)
    if row.holder_id == actor.person:
        return denied("identity.not_on_yourself")
    if row.holder_community is not None and not actor.reaches(row.holder_community):
        return denied("identity.needs_wider_office")
    return ALLOWED


def handles_report(actor: Actor, *, report: int, **_kwargs: Any) -> Decision:
    """Staff, on a report that neither is from them nor about them."""
    allowed = _handles(actor, Report.objects.reached_by(actor), report, "reported_id")
    if not allowed:
        return allowed
    mine = Report.objects.reached_by(actor).filter(pk=report, reporter=actor.person)
    return denied("identity.not_on_yourself") if mine.exists() else ALLOWED


def handles_proposal(actor: Actor, *, proposal: int, **_kwargs: Any) -> Decision:
    """Staff who reach both records, neither of which is their own."""
    rows = Proposal.objects.reached_by(actor)
    first = _handles(actor, rows, proposal, "person_id")
    alone = rows.filter(pk=proposal, other=None).exists()
    return first if not first or alone else _handles(actor, rows, proposal, "other_id")


def is_about_me(actor: Actor, *, proposal: int, **_kwargs: Any) -> Decision:
    """The person whose second factor or phone number staff want to change."""
    rows = Proposal.objects.across_communities("a person reads proposals about themselves")
    return _own(actor, rows.filter(pk=proposal, person=actor.person, kind__in=Proposal.ALONE))


def handles_merge(actor: Actor, *, merge: int, **_kwargs: Any) -> Decision:
    """Staff, on a merge in their communities."""
    return _handles(actor, Merge.objects.reached_by(actor), merge, "kept_id")


def _handles(actor: Actor, rows: Any, pk: int, about: str) -> Decision:
    allowed = works_on_people(actor)
    if not allowed:
        return allowed
    person = rows.filter(pk=pk).values_list(about, flat=True).first()
    if person is None:
        return NOTHING
    home = Person.objects.filter(pk=person).values_list("community", flat=True).first()
    if not actor.reaches(home):  # moved away since the case was opened
        return NOTHING
    return denied("identity.not_on_yourself") if person == actor.person else ALLOWED


def is_side(actor: Actor, *, transfer: int, **_kwargs: Any) -> Decision:
    """The claimant or the holder of a transfer."""
    return oneself(actor) if not oneself(actor) else _found(side_of(actor, transfer) is not None)


def side_of(actor: Actor, transfer: int) -> str | None:
    """`claimant`, `holder`, or None for who has no part in it."""
    row = Transfer.objects.across_communities("a side reads its own transfer").filter(pk=transfer)
    for side in ("claimant", "holder"):
        if row.filter(**{side: actor.person}).exists():
            return side
    return None


def asked_for_correction(actor: Actor, *, correction: int, **_kwargs: Any) -> Decision:
    """The person whom a correction is about."""
    rows = Correction.objects.across_communities("a person reads their own corrections")
    return _own(actor, rows.filter(pk=correction, person=actor.person))


def made_report(actor: Actor, *, report: int, **_kwargs: Any) -> Decision:
    rows = Report.objects.across_communities("a reporter reads their own reports")
    return _own(actor, rows.filter(pk=report, reporter=actor.person))


def guards(actor: Actor, *, child: int, **_kwargs: Any) -> Decision:
    """The present guardian of a child; who has turned 14 decides for themselves."""
    rows = Guardianship.objects.filter(child=child, guardian=actor.person, until=None)
    bond = rows.select_related("child").first()
    allowed = oneself(actor)
    return _found(bond is not None and not has_grown_up(bond.child)) if allowed else allowed


def _own(actor: Actor, rows: Any) -> Decision:
    allowed = oneself(actor)
    return _found(rows.exists()) if allowed else allowed


def _found(found: bool) -> Decision:  # noqa: FBT001 (a yes or no by nature)
    return ALLOWED if found else NOTHING


def reads_alerts(actor: Actor) -> Decision:
    """Auditors and administrators watch over those who look at people's data."""
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if actor.capacity not in {Capacity.AUDITOR, Capacity.DISTRICT_ADMIN}:
        return denied("kernel.not_for_you")
    return ALLOWED if actor.second_factor else denied("kernel.second_factor")
