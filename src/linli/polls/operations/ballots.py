"""Ballots come in, and the urn is opened; inside a transaction only."""

from secrets import SystemRandom
from typing import Any

from linli.facts.polls import PollVoted
from linli.journal.merkle import root_of
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.kernel.prepared import ask
from linli.polls import urn
from linli.polls.counting import Election, decided, elected
from linli.polls.models import Counted, Poll, RollEntry, Slip, Turn
from linli.polls.models.ballot import Channel
from linli.polls.queries import candidates_of
from linli.polls.states import State
from linli.polls.terms import Kind
from linli.voting.choices import Choice
from linli.voting.sealing import SealError

HELD = "the action's rule was asked before"
SHUFFLE = SystemRandom().shuffle
#: So many slips are taken out and put back among each other whenever one comes in.
STIRRED = 32


def open_poll(poll: int) -> Poll:
    """The poll while it takes ballots; whoever closes it waits for this transaction."""
    ask("SELECT pg_advisory_xact_lock_shared(hashtextextended('polls.poll', $1))", [poll])
    row = found_or_refused(Poll.objects.across_communities(HELD).filter(pk=poll))
    if row.state != State.OPEN or row.closes_at is None or clock.now() >= row.closes_at:
        raise Refused("polls.not_open")
    return row


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
    written by whoever voted last. One after the other, so that no two take out the same slips.
    """
    asked = urn.question(candidates_of(row), row.seats)
    box = urn.drop(bytes(row.public_key or b""), row.code, asked, code, choice)
    made = Slip(poll=row, box=box, entry=None if row.secret else entry)
    ask("SELECT pg_advisory_xact_lock(hashtextextended('polls.urn', $1))", [row.pk])
    lot = list(Slip.objects.filter(poll=row).order_by("?")[: STIRRED - 1])
    Slip.objects.filter(pk__in=[each.pk for each in lot]).delete()
    lot.append(made)
    SHUFFLE(lot)
    Slip.objects.bulk_create(lot)


def empty_urn(row: Poll) -> list[tuple[str, Choice, int | None]]:
    """Number, choice and (in an open poll) line of every slip; then the urn is empty.

    There are as many slips as phones took turns, and no number comes twice: else nothing is counted.
    """
    slips = list(Slip.objects.filter(poll=row))
    turns = Turn.objects.within(row.community).filter(poll=row, void_at=None, channel=Channel.PHONE)
    key = row.read("key") or ""
    try:
        opened = urn.empty(key, row.code, (bytes(each.box) for each in slips))
    except SealError as error:
        raise Refused("polls.urn_altered") from error
    if len(slips) != turns.count() or len({code for code, _choice in opened}) != len(slips):
        raise Refused("polls.urn_altered")
    Slip.objects.filter(poll=row).delete()
    row.put("key", None)
    return [
        (code, choice, slip.entry_id) for (code, choice), slip in zip(opened, slips, strict=True)
    ]


def write_result(row: Poll, ballots: list[tuple[str, Choice, int | None]]) -> None:
    """What every ballot says, in the order of its number, and what follows by the rules."""
    found = sorted(ballots, key=lambda each: each[0])
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
    row.figures = {"roll": row.roll_size or 0, "ballots": len(found), **_outcome(row, counts)}
    row.counted_at = clock.now()


def _outcome(row: Poll, counts: Any) -> dict[str, Any]:
    """The figures as JSON keeps them; sets the outcome."""
    law, roll = row.law, row.roll_size or 0
    words = {name: counts[name] for name in ("agree", "oppose", "abstain", "invalid")}
    if row.kind == Kind.DECISION:
        ballots = sum(words.values())
        result = decided(law, roll, ballots, words["agree"])
        row.outcome = result.outcome.value
        return words
    votes = counts["votes"]
    ballots = Counted.objects.filter(poll=row).count()
    election = Election(row.seats, votes, again=row.again_of_id is not None)
    found = elected(law, roll, ballots, election)
    row.outcome = found.outcome.value
    return {
        **words,
        "votes": {str(number): count for number, count in votes.items()},
        "elected": list(found.elected),
        "seats_left": found.seats_left,
        "next": list(found.next_candidates),
        "tied": found.tied,
    }
