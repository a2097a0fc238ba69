"""Whether a rulebook lets these two arrange this. Reads only; refuses with the reason."""

from datetime import date

from linli.identity.ages import birth_date_of
from linli.identity.identifiers import age_on
from linli.identity.models import Person
from linli.identity.queries import records_of
from linli.kernel.errors import Refused
from linli.timebank import queries, scope, scope_leaving
from linli.timebank.models import Session, Standing
from linli.timebank.states import Kind, Pay
from linli.timebank.terms import Terms
from linli.timebank.wanted import Wanted

#: No session is longer than a day.
MOST_MINUTES = 1440


def age_of(person: Person, day: date) -> int | None:
    born = birth_date_of(person)
    return age_on(born, day) if born else None


def require_terms(giver: Person, receiver: Person, wanted: Wanted, terms: Terms) -> None:
    """Raises Refused with what the rulebook says against it."""
    if scope.share_a_home(giver.pk, receiver.pk):
        raise Refused("timebank.same_home", field="person")
    if wanted.category not in terms.categories:
        raise Refused("timebank.no_category", field="category")
    if not terms.step_minutes <= wanted.minutes <= min(terms.day_minutes, MOST_MINUTES):
        raise Refused(
            "timebank.too_long", field="minutes", least=terms.step_minutes, most=terms.day_minutes
        )
    people = records_of(giver.pk) | records_of(receiver.pk)
    notes = queries.standings_on(people, wanted.day)
    ours = {row.kind for row in notes if row.person_id in records_of(giver.pk)}
    _require_giver(giver, ours, wanted, terms)
    theirs = [row for row in notes if row.person_id in records_of(receiver.pk)]
    if wanted.pay == Pay.FREE:
        _require_free(receiver, theirs, wanted, terms)
    elif wanted.pay == Pay.REDEEM:
        _require_redeeming(receiver, wanted, terms)
    elif wanted.kind != Kind.EXCHANGE:
        raise Refused("timebank.no_such_way", field="pay")


def _require_giver(giver: Person, notes: set[str], wanted: Wanted, terms: Terms) -> None:
    if giver.level < Person.Level.REAL_NAME:
        raise Refused("timebank.name_first")
    age = age_of(giver, wanted.day)
    if age is None:
        if Standing.Kind.OF_AGE not in notes:
            raise Refused("timebank.age_unknown")
    elif age < terms.giver_age:
        old_enough = terms.minor_age is not None and age >= terms.minor_age
        if not old_enough or Standing.Kind.GUARDIAN not in notes:
            raise Refused("timebank.too_young", age=terms.giver_age)
    if wanted.category in terms.insured and Standing.Kind.INSURED not in notes:
        raise Refused("timebank.not_insured", field="category")


def _require_free(receiver: Person, notes: list[Standing], wanted: Wanted, terms: Terms) -> None:
    """A ground that the rulebook knows, from its age on, as far as the age is known."""
    age = age_of(receiver, wanted.day)
    for row in notes:
        least = terms.free_for.get(row.ground)
        if row.kind != Standing.Kind.RECEIVES or least is None:
            continue
        if age is None or age >= least:
            return
    raise Refused("timebank.not_free", field="pay")


def _require_redeeming(receiver: Person, wanted: Wanted, terms: Terms) -> None:
    """From an age on, after enough service given, or what the pool gave; in whole steps."""
    if wanted.minutes % terms.redeem_step_minutes:
        raise Refused("timebank.whole_steps", field="minutes", step=terms.redeem_step_minutes)
    age = age_of(receiver, wanted.day)
    if terms.redeem_age is not None and age is not None and age >= terms.redeem_age:
        return
    after = terms.redeem_after_minutes
    if after is not None and queries.given_minutes(receiver.pk) >= after:
        return
    if queries.was_granted(receiver.pk):
        return
    raise Refused("timebank.may_not_redeem", field="pay")


def require_nothing_owed(community: int, person: int) -> None:
    """Hours that were taken back and not paid yet come before gifts. The person must be locked."""
    rows = Session.objects.within(community).filter(giver__in=records_of(person), owed__gt=0)
    if rows.exists():
        raise Refused("timebank.owes_first")


def require_open(community: int, *people: int) -> None:
    """No new hours for who died or left. Raises Refused("timebank.closed_account")."""
    every = {record for person in people for record in records_of(person)}
    if scope_leaving.is_closed(every, community):
        raise Refused("timebank.closed_account", field="person")
