"""What takes two members of staff with the papers in hand: one proposes, another confirms.

Joining records, entering and ending guardians, a lost second factor, a phone number that is lost.
"""

from linli.facts import identity as facts
from linli.facts import signin
from linli.facts.base import Fact
from linli.identity.models import Person, PrivateAccess, Proposal
from linli.identity.operations import checked_text, lock_people, save_row
from linli.identity.operations.factors import require_factor, take_factors
from linli.identity.operations.joining import (
    entrust,
    join,
    release,
    require_bond,
    require_mergeable,
    require_ward,
)
from linli.identity.operations.locking import end_sessions
from linli.identity.operations.phones import change_phone, checked_new_phone
from linli.identity.operations.watching import write_looks
from linli.identity.rules import (
    handles_proposal,
    home_of,
    is_about_me,
    links,
    who,
    works_on,
    works_on_both,
)
from linli.identity.states import ProposalState, may_follow
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused

Kind = Proposal.Kind


def _two(first: int, second: int) -> tuple[Person, Person]:
    people = lock_people(first, second)
    if first == second:
        raise Refused("identity.same_record")
    return people[first], people[second]


def _propose(
    actor: Actor, kind: str, person: Person, other: Person | None = None, **sealed: str
) -> Proposal:
    row = Proposal(
        community=home_of(person),
        kind=kind,
        person=person,
        other=other,
        by_id=who(actor),
        at=clock.now(),
    )
    for field, text in sealed.items():
        row.put(field, text)
    save_row(row)
    record(actor, _fact(facts.ProposalMade, row), place=row.community)
    return row


def _fact(kind: type[facts.ProposalFact], row: Proposal) -> facts.ProposalFact:
    return kind(proposal=row.pk, person=row.person_id, other=row.other_id, kind=row.kind)


@action(allow=works_on_both)
def propose_merge(actor: Actor, *, kept: int, gone: int) -> Proposal:
    """That `gone` be joined to `kept`."""
    stays, goes = _two(kept, gone)
    require_mergeable(stays, goes)
    return _propose(actor, Kind.MERGE, stays, goes)


@action(allow=links)
def propose_guardian(actor: Actor, *, child: int, guardian: int) -> Proposal:
    """Staff saw the papers that name the guardian of a child that has a record already."""
    ward, adult = _two(child, guardian)
    require_ward(ward, adult)
    return _propose(actor, Kind.GUARDIAN, ward, adult)


@action(allow=links)
def propose_guardian_end(actor: Actor, *, child: int, guardian: int) -> Proposal:
    """Staff saw papers by which somebody is no longer the guardian."""
    ward, adult = _two(child, guardian)
    require_bond(ward, adult)
    return _propose(actor, Kind.GUARDIAN_END, ward, adult)


@action(allow=works_on)
def propose_factor_reset(actor: Actor, *, person: int, reason: str) -> Proposal:
    """Somebody lost their second factor and stands at the desk with their papers."""
    found = lock_people(person)[person]
    require_factor(person)
    row = _propose(actor, Kind.FACTOR, found, reason=checked_text(reason, "reason"))
    _note_look(actor, row)
    return row


@action(allow=works_on)
def propose_phone(actor: Actor, *, person: int, phone: str, reason: str) -> Proposal:
    """Somebody lost the number that they sign in with and stands at the desk with their papers."""
    found = lock_people(person)[person]
    number = checked_new_phone(found, phone)
    text = checked_text(reason, "reason")
    row = _propose(actor, Kind.PHONE, found, value=number, reason=text)
    _note_look(actor, row)
    return row


#: What the person reads in the list of looks, of both members of staff.
SEEN = {Kind.FACTOR: PrivateAccess.Field.FACTOR, Kind.PHONE: PrivateAccess.Field.PHONE}


def _note_look(actor: Actor, row: Proposal) -> None:
    if row.kind in SEEN:
        seen = SEEN[Kind(row.kind)]
        write_looks(actor, [row.person], seen, PrivateAccess.Reason.CHECK_PAPERS)


def _locked(proposal: int) -> tuple[Proposal, Person, Person | None]:
    """Persons first, then the proposal: the order of locks that everybody uses."""
    rows = Proposal.objects.across_communities("the rule has checked who may")
    person, other = rows.values_list("person_id", "other_id").get(pk=proposal)
    people = lock_people(*(pk for pk in (person, other) if pk is not None))
    row = rows.select_for_update(of=("self",)).get(pk=proposal)
    return row, people[person], people.get(other or 0)


def _go(row: Proposal, state: ProposalState, by: int) -> None:
    if not may_follow(row.state, state):
        raise Refused("kernel.stale")
    row.state = state
    row.decided_by_id = by
    row.decided_at = clock.now()
    row.save()


@action(allow=handles_proposal)
def confirm_proposal(actor: Actor, *, proposal: int) -> Proposal:
    """The second person looked at the papers too; now it is done."""
    row, person, other = _locked(proposal)
    if row.by_id == actor.person:
        raise Refused("identity.second_person_needed")
    if row.state == ProposalState.OPEN and row.resting:
        raise Refused("identity.proposal_rests")
    _go(row, ProposalState.CONFIRMED, who(actor))
    record(actor, _carry_out(row, person, other, by=who(actor)), place=row.community)
    _note_look(actor, row)
    return row


def _carry_out(row: Proposal, person: Person, other: Person | None, *, by: int) -> Fact:
    """Checked once more under the locks: much may have changed since it was proposed."""
    if row.kind == Kind.FACTOR:
        take_factors(person)
        return signin.FactorsTaken(person=person.pk)
    if row.kind == Kind.PHONE:
        change_phone(person, row.read("value") or "", proved=False)
        end_sessions(person.pk)
        return signin.PhoneChanged(person=person.pk, how="papers")
    if other is None:
        raise Refused("kernel.stale")
    if row.kind == Kind.MERGE:
        join(person, other, by=by)
        return facts.RecordsMerged(person=person.pk, gone=other.pk)
    if row.kind == Kind.GUARDIAN:
        entrust(person, other, by=by)
        return facts.GuardianLinked(person=person.pk, guardian=other.pk)
    release(person, other, by=by)
    return facts.GuardianEnded(person=person.pk, guardian=other.pk)


@action(allow=handles_proposal)
def refuse_proposal(actor: Actor, *, proposal: int) -> Proposal:
    """By anybody of the staff, also whoever proposed it."""
    row, _person, _other = _locked(proposal)
    _go(row, ProposalState.REFUSED, who(actor))
    record(actor, _fact(facts.ProposalRefused, row), place=row.community)
    return row


@action(allow=is_about_me)
def stop_proposal(actor: Actor, *, proposal: int) -> Proposal:
    """By the person whose factor or number it is: it was not they who stood at the desk."""
    row, _person, _other = _locked(proposal)
    _go(row, ProposalState.REFUSED, who(actor))
    record(actor, _fact(facts.ProposalRefused, row), place=row.community)
    return row
