"""Sanctions from the proposal to the end. Locks: the register, the sanction, then balances.

A sanction takes points and nothing else: no vote, no service, no right depends on it.
"""

from datetime import date, timedelta

from linli.awards import queries
from linli.awards import rules_sanctions as rules
from linli.awards.breaches import profile
from linli.awards.models import Sanction
from linli.awards.operations import sanctioning
from linli.awards.operations.engine import lock_register
from linli.awards.reckoning import book_on
from linli.awards.sanction_states import ENDED, FIRST, LAST, State, Verb
from linli.facts import awards as facts
from linli.identity.models import Person
from linli.identity.queries import neighbour, records_of
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused, require
from linli.kernel.fetch import found_or_refused


def _said(words: str, name: str = "words") -> str:
    if not words.strip():
        raise Refused("awards.reason_first", field=name)
    return words.strip()


def _whom(actor: Actor, number: str) -> tuple[Person, int]:
    """A person of the actor's communities, neither themselves nor of their household."""
    who = neighbour(actor, number)
    if who is None or who.community is None:
        raise Refused("awards.no_such_neighbour", field="person")
    if who.pk in records_of(actor.person or 0):
        raise Refused("awards.about_oneself", field="person")
    if rules.one_household(actor, who.pk):
        raise Refused("awards.own_household", field="person")
    return who, who.community


@action(allow=rules.may_propose)
def propose(actor: Actor, *, person: str, kind: str, day: date, words: str) -> Sanction:
    """For a breach that the rules in force on its day name; the person is told and may answer."""
    said = _said(words)
    if day > clock.today():
        raise Refused("awards.day_ahead", field="day")
    most = profile().propose_days
    if (clock.today() - day).days > most:
        raise Refused("awards.too_long_ago", field="day", days=most)
    who, community = _whom(actor, person)
    lock_register(community)
    book = book_on(queries.books_of(community), day)
    points = book.breaches.get(kind) if book is not None else None
    if book is None or points is None:
        raise Refused("awards.no_such_breach", field="kind")
    same = Sanction.objects.within(community).filter(
        person__in=records_of(who.pk), kind=kind, day=day
    )
    if same.exclude(state__in=ENDED).exists():
        raise Refused("awards.sanctioned_already", field="day")
    made = Sanction.objects.create(
        community=community,
        person=who,
        kind=kind,
        day=day,
        version_id=book.version,
        points=points,
        proposed_by_id=actor.person or 0,
        answer_until=clock.today() + timedelta(days=book.answer_days or 0),
        at=clock.now(),
    )
    sanctioning.note(made, Verb.PROPOSE, said, actor)
    fact = facts.SanctionProposed(
        sanction=made.pk,
        community=community,
        person=who.pk,
        kind=kind,
        day=day.isoformat(),
        until=made.answer_until.isoformat(),
    )
    record(actor, fact, place=community)
    return made


def _locked(sanction: int) -> Sanction:
    rows = Sanction.objects.across_communities("after the rule looked at the reach")
    lock_register(found_or_refused(rows.filter(pk=sanction)).community)
    locked = rows.select_for_update(of=("self",)).select_related("version")
    return found_or_refused(locked.filter(pk=sanction))


def _to_decide(actor: Actor, sanction: int) -> Sanction:
    """Whose hands were in it is asked again under the lock: an appeal may have come meanwhile."""
    row = _locked(sanction)
    require(rules.may_decide(actor, sanction=sanction))
    return row


def _about(row: Sanction) -> dict[str, int]:
    person = sanctioning.present(row.person_id)
    return {"sanction": row.pk, "community": row.community, "person": person}


@action(allow=rules.may_speak, deed="bank")
def answer(actor: Actor, *, sanction: int, words: str) -> Sanction:
    """What the person says to it, once, until the day."""
    row, said = _locked(sanction), _said(words)
    sanctioning.move(row, Verb.ANSWER, said, actor)
    if clock.today() > row.answer_until:
        raise Refused("awards.answer_over")
    row.save(update_fields=["state"])
    record(actor, facts.SanctionAnswered(**_about(row)), place=row.community)
    return row


@action(allow=rules.may_decide)
def decide(actor: Actor, *, sanction: int, verb: str, words: str) -> Sanction:
    """Apply or drop it: once the person answered, or the days to answer are over."""
    row, said, step = _to_decide(actor, sanction), _said(words), Verb(verb)
    if step not in FIRST:
        raise Refused("awards.not_now")
    waits = row.state == State.PROPOSED and clock.today() <= row.answer_until
    sanctioning.move(row, step, said, actor)
    if waits:
        raise Refused("awards.days_not_over")
    row.decided_by_id = actor.person
    parts = []
    if step == Verb.APPLY:
        row.appeal_until = clock.today() + timedelta(days=row.version.appeal_days or 0)
        parts = sanctioning.due(row)
    row.save()
    fact = facts.SanctionDecided(
        **_about(row),
        verb=step,
        kind=row.kind,
        day=row.day.isoformat(),
        version=row.version_id,
        records=tuple(person for _account, person, _units in parts),
        units=tuple(units for *_, units in parts),
    )
    event = record(actor, fact, place=row.community)
    sanctioning.take(row, parts, event.pk)
    return row


@action(allow=rules.may_speak, deed="bank")
def appeal(actor: Actor, *, sanction: int, words: str) -> Sanction:
    """Say why it is wrong, until the day; a third person looks at it."""
    row, said = _locked(sanction), _said(words)
    sanctioning.move(row, Verb.APPEAL, said, actor)
    if row.appeal_until is None or clock.today() > row.appeal_until:
        raise Refused("awards.appeal_over")
    row.save(update_fields=["state"])
    record(actor, facts.SanctionAppealed(**_about(row)), place=row.community)
    return row


@action(allow=rules.may_decide)
def settle(actor: Actor, *, sanction: int, verb: str, words: str) -> Sanction:
    """After an appeal: it stays, or all that was taken comes back."""
    row, said, step = _to_decide(actor, sanction), _said(words), Verb(verb)
    if step not in LAST:
        raise Refused("awards.not_now")
    sanctioning.move(row, step, said, actor)
    parts = sanctioning.given(row) if step == Verb.LIFT else []
    row.save(update_fields=["state"])
    fact = facts.SanctionSettled(
        **_about(row),
        verb=step,
        records=tuple(person for _account, person, _units in parts),
        units=tuple(units for *_, units in parts),
    )
    record(actor, fact, place=row.community)
    if step == Verb.LIFT:
        sanctioning.give_back(row)
    return row
