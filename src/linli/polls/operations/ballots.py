"""Ballots come in, and the urn is opened; inside a transaction only."""

from secrets import randbits
from typing import Any
from uuid import uuid4

from django.db.models import Count

from linli.facts.polls import PollVoted
from linli.identity.operations import lock_people
from linli.journal.merkle import root_of
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.kernel.prepared import ask
from linli.polls import urn
from linli.polls.begun import any_taken, poll_with_lines
from linli.polls.counting import Election, decided, elected, settled
from linli.polls.models import Counted, DoorAnswer, Poll, RollEntry, Sheet, Slip, Turn
from linli.polls.models.ballot import Channel
from linli.polls.queries import candidates_of, lines_of, taken
from linli.polls.states import State
from linli.polls.terms import Kind, Mode
from linli.voting.choices import Choice
from linli.voting.sealing import SealError

HELD = "the action's rule was asked before"
#: So many slips are taken out and put back among each other whenever one comes in.
STIRRED = 32
#: Ballots hold the poll together; whoever closes it takes it alone.
_LOCK_POLL = "SELECT pg_advisory_xact_lock_shared(hashtextextended('polls.poll', $1))"
#: The same, then the voter: two records that became one cannot vote at once.
_LOCK_BOTH = """SELECT pg_advisory_xact_lock_shared(hashtextextended('polls.poll', $1)),
(SELECT id FROM identity_person WHERE id = $2 FOR UPDATE)"""
#: `polls/sql/0004_stir.sql`: number, box and line of a slip, among how many others, and a drawn number.
_STIR = "SELECT polls_stir_in($1, $2, $3, $4, $5, $6)"


def _require_open(row: Poll) -> None:
    if row.state != State.OPEN or row.closes_at is None or clock.now() >= row.closes_at:
        raise Refused("polls.not_open")


def open_poll(poll: int) -> Poll:
    """The poll while it takes ballots; whoever closes it waits for this transaction."""
    ask(_LOCK_POLL, [poll])
    row = found_or_refused(Poll.objects.across_communities(HELD).filter(pk=poll))
    _require_open(row)
    return row


def open_with_lines(poll: int, person: int) -> tuple[Poll, list[RollEntry]]:
    """`open_poll` and `require_once` of whoever votes on the phone, in three round trips."""
    ask(_LOCK_BOTH, [poll, person])
    found = poll_with_lines(poll, person)
    if found is None:
        raise Refused("kernel.not_found")
    row, lines = found
    _require_open(row)
    if row.mode != Mode.HOUSEHOLDS and any_taken(lines):
        raise Refused("polls.voted_already")
    return row, lines


def require_once(row: Poll, person: int) -> list[RollEntry]:
    """Somebody's lines. Two records that became one have two and one vote, whoever's hands cast it."""
    lock_people(person)
    lines = lines_of(person, row)
    if row.mode != Mode.HOUSEHOLDS and taken(lines):
        raise Refused("polls.voted_already")
    return lines


def require_line_unused(row: Poll, entry: RollEntry) -> None:
    """Before somebody at the desk or the door takes this line's turn."""
    if entry.person is not None:
        require_once(row, entry.person.merged_into_id or entry.person.pk)


def take_turn(  # noqa: PLR0913 (a turn is these)
    actor: Actor,
    row: Poll,
    entry: RollEntry,
    channel: Channel,
    *,
    person: int | None,
    hands: int | None,
) -> Turn:
    """The line has voted. Raises Refused when it has before; one of two at once waits and is told."""
    found = ask(
        "INSERT INTO polls_turn (community, poll_id, entry_id, channel, person_id, hands_id, at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING RETURNING id",
        [row.community, row.pk, entry.pk, channel.value, person, hands, clock.now()],
    )
    if not found:
        raise Refused("polls.voted_already")
    turn = Turn(pk=found[0][0], poll=row, entry=entry, channel=channel)
    record(
        actor,
        PollVoted(poll=row.pk, community=row.community, turn=turn.pk, channel=channel.value),
        place=row.community,
    )
    return turn


def drop(row: Poll, entry: RollEntry, code: str, choice: Choice) -> None:
    """Into the urn, which is stirred. In a secret poll nothing on the slip leads to the line.

    Nor does its place, or the transaction that wrote it: it lies there with others in any order, as
    written by whoever voted last.
    """
    asked = urn.question(candidates_of(row), row.seats)
    box = urn.drop(bytes(row.public_key or b""), row.code, asked, code, choice)
    line = None if row.secret else entry.pk
    ask(_STIR, [row.pk, uuid4(), box, line, STIRRED - 1, randbits(31)])


def answer(row: Poll, turn: Turn, choice: Choice) -> None:
    """What was said at a door, sealed like a slip."""
    asked = urn.question(candidates_of(row), row.seats)
    box = urn.drop(bytes(row.public_key or b""), row.code, asked, urn.new_code(), choice)
    DoorAnswer.objects.create(turn_id=turn.pk, poll=row, box=box)


def deny(answered: DoorAnswer, person: int) -> None:
    """It was not so: it counts for nothing, and the line is free again."""
    now = clock.now()
    answered.box = None
    answered.denied_at, answered.denied_by_id = now, person
    answered.save()
    Turn.objects.across_communities(HELD).filter(pk=answered.turn_id).update(void_at=now)


Ballot = tuple[str, Choice, int | None]


def empty_urn(row: Poll) -> list[Ballot]:
    """Number, choice and (in an open poll) line of every slip and door answer; then all are gone.

    There are as many slips as phones took turns, and no number comes twice: else nothing is counted.
    """
    slips = list(Slip.objects.filter(poll=row))
    doors = list(DoorAnswer.objects.filter(poll=row, denied_at=None).select_related("turn"))
    boxes = [bytes(each.box) for each in slips] + [bytes(each.box or b"") for each in doors]
    lines = [each.entry_id for each in slips] + [each.turn.entry_id for each in doors]
    try:
        opened = urn.empty(row.read("key") or "", row.code, boxes)
    except SealError as error:
        raise Refused("polls.urn_altered") from error
    turns = _turns(row)
    if len(slips) != turns[Channel.PHONE] or len(doors) != turns[Channel.DOOR]:
        raise Refused("polls.urn_altered")
    Slip.objects.filter(poll=row).delete()
    DoorAnswer.objects.filter(poll=row).update(box=None)
    row.put("key", None)
    return [
        (code, choice, None if row.secret else line)
        for (code, choice), line in zip(opened, lines, strict=True)
    ]


def _turns(row: Poll) -> dict[str, int]:
    """Channel -> turns that stand."""
    rows = Turn.objects.within(row.community).filter(poll=row, void_at=None)
    found = dict(rows.values_list("channel").annotate(Count("pk")))
    return {channel.value: found.get(channel.value, 0) for channel in Channel}


def read_sheets(row: Poll) -> list[Ballot]:
    """What two read the same on each sheet; where three read three things it is invalid.

    Raises Refused while a sheet waits for another reader, and when there are more than people came.
    """
    found: list[Ballot] = []
    left = 0
    sheets = Sheet.objects.filter(poll=row, readings__isnull=False).distinct().order_by("pk")
    for sheet in sheets.prefetch_related("readings"):
        choice = settled([each.choice for each in sheet.readings.all()])
        if choice is None:
            left += 1
        else:
            found.append((sheet.code, choice, None))
    if left:
        raise Refused("polls.sheets_left", left=left)
    if len(found) > _turns(row)[Channel.PAPER]:
        raise Refused("polls.more_sheets_than_people")
    return found


def write_result(row: Poll, ballots: list[Ballot]) -> None:
    """What every ballot says, in the order of its number, and what follows by the rules."""
    found = sorted(ballots, key=lambda each: each[0])
    if len({code for code, _choice, _line in found}) != len(found):
        raise Refused("polls.urn_altered")
    Counted.objects.bulk_create(
        [
            Counted(poll=row, code=code, choice=choice, entry_id=entry)
            for code, choice, entry in found
        ],
        batch_size=1000,
    )
    row.list_root = root_of([urn.leaf(urn.line_of(code, c)) for code, c, _ in found]).hex()
    numbers = candidates_of(row)
    counts = urn.counted([choice for _code, choice, _entry in found], numbers)
    turns = _turns(row)
    row.figures = {
        "roll": row.roll_size or 0,
        "ballots": len(found),
        **turns,
        "missing": sum(turns.values()) - len(found),
        **_outcome(row, counts, len(found)),
    }
    row.counted_at = clock.now()


def _outcome(row: Poll, counts: Any, ballots: int) -> dict[str, Any]:
    """The figures as JSON keeps them; sets the outcome."""
    law, roll = row.law, row.roll_size or 0
    words = {name: counts[name] for name in ("agree", "oppose", "abstain", "invalid")}
    if row.kind == Kind.DECISION:
        row.outcome = decided(law, roll, ballots, words["agree"]).outcome.value
        return words
    votes = counts["votes"]
    found = elected(
        law, roll, ballots, Election(row.seats, votes, again=row.again_of_id is not None)
    )
    row.outcome = found.outcome.value
    return {
        **words,
        "votes": {str(number): count for number, count in votes.items()},
        "elected": list(found.elected),
        "seats_left": found.seats_left,
        "next": list(found.next_candidates),
        "tied": found.tied,
    }
