"""Who may do what about homes. What lies out of reach is answered like what is not there."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from linli.identity.queries import records_of
from linli.identity.rules import guards
from linli.kernel import clock
from linli.kernel.actor import Actor, Capacity
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.kernel.scoping import ScopedQuerySet
from linli.places.models import Building
from linli.residence.models import Claim, Doubt, Invitation, Residence
from linli.residence.models.home import OWNERS, live

OWN = "people see their own homes"
NOTHING = denied("kernel.not_found")


def oneself(actor: Actor, **_: Any) -> Decision:
    return ALLOWED if actor.person is not None else denied("kernel.sign_in_first")


def works_on_homes(actor: Actor, **_: Any) -> Decision:
    """Staff with two factors."""
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if actor.capacity is not Capacity.STAFF:
        return denied("kernel.not_for_you")
    return ALLOWED if actor.second_factor else denied("kernel.second_factor")


def my_claims(actor: Actor) -> ScopedQuerySet[Claim]:
    """Those that one made, and those in which one is the other side."""
    rows = Claim.objects.across_communities(OWN)
    return rows.filter(Q(person=actor.person) | Q(against__person=actor.person))


def owned_by(actor: Actor) -> list[int]:
    """The homes that the actor owns today. One query."""
    rows = Residence.objects.across_communities(OWN)
    mine = rows.filter(live(), person=actor.person, relation__in=OWNERS)
    return list(mine.values_list("unit", flat=True))


def to_confirm(actor: Actor) -> ScopedQuerySet[Claim]:
    """Tenants and family who want into a home that the actor owns. Two queries."""
    rows = Claim.objects.across_communities(OWN)
    return rows.filter(
        state="open", unit__in=owned_by(actor), relation__in=["tenant", "family"]
    ).exclude(person=actor.person)


def made_claim(actor: Actor, *, claim: int, **_: Any) -> Decision:
    if not (allowed := oneself(actor)):
        return allowed
    rows = Claim.objects.across_communities(OWN)
    return ALLOWED if rows.filter(pk=claim, person=actor.person).exists() else NOTHING


def is_other_side(actor: Actor, *, claim: int, **_: Any) -> Decision:
    if not (allowed := oneself(actor)):
        return allowed
    rows = Claim.objects.across_communities(OWN)
    return ALLOWED if rows.filter(pk=claim, against__person=actor.person).exists() else NOTHING


def confirms(actor: Actor, *, claim: int, **_: Any) -> Decision:
    """An owner of the home, about somebody else."""
    if not (allowed := oneself(actor)):
        return allowed
    rows = Claim.objects.across_communities(OWN).filter(pk=claim, relation__in=["tenant", "family"])
    row = rows.filter(unit__in=owned_by(actor)).first()
    if row is None:
        return NOTHING
    return denied("residence.not_your_own") if row.person_id == actor.person else ALLOWED


def decides(actor: Actor, *, claim: int, **_: Any) -> Decision:
    """Staff who reach the home, and are neither side of the claim nor at home there."""
    if not (allowed := works_on_homes(actor)):
        return allowed
    row = Claim.objects.reached_by(actor).filter(pk=claim).select_related("against").first()
    if row is None:
        return NOTHING
    sides = {row.person_id, row.against.person_id if row.against else None}
    if actor.person in sides or _at_home(actor, row.unit_id):
        return denied("residence.not_your_own")
    return ALLOWED


def _at_home(actor: Actor, unit: int) -> bool:
    rows = Residence.objects.across_communities(OWN)
    return rows.filter(live(), person=actor.person, unit=unit).exists()


def reads_papers(actor: Actor, claim: int) -> Decision:
    """The claimant, and the staff who decide, while the claim waits or afterwards."""
    mine = made_claim(actor, claim=claim)
    return mine or decides(actor, claim=claim)


def has_home(actor: Actor, *, residence: int, **_: Any) -> Decision:
    """The residence is the actor's own and lasts."""
    if not (allowed := oneself(actor)):
        return allowed
    rows = Residence.objects.across_communities(OWN).filter(live(), person=actor.person)
    return ALLOWED if rows.filter(pk=residence).exists() else NOTHING


def brings_child(actor: Actor, *, residence: int, child: int, **_: Any) -> Decision:
    """The child's present guardian, into a home of their own."""
    home = has_home(actor, residence=residence)
    return guards(actor, child=child) if home else home


def sends_away(actor: Actor, *, residence: int, **_: Any) -> Decision:
    """Whoever brought somebody in, or an owner of the home, about a tenant or family."""
    if not (allowed := oneself(actor)):
        return allowed
    rows = Residence.objects.across_communities(OWN).filter(live(), pk=residence)
    row = rows.select_related("through").first()
    if row is None:
        return NOTHING
    if row.person_id == actor.person:
        return NOTHING
    brought = row.through is not None and row.through.person_id == actor.person
    if not row.owns and (brought or row.unit_id in owned_by(actor)):
        return ALLOWED
    return NOTHING


def doubts(actor: Actor, *, residence: int, **_: Any) -> Decision:
    """Staff who reach the home and are not at home there, about a residence that lasts."""
    if not (allowed := works_on_homes(actor)):
        return allowed
    row = Residence.objects.reached_by(actor).filter(live(), pk=residence).first()
    if row is None:
        return NOTHING
    if row.person_id == actor.person or _at_home(actor, row.unit_id):
        return denied("residence.not_your_own")
    return ALLOWED


def decides_doubt(actor: Actor, *, doubt: int, **_: Any) -> Decision:
    """The same, about a proposal of a colleague."""
    if not (allowed := works_on_homes(actor)):
        return allowed
    row = Doubt.objects.reached_by(actor).filter(pk=doubt).first()
    if row is None:
        return NOTHING
    if row.person_id == actor.person or _at_home(actor, row.unit_id):
        return denied("residence.not_your_own")
    return ALLOWED


def my_doubts(actor: Actor) -> ScopedQuerySet[Doubt]:
    """Also those about records that were merged into one's own."""
    if actor.person is None:
        return Doubt.objects.across_communities(OWN).none()
    return Doubt.objects.across_communities(OWN).filter(person__in=records_of(actor.person))


def is_doubted(actor: Actor, *, doubt: int, **_: Any) -> Decision:
    if not (allowed := oneself(actor)):
        return allowed
    return ALLOWED if my_doubts(actor).filter(pk=doubt).exists() else NOTHING


def may_end(actor: Actor, row: Residence, people: Sequence[Residence]) -> bool:
    """As `sends_away` answers, for a page that has all of a home's people. No query."""
    mine = {each.pk for each in people if each.person_id == actor.person}
    owns = any(each.owns and each.pk in mine for each in people)
    return not row.owns and row.pk not in mine and (owns or row.through_id in mine)


def made_invitation(actor: Actor, *, invitation: int, **_: Any) -> Decision:
    if not (allowed := oneself(actor)):
        return allowed
    rows = Invitation.objects.across_communities(OWN)
    mine = rows.filter(pk=invitation, through__person=actor.person)
    return ALLOWED if mine.exists() else NOTHING


def works_on_building(actor: Actor, *, building: int, **_: Any) -> Decision:
    """Staff, in their communities."""
    if not (allowed := works_on_homes(actor)):
        return allowed
    where = Building.objects.filter(pk=building).values_list("estate__community", flat=True)
    return ALLOWED if actor.reaches(where.first()) else NOTHING


def is_over(row: Residence) -> bool:
    return row.until is not None and row.until < clock.today()


def ends_what_is_over(actor: Actor, **_: Any) -> Decision:
    """The daily job alone."""
    return ALLOWED if actor.capacity == Capacity.SYSTEM else denied("kernel.not_for_you")
