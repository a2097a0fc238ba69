"""Recording that somebody died or left, carrying it out, not agreeing, deciding.

Locks: the departure, then sessions and their members, then the ledger's own.
"""

from django.db import IntegrityError, transaction

from linli.facts import timebank as facts
from linli.identity.queries import records_of
from linli.journal.models import Event
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.places.operations.estates import seal_text
from linli.timebank import rules_leaving, scope, scope_leaving
from linli.timebank.models import Departure, DepartureWord, Kinship
from linli.timebank.operations import leaving
from linli.timebank.operations.handing import book_of, way_to
from linli.timebank.operations.passing import agreement_between
from linli.timebank.states_leaving import TURNS, Act, Cause, Exit, exits_of
from linli.timebank.wanted import Leaving


def _tell(actor: Actor, row: Departure, fact: type[facts.DepartureFact], **more: object) -> Event:
    made = fact(
        departure=row.pk,
        community=row.community,
        person=row.person_id,
        heir=row.heir_id,
        stage=row.stage,
        **more,
    )
    return record(actor, made, place=row.community)


def _locked(departure: int) -> Departure:
    rows = Departure.objects.across_communities("the rule has looked")
    return found_or_refused(rows.select_for_update(of=("self",)).filter(pk=departure))


def _turn(row: Departure, act: Act) -> None:
    if row.stage != TURNS[act].source:
        raise Refused("timebank.not_now")
    row.stage = TURNS[act].target


def _heir_of(community: int, person: int, number: str) -> Kinship:
    """Kin whom both confirmed. In another community only by agreement, if its rulebook knows heirs."""
    heir = scope_leaving.person_by(number)
    found = scope_leaving.kinship_of(person, heir.pk) if heir else None
    if heir is None or found is None:
        raise Refused("timebank.not_kin", field="heir")
    way = way_to(community, person, heir)
    if way.leaves:
        agreement_between(community, way.other)
        if Exit.INHERIT not in book_of(way.other).plain.exits:
            raise Refused("timebank.no_such_exit", field="way")
    return found


@action(allow=rules_leaving.may_record)
def record_leaving(actor: Actor, *, community: int, what: Leaving) -> Departure:
    """On a paper that staff saw. Nothing moves before a second person has looked."""
    person = scope_leaving.member_by(community, what.person)
    if person is None:
        raise Refused("timebank.nobody_there", field="person")
    if scope.share_a_home(actor.person or 0, person.pk):
        raise Refused("timebank.own_standing", field="person")
    if what.day > clock.today():
        raise Refused("timebank.future_day", field="day")
    book = book_of(community)
    dead_keep = (what.cause, what.way) == (Cause.DIED, Exit.KEEP)
    if what.cause not in Cause.values or what.way not in exits_of(book.plain.exits) or dead_keep:
        raise Refused("timebank.no_such_exit", field="way")
    kinship = None
    if what.way == Exit.INHERIT:
        kinship = _heir_of(community, person.pk, what.heir)
    row = Departure(
        community=community,
        person=person,
        cause=what.cause,
        day=what.day,
        way=what.way,
        kinship=kinship,
        heir_id=_other(kinship, person.pk) if kinship else None,
        paper=seal_text(what.paper),
        by_id=actor.person or 0,
        at=clock.now(),
        rulebook=book,
    )
    if rules_leaving.has_part(actor, row):
        raise Refused("timebank.own_standing", field="heir")
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Refused("timebank.left_already", field="person") from error
    _tell(actor, row, facts.DepartureRecorded)
    return row


def _other(kinship: Kinship, person: int) -> int:
    return kinship.kin_id if kinship.person_id in records_of(person) else kinship.person_id


@action(allow=rules_leaving.may_second)
def approve(actor: Actor, *, departure: int) -> Departure:
    """The second pair of eyes: what the rulebook says is carried out, the account is closed."""
    row = _locked(departure)
    _turn(row, Act.APPROVE)
    leaving.close_sessions(row)
    leaving.lock_all(row)
    leaving.require_nothing_on_its_way(row)
    row.minutes = leaving.minutes_of(row)
    row.second_id, row.second_at = actor.person, clock.now()
    row.save()
    event = _tell(actor, row, facts.DepartureCarriedOut, minutes=row.minutes, way=row.way)
    leaving.carry_out(row, event.pk)
    row.event = event.pk
    row.save(update_fields=["transfers", "event"])
    return row


@action(allow=rules_leaving.may_second)
def refuse(actor: Actor, *, departure: int) -> Departure:
    """The paper does not say so: nothing happens."""
    row = _locked(departure)
    _turn(row, Act.REFUSE)
    row.second_id, row.second_at = actor.person, clock.now()
    row.save()
    _tell(actor, row, facts.DepartureDecided, verb=Act.REFUSE)
    return row


def _say(row: Departure, act: Act, words: str, by: int) -> None:
    _turn(row, act)
    DepartureWord.objects.create(
        departure=row, verb=act, by_id=by, words=seal_text(words), at=clock.now()
    )
    row.save()


@action(allow=rules_leaving.may_appeal)
def appeal(actor: Actor, *, departure: int, words: str) -> Departure:
    """It was not so, or the hours should have gone elsewhere."""
    row = _locked(departure)
    _say(row, Act.APPEAL, words, actor.person or 0)
    _tell(actor, row, facts.DepartureDecided, verb=Act.APPEAL)
    return row


@action(allow=rules_leaving.may_decide)
def decide(actor: Actor, *, departure: int, verb: str, words: str) -> Departure:
    """A third person: it stands, or every transfer of it is reversed and the account is open again."""
    act = Act(verb)
    if act not in {Act.UPHOLD, Act.UNDO}:
        raise Refused("timebank.not_now")
    row = _locked(departure)
    if act == Act.UNDO:
        leaving.undo(row)
    _say(row, act, words, actor.person or 0)
    _tell(actor, row, facts.DepartureDecided, verb=act)
    return row
