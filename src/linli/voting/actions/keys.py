"""The key of an assembly: name its holders, enrol each, and open the ballots together.

Each holder acts in a session of their own; a passphrase is an argument of one call and nothing else.
"""

from linli.facts import voting as facts
from linli.identity.models import Person
from linli.identity.queries import display_names
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused, require
from linli.voting import key_rules, operations, operations_keys, rules
from linli.voting.actions.common import locked
from linli.voting.models import Assembly, HandedHalf, KeyHolder
from linli.voting.models.keys import Seat
from linli.voting.passphrases import LONGEST, weakness
from linli.voting.queries_keys import holder_of, holders_of


@action(allow=rules.may_convene)
def name_holder(actor: Actor, *, assembly: int, seat: str, person: str) -> KeyHolder:
    """Say who keeps a share; until the key is made somebody else may be named instead."""
    row = locked(assembly)
    require(key_rules.open_for_keys(row))
    if seat not in set(Seat):
        raise Refused("kernel.not_found")
    number = person.strip().upper()
    who = Person.objects.filter(public_id=number, is_active=True).first()
    if who is None:
        raise Refused("voting.nobody_there", field="person")
    if who.pk == actor.person:
        raise Refused("voting.not_oneself", field="person")
    if row.holders.filter(person=who).exists():
        raise Refused("voting.holds_already", field="person")
    found = key_rules.fits(row, seat, who.pk)
    if not found:
        raise Refused(found.reason, field="person")
    values = dict.fromkeys(("salt", "operations", "memory", "public", "enrolled_at"))
    holder, _ = KeyHolder.objects.update_or_create(
        assembly=row, seat=seat, defaults={"person": who, "named_at": clock.now(), **values}
    )
    operations.tell(actor, row, facts.HolderNamed, seat=seat, person=who.pk)
    return holder


@action(allow=key_rules.may_hold)
def enrol(actor: Actor, *, assembly: int, passphrase: str) -> KeyHolder:
    """Choose the passphrase. With the last of three the assembly's key is made, and stands.

    Whether the holder still fits is asked again: offices end, and others begin.
    """
    row = locked(assembly)
    require(key_rules.open_for_passphrases(row))
    holder = _mine(actor, row)
    require(key_rules.fits(row, holder.seat, holder.person_id))
    name = display_names([holder.person_id]).get(holder.person_id, "")
    weak = weakness(passphrase[:LONGEST], (*key_rules.known_of(holder, row), name))
    if weak or len(passphrase) > LONGEST:
        raise Refused("voting.weak_passphrase", field="passphrase", why=weak or "long")
    operations_keys.enrol(holder, passphrase)
    key = operations_keys.make_key(row, holder)
    operations.step(
        actor,
        row,
        "enrol",
        facts.HolderEnrolled,
        seat=holder.seat,
        public=bytes(holder.public or b"").hex(),
        key=key.hex(),
    )
    return holder


@action(allow=key_rules.may_hold)
def hand_over(actor: Actor, *, assembly: int, receiver: str, passphrase: str) -> HandedHalf:
    """After the close: my half, sealed to another holder, who opens the ballots with theirs."""
    row = locked(assembly)
    require(key_rules.open_for_boxes(row))
    giver = _mine(actor, row)
    other = _other(row, receiver, giver)
    if HandedHalf.objects.filter(giver=giver, receiver=other).exists():
        raise Refused("voting.handed_already")
    operations_keys.hand_over(row, giver, other, passphrase)
    operations.step(actor, row, "hand", facts.HalfHandedOver, seat=giver.seat, to=other.seat)
    return HandedHalf.objects.get(giver=giver, receiver=other)


@action(allow=key_rules.may_hold)
def open_ballots(actor: Actor, *, assembly: int, giver: str, passphrase: str) -> Assembly:
    """After the close: with what was handed over and my own half. All boxes are opened at once."""
    row = locked(assembly)
    require(key_rules.open_for_boxes(row))
    receiver = _mine(actor, row)
    other = _other(row, giver, receiver)
    handed = HandedHalf.objects.filter(giver=other, receiver=receiver)
    found = handed.select_related("giver", "receiver").first()
    if found is None:
        raise Refused("voting.nothing_handed")
    key = operations_keys.take_together(row, found, passphrase)
    opened, aside = operations_keys.open_all(row, key)
    row.unsealed_at = clock.now()
    operations.step(
        actor,
        row,
        "unseal",
        facts.BallotsOpened,
        seats=(other.seat, receiver.seat),
        opened=opened,
        aside=aside,
    )
    return row


def _mine(actor: Actor, row: Assembly) -> KeyHolder:
    found = holder_of(row, actor.person)
    if found is None:
        raise Refused("voting.holder_only")
    return found


def _other(row: Assembly, seat: str, mine: KeyHolder) -> KeyHolder:
    found = holders_of(row).get(seat)
    if found is None or found.pk == mine.pk:
        raise Refused("kernel.not_found")
    return found
