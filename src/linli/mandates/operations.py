"""Composable writes on mandates; inside a transaction only.

Lock order: persons by rising id, then the mandate. Acts under a mandate lock the mandate first and
their persons later, so whoever ends one for an account (consumers) locks mandates alone.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypedDict

from django.db.models import Q

from linli.facts.mandates import MandateEnded, MandateGiven, PersonsMandatesEnded
from linli.identity.ages import birth_date_of, is_child
from linli.identity.identifiers import age_on, cleaned
from linli.identity.models import Person
from linli.identity.operations import lock_people
from linli.identity.parameters import ADULT_AGE
from linli.journal.operations import record
from linli.kernel import clock, ids
from linli.kernel.actor import SYSTEM, Actor
from linli.kernel.deeds import helpers_deeds
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.mandates import queries
from linli.mandates.limits import limits
from linli.mandates.models import Mandate, of_person
from linli.mandates.states import State, may_follow
from linli.organisations.queries import held_today

#: The kind of owner of a signed sheet's scan.
PAPER = "mandates.paper"


def person_by_number(number: str, *, field: str) -> Person:
    """A living account by its public number. Raises Refused at the field."""
    clean = cleaned(number)
    known = set(clean) <= set(ids.ALPHABET)
    found = Person.objects.filter(public_id=clean, is_active=True).first() if known else None
    if found is None:
        raise Refused("mandates.no_such_person", field=field)
    return found


def require_terms(deeds: Sequence[str], until: date) -> None:
    """Raises Refused for a deed that no helper may do and for a term that is too long."""
    if not deeds or not set(deeds) <= {deed.key for deed in helpers_deeds()}:
        raise Refused("mandates.no_such_deed", field="deeds")
    today = clock.today()
    if until < today:
        raise Refused("mandates.past_day", field="until")
    if until > today + timedelta(days=limits().longest_days):
        raise Refused("mandates.too_long", field="until")


def require_principal(person: Person) -> int:
    """The community of who gives the mandate. Raises Refused."""
    if not person.is_active or person.community is None:
        raise Refused("mandates.no_such_person", field="principal")
    if is_child(person):
        raise Refused("mandates.child", field="principal")
    return person.community


def require_helper(person: Person, principal: int, bond: str) -> None:
    """Whether somebody may help; everything that does not hang on other mandates."""
    if person.pk == principal:
        raise Refused("mandates.not_yourself", field="helper")
    if not person.is_active:
        raise Refused("mandates.no_such_person", field="helper")
    born = birth_date_of(person)
    if person.level < Person.Level.REAL_NAME or born is None:
        raise Refused("mandates.helper_unproved", field="helper")
    if age_on(born, clock.today()) < ADULT_AGE:
        raise Refused("mandates.helper_too_young", field="helper")
    strict = limits().office_holders_help_family_only and bond != Mandate.Bond.FAMILY
    if strict and held_today().filter(person=person).exists():
        raise Refused("mandates.office_family_only", field="helper")


def lock_sides(row: Mandate, *, helper: int | None = None) -> Mandate:
    """The mandate, locked after both people; `helper` is who is about to take it."""
    lock_people(*[each for each in (row.principal_id, row.helper_id, helper) if each])
    rows = Mandate.objects.within(row.community).filter(pk=row.pk)
    return found_or_refused(rows.select_for_update(of=("self",)).select_related("principal"))


def begin(actor: Actor, row: Mandate, helper: Person) -> None:
    """Put a locked mandate in force, and record it. Raises Refused; both people are locked."""
    if row.pk is not None and not may_follow(row.state, State.ACTIVE):
        raise Refused("kernel.stale")
    require_terms(row.deeds, row.until)
    row.community = require_principal(row.principal)
    require_helper(helper, row.principal_id, row.bond)
    _put_away_expired(row.principal_id, helper.pk)
    between = of_person(helper.pk).filter(
        principal=row.principal_id, helper=helper.pk, state=State.ACTIVE
    )
    if between.exists():
        raise Refused("mandates.already", field="helper")
    most = limits().principals_outside_family
    if row.bond == Mandate.Bond.OTHER and queries.outside_family(helper.pk) >= most:
        raise Refused("mandates.too_many", field="helper")
    row.helper = helper
    row.state = State.ACTIVE
    row.since, row.began_at = clock.today(), clock.now()
    row.code = row.code_until = None
    row.save()
    fact = MandateGiven(**about(row), way=row.way, until=row.until.isoformat())
    record(actor, fact, place=row.community)


class About(TypedDict):
    """What every fact of a mandate tells."""

    mandate: int
    principal: int
    helper: int | None
    deeds: list[str]


def about(row: Mandate) -> About:
    return About(
        mandate=row.pk,
        principal=row.principal_id,
        helper=row.helper_id,
        deeds=sorted(row.deeds),
    )


def end(actor: Actor, row: Mandate, why: str) -> None:
    """End a locked mandate at once, and record it."""
    if not may_follow(row.state, State.ENDED):
        raise Refused("mandates.over")
    _close(row, why)
    record(actor, MandateEnded(**about(row), why=why), place=row.community)


def _close(row: Mandate, why: str) -> None:
    row.state, row.why, row.ended_at = State.ENDED, why, clock.now()
    row.code = row.code_until = None
    row.save(update_fields=["state", "why", "ended_at", "code", "code_until"])


def _put_away_expired(principal: int, helper: int) -> None:
    """What ended by its date makes room for a new one between the same two."""
    rows = of_person(helper).filter(
        principal=principal, helper=helper, state=State.ACTIVE, until__lt=clock.today()
    )
    for row in rows.select_for_update(of=("self",)):
        _close(row, Mandate.Why.EXPIRED)


def end_all_of(person: int) -> None:
    """The account is closed or locked: nothing is done in its name, or by it, any more."""
    rows = of_person(person).filter(~Q(state=State.ENDED)).order_by("pk")
    found = list(rows.select_for_update(of=("self",)))
    for row in found:
        _close(row, Mandate.Why.ACCOUNT)
    record(SYSTEM, PersonsMandatesEnded(person=person, mandates=len(found)))
