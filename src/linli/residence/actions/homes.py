"""Living somewhere: in and out, whom the household speaks through, children."""

from linli.facts import residence as facts
from linli.identity.rules import who
from linli.journal.operations import record
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.places.models import Unit
from linli.residence import rules
from linli.residence.actions.claims import require_new
from linli.residence.deeds import HOMES
from linli.residence.models import Ending, Ground, Relation, Residence
from linli.residence.operations import homes
from linli.residence.queries import residents_of_units


def locked(residence: int) -> tuple[Unit, Residence]:
    """Estate, unit, residence. Raises Refused once it ended."""
    rows = Residence.objects.across_communities(homes.ACROSS).filter(pk=residence)
    unit = homes.lock_unit(found_or_refused(rows).unit_id)
    row = found_or_refused(rows.filter(ended_at=None).select_for_update(of=("self",)))
    return unit, row


def ended(actor: Actor, row: Residence, ending: Ending) -> None:
    """End it, with what hangs on it, and say so to whom it concerns."""
    too = homes.end(row, ending)
    told = homes.owners_told(row.unit_id, *(homes.account_of(each) for each in (row, *too)))
    fact = facts.ResidenceEnded(
        residence=row.pk,
        unit=row.unit_id,
        person=row.person_id,
        relation=row.relation,
        people=homes.people(*told, without=[actor.person]),
        reason=ending.value,
        ended_too=tuple(each.pk for each in too),
    )
    record(actor, fact, place=row.community)


@action(allow=rules.has_home, deed=HOMES.key)
def move_out(actor: Actor, *, residence: int) -> Residence:
    """A tenant or family belongs there no longer; an owner stays owner and lives elsewhere."""
    _, row = locked(residence)
    if row.owns:
        _living(actor, row, lives=False)
    else:
        ended(actor, row, Ending.MOVED_OUT)
    return row


@action(allow=rules.has_home, deed=HOMES.key)
def move_in(actor: Actor, *, residence: int) -> Residence:
    """An owner lives in their home again."""
    _, row = locked(residence)
    _living(actor, row, lives=True)
    return row


def _living(actor: Actor, row: Residence, *, lives: bool) -> None:
    if row.lives == lives:
        raise Refused("residence.nothing_to_change")
    homes.set_living(row, lives=lives)
    fact = facts.LivingChanged(
        residence=row.pk,
        unit=row.unit_id,
        person=row.person_id,
        relation=row.relation,
        lives=lives,
    )
    record(actor, fact, place=row.community)


@action(allow=rules.sends_away)
def send_away(actor: Actor, *, residence: int) -> Residence:
    """An owner, or who brought them, says that somebody does not live there any more."""
    _, row = locked(residence)
    ended(actor, row, Ending.SENT_AWAY)
    return row


@action(allow=rules.has_home)
def choose_contact(actor: Actor, *, residence: int, person: int) -> None:
    """Whoever lives there chooses whom the household speaks through: one who lives there."""
    unit, row = locked(residence)
    members = residents_of_units([unit.pk], living=True).get(unit.pk, frozenset())
    if not row.lives or person not in members:
        raise Refused("residence.not_of_the_household", field="person")
    homes.choose_contact(unit, person)
    fact = facts.ContactChosen(
        unit=unit.pk, person=person, people=homes.people(*members, without=[actor.person])
    )
    record(actor, fact, place=unit.community)


@action(allow=rules.brings_child)
def bring_child(actor: Actor, *, residence: int, child: int) -> Residence:
    """A guardian brings a child under fourteen into the home where they live themselves."""
    unit, row = locked(residence)
    if not row.lives:
        raise Refused("residence.not_of_the_household", field="child")
    require_new(unit, child, Relation.FAMILY)
    made = homes.add(
        unit,
        person=child,
        relation=Relation.FAMILY,
        ground=Ground.GUARDIAN,
        through=row,
        until=row.until,
    )
    fact = facts.BroughtIn(
        residence=made.pk,
        unit=unit.pk,
        person=child,
        relation=made.relation,
        ground=made.ground,
        people=homes.people(*homes.owners_told(unit.pk), without=[who(actor)]),
    )
    record(actor, fact, place=unit.community)
    return made


@action(allow=rules.ends_what_is_over)
def end_over(actor: Actor, *, residence: int) -> Residence:
    """The agreed last day is past. Raises Refused when somebody was faster."""
    _, row = locked(residence)
    if not rules.is_over(row):
        raise Refused("residence.nothing_to_change")
    ended(actor, row, Ending.OVER)
    return row
