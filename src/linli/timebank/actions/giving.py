"""Giving hours to kin, to the donation pool, and out of it. Locks: the members, then the ledger's own."""

import uuid
from dataclasses import replace

from django.db import IntegrityError, transaction
from django.db.models import Sum

from linli.facts import timebank as facts
from linli.identity.models import Person
from linli.identity.queries import records_of
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.ledger import operations as ledger
from linli.ledger.models import Account, Transfer
from linli.ledger.movements import Movement
from linli.ledger.operations.limits import set_limits
from linli.places.operations.estates import seal_text
from linli.timebank import rules, rules_giving, scope
from linli.timebank.actions.common import somebody
from linli.timebank.models import Gift, Grant, Kinship
from linli.timebank.operations.checks import require_nothing_owed, require_open
from linli.timebank.operations.handing import Way, book_of, hand_over, lock_both, way_to
from linli.timebank.operations.sessions import UNIT, lock_members
from linli.timebank.scope_clearing import partners_of
from linli.timebank.terms import Terms


def _moved_once(community: int, key: str) -> None:
    book = ledger.open_ledger(community=community, unit=UNIT)
    if Transfer.objects.filter(ledger=book, key=key).exists():
        raise Refused("timebank.moved_already")


@action(allow=rules_giving.for_oneself)
def declare_kin(actor: Actor, *, person: str, relation: str) -> Kinship:
    """It counts when the other one has said that it is so.

    Kin may live in another community where an agreement is in force between the two.
    """
    partners = {row.partner_of(actor.place or 0) for row in partners_of(actor.place or 0)}
    other = somebody(replace(actor, reach=actor.reach | partners), person)
    if other.pk in records_of(actor.person or 0) or relation not in Kinship.Relation.values:
        raise Refused("timebank.nobody_there", field="person")
    row = Kinship(
        community=actor.place or 0,
        person_id=actor.person or 0,
        kin=other,
        relation=relation,
        at=clock.now(),
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Refused("timebank.declared_already", field="person") from error
    _tell_kin(actor, row, "declared")
    return row


def _tell_kin(actor: Actor, row: Kinship, step: str) -> None:
    fact = facts.KinSaid(
        kinship=row.pk,
        community=row.community,
        person=row.person_id,
        kin=row.kin_id,
        step=step,
    )
    record(actor, fact, place=row.community)


def _kinship(kinship: int) -> Kinship:
    rows = Kinship.objects.across_communities("the rule has looked").select_for_update()
    return found_or_refused(rows.filter(pk=kinship, ended_at=None))


@action(allow=rules_giving.is_kin)
def confirm_kin(actor: Actor, *, kinship: int) -> Kinship:
    row = _kinship(kinship)
    if row.confirmed_at is not None:
        raise Refused("timebank.not_now")
    row.confirmed_at = clock.now()
    row.save(update_fields=["confirmed_at"])
    _tell_kin(actor, row, "confirmed")
    return row


@action(allow=rules_giving.has_part)
def end_kin(actor: Actor, *, kinship: int) -> Kinship:
    """Either of the two; what was given stays given."""
    row = _kinship(kinship)
    row.ended_at = clock.now()
    row.save(update_fields=["ended_at"])
    _tell_kin(actor, row, "ended")
    return row


def _require_kin(row: Kinship, way: Way) -> Terms:
    """The rulebook here lets hours go to such kin, and so does the one where the kin lives."""
    terms = book_of(row.community).plain
    both = [terms, book_of(way.other).plain] if way.leaves else [terms]
    if row.confirmed_at is None or any(row.relation not in each.gift_kin for each in both):
        raise Refused("timebank.not_to_kin")
    return terms


@action(allow=rules_giving.gives)
def give(actor: Actor, *, kinship: int, minutes: int, key: uuid.UUID) -> Gift:
    """As far as the rulebook lets hours go to kin, and up to the month's limit. Same key, once.

    Kin who live in another community get them there, by the agreement of the two communities.
    """
    row = _kinship(kinship)
    way = way_to(row.community, row.person_id, row.kin)
    terms = _require_kin(row, way)
    lock_both(way)
    _moved_once(row.community, f"gift:{key}")
    require_nothing_owed(row.community, row.person_id)
    require_open(way.other, row.kin_id)
    mine, today = records_of(row.person_id), clock.today()
    given = Gift.objects.within(row.community).filter(
        kinship__person__in=mine, day__gte=today.replace(day=1)
    )
    before = given.aggregate(n=Sum("minutes"))["n"] or 0
    if terms.gift_month_minutes is not None and before + minutes > terms.gift_month_minutes:
        raise Refused("timebank.month_full", field="minutes", most=terms.gift_month_minutes)
    fact = facts.HoursGiven(
        kinship=row.pk,
        community=row.community,
        other=way.other,
        person=row.person_id,
        kin=row.kin_id,
        minutes=minutes,
    )
    event = record(actor, fact, place=row.community)
    moved = hand_over(way, minutes, key=f"gift:{key}", kind="gift", event=event.pk)
    return Gift.objects.create(
        community=row.community,
        kinship=row,
        minutes=minutes,
        day=today,
        transfer=moved[0],
        other=way.other if way.leaves else None,
        into=moved[-1] if way.leaves else None,
        event=event.pk,
    )


def _move(  # noqa: PLR0913 (what a movement is)
    source: Account, target: Account, minutes: int, *, key: str, kind: str, event: int
) -> int:
    return ledger.transfer(
        Movement(
            ledger=source.ledger_id,
            key=key,
            debit=source.pk,
            credit=target.pk,
            amount=minutes,
            kind=kind,
            rule_version=book_of(source.community).pk,
            event=event,
        )
    ).id


def _pool(community: int) -> Account:
    book = ledger.open_ledger(community=community, unit=UNIT)
    return Account.objects.within(community).get(ledger=book, kind=Account.Kind.DONATED)


@action(allow=rules_giving.for_oneself)
def donate(actor: Actor, *, minutes: int, key: uuid.UUID) -> int:
    """Into the community's pool, for good. The same key moves once."""
    community, person = actor.place or 0, actor.person or 0
    lock_members(community, [person])
    _moved_once(community, f"donate:{key}")
    fact = facts.HoursDonated(community=community, person=person, minutes=minutes)
    event = record(actor, fact, place=community)
    source = ledger.resident_account(community=community, unit=UNIT, person=person)
    return _move(
        source, _pool(community), minutes, key=f"donate:{key}", kind="donate", event=event.pk
    )


@action(allow=rules.may_note)
def grant(actor: Actor, *, person: str, minutes: int, words: str, key: uuid.UUID) -> Grant:
    """Staff, with a reason that the person reads; never for themselves."""
    who: Person = somebody(actor, person)
    if scope.share_a_home(actor.person or 0, who.pk):
        raise Refused("timebank.own_standing", field="person")
    community = who.community or 0
    terms = book_of(community).plain
    lock_members(community, [who.pk])
    _moved_once(community, f"grant:{key}")
    require_open(community, who.pk)
    fact = facts.HoursGranted(community=community, person=who.pk, minutes=minutes)
    event = record(actor, fact, place=community)
    target = ledger.resident_account(community=community, unit=UNIT, person=who.pk)
    pool = _pool(community)
    ledger.locked(pool.pk, target.pk)
    set_limits(target, floor=0, cap=terms.cap_minutes)
    moved = _move(pool, target, minutes, key=f"grant:{key}", kind="grant", event=event.pk)
    return Grant.objects.create(
        community=community,
        person=who,
        minutes=minutes,
        words=seal_text(words),
        by_id=actor.person or 0,
        transfer=moved,
        event=event.pk,
        at=clock.now(),
    )
