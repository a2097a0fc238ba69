"""The protocol's books in tables. Everything runs under the lock of the peer's row."""

from datetime import datetime, timedelta
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import transaction
from procrastinate.contrib.django import app

from linli.districts.context import current_schema
from linli.identity.models import Person
from linli.journal.keys import private_key
from linli.journal.outbox import require_district_transaction
from linli.kernel import clock
from linli.kernel.errors import Refused
from linli.ledger import operations as ledger
from linli.ledger.models import Account, Balance
from linli.ledger.movements import Movement
from linli.ledger.operations.clearing import clear, open_clearing
from linli.ledger.operations.limits import set_limits
from linli.timebank import queries, scope_districts
from linli.timebank.models import Crossing, DistrictAgreement, DistrictMessage, Peer
from linli.timebank.operations.checks import require_open
from linli.timebank.operations.sessions import UNIT, lock_members
from linli.timebank.remote import messages
from linli.timebank.remote.messages import Body, Code, Link, Signed

#: The place in the ledger of the district itself: communities' numbers begin at one.
DISTRICT = 0
KEYS = "clearing"
SEND = "linli.timebank.send"
#: Of the ledger's transfers and holds.
KIND = "district"
_FULL = {"ledger.above_cap", "ledger.clearing_full"}
#: Minutes until the next attempt, after so many that failed.
PAUSES = (1, 1, 2, 5, 10, 20, 40, 60)


def own_key() -> Ed25519PrivateKey:
    """This district's. Raises KeyTrouble."""
    return private_key(current_schema(), KEYS)


def abroad(peer: Peer) -> Account:
    """What the other district owes our members, above zero; or we theirs, below."""
    book = ledger.open_ledger(community=DISTRICT, unit=UNIT)
    return ledger.open_account(book, Account.Kind.DISTRICT, other=peer.pk)


def set_cap(peer: Peer, limit: int) -> None:
    """From now on the database itself keeps it."""
    set_limits(abroad(peer), floor=-limit, cap=limit)


def locked_peer(peer: int) -> Peer:
    require_district_transaction()
    return Peer.objects.select_for_update().get(pk=peer)


def ring(peer: Peer) -> None:
    """Something waits to be sent: at once, not at the next round. Vanishes with a rollback."""
    app.configure_task(SEND, allow_unknown=True).defer(schema=current_schema(), peer=peer.pk)


def agreement_in_force(peer: Peer) -> DistrictAgreement | None:
    rows = DistrictAgreement.objects.filter(peer=peer, state=DistrictAgreement.State.IN_FORCE)
    return rows.filter(since__lte=clock.today()).first()


class Tables:
    """`engine.Books` of one peer, whose row is locked. `agreement` may have ended meanwhile."""

    def __init__(self, peer: Peer, event: int | None = None) -> None:
        require_district_transaction()
        self.row, self.event = peer, event
        self.own, self.peer, self.now = peer.own_key, peer.key, clock.now()
        self.agreement = agreement_in_force(peer)

    # --- chains -------------------------------------------------------------------------------
    def link(self, *, incoming: bool) -> Link:
        if incoming:
            return Link(self.row.taken_number, self.row.taken_hash)
        return Link(self.row.sent_number, self.row.sent_hash)

    def hash_of(self, number: int) -> str | None:
        found = DistrictMessage.objects.filter(peer=self.row, incoming=True, number=number)
        return found.values_list("hash", flat=True).first()

    def sign(self, body: Body) -> Signed:
        key = own_key()
        if messages.public_of(key) != self.own:
            raise Refused("timebank.clearing_key")
        return messages.sign(key, body)

    def append(self, signed: Signed, *, incoming: bool) -> None:
        body = signed.body
        DistrictMessage.objects.create(
            peer=self.row,
            incoming=incoming,
            number=body.number,
            hash=signed.hash,
            kind=body.kind,
            transfer=body.uuid,
            body=body.canonical().decode(),
            signature=signed.signature,
            at=self.now,
        )
        if incoming:
            self.row.taken_number, self.row.taken_hash = body.number, signed.hash
        else:
            self.row.sent_number, self.row.sent_hash = body.number, signed.hash
            ring(self.row)
        self.row.save(update_fields=["sent_number", "sent_hash", "taken_number", "taken_hash"])

    # --- transfers ----------------------------------------------------------------------------
    def find(self, uuid: UUID) -> Crossing | None:
        return scope_districts.crossings_with(self.row).filter(uuid=uuid).first()

    def expect(self, uuid: UUID, minutes: int, recipient: str) -> Crossing:
        return Crossing(
            peer=self.row,
            uuid=uuid,
            outgoing=False,
            minutes=minutes,
            recipient=recipient,
            state=Crossing.State.ACCEPTED,
            at=self.now,
        )

    def save(self, row: Crossing) -> None:
        row.save()

    def deadline(self) -> datetime:
        """Only asked where `reserve` found the agreement."""
        hours = self.agreement.hours if self.agreement else 0
        return messages.time_of(messages.time_text(self.now + timedelta(hours=hours)))

    # --- the sender's minutes -----------------------------------------------------------------
    def post(self, row: Crossing) -> Code | None:
        """From the hold over the district's ledger to the peer's account."""
        source = ledger.resident_account(
            community=row.community or 0, unit=UNIT, person=row.person_id or 0
        )
        try:
            with transaction.atomic():
                self._clear(source, abroad(self.row), row)
        except Refused as refusal:
            return "limit" if refusal.code in _FULL else "sender"
        return None

    def void(self, row: Crossing) -> None:
        ledger.release(row.hold or 0)

    # --- the receiver's room ------------------------------------------------------------------
    def reserve(self, row: Crossing) -> Code | None:
        """Everything that could stand against it is asked now: later it is not refused any more."""
        if self.agreement is None:
            return "no_agreement"
        person = _member(row.recipient)
        if person is None or person.community is None:
            return "recipient"
        book = queries.book_on(person.community, clock.today())
        if book is None:
            return "no_rules"
        row.person, row.community = person, person.community
        target = ledger.resident_account(community=person.community, unit=UNIT, person=person.pk)
        balance = Balance.objects.get(pk=target.pk)
        cap = book.plain.cap_minutes
        there = balance.posted + scope_districts.expected_by(person.pk, person.community)
        if balance.frozen or (cap is not None and there + row.minutes > cap):
            return "recipient"
        source = abroad(self.row)
        way, _back = open_clearing(one=DISTRICT, other=person.community, unit=UNIT)
        promise = Movement(
            ledger=source.ledger_id,
            key=self._name(row),
            debit=source.pk,
            credit=way,
            amount=row.minutes,
            kind=KIND,
        )
        try:
            row.hold = ledger.hold(promise).id
        except Refused:
            return "limit"
        return None

    def free(self, row: Crossing) -> None:
        ledger.release(row.hold or 0)

    def credit(self, row: Crossing) -> bool:
        """False while the account is frozen. The room above it was promised: its cap gives way."""
        target = ledger.resident_account(
            community=row.community or 0, unit=UNIT, person=row.person_id or 0
        )
        lock_members(row.community or 0, [row.person_id or 0])
        source = abroad(self.row)
        pair = open_clearing(one=DISTRICT, other=row.community or 0, unit=UNIT)
        balance = ledger.locked(source.pk, target.pk, *pair)[target.pk]
        if balance.frozen:
            return False
        if balance.cap is not None and balance.posted + row.minutes > balance.cap:
            set_limits(target, floor=0, cap=balance.posted + row.minutes)
        self._clear(source, target, row)
        return True

    def _clear(self, source: Account, target: Account, row: Crossing) -> None:
        open_clearing(one=DISTRICT, other=row.community or 0, unit=UNIT)
        book = queries.book_on(row.community or 0, clock.today())
        version = book.pk if book else None
        clear(
            source=source,
            target=target,
            amount=row.minutes,
            key=self._name(row),
            rules=(version, None) if row.outgoing else (None, version),
            event=self.event,
            hold=row.hold,
            kind=KIND,
        )

    def _name(self, row: Crossing) -> str:
        """No other transfer's, whatever a peer makes up."""
        return f"district:{self.row.pk}:{'out' if row.outgoing else 'in'}:{row.uuid}"


def _member(number: str) -> Person | None:
    """Who takes hours here, locked; not who died or left."""
    people = Person.objects.filter(public_id=number, erased_at=None, merged_into=None)
    person = people.filter(is_active=True, community__isnull=False).first()
    if person is None or person.community is None:
        return None
    lock_members(person.community, [person.pk])
    try:
        require_open(person.community, person.pk)
    except Refused:
        return None
    return person


def promise(peer: Peer, row: Crossing) -> None:
    """Hold the member's minutes. Raises Refused("ledger.not_enough") and what else stands against it."""
    community = row.community or 0
    source = ledger.resident_account(community=community, unit=UNIT, person=row.person_id or 0)
    way, _back = open_clearing(one=community, other=DISTRICT, unit=UNIT)
    moved = ledger.hold(
        Movement(
            ledger=source.ledger_id,
            key=f"district:{peer.pk}:out:{row.uuid}",
            debit=source.pk,
            credit=way,
            amount=row.minutes,
            kind=KIND,
        )
    )
    row.hold = moved.id


def note_known(peer: int, number: int) -> None:
    """They have everything up to this number."""
    row = locked_peer(peer)
    row.known_number = max(row.known_number, min(number, row.sent_number))
    row.tries, row.trouble, row.next_try_at = 0, "", None
    row.save(update_fields=["known_number", "tries", "trouble", "next_try_at"])


def note_trouble(peer: int, trouble: str) -> None:
    """Nobody answered, or it was refused: later again."""
    row = locked_peer(peer)
    pause = PAUSES[min(row.tries, len(PAUSES) - 1)]
    row.tries += 1
    row.trouble = trouble[:40]
    row.next_try_at = clock.now() + timedelta(minutes=pause)
    row.save(update_fields=["tries", "trouble", "next_try_at"])
