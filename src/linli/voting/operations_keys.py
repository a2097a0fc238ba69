"""Holders, shares and the opening of boxes, as rows; inside a transaction only.

A passphrase comes in as an argument and goes no further than `sealing`: it is in no row, no event
and no log. The private key lives in the memory of one call.
"""

from collections.abc import Iterable
from itertools import islice

from nacl.public import PrivateKey

from linli.kernel import clock
from linli.kernel.errors import Refused
from linli.voting import sealing
from linli.voting.ballot_queries import questions_of
from linli.voting.choices import read_choices
from linli.voting.models import (
    Assembly,
    Ballot,
    HandedHalf,
    KeyHolder,
    KeyShare,
    OpenedBallot,
    OpenedChoice,
    Quarantine,
)
from linli.voting.models.ballot import Channel
from linli.voting.models.keys import Seat
from linli.voting.operations_opened import ChoiceRows
from linli.voting.queries_keys import counted_ballots, holders_of, recorded_publics

#: Rows at a time.
CHUNK = 1000


def enrol(holder: KeyHolder, passphrase: str) -> None:
    """The public half of what the passphrase makes; whatever was chosen before is gone."""
    made = sealing.enrol(holder.seat, passphrase, sealing.STRONG)
    holder.salt, holder.public = made.salt, made.public
    holder.operations, holder.memory = made.cost.operations, made.cost.memory
    holder.enrolled_at = clock.now()
    holder.save()


def as_holder(row: KeyHolder) -> sealing.Holder:
    """An enrolled holder as `sealing` takes it."""
    cost = sealing.Cost(row.operations or 0, row.memory or 0)
    return sealing.Holder(row.seat, bytes(row.salt or b""), cost, bytes(row.public or b""))


def require_recorded(row: Assembly, holders: Iterable[KeyHolder]) -> None:
    """Raises Refused unless each public half is the one that its holder enrolled with."""
    recorded = recorded_publics(row)
    for each in holders:
        if recorded.get(each.seat) != bytes(each.public or b"").hex():
            raise Refused("voting.holder_altered", seat=each.get_seat_display())


def make_key(row: Assembly, newest: KeyHolder) -> bytes:
    """The key of a (locked) assembly, once all are enrolled: its public half, else nothing.

    `newest` has chosen just now; the others' halves are compared with what was recorded of them.
    """
    holders = holders_of(row)
    if len(holders) < len(Seat) or not all(each.enrolled_at for each in holders.values()):
        return b""
    require_recorded(row, [each for each in holders.values() if each.pk != newest.pk])
    key = sealing.make_key([as_holder(each) for each in holders.values()])
    KeyShare.objects.bulk_create(
        KeyShare(holder=holders[each.holder], other=holders[each.other], box=each.box)
        for each in key.shares
    )
    row.public_key = key.public
    return key.public


def _key_of(row: Assembly) -> sealing.AssemblyKey:
    shares = KeyShare.objects.filter(holder__assembly=row).select_related("holder", "other")
    return sealing.AssemblyKey(
        bytes(row.public_key or b""),
        tuple(sealing.Share(each.holder.seat, each.other.seat, bytes(each.box)) for each in shares),
    )


def hand_over(row: Assembly, giver: KeyHolder, receiver: KeyHolder, passphrase: str) -> None:
    """Raises Refused for another passphrase."""
    try:
        box = sealing.hand_over(_key_of(row), as_holder(giver), passphrase, as_holder(receiver))
    except sealing.SealError as error:
        raise Refused("voting.wrong_passphrase", field="passphrase") from error
    require_recorded(row, [receiver])
    HandedHalf.objects.create(giver=giver, receiver=receiver, box=box, at=clock.now())


def take_together(row: Assembly, handed: HandedHalf, passphrase: str) -> PrivateKey:
    """The private key. Raises Refused for another passphrase."""
    try:
        return sealing.take_together(
            _key_of(row),
            handed.giver.seat,
            bytes(handed.box),
            as_holder(handed.receiver),
            passphrase,
        )
    except sealing.SealError as error:
        raise Refused("voting.wrong_passphrase", field="passphrase") from error


# --- opening ------------------------------------------------------------------------------------
def open_all(row: Assembly, key: PrivateKey) -> tuple[int, int]:
    """Open each elector's counted ballot: (opened, set aside).

    A box that does not open, or that holds something else than its row says, is set aside. Of a
    sheet of paper only the nonce comes out: what it says two operators key.
    """
    questions, sheet = questions_of(row), ChoiceRows(row.pk)
    opened = aside = 0
    waiting = counted_ballots(row).iterator(chunk_size=CHUNK)
    while ballots := list(islice(waiting, CHUNK)):
        nonces: list[OpenedBallot] = []
        choices: list[OpenedChoice] = []
        doubtful: list[Quarantine] = []
        for ballot in ballots:
            try:
                found = _opened(row, key, ballot)
                read = {} if found.choices is None else read_choices(questions, found.choices)
            except (sealing.SealError, Refused):
                if ballot.channel != Channel.PAPER:
                    reason = Quarantine.Reason.UNREADABLE
                    doubtful.append(Quarantine(ballot=ballot, reason=reason, at=clock.now()))
                continue
            nonces.append(OpenedBallot(ballot=ballot, nonce=found.nonce, at=clock.now()))
            choices += sheet.of(ballot, read)
        OpenedBallot.objects.bulk_create(nonces)
        OpenedChoice.objects.bulk_create(choices)
        Quarantine.objects.bulk_create(doubtful)
        opened += len(nonces)
        aside += len(doubtful)
    return opened, aside


def _opened(row: Assembly, key: PrivateKey, ballot: Ballot) -> sealing.Opened:
    """What is in the box, when it is what the row committed to. Raises SealError."""
    found = sealing.open_box(key, row.code, bytes(ballot.sealed))
    same = found.elector == ballot.entry.number and found.commit == bytes(ballot.digest)
    if not same or (ballot.channel == Channel.PAPER) != (found.choices is None):
        message = "a box holds something else than its row says"
        raise sealing.SealError(message)
    return found
