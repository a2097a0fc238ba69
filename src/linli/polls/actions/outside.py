"""For those without a phone: paper at the desk, read by two; answers written down at doors."""

from typing import Any

from linli.facts import polls as facts
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor, Capacity
from linli.kernel.decision import Decision
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.polls import queries, rules, urn
from linli.polls.counting import MOST_READERS, settled
from linli.polls.models import DoorAnswer, Poll, Reading, RollEntry, Sheet, Turn
from linli.polls.models.ballot import Channel
from linli.polls.operations import ballots, course
from linli.polls.parameters import MOST_SHEETS
from linli.polls.states import State
from linli.polls.terms import Kind, Mode
from linli.voting.choices import Choice


@action(allow=rules.may_serve)
def print_sheets(actor: Actor, *, poll: int, count: int) -> list[Sheet]:
    """Ballots with fresh numbers. They name nobody: whoever comes gets any of them."""
    row = course.locked(poll)
    if State(row.state) not in {State.FROZEN, State.OPEN}:
        raise Refused("polls.not_now")
    if not 1 <= count <= MOST_SHEETS:
        raise Refused("polls.so_many_sheets", field="count", most=MOST_SHEETS)
    now = clock.now()
    made = Sheet.objects.bulk_create(
        [Sheet(poll=row, by_id=actor.person or 0, at=now) for _ in range(count)]
    )
    record(
        actor,
        facts.PollSheetsPrinted(poll=row.pk, community=row.community, sheets=count),
        place=row.community,
    )
    return made


def _entry(row: Poll, number: int) -> RollEntry:
    rows = queries.roll_of(row).select_related("person")
    return found_or_refused(rows.filter(number=number))


@action(allow=rules.may_serve)
def admit(actor: Actor, *, poll: int, number: int) -> Turn:
    """Somebody of a line came to the desk and got a sheet; it goes into the box unseen."""
    row = ballots.open_poll(poll)
    entry = _entry(row, number)
    ballots.require_line_unused(row, entry)
    return ballots.take_turn(
        actor, row, entry, Channel.PAPER, person=entry.person_id, hands=actor.person
    )


@action(allow=rules.may_serve)
def read_sheet(actor: Actor, *, poll: int, code: str, choice: Any) -> str:
    """After the close one person reads a sheet, then another. Answers first, settled or differs."""
    row = course.locked(poll)
    if row.state != State.CLOSED:
        raise Refused("polls.not_now")
    sheet = Sheet.objects.filter(poll=row, code=code).select_for_update().first()
    if sheet is None:
        raise Refused("polls.no_such_sheet", field="code")
    before = list(sheet.readings.order_by("nth"))
    if any(each.by_id in rules.hands(actor) for each in before):
        raise Refused("polls.read_by_you", field="code")
    readings: list[Choice] = [each.choice for each in before]
    if settled(readings) is not None or len(before) >= MOST_READERS:
        raise Refused("polls.sheet_settled", field="code")
    asked = urn.question(queries.candidates_of(row), row.seats)
    said = urn.read(asked, choice, paper=True)
    Reading.objects.create(
        sheet=sheet, nth=len(before) + 1, by_id=actor.person or 0, choice=said, at=clock.now()
    )
    outcome = "first"
    if before:
        outcome = "differs" if settled([*readings, said]) is None else "settled"
    record(
        actor,
        facts.PollSheetRead(poll=row.pk, community=row.community, sheet=sheet.pk, outcome=outcome),
        place=row.community,
    )
    return outcome


@action(allow=rules.may_serve)
def answer_at_door(actor: Actor, *, poll: int, number: int, choice: Any) -> Turn:
    """Write down what a home or a person answers. They hear of it, and may say that it was not so."""
    row = ballots.open_poll(poll)
    if Kind(row.kind) not in row.law.door_to_door:
        raise Refused("polls.not_at_doors")
    entry = _entry(row, number)
    if queries.people_on([entry]) & rules.hands(actor):
        raise Refused("polls.own_door")
    said = urn.read(urn.question(queries.candidates_of(row), row.seats), choice)
    ballots.require_line_unused(row, entry)
    turn = ballots.take_turn(
        actor, row, entry, Channel.DOOR, person=entry.person_id, hands=actor.person
    )
    ballots.answer(row, turn, said)
    return turn


def may_deny(actor: Actor, *, poll: int, **_: Any) -> Decision:
    """Whoever lives there; or staff to whom they said it, other than who wrote the answer down."""
    if actor.capacity is Capacity.STAFF:
        return rules.may_serve(actor, poll=poll)
    return rules.may_take_part(actor, poll=poll)


@action(allow=may_deny, deed="residents_poll")
def deny(actor: Actor, *, poll: int, number: int) -> DoorAnswer:
    """That was not said at our door: the answer goes, and the line may vote while the poll is open."""
    row = course.locked(poll)
    if State(row.state) not in {State.OPEN, State.CLOSED} or clock.today() > queries.door_days_end(
        row
    ):
        raise Refused("polls.not_now")
    rows = DoorAnswer.objects.filter(poll=row, turn__entry__number=number, denied_at=None)
    found = found_or_refused(rows.select_for_update(of=("self",)).select_related("turn__entry"))
    if actor.capacity is Capacity.STAFF:
        if found.turn.hands_id in rules.hands(actor):
            raise Refused("polls.written_by_you")
    elif found.turn.entry_id not in {each.pk for each in queries.lines_of(actor.person or 0, row)}:
        raise Refused("polls.not_on_the_roll")
    elif row.mode == Mode.HOUSEHOLDS and not rules.of_age(actor.person or 0, row):
        raise Refused("polls.too_young", age=row.law.age)
    ballots.deny(found, actor.person or 0)
    record(
        actor,
        facts.PollAnswerDenied(poll=row.pk, community=row.community, turn=found.turn_id),
        place=row.community,
    )
    return found
