"""Invitations and slips: a code leads into a home, once."""

from datetime import date

from linli.facts import residence as facts
from linli.identity.rules import who
from linli.identity.signin.operations import give_back, take_try
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.places.models import Building, Unit
from linli.residence import rules
from linli.residence.actions.claims import checked_until, own, require_new, require_phone
from linli.residence.actions.homes import locked
from linli.residence.deeds import HOMES
from linli.residence.models import Claim, Ground, Invitation, Relation, Residence, Slip
from linli.residence.models.home import OWNERS
from linli.residence.operations import codes, homes
from linli.residence.parameters import INVITATIONS_AT_ONCE, SLIPS_PER_RUN
from linli.residence.states import SlipState


@action(allow=rules.has_home)
def invite(
    actor: Actor, *, residence: int, relation: str = Relation.FAMILY, until: date | None = None
) -> tuple[Invitation, str]:
    """A code for family, or from an owner for a tenant. Answers it once; only its hash is kept."""
    _, row = locked(residence)
    if relation not in {Relation.FAMILY, Relation.TENANT} or (
        relation == Relation.TENANT and not row.owns
    ):
        raise Refused("residence.not_by_you", field="relation")
    last = checked_until(relation, until)
    waiting = Invitation.objects.within(row.community).filter(
        through=row, used_at=None, void_at=None, expires_at__gt=clock.now()
    )
    if waiting.count() >= INVITATIONS_AT_ONCE:
        raise Refused("residence.enough_invitations", most=INVITATIONS_AT_ONCE)
    made, code = codes.invite(row, relation=relation, until=last)
    fact = facts.InvitationMade(invitation=made.pk, unit=row.unit_id, relation=relation)
    record(actor, fact, place=row.community)
    return made, code


@action(allow=rules.made_invitation)
def take_back(actor: Actor, *, invitation: int) -> Invitation:
    rows = Invitation.objects.across_communities(homes.ACROSS).filter(pk=invitation)
    row = found_or_refused(rows.filter(used_at=None, void_at=None).select_for_update(of=("self",)))
    codes.take_back(row)
    fact = facts.InvitationTakenBack(invitation=row.pk, unit=row.unit_id)
    record(actor, fact, place=row.community)
    return row


def invitation_by(code: str) -> Invitation | None:
    """One that works today and whose maker still belongs to the home."""
    rows = Invitation.objects.across_communities("a code leads to its home")
    return rows.filter(
        token_hash=codes.digest(codes.clean_code(code)),
        used_at=None,
        void_at=None,
        expires_at__gt=clock.now(),
        through__ended_at=None,
    ).first()


def slip_by(code: str) -> Slip | None:
    """One that was handed over and works today."""
    rows = Slip.objects.across_communities("a code leads to its home")
    return rows.filter(
        token_hash=codes.digest(codes.clean_code(code)),
        state=SlipState.HANDED,
        expires_on__gte=clock.today(),
        unit__gone=False,
    ).first()


def found_by(actor: Actor, code: str) -> Invitation | Slip | None:
    """What a typed code leads to. A try is counted before it is looked at; a right one gives it back.

    Not inside a transaction. Raises Refused after too many wrong ones, for right ones too.
    """
    tried = ("home_code", str(who(actor)))
    take_try(tried)
    found = invitation_by(code) or slip_by(code)
    if found is not None:
        give_back(tried)
    return found


@action(allow=rules.oneself, deed=HOMES.key)
def use_code(
    actor: Actor, *, code: str, relation: str = "", until: date | None = None
) -> Residence | Claim:
    """Come into a home by a code. A slip asks as what; an invitation says it.

    An owner with a slip still needs the roster: without a match the claim waits for staff.
    """
    found = invitation_by(code) or slip_by(code)
    if found is None:
        raise Refused("residence.no_such_code", field="code")
    unit = homes.lock_unit(found.unit_id)
    again = invitation_by(code) if isinstance(found, Invitation) else slip_by(code)
    if again is None or unit.gone:  # somebody was faster
        raise Refused("residence.no_such_code", field="code")
    if isinstance(again, Invitation):
        return _by_invitation(actor, unit, again)
    return _by_slip(actor, unit, again, relation=relation, until=until)


def _by_invitation(actor: Actor, unit: Unit, row: Invitation) -> Residence:
    require_phone(actor)
    require_new(unit, who(actor), row.relation)
    through = row.through
    until = row.until if row.relation == Relation.TENANT else through.until
    codes.use_invitation(row, by=who(actor))
    return _brought(
        actor, unit, relation=row.relation, ground=Ground.INVITED, through=through, until=until
    )


def _by_slip(
    actor: Actor, unit: Unit, row: Slip, *, relation: str, until: date | None
) -> Residence | Claim:
    if relation in OWNERS:
        claim = own(actor, unit, ground=Ground.SLIP)
        codes.use_slip(row, by=who(actor))
        return claim
    if relation not in {Relation.TENANT, Relation.FAMILY}:
        raise Refused("residence.which_relation", field="relation")
    require_phone(actor)
    last = checked_until(relation, until)
    require_new(unit, who(actor), relation)
    codes.use_slip(row, by=who(actor))
    return _brought(actor, unit, relation=relation, ground=Ground.SLIP, through=None, until=last)


def _brought(  # noqa: PLR0913 (a row's columns)
    actor: Actor,
    unit: Unit,
    *,
    relation: str,
    ground: str,
    through: Residence | None,
    until: date | None,
) -> Residence:
    row = homes.add(
        unit, person=who(actor), relation=relation, ground=ground, through=through, until=until
    )
    told = homes.owners_told(unit.pk, through.person_id if through else None)
    fact = facts.BroughtIn(
        residence=row.pk,
        unit=unit.pk,
        person=who(actor),
        relation=relation,
        ground=ground,
        people=homes.people(*told, without=[actor.person]),
    )
    record(actor, fact, place=unit.community)
    return row


@action(allow=rules.works_on_building)
def print_slips(
    actor: Actor, *, building: int, units: list[int] | None = None
) -> list[tuple[Unit, Slip, str]]:
    """New slips for a building, or for some of its homes; earlier ones become void.

    Answers each with its code, for printing now: only hashes are kept.
    """
    row = found_or_refused(Building.objects.filter(pk=building).select_related("estate"))
    homes.lock_estate(row.estate_id)
    wanted = Unit.objects.within(row.estate.community_id).filter(
        building=row, gone=False, parking=False
    )
    if units is not None:
        wanted = wanted.filter(pk__in=units)
    found = list(wanted.select_related("building").order_by("position", "pk")[: SLIPS_PER_RUN + 1])
    if not found:
        raise Refused("residence.no_homes_chosen", field="units")
    if len(found) > SLIPS_PER_RUN:
        raise Refused("residence.too_many_slips", field="units", most=SLIPS_PER_RUN)
    made, replaced = codes.print_slips(found, by=who(actor))
    fact = facts.SlipsPrinted(building=row.pk, slips=len(made), replaced=replaced)
    record(actor, fact, place=row.estate.community_id)
    return made


def _chosen(
    building: int, units: list[int], states: tuple[str, ...]
) -> tuple[Building, list[Slip]]:
    row = found_or_refused(Building.objects.filter(pk=building).select_related("estate"))
    homes.lock_estate(row.estate_id)
    rows = Slip.objects.within(row.estate.community_id).filter(
        unit__building=row, unit__in=units, state__in=states
    )
    found = list(rows.select_for_update(of=("self",)).order_by("pk"))
    if not found:
        raise Refused("residence.no_homes_chosen", field="units")
    return row, found


@action(allow=rules.works_on_building)
def hand_over(actor: Actor, *, building: int, units: list[int]) -> int:
    """The actor gave these slips into somebody's hand at the door; from now on they work."""
    row, slips = _chosen(building, units, (SlipState.PRINTED.value,))
    count = codes.hand_over([slip.pk for slip in slips], by=who(actor))
    fact = facts.SlipsHandedOver(building=row.pk, units=tuple(slip.unit_id for slip in slips))
    record(actor, fact, place=row.estate.community_id)
    return count


@action(allow=rules.works_on_building)
def void_slips(actor: Actor, *, building: int, units: list[int]) -> int:
    """Lost, or in the wrong hands."""
    row, slips = _chosen(building, units, (SlipState.PRINTED.value, SlipState.HANDED.value))
    count = codes.void_slips([slip.unit_id for slip in slips])
    fact = facts.SlipsVoided(building=row.pk, units=tuple(slip.unit_id for slip in slips))
    record(actor, fact, place=row.estate.community_id)
    return count
