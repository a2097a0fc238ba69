"""Opening a transfer of an ID or a phone from the record that holds it."""

from linli.identity.models import Correction, Person, Proposal, Transfer
from linli.identity.operations.people import checked_id, checked_name, checked_phone, save_row
from linli.identity.parameters import OBJECTION_PERIOD
from linli.identity.queries import holder_of_id, holder_of_phone
from linli.kernel import clock
from linli.kernel.errors import Refused


def open_transfer(  # noqa: PLR0913 (what a request consists of)
    claimant: Person, *, kind: str, value: str, name: str | None, reason: str, by: int
) -> Transfer:
    """Write the request; both sides see it and may object until the period is over.

    Raises Refused: `identity.nobody_holds_it`, `identity.transfer_is_open`, shape codes.
    """
    if claimant.community is None:
        raise Refused("identity.no_such_community")
    if kind == Transfer.Kind.ID_NUMBER:
        value = checked_id(value).number
        holder = holder_of_id(value)
        if not name:
            raise Refused("identity.name_shape", field="name")
        if claimant.level >= Person.Level.REAL_NAME:
            raise Refused("identity.proved_before")
    elif kind == Transfer.Kind.PHONE:
        value = checked_phone(value)
        holder = holder_of_phone(value)
    else:
        raise Refused("identity.no_such_choice", field="kind")
    if holder is None or holder.pk == claimant.pk:
        raise Refused("identity.nobody_holds_it", field="value")
    now = clock.now()
    row = Transfer(
        community=claimant.community,
        holder_community=holder.community,
        claimant=claimant,
        holder=holder,
        kind=kind,
        opened_by_id=by,
        opened_at=now,
        objections_until=now + OBJECTION_PERIOD,
    )
    row.put("value", value)
    row.put("name", checked_name(name) if name else None)
    row.put("reason", reason)
    save_row(row)
    return row


def take_cases_along(person: Person) -> None:
    """Open cases of somebody who moved: the clerks of the new community see and decide them."""
    why = "cases follow their person"
    corrections = Correction.objects.across_communities(why).filter(person=person)
    corrections.filter(state__in=["asked", "proposed"]).update(community=person.community)
    proposals = Proposal.objects.across_communities(why).filter(person=person, state="open")
    proposals.update(community=person.community)
    transfers = Transfer.objects.across_communities(why).filter(state="open")
    transfers.filter(claimant=person).update(community=person.community)
    transfers.filter(holder=person).update(holder_community=person.community)
