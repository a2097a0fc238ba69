"""The protocol of two phases, one side of it. Pure: what is durable stands behind `Books`.

    sender                                    receiver
    held      -- prepare(minutes, recipient) -->
              <-- accept(until) --            accepted: room is reserved
              <-- refuse(code) --             refused
    committed -- commit -->                   due, then credited
              <-- done --
    arrived
    returned  -- void(code) -->               dropped: the room is free again

The sender alone decides, once, and not later than the receiver's `until`: before that it may give up,
after it nothing is undone. What was accepted is never refused: its room is reserved until the sender's
word has come, however late. Each call runs in one transaction of its side, so that a crash takes back
all of it; messages go out afterwards, as often as needed, and are taken once and in their order.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol, TypeVar, cast
from uuid import UUID

from linli.timebank.remote.messages import (
    VERSION,
    BadMessageError,
    Body,
    Code,
    Kind,
    Link,
    Signed,
    follow,
    time_of,
    time_text,
    verify,
)


class State(StrEnum):
    """Of a transfer. Out: the first four. In: the others."""

    HELD = "held"
    COMMITTED = "committed"
    ARRIVED = "arrived"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    DUE = "due"
    CREDITED = "credited"
    DROPPED = "dropped"
    REFUSED = "refused"


#: From a state to those that may follow; what is not here stays for ever.
FORWARD: dict[State, frozenset[State]] = {
    State.HELD: frozenset({State.COMMITTED, State.RETURNED}),
    State.COMMITTED: frozenset({State.ARRIVED}),
    State.ACCEPTED: frozenset({State.DUE, State.DROPPED}),
    State.DUE: frozenset({State.CREDITED}),
}
UNDER_WAY = frozenset(FORWARD)
#: How far the clocks of two districts may be apart.
SKEW = timedelta(days=1)


class Transfer(Protocol):
    """One side's row of a transfer. `outgoing`: this side is the sender."""

    uuid: UUID
    outgoing: bool
    minutes: int
    recipient: str
    state: str
    code: str
    at: datetime
    until: datetime | None
    committed_at: datetime | None


T = TypeVar("T", bound=Transfer)


class Books(Protocol[T]):
    """What one side keeps about one other side, read and written inside one transaction.

    What answers a code answers an empty one when it was done.
    """

    own: str
    peer: str
    now: datetime

    def link(self, *, incoming: bool) -> Link: ...
    def hash_of(self, number: int) -> str | None: ...
    def sign(self, body: Body) -> Signed: ...
    def append(self, signed: Signed, *, incoming: bool) -> None: ...
    def find(self, uuid: UUID) -> T | None: ...
    def expect(self, uuid: UUID, minutes: int, recipient: str) -> T: ...
    def save(self, row: T) -> None: ...
    def deadline(self) -> datetime: ...
    # the sender's money
    def post(self, row: T) -> Code | None: ...
    def void(self, row: T) -> None: ...
    # the receiver's
    def reserve(self, row: T) -> Code | None: ...
    def free(self, row: T) -> None: ...
    def credit(self, row: T) -> bool: ...


def move(row: T, state: State) -> None:
    """Forward only."""
    if state not in FORWARD.get(State(row.state), frozenset()):
        raise BadMessageError("out_of_step")
    row.state = state


def _write(books: Books[T], row: T, kind: Kind, **says: Any) -> None:
    last = books.link(incoming=False)
    body = Body(
        v=VERSION,
        sender=books.own,
        receiver=books.peer,
        number=last.number + 1,
        prev=last.hash,
        at=time_text(books.now),
        kind=kind,
        transfer=str(row.uuid),
        **says,
    )
    books.append(books.sign(body), incoming=False)


# --- what this side does by itself ------------------------------------------------------------
def announce(books: Books[T], row: T) -> None:
    """The minutes are held already: tell the other side."""
    _write(books, row, "prepare", minutes=row.minutes, recipient=row.recipient)


def give_up(books: Books[T], row: T, code: Code = "timeout") -> None:
    """No answer in time: the minutes are free again, and the other side is told."""
    move(row, State.RETURNED)
    row.code = code
    books.void(row)
    books.save(row)
    _write(books, row, "void", code=code)


def pay_out(books: Books[T], row: T) -> bool:
    """Credit what is due; False while the recipient's account takes nothing: it is tried again."""
    if row.state != State.DUE or not books.credit(row):
        return False
    move(row, State.CREDITED)
    books.save(row)
    _write(books, row, "done")
    return True


# --- what a message does ----------------------------------------------------------------------
def receive(books: Books[T], signed: Signed) -> T:
    """Take the next message of the other side. Raises BadMessageError, and nothing has changed.

    The code is `known` where it was taken before: whoever sent it need not send it again.
    """
    body = signed.body
    if body.sender != books.peer or body.receiver != books.own:
        raise BadMessageError("unknown_peer")
    verify(signed)
    if books.hash_of(body.number) == signed.hash:
        raise BadMessageError("known")
    follow(signed, books.link(incoming=True))
    books.append(signed, incoming=True)
    if body.kind == "prepare":
        return _prepared(books, body)
    row = books.find(body.uuid)
    # who commits is the sender, who accepts is the receiver: of a transfer the other way it is a fault
    if row is None or row.outgoing != (body.kind in {"accept", "refuse", "done"}):
        raise BadMessageError("out_of_step")
    _TAKEN[body.kind](books, row, body)
    books.save(row)
    if row.state == State.DUE:
        pay_out(books, row)
    return row


def _prepared(books: Books[T], body: Body) -> T:
    if books.find(body.uuid) is not None:
        raise BadMessageError("out_of_step")
    row = books.expect(body.uuid, cast("int", body.minutes), cast("str", body.recipient))
    code = books.reserve(row)
    if code is not None:
        row.state, row.code = State.REFUSED, code
        books.save(row)
        _write(books, row, "refuse", code=code)
        return row
    row.state, row.until = State.ACCEPTED, books.deadline()
    books.save(row)
    _write(books, row, "accept", until=time_text(row.until))
    return row


def _accepted(books: Books[T], row: T, body: Body) -> None:
    if row.state == State.RETURNED:  # we had given up: our word is on its way
        return
    row.until = time_of(cast("str", body.until))
    code: Code | None = "late" if books.now > row.until else None
    if row.state == State.HELD:
        code = code or books.post(row)
        if code is not None:
            give_up(books, row, code)
            return
    move(row, State.COMMITTED)
    row.committed_at = time_of(time_text(books.now))
    _write(books, row, "commit")


def _refused(books: Books[T], row: T, body: Body) -> None:
    if row.state == State.RETURNED:
        return
    move(row, State.RETURNED)
    row.code = cast("str", body.code)
    books.void(row)


def _committed(books: Books[T], row: T, body: Body) -> None:
    """When it was decided counts for the months: not before it was asked for, not too late."""
    move(row, State.DUE)
    at, until = time_of(body.at), row.until
    if until is None or not row.at - SKEW <= at <= min(until, books.now + SKEW):
        raise BadMessageError("out_of_step")
    row.committed_at = at


def _voided(books: Books[T], row: T, body: Body) -> None:
    if row.state == State.REFUSED:  # our refusal was on its way
        return
    move(row, State.DROPPED)
    row.code = cast("str", body.code)
    books.free(row)


def _done(_books: Books[T], row: T, _body: Body) -> None:
    move(row, State.ARRIVED)


_TAKEN: dict[str, Callable[[Any, Any, Body], None]] = {
    "accept": _accepted,
    "refuse": _refused,
    "commit": _committed,
    "void": _voided,
    "done": _done,
}
