"""An ID or phone that another record holds: asked for with reasons, both sides heard, decided."""

from linli.facts import identity as facts
from linli.identity.models import Person, Transfer
from linli.identity.operations import checked_text, lock_people
from linli.identity.operations.proof import move_id, move_phone
from linli.identity.operations.transfers import open_transfer
from linli.identity.parameters import TEXT_MAX
from linli.identity.rules import handles_transfer, is_side, oneself, side_of, who, works_on
from linli.identity.states import TransferState, may_follow
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused


def _locked(transfer: int) -> tuple[Transfer, dict[int, Person]]:
    """Persons first, then the transfer: the order of locks that everybody uses."""
    rows = Transfer.objects.across_communities("the rule has checked who may")
    claimant, holder = rows.values_list("claimant_id", "holder_id").get(pk=transfer)
    people = lock_people(claimant, holder)
    return rows.select_for_update(of=("self",)).get(pk=transfer), people


def _fact(kind: type[facts.TransferFact], row: Transfer) -> facts.TransferFact:
    return kind(transfer=row.pk, claimant=row.claimant_id, holder=row.holder_id, kind=row.kind)


def _go(row: Transfer, state: TransferState, by: int | None) -> None:
    if not may_follow(row.state, state):
        raise Refused("kernel.stale")
    row.state = state
    row.decided_by_id = by
    row.decided_at = clock.now()


@action(allow=works_on)
def request_transfer(  # noqa: PLR0913 (what the form asks)
    actor: Actor, *, person: int, kind: str, value: str, reason: str, name: str = ""
) -> Transfer:
    """Staff open it for a claimant whose papers they have seen."""
    claimant = lock_people(person)[person]
    row = open_transfer(
        claimant,
        kind=kind,
        value=value,
        name=name,
        reason=checked_text(reason, "reason"),
        by=who(actor),
    )
    record(actor, _fact(facts.TransferOpened, row), place=row.community)
    return row


@action(allow=oneself)
def claim_phone(actor: Actor, *, phone: str, reason: str) -> Transfer:
    """By somebody who has just read a code at a number that another record holds.

    Both sides are heard as for any transfer; two members of staff decide.
    """
    me = who(actor)
    row = open_transfer(
        lock_people(me)[me],
        kind=Transfer.Kind.PHONE,
        value=phone,
        name=None,
        reason=checked_text(reason, "reason"),
        by=me,
    )
    record(actor, _fact(facts.TransferOpened, row), place=row.community)
    return row


@action(allow=is_side)
def answer_transfer(actor: Actor, *, transfer: int, objects: bool, text: str = "") -> Transfer:
    """A side agrees or objects; an objection says why. May be changed until the period is over."""
    row, _people = _locked(transfer)
    side = side_of(actor, transfer) or "claimant"
    if row.state != TransferState.OPEN or clock.now() > row.objections_until:
        raise Refused("identity.too_late")
    says = checked_text(text, "text") if objects else text.strip()[:TEXT_MAX]
    setattr(row, f"{side}_objects", objects)
    row.put(f"{side}_says", says)
    row.save()
    record(
        actor,
        facts.TransferAnswered(
            transfer=row.pk,
            claimant=row.claimant_id,
            holder=row.holder_id,
            kind=row.kind,
            side=side,
            objects=objects,
        ),
    )
    return row


@action(allow=handles_transfer)
def decide_transfer(actor: Actor, *, transfer: int, grant: bool, answer: str) -> Transfer:
    """A second member of staff decides with a reason, after the period or once both agreed.

    Where the claimant opened it alone, the first who grants it only proposes; a second one, with the
    papers in hand, grants it. To refuse, one is enough.
    """
    row, people = _locked(transfer)
    if row.opened_by_id == actor.person:
        raise Refused("identity.second_person_needed")
    agreed = row.claimant_objects is False and row.holder_objects is False
    if clock.now() <= row.objections_until and not agreed:
        raise Refused("identity.too_early")
    if grant and row.needs_two and row.proposed_by_id is None:
        return _proposed(actor, row, answer)
    if grant and row.proposed_by_id == actor.person:
        raise Refused("identity.second_person_needed")
    _go(row, TransferState.GRANTED if grant else TransferState.REFUSED, actor.person)
    row.put("answer", checked_text(answer, "answer"))
    if grant:
        _carry_out(row, people, who(actor))
    row.save()
    fact = _fact(facts.TransferGranted if grant else facts.TransferRefused, row)
    record(actor, fact, place=row.community)
    return row


def _proposed(actor: Actor, row: Transfer, answer: str) -> Transfer:
    row.proposed_by_id = who(actor)
    row.put("answer", checked_text(answer, "answer"))
    row.save()
    record(actor, _fact(facts.TransferProposed, row), place=row.community)
    return row


def _carry_out(row: Transfer, people: dict[int, Person], by: int) -> None:
    holder, claimant = people[row.holder_id], people[row.claimant_id]
    value = row.read("value") or ""
    if row.kind == Transfer.Kind.PHONE:
        move_phone(holder, claimant, value=value)
    else:
        move_id(holder, claimant, name=row.read("name") or "", value=value, by=by)


@action(allow=is_side)
def withdraw_transfer(actor: Actor, *, transfer: int) -> Transfer:
    """The claimant gives up the claim."""
    row, _people = _locked(transfer)
    if side_of(actor, transfer) != "claimant":
        raise Refused("identity.not_your_claim")
    _go(row, TransferState.WITHDRAWN, actor.person)
    row.save()
    record(actor, _fact(facts.TransferWithdrawn, row))
    return row
