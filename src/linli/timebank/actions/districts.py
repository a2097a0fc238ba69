"""Clearing between districts: agreements by two of our own, hours that a resident sends, messages.

Locks: the peer's row; then the person; then balances in the order of their accounts.
"""

import base64
import binascii
import uuid
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Sum

from linli.facts import timebank_clearing as facts
from linli.identity.identifiers import cleaned
from linli.identity.queries import records_of
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.timebank import queries, rules_clearing, rules_districts, scope_districts, sending
from linli.timebank.models import Crossing, DistrictAgreement, Gift, Peer
from linli.timebank.operations import districts
from linli.timebank.operations.checks import require_nothing_owed
from linli.timebank.operations.sessions import lock_members
from linli.timebank.remote import engine, messages
from linli.timebank.terms import Terms

_KEY_BYTES = 32
_NUMBER = 12


def _checked_key(text: str, own: str) -> str:
    key = text.strip()
    try:
        raw = base64.b64decode(key, validate=True)
        # one way to write it: another spelling of the same key would be a second district
        good = len(raw) == _KEY_BYTES and base64.b64encode(raw).decode() == key
    except (binascii.Error, ValueError):
        good = False
    if not good or key == own:
        raise Refused("timebank.no_such_key", field="key")
    return key


def _tell(actor: Actor, row: DistrictAgreement, fact: type[facts.DistrictAgreementFact]) -> None:
    made = fact(
        agreement=row.pk, peer=row.peer_id, key=row.peer.key, limit_minutes=row.limit_minutes
    )
    record(actor, made)


@action(allow=rules_districts.may_agree)
def propose(  # noqa: PLR0913 (what an agreement is)
    actor: Actor,
    *,
    name: str,
    url: str,
    key: str,
    limit_minutes: int,
    hours: int,
    since: date,
    decision: str,
) -> DistrictAgreement:
    """Write down what was agreed. Nothing passes before a colleague has compared the key."""
    own = messages.public_of(districts.own_key())
    known = _checked_key(key, own)
    address = sending.address_of(url, plain=settings.ENV.mode != "production")
    if address is None:
        raise Refused("timebank.no_such_address", field="url")
    peer, _made = Peer.objects.get_or_create(
        key=known,
        defaults={
            "name": name,
            "url": address,
            "own_key": own,
            "sent_hash": messages.genesis(own, known).hash,
            "taken_hash": messages.genesis(known, own).hash,
        },
    )
    row = DistrictAgreement(
        peer=peer,
        name=name,
        url=address,
        limit_minutes=limit_minutes,
        hours=hours,
        since=since,
        decision=decision,
        proposed_by_id=actor.person or 0,
        proposed_at=clock.now(),
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Refused("timebank.agreed_with_district", field="key") from error
    _tell(actor, row, facts.DistrictAgreementProposed)
    return row


def _agreement(agreement: int) -> DistrictAgreement:
    """With its peer, both locked."""
    row = found_or_refused(DistrictAgreement.objects.filter(pk=agreement))
    row.peer = districts.locked_peer(row.peer_id)
    row.refresh_from_db(fields=["state"])
    return row


@action(allow=rules_districts.may_accept)
def accept(actor: Actor, *, agreement: int) -> DistrictAgreement:
    """From now on the database keeps the limit, and messages of that key are taken."""
    row = _agreement(agreement)
    if row.state != DistrictAgreement.State.PROPOSED:
        raise Refused("timebank.not_now")
    row.state = DistrictAgreement.State.IN_FORCE
    row.accepted_by_id = actor.person
    row.accepted_at = clock.now()
    row.save(update_fields=["state", "accepted_by", "accepted_at"])
    row.peer.name, row.peer.url = row.name, row.url
    row.peer.save(update_fields=["name", "url"])
    districts.set_cap(row.peer, row.limit_minutes)
    _tell(actor, row, facts.DistrictAgreementAccepted)
    return row


@action(allow=rules_districts.may_end)
def end(actor: Actor, *, agreement: int) -> DistrictAgreement:
    """Nothing new begins, from either side; what is under way is finished."""
    row = _agreement(agreement)
    if row.state == DistrictAgreement.State.ENDED:
        raise Refused("timebank.not_now")
    row.state = DistrictAgreement.State.ENDED
    row.ended_by_id = actor.person
    row.ended_at = clock.now()
    row.save(update_fields=["state", "ended_by", "ended_at"])
    _tell(actor, row, facts.DistrictAgreementEnded)
    return row


# --- a resident -------------------------------------------------------------------------------
@action(allow=rules_clearing.may_move)
def send_hours(  # noqa: PLR0913 (what is sent)
    actor: Actor,
    *,
    community: int,
    peer: int,
    minutes: int,
    recipient: str,
    relation: str,
    key: uuid.UUID,
) -> Crossing:
    """Out of one's own account: held until the other district has answered. The same key, once."""
    person = actor.person or 0
    found_or_refused(Peer.objects.filter(pk=peer))
    row_peer = districts.locked_peer(peer)
    books = districts.Tables(row_peer)
    if books.agreement is None:
        raise Refused("timebank.no_district_agreement", field="peer")
    if scope_districts.crossings_with(row_peer).filter(uuid=key).exists():
        raise Refused("timebank.moved_already")
    number = cleaned(recipient)
    if len(number) != _NUMBER or not number.isalnum() or not number.isascii():
        raise Refused("timebank.no_such_number", field="recipient")
    book = queries.book_on(community, clock.today())
    if book is None:
        raise Refused("timebank.no_rules")
    lock_members(community, [person])
    require_nothing_owed(community, person)
    if relation != "own":
        _require_kin(community, person, minutes, relation, book.plain)
    there = scope_districts.positions([row_peer]).get(peer, 0)
    if there + scope_districts.announced_to(row_peer) + minutes > books.agreement.limit_minutes:
        raise Refused("timebank.district_limit", field="minutes")
    row = Crossing(
        peer=row_peer,
        uuid=key,
        outgoing=True,
        community=community,
        person_id=person,
        minutes=minutes,
        recipient=number,
        relation=relation,
        until=clock.now() + timedelta(hours=books.agreement.hours),
        at=clock.now(),
    )
    districts.promise(row_peer, row)
    books.save(row)
    engine.announce(books, row)
    record(actor, _fact(facts.HoursAnnounced, row), place=community)
    return row


def _require_kin(community: int, person: int, minutes: int, relation: str, terms: Terms) -> None:
    """As gifts within the community are: to whom, and how much in a month, both together."""
    if relation not in terms.gift_kin:
        raise Refused("timebank.not_to_kin", field="relation")
    mine, first = records_of(person), clock.today().replace(day=1)
    gifts = Gift.objects.within(community).filter(kinship__person__in=mine, day__gte=first)
    sent = Crossing.objects.within(community).filter(
        outgoing=True, person__in=mine, at__gte=datetime.combine(first, time(), clock.LOCAL)
    )
    sent = sent.exclude(relation="own").exclude(state=Crossing.State.RETURNED)
    before = sum(rows.aggregate(n=Sum("minutes"))["n"] or 0 for rows in (gifts, sent))
    if terms.gift_month_minutes is not None and before + minutes > terms.gift_month_minutes:
        raise Refused("timebank.month_full", field="minutes", most=terms.gift_month_minutes)


def _fact(fact: type[facts.CrossingFact], row: Crossing) -> facts.CrossingFact:
    return fact(
        crossing=row.pk,
        peer=row.peer_id,
        community=row.community,
        person=row.person_id,
        minutes=row.minutes,
        state=row.state,
        code=row.code,
    )


# --- the other district, and the clock --------------------------------------------------------
_REFUSED = {
    "too_large": "timebank.message_too_large",
    "not_understood": "timebank.message_not_understood",
    "bad_signature": "timebank.message_bad_signature",
    "unknown_peer": "timebank.message_unknown_peer",
    "known": "timebank.message_known",
    "gap": "timebank.message_gap",
    "fork": "timebank.message_fork",
    "out_of_step": "timebank.message_out_of_step",
}


def _known_peer(key: str) -> Peer:
    """Locked. Who was never agreed with by two is not listened to."""
    agreed = Peer.objects.filter(key=key, agreements__accepted_at__isnull=False)
    found = agreed.first()
    if found is None:
        raise messages.BadMessageError("unknown_peer")
    return districts.locked_peer(found.pk)


@action(allow=rules_districts.by_protocol)
def take_message(actor: Actor, *, raw: bytes) -> Peer:
    """What a signed message says, and the answer to it, in one transaction.

    Raises Refused("timebank.message_…"), and nothing has changed; `message_known` where it was taken
    before.
    """
    try:
        signed = messages.parse(raw)
        peer = _known_peer(signed.body.sender)
        row = engine.receive(districts.Tables(peer), signed)
    except messages.BadMessageError as error:
        raise Refused(_REFUSED[error.code]) from error
    found = scope_districts.crossings_with(peer).get(uuid=row.uuid)
    record(actor, _fact(facts.HoursCrossed, found), place=found.community)
    return peer


def _crossing(crossing: int) -> tuple[districts.Tables, Crossing]:
    """Read again under the lock of its peer."""
    rows = Crossing.objects.across_communities("the protocol goes on")
    peer = found_or_refused(rows.filter(pk=crossing)).peer_id
    books = districts.Tables(districts.locked_peer(peer))
    return books, rows.get(pk=crossing)


@action(allow=rules_districts.by_protocol)
def give_up(actor: Actor, *, crossing: int) -> None:
    """Nobody answered in time: the member has the minutes back. Raises Refused when it went on."""
    books, row = _crossing(crossing)
    if row.state != Crossing.State.HELD or row.until is None or clock.now() <= row.until:
        raise Refused("timebank.not_now")
    engine.give_up(books, row)
    record(actor, _fact(facts.HoursCrossed, row), place=row.community)


@action(allow=rules_districts.by_protocol)
def pay_out(actor: Actor, *, crossing: int) -> None:
    """What was due when the account took nothing. Raises Refused while it still does not."""
    books, row = _crossing(crossing)
    if not engine.pay_out(books, row):
        raise Refused("timebank.not_now")
    record(actor, _fact(facts.HoursCrossed, row), place=row.community)
