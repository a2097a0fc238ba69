"""Claiming a home, and what both sides do about it."""

from collections.abc import Sequence
from datetime import date

from linli.facts import residence as facts
from linli.identity.models import Person
from linli.identity.rules import who
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.attachments import keeper
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.places.models import Unit
from linli.residence import rules
from linli.residence.deeds import HOMES
from linli.residence.matching import matching, owners_now
from linli.residence.models import Claim, Ground, Relation, Residence
from linli.residence.models.home import OWNERS
from linli.residence.operations import claims, homes
from linli.residence.parameters import PAPERS, TENANCY_YEARS
from linli.residence.states import OPEN_CLAIMS, ClaimState


def checked_until(relation: str, until: date | None) -> date | None:
    """A tenancy has a last day that is not over; the others have none."""
    if relation != Relation.TENANT:
        return None
    today = clock.today()
    if until is None or until < today:
        raise Refused("residence.until_first", field="until")
    if until > today.replace(year=today.year + TENANCY_YEARS, day=min(today.day, 28)):
        raise Refused("residence.until_too_far", field="until", years=TENANCY_YEARS)
    return until


def require_new(unit: Unit, person: int, relation: str) -> list[Residence]:
    """Raises Refused for what the person already is, or already claims. Answers who is there."""
    family = OWNERS if relation in OWNERS else (relation,)
    there = homes.live_rows(unit.pk)
    for row in there:
        lasts = row.until is None or row.until >= clock.today()
        if row.person_id == person and row.relation in family and lasts:
            raise Refused("residence.already_home", field="relation")
    waiting = Claim.objects.within(unit.community).filter(
        unit=unit, person=person, relation__in=family, state__in=OPEN_CLAIMS
    )
    if waiting.exists():
        raise Refused("residence.claim_waits", field="relation")
    return there


def own(actor: Actor, unit: Unit, *, ground: str, says: str = "") -> Claim:
    """The claim of an owner: approved where the roster says so, contested where it is held."""
    person = Person.objects.select_related("private").get(pk=who(actor))
    if person.level < Person.Level.REAL_NAME:
        raise Refused("residence.real_name_first")
    owners = owners_now(unit.pk)
    relation = claims.relation_of(len(owners))
    require_new(unit, person.pk, relation)
    claim = claims.start(unit, person=person.pk, relation=relation, ground=ground, says=says)
    owner = matching(person, owners)
    holder = homes.holder_of(owner, unit.pk, besides=person.pk) if owner else None
    if owner is None:
        record(actor, facts.ClaimOpened(**claims.values(claim)), place=unit.community)  # type: ignore[arg-type]
    elif holder is not None:
        claims.contest(actor, claim, owner, holder)
    else:
        claims.approve(actor, claim, ground=Ground.ROSTER, owner=owner)
    return claim


def require_phone(actor: Actor) -> None:
    if Person.objects.get(pk=who(actor)).level < Person.Level.PHONE:
        raise Refused("residence.phone_first")


@action(allow=rules.oneself, deed=HOMES.key)
def claim_home(
    actor: Actor, *, unit: int, relation: str, until: date | None = None, says: str = ""
) -> Claim:
    """Say that one belongs to a home, as owner, tenant or family.

    Whether an owner owns alone is not asked: the roster knows. Raises Refused for what one already
    is or claims, for an owner without a proved name, and for a tenancy without a last day.
    """
    row = homes.lock_unit(unit)
    if row.gone:
        raise Refused("residence.no_such_home", field="unit")
    if relation in OWNERS:
        return own(actor, row, ground=Ground.PAPERS, says=says)
    require_phone(actor)
    last = checked_until(relation, until)
    require_new(row, who(actor), relation)
    claim = claims.start(
        row, person=who(actor), relation=relation, ground=Ground.PAPERS, until=last, says=says
    )
    fact = facts.ClaimOpened(**claims.values(claim, *homes.owners_told(row.pk)))  # type: ignore[arg-type]
    record(actor, fact, place=row.community)
    return claim


def locked(claim: int) -> Claim:
    """Estate, unit, claim. Raises Refused once it is over."""
    rows = Claim.objects.across_communities(homes.ACROSS)
    unit = homes.lock_unit(found_or_refused(rows.filter(pk=claim)).unit_id)
    row = found_or_refused(rows.filter(pk=claim).select_for_update(of=("self",)))
    if row.state not in OPEN_CLAIMS:
        raise Refused("residence.claim_over")
    row.unit = unit
    return row


@action(allow=rules.made_claim, deed=HOMES.key)
def withdraw(actor: Actor, *, claim: int) -> Claim:
    row = locked(claim)
    claims.move(row, ClaimState.WITHDRAWN, by=actor.person)
    other = row.against.person_id if row.against else None
    record(actor, facts.ClaimWithdrawn(**claims.values(row, other)), place=row.community)  # type: ignore[arg-type]
    return row


@action(allow=rules.made_claim)
def add_papers(actor: Actor, *, claim: int, files: Sequence[str]) -> Claim:
    """Copies of papers, read by the staff who decide and by nobody else."""
    row = locked(claim)
    if row.state not in OPEN_CLAIMS:
        raise Refused("residence.claim_over")
    if not files:
        raise Refused("residence.papers_first", field="papers")
    keeper().bind(actor, files=files, kind=PAPERS, owner=row.pk)
    fact = facts.PapersAdded(**claims.values(row), files=len(files))  # type: ignore[arg-type]
    record(actor, fact, place=row.community)
    return row


@action(allow=rules.is_other_side)
def answer_transfer(actor: Actor, *, claim: int, gives_up: bool, says: str = "") -> Claim:
    """The other side of a transfer gives it up, which settles it, or objects with a reason."""
    row = locked(claim)
    if row.state != ClaimState.CONTESTED or row.against is None:
        raise Refused("residence.claim_over")
    row.holder_objects = not gives_up
    row.put("holder_says", says)
    if gives_up:
        owner = row.roster_owner
        still = {each.pk for each in owners_now(row.unit_id)}
        if owner is None or owner.pk not in still:
            raise Refused("residence.roster_moved_on")
        claims.approve(actor, row, ground=Ground.ROSTER, owner=owner)
        return row
    if not says:
        raise Refused("residence.reason_first", field="says")
    row.save()
    fact = facts.ClaimAnswered(**claims.values(row, row.person_id), objects=True)  # type: ignore[arg-type]
    record(actor, fact, place=row.community)
    return row


@action(allow=rules.confirms)
def confirm(actor: Actor, *, claim: int, lives_here: bool) -> Claim:
    """An owner of the home says whether a tenant or family lives there."""
    row = locked(claim)
    if row.state != ClaimState.OPEN:
        raise Refused("residence.claim_over")
    if not lives_here:
        claims.move(row, ClaimState.REFUSED, by=actor.person)
        record(actor, facts.ClaimRefused(**claims.values(row, row.person_id)), place=row.community)  # type: ignore[arg-type]
        return row
    mine = next(
        each
        for each in homes.live_rows(row.unit_id)
        if each.person_id == actor.person and each.owns
    )
    claims.approve(actor, row, ground=Ground.OWNER, through=mine)
    return row
