"""Joining records and entering guardians: one member of staff proposes, another confirms."""

from linli.facts import identity as facts
from linli.identity.models import Person, Proposal
from linli.identity.operations import lock_people, save_row
from linli.identity.operations.joining import entrust, join, require_mergeable, require_ward
from linli.identity.rules import handles_proposal, home_of, links, who, works_on_both
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


def _propose(actor: Actor, kind: str, person: Person, other: Person) -> Proposal:
    row = Proposal(
        community=home_of(person),
        kind=kind,
        person=person,
        other=other,
        by_id=who(actor),
        at=clock.now(),
    )
    save_row(row)
    record(actor, _fact(facts.ProposalMade, row))
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


def _locked(proposal: int) -> tuple[Proposal, Person, Person]:
    """Persons first, then the proposal: the order of locks that everybody uses."""
    rows = Proposal.objects.across_communities("the rule has checked who may")
    person, other = rows.values_list("person_id", "other_id").get(pk=proposal)
    people = lock_people(person, other)
    row = rows.select_for_update(of=("self",)).get(pk=proposal)
    return row, people[person], people[other]


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
    _go(row, ProposalState.CONFIRMED, who(actor))
    if row.kind == Kind.MERGE:
        join(person, other, by=who(actor))
        record(actor, facts.RecordsMerged(person=person.pk, gone=other.pk))
    else:
        entrust(person, other, by=who(actor))
        record(actor, facts.GuardianLinked(person=person.pk, guardian=other.pk))
    return row


@action(allow=handles_proposal)
def refuse_proposal(actor: Actor, *, proposal: int) -> Proposal:
    """By anybody of the staff, also whoever proposed it."""
    row, _person, _other = _locked(proposal)
    _go(row, ProposalState.REFUSED, who(actor))
    record(actor, _fact(facts.ProposalRefused, row))
    return row
