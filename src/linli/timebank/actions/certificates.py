"""Certificates of voluntary service: asked for, shown to the members, objected to, issued. Free."""

import hashlib
from datetime import date, timedelta
from typing import Any

import rfc8785
from django.db import IntegrityError, transaction

from linli.facts import timebank as facts
from linli.identity.models import Person
from linli.identity.queries import records_of
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.places.operations.estates import seal_text
from linli.timebank import queries, rules_oversight, scope_oversight
from linli.timebank.models import Certificate, Objection
from linli.timebank.operations.sessions import lock_members


def _fact(
    row: Certificate, kind: type[facts.CertificateFact], **more: Any
) -> facts.CertificateFact:
    return kind(certificate=row.pk, community=row.community, **more)


@action(allow=rules_oversight.may_ask)
def ask(actor: Actor, *, first: date, last: date) -> Certificate:
    """For days that are over; the members see name and hours for as long as the rulebook says."""
    community, today = actor.place or 0, clock.today()
    if not first <= last <= today:
        raise Refused("timebank.no_period", field="last")
    book = queries.book_on(community, today)
    if book is None:
        raise Refused("timebank.no_rules")
    lock_members(community, [actor.person or 0])
    mine = Certificate.objects.within(community).filter(
        person__in=records_of(actor.person or 0), state=Certificate.State.SHOWN
    )
    if mine.exists():
        raise Refused("timebank.shown_already")
    minutes, sessions = scope_oversight.served(actor.person or 0, community, first, last)
    if not minutes:
        raise Refused("timebank.nothing_served", field="first")
    row = Certificate.objects.create(
        community=community,
        person_id=actor.person or 0,
        first=first,
        last=last,
        minutes=minutes,
        sessions=sessions,
        asked_at=clock.now(),
        until=today + timedelta(days=book.plain.publicity_days),
    )
    record(actor, _fact(row, facts.CertificateAsked), place=community)
    return row


@action(allow=rules_oversight.may_object)
def object_to(actor: Actor, *, certificate: int, words: str) -> Objection:
    """It waits until staff have answered."""
    row = _locked(certificate)
    made = Objection(
        certificate=row,
        community=row.community,
        by_id=actor.person or 0,
        words=seal_text(words),
        at=clock.now(),
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise Refused("timebank.objected_already") from error
    fact = _fact(row, facts.CertificateObjected, objection=made.pk)
    record(actor, fact, place=row.community)
    return made


def _locked(certificate: int) -> Certificate:
    rows = Certificate.objects.across_communities("the rule has looked").select_for_update()
    return found_or_refused(rows.filter(pk=certificate))


@action(allow=rules_oversight.may_answer)
def answer(actor: Actor, *, objection: int, upheld: bool, words: str) -> Objection:
    """An upheld one ends the certificate; another can be asked for when the record is right."""
    rows = Objection.objects.across_communities("the rule has looked")
    row = found_or_refused(rows.filter(pk=objection))
    certificate = _locked(row.certificate_id)
    row = found_or_refused(rows.filter(pk=objection).select_for_update())
    if row.upheld is not None or certificate.state != Certificate.State.SHOWN:
        raise Refused("timebank.not_now")
    row.upheld, row.answer, row.answered_by_id = upheld, seal_text(words), actor.person
    row.save()
    if upheld:
        certificate.state = Certificate.State.REFUSED
        certificate.save(update_fields=["state"])
    fact = _fact(
        certificate,
        facts.CertificateObjectionAnswered,
        objection=row.pk,
        person=certificate.person_id,
        upheld=upheld,
    )
    record(actor, fact, place=row.community)
    return row


def digest_of(row: Certificate, number: str) -> str:
    """SHA-256 of what stands on it, in canonical JSON; whoever has the paper can make it anew."""
    plain: Any = {
        "certificate": row.pk,
        "volunteer": number,
        "first": row.first.isoformat(),
        "last": row.last.isoformat(),
        "minutes": row.minutes,
        "sessions": row.sessions,
    }
    return hashlib.sha256(rfc8785.dumps(plain)).hexdigest()


@action(allow=rules_oversight.may_hold)
def issue(actor: Actor, *, certificate: int) -> Certificate:
    """After it was shown, with every objection answered; the hours are counted once more."""
    row = _locked(certificate)
    if row.state != Certificate.State.SHOWN:
        raise Refused("timebank.not_now")
    if row.until >= clock.today():
        raise Refused("timebank.still_shown", until=row.until.isoformat())
    if Objection.objects.within(row.community).filter(certificate=row, upheld=None).exists():
        raise Refused("timebank.objection_open")
    row.minutes, row.sessions = scope_oversight.served(
        row.person_id, row.community, row.first, row.last
    )
    if not row.minutes:
        raise Refused("timebank.nothing_served")
    number = Person.objects.get(pk=row.person_id).public_id
    row.digest = digest_of(row, number)
    row.state, row.issued_at = Certificate.State.ISSUED, clock.now()
    fact = _fact(row, facts.CertificateIssued, digest=row.digest)
    row.event = record(actor, fact, place=row.community).pk
    row.save()
    return row
