"""Writing a choice down, recognising it, ending it.

Lock: buildings or the organisation, then mandates in the order of their numbers.
"""

from collections.abc import Sequence
from datetime import timedelta

from linli.deliberation.queries import terms_in_force
from linli.facts import representation as facts
from linli.identity.models import Person
from linli.identity.queries import neighbour
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.organisations.models import Organisation
from linli.organisations.queries import held_today
from linli.places.models import Building, Unit
from linli.representation import parameters, rules
from linli.representation.models import Mandate, Objection, Part
from linli.representation.operations import mandates as operations
from linli.representation.queries import in_reach_of, objections_of, parts_of
from linli.representation.states import LIVING, Ending, State
from linli.representation.wanted import Choice
from linli.residence.queries import counts_of_buildings, homes_of

Kind, How = Mandate.Kind, Mandate.How


def _buildings(choice: Choice) -> list[Building]:
    """The buildings of the choice, of one estate of the community."""
    rows = Building.objects.filter(pk__in=choice.buildings, estate__community=choice.community)
    found = list(rows.order_by("pk"))
    if not found:
        raise Refused("representation.whom", field="buildings")
    if len(found) != len(set(choice.buildings)) or len({b.estate_id for b in found}) > 1:
        raise Refused("representation.no_such_choice", field="buildings")
    return found


def _units(choice: Choice, building: Building) -> list[int]:
    if not choice.units or len(choice.units) > parameters.GROUP_MOST:
        raise Refused("representation.whom", field="rooms")
    rows = Unit.objects.within(choice.community).filter(
        pk__in=choice.units, building=building, gone=False, parking=False
    )
    found = list(rows.order_by("pk").values_list("pk", flat=True))
    if len(found) != len(set(choice.units)):
        raise Refused("representation.no_such_choice", field="rooms")
    return found


def _body(choice: Choice) -> Organisation:
    rows = Organisation.objects.filter(pk=choice.organisation or 0, ended=False)
    found = rows.filter(in_reach_of(choice.community)).first()
    if found is None:
        raise Refused("representation.no_such_choice", field="organisation")
    return found


def _person(actor: Actor, choice: Choice, buildings: Sequence[Building]) -> Person:
    """Somebody with a home among those they speak for; for a body also whoever serves in it."""
    found = neighbour(actor, choice.person)
    if choice.kind == Kind.ORGANISATION:
        serves = held_today().filter(
            organisation=choice.organisation, person__public_id=choice.person
        )
        office = serves.select_related("person").first()
        found = found or (office.person if office else None)
    if found is None:
        raise Refused("representation.no_such_person", field="person")
    if buildings:
        homes = homes_of(found.pk).filter(unit__building__in=[each.pk for each in buildings])
        if not homes.exists():
            raise Refused("representation.no_home_there", field="person")
    return found


def _check_term(choice: Choice) -> None:
    last = parameters.last_day(choice.since)
    if not max(choice.since, clock.today()) <= choice.until <= last:
        raise Refused("representation.bad_term", field="until", day=last.isoformat())


def _homes(choice: Choice, buildings: Sequence[Building], units: Sequence[int]) -> int:
    """How many homes there are by the register. Raises Refused when the count does not fit."""
    if choice.kind == Kind.ORGANISATION:
        return 0
    homes = len(units)
    if choice.kind == Kind.BUILDING:
        counted = counts_of_buildings(each.pk for each in buildings)
        homes = sum(each.homes for each in counted.values())
    if not homes:
        raise Refused("representation.no_homes_known", field="buildings")
    if choice.homes_chose > homes or choice.homes_chose < 0:
        raise Refused("representation.too_many_homes", field="homes_chose", homes=homes)
    if choice.how in {How.MEETING, How.SIGNATURES} and not choice.homes_chose:
        raise Refused("representation.nobody_chose", field="homes_chose")
    return homes


@action(allow=rules.may_enter)
def enter(actor: Actor, *, choice: Choice, files: Sequence[str] = ()) -> Mandate:
    """Write a choice down with what shows it; it lies open to the homes for some days.

    `files` are ids of uploads brought for ``representation.mandate``.
    """
    if choice.kind not in Kind.values or choice.how not in How.values:
        raise Refused("representation.no_such_choice", field="kind")
    words = operations.good_text(choice.words)
    _check_term(choice)
    body: Organisation | None = None
    buildings: list[Building] = []
    units: list[int] = []
    if choice.kind == Kind.ORGANISATION:
        body = _body(choice)
        if choice.how != How.APPOINTED:
            raise Refused("representation.body_sends", field="how")
    else:
        buildings = _buildings(choice)
    if choice.kind == Kind.HOMES:
        buildings = buildings[:1]
        units = _units(choice, buildings[0])
    homes = _homes(choice, buildings, units)
    person = _person(actor, choice, buildings)
    if choice.how in {How.MEETING, How.SIGNATURES} and not files:
        raise Refused("representation.no_evidence", field="files")
    operations.lock_whom((each.pk for each in buildings), body.pk if body else None)
    today = clock.today()
    open_days = parameters.objection_days() if buildings else -1
    row = Mandate(
        community=choice.community,
        estate_id=buildings[0].estate_id if buildings else body.estate_id if body else None,
        kind=choice.kind,
        organisation=body,
        person=person,
        how=choice.how,
        homes_chose=choice.homes_chose if buildings else 0,
        homes_of=homes,
        since=choice.since,
        until=choice.until,
        open_until=today + timedelta(days=open_days),
        entered_by_id=actor.person or 0,
        entered_at=clock.now(),
    )
    row.text = words
    others = operations.in_the_way(row, (each.pk for each in buildings), *LIVING)
    if any(other.person_id == person.pk for other in others):
        raise Refused("representation.speaks_already", field="person")
    row.save(force_insert=True)
    Part.objects.bulk_create(
        [Part(mandate=row, building=buildings[0], unit_id=unit) for unit in units]
        or [Part(mandate=row, building=each) for each in buildings]
    )
    operations.bind(actor, files, row.pk)
    fact = facts.RepresentationEntered(
        representation=row.pk,
        community=row.community,
        kind=row.kind,
        how=row.how,
        buildings=tuple(each.pk for each in buildings),
        organisation=row.organisation_id,
        homes_chose=row.homes_chose,
        homes_of=row.homes_of,
        since=row.since.isoformat(),
        until=row.until.isoformat(),
        open_until=row.open_until.isoformat(),
    )
    record(actor, fact, place=row.community)
    return row


def _require_free(row: Mandate) -> None:
    """Raises Refused when the charter's seats for a building or a body are taken in that time."""
    if row.kind == Kind.HOMES:
        return
    terms = terms_in_force(row.community, row.estate_id)
    if row.organisation is not None:
        seats = terms.seats.get(row.organisation.kind, 0)
    else:
        seats = terms.seats_building
    seats = max(seats, 1)
    buildings: set[int] = {part.building_id for part in row.parts.all()}
    others = operations.in_the_way(row, buildings, State.RECOGNISED)
    wanted: list[int | None] = [*buildings] or [None]
    for building in wanted:
        taken = [
            other
            for other in others
            if building is None or building in {part.building_id for part in other.parts.all()}
        ]
        if len(taken) >= seats:
            raise Refused("representation.seats_taken", seats=seats)


def _locked(mandate: int) -> Mandate:
    """Whom it is for, then the mandate itself."""
    buildings, organisation = parts_of(mandate)
    operations.lock_whom(buildings, organisation)
    row = operations.locked_mandate(mandate)
    if row.state != State.OPEN:
        raise Refused("representation.not_now")
    return row


def _settle(actor: Actor, row: Mandate, state: State, words: str) -> None:
    row.state = state.value
    row.settled_by_id, row.settled_at = actor.person, clock.now()
    row.why = words
    row.save()


@action(allow=rules.may_settle)
def recognise(actor: Actor, *, mandate: int, words: str = "") -> Mandate:
    """A second person of the residents' committee has looked at the evidence: it counts from today."""
    words = operations.good_text(words, needed=False)
    row = _locked(mandate)
    today = clock.today()
    if row.until < today:
        raise Refused("representation.not_now")
    if row.is_open:
        raise Refused("representation.still_open", day=row.open_until.isoformat())
    if objections_of(row).filter(state=Objection.State.OPEN).exists():
        raise Refused("representation.objections_first")
    _require_free(row)
    row.recognised_on = today
    _settle(actor, row, State.RECOGNISED, words)
    fact = facts.RepresentationRecognised(
        representation=row.pk, community=row.community, on=today.isoformat()
    )
    record(actor, fact, place=row.community)
    return row


@action(allow=rules.may_settle)
def reject(actor: Actor, *, mandate: int, words: str) -> Mandate:
    """The evidence does not show it, says a second person, and why."""
    words = operations.good_text(words)
    row = _locked(mandate)
    _settle(actor, row, State.REJECTED, words)
    fact = facts.RepresentationRejected(representation=row.pk, community=row.community)
    record(actor, fact, place=row.community)
    return row


@action(allow=rules.may_end)
def end(actor: Actor, *, mandate: int, how: str, words: str = "") -> Mandate:
    """Resigned, recalled, entered by mistake, or its term is over. It no longer counts from today."""
    ending = Ending(how)
    words = operations.good_text(words, needed=ending in {Ending.RECALLED, Ending.WITHDRAWN})
    row = operations.locked_mandate(mandate)
    if State(row.state) not in LIVING:
        raise Refused("representation.not_now")
    today = clock.today()
    over = row.until < today
    if ending is Ending.TERM and not over:
        raise Refused("representation.not_now")
    on = row.until + timedelta(days=1) if over else today
    counted = operations.finish(row, ending, on, by=actor.person, words=words)
    operations.tell_ended(actor, row, counted=counted)
    return row


@action(allow=rules.by_clock)
def remind(actor: Actor, *, mandate: int) -> Mandate:
    """Its last day comes near; its people are told, once."""
    row = operations.locked_mandate(mandate)
    near = row.until <= clock.today() + timedelta(days=parameters.warn_days())
    if row.state != State.RECOGNISED or row.reminded_at is not None or not near:
        raise Refused("representation.not_now")
    row.reminded_at = clock.now()
    row.save(update_fields=["reminded_at"])
    fact = facts.RepresentationNearsEnd(
        representation=row.pk, community=row.community, until=row.until.isoformat()
    )
    record(actor, fact, place=row.community)
    return row
