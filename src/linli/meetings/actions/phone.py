"""Voting by phone: one row, and nobody waits for anybody else."""

from linli.facts import meetings as facts
from linli.journal.operations import record
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.meetings import rules
from linli.meetings.deeds import MEETINGS
from linli.meetings.models import PhoneVote
from linli.meetings.operations import phone
from linli.meetings.seating import seat_of


@action(allow=rules.may_take_part, deed=MEETINGS.key)
def cast_by_phone(actor: Actor, *, meeting: int, choice: str, moment: str = "") -> PhoneVote:
    """Yes, no or abstain; may be changed until the result is announced.

    Lock: the meeting, shared with other voters: whoever announces waits for those who are voting,
    and who comes after is told that the vote is over.
    """
    row, state = phone.shared(meeting)
    seat = seat_of(actor.person, row.pk)
    if seat is None:
        raise Refused("meetings.no_seat")
    phone.require_open(state, moment)
    vote = phone.keep(actor, row, state, seat, choice)
    fact = facts.VoteCast(
        meeting=row.pk,
        community=row.community,
        motion=vote.vote.partition(".")[0],
        version=row.version,
    )
    record(actor, fact, place=row.community)
    return vote
