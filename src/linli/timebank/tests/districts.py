"""Two districts in memory and the wire between them, for the simulator. Uses the real protocol."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from linli.timebank.remote import engine, messages
from linli.timebank.remote.engine import State
from linli.timebank.remote.messages import Link, Signed, genesis, public_of

START = datetime(2026, 5, 12, 1, tzinfo=UTC)
HERE, THERE, NOBODY = "AAAAAAAAAAAA", "BBBBBBBBBBBB", "ZZZZZZZZZZZZ"


class Crash(Exception):
    """The process died between two steps: its transaction is taken back."""


@dataclass
class Row:
    uuid: UUID
    outgoing: bool
    minutes: int
    recipient: str
    state: str = "held"
    code: str = ""
    at: datetime = START
    until: datetime | None = None
    committed_at: datetime | None = None


@dataclass
class Kept:
    """What is durable on one side. One resident; `abroad` is what the other side owes."""

    resident: int = 0
    held: int = 0
    abroad: int = 0
    reserved: int = 0
    frozen: bool = False
    rows: dict[UUID, Row] = field(default_factory=dict)
    inbox: list[Signed] = field(default_factory=list)
    outbox: list[Signed] = field(default_factory=list)
    #: How many of the outbox the other side has acknowledged.
    acknowledged: int = 0

    def copied(self) -> "Kept":
        """Messages are never changed: they are not copied."""
        return replace(
            self,
            rows={uuid: replace(row) for uuid, row in self.rows.items()},
            inbox=list(self.inbox),
            outbox=list(self.outbox),
        )


class Side:
    """`steps` is how many writes its process lives for; None: for ever."""

    def __init__(self, resident: str, minutes: int, cap: int) -> None:
        self.key = Ed25519PrivateKey.generate()
        self.own, self.peer = public_of(self.key), ""
        self.name, self.cap, self.now = resident, cap, START
        self.kept = Kept(resident=minutes)
        self.steps: int | None = None

    def durably(self, call) -> None:
        """One transaction: all of it, or nothing after a refusal or a crash."""
        before = self.kept.copied()
        try:
            call()
        except BaseException:
            self.kept = before
            raise
        finally:
            self.steps = None

    def step(self) -> None:
        if self.steps is not None:
            self.steps -= 1
            if self.steps < 0:
                raise Crash

    # --- engine.Books -------------------------------------------------------------------------
    def link(self, *, incoming: bool) -> Link:
        ends = (self.peer, self.own) if incoming else (self.own, self.peer)
        chain = self.kept.inbox if incoming else self.kept.outbox
        return Link(chain[-1].body.number, chain[-1].hash) if chain else genesis(*ends)

    def hash_of(self, number: int) -> str | None:
        return self.kept.inbox[number - 1].hash if number <= len(self.kept.inbox) else None

    def sign(self, body):
        return messages.sign(self.key, body)

    def append(self, signed: Signed, *, incoming: bool) -> None:
        self.step()
        (self.kept.inbox if incoming else self.kept.outbox).append(signed)

    def find(self, uuid: UUID) -> Row | None:
        return self.kept.rows.get(uuid)

    def expect(self, uuid: UUID, minutes: int, recipient: str) -> Row:
        return Row(uuid, outgoing=False, minutes=minutes, recipient=recipient, state="accepted")

    def save(self, row: Row) -> None:
        self.step()
        self.kept.rows[row.uuid] = row

    def deadline(self) -> datetime:
        return self.now + timedelta(hours=2)

    def post(self, row: Row):
        self.step()
        if self.kept.abroad + row.minutes > self.cap:
            return "limit"
        self.kept.held -= row.minutes
        self.kept.resident -= row.minutes
        self.kept.abroad += row.minutes
        return None

    def void(self, row: Row) -> None:
        self.step()
        self.kept.held -= row.minutes

    def reserve(self, row: Row):
        self.step()
        if row.recipient != self.name:
            return "recipient"
        if self.kept.abroad - self.kept.reserved - row.minutes < -self.cap:
            return "limit"
        self.kept.reserved += row.minutes
        return None

    def free(self, row: Row) -> None:
        self.step()
        self.kept.reserved -= row.minutes

    def credit(self, row: Row) -> bool:
        self.step()
        if self.kept.frozen:
            return False
        self.kept.reserved -= row.minutes
        self.kept.abroad -= row.minutes
        self.kept.resident += row.minutes
        return True

    # --- what its people and jobs do ----------------------------------------------------------
    def begin(self, minutes: int, recipient: str) -> None:
        if self.kept.resident - self.kept.held < minutes:
            return
        row = Row(uuid4(), outgoing=True, minutes=minutes, recipient=recipient)
        self.kept.held += minutes
        self.save(row)
        engine.announce(self, row)

    def give_up_all(self) -> None:
        for row in list(self.kept.rows.values()):
            if row.state == State.HELD:
                engine.give_up(self, row)

    def pay_out_all(self) -> None:
        for row in list(self.kept.rows.values()):
            engine.pay_out(self, row)

    def take(self, raw: bytes) -> str:
        """What the endpoint answers. Raises Crash."""
        try:
            signed = messages.parse(raw)
            self.durably(lambda: engine.receive(self, signed))
        except messages.BadMessageError as error:
            return error.code
        return "done"

    def acknowledge(self, number: int) -> None:
        self.kept.acknowledged = max(self.kept.acknowledged, number)

    def next_out(self) -> Signed | None:
        if self.kept.acknowledged >= len(self.kept.outbox):
            return None
        return self.kept.outbox[self.kept.acknowledged]


def pair(minutes: int = 300, cap: int = 200) -> tuple[Side, Side]:
    one, two = Side(HERE, minutes, cap), Side(THERE, minutes, cap)
    one.peer, two.peer = two.own, one.own
    return one, two


def chain_holds(chain: list[Signed], sender: str, receiver: str) -> bool:
    last = genesis(sender, receiver)
    for signed in chain:
        messages.verify(signed)
        last = messages.follow(signed, last)
    return True
