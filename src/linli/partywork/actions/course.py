"""The course of a matter, from the draft to the file. Lock: its row."""

from datetime import date
from hashlib import sha256

from django.db import IntegrityError, transaction

from linli.facts import partywork as facts
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.organisations.models import Organisation
from linli.partywork import queries, rules
from linli.partywork.filing import file_of
from linli.partywork.models import Affair
from linli.partywork.operations import course
from linli.partywork.parameters import FILE_NUMBER_MAX, TITLE_MAX, WORDS_MAX
from linli.partywork.states import State, Verb
from linli.partywork.terms import PROFILES
from linli.partywork.wanted import Study, Vote, Wanted


@action(allow=rules.may_open)
def open_affair(actor: Actor, *, wanted: Wanted) -> Affair:
    """A draft, by the rules of today; nobody else sees it yet."""
    title = course.good(wanted.title, field="title", most=TITLE_MAX)
    profile = PROFILES.in_force(clock.today())
    own = Organisation.objects.get(pk=actor.organisation or 0)
    row = Affair(
        community=wanted.community,
        estate_id=own.estate_id or wanted.estate,
        organisation=own,
        number=queries.next_number(wanted.community),
        title=title,
        profile=profile.key,
        rules=profile.rules.packed(),
        opened_by_id=actor.person or 0,
        opened_at=clock.now(),
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:  # two at once
        raise Refused("kernel.stale") from error
    course.write_text(actor, row, wanted.text)
    course.tell(actor, row, facts.AffairOpened, profile=row.profile)
    return row


@action(allow=rules.may_serve)
def study(actor: Actor, *, affair: int, study: Study) -> Affair:
    """The party organisation met over it, enough came, and this is what it said."""
    row = course.begun(affair, Verb.STUDY)
    course.require_past(study.day)
    course.require_figures(study.entitled, study.present)
    if not row.law.study_quorum.met(study.present, study.entitled):
        raise Refused("partywork.no_quorum", field="present", share=str(row.law.study_quorum))
    row.study = course.good(study.words, most=WORDS_MAX)
    row.studied_on = study.day
    row.study_entitled, row.study_present = study.entitled, study.present
    course.step(
        actor,
        row,
        Verb.STUDY,
        facts.AffairStudied,
        on=study.day.isoformat(),
        entitled=study.entitled,
        present=study.present,
    )
    return row


@action(allow=rules.may_serve)
def consult(actor: Actor, *, affair: int, until: date, text: str) -> Affair:
    """Ask the people, until the end of a day; again, when the text became another one."""
    row = course.begun(affair, Verb.CONSULT)
    if row.state == State.CONSULTING:
        _require_over(row.consult_until, "partywork.asked_still")
    course.require_last_day(until, row.law.consult_days)
    put = course.put_to_people(actor, row, text)
    row.round += 1
    row.consult_from, row.consult_until = clock.today(), until
    row.shown_from = row.shown_until = None
    course.step(
        actor,
        row,
        Verb.CONSULT,
        facts.AffairConsulted,
        round=row.round,
        until=until.isoformat(),
        text=put,
    )
    return row


def _require_over(day: date | None, code: str) -> None:
    if day is None or clock.today() <= day:
        raise Refused(code, until=day.isoformat() if day else "")


@action(allow=rules.may_serve)
def show(actor: Actor, *, affair: int, until: date, text: str) -> Affair:
    """The text that is to be decided hangs out, when everybody who said something has an answer."""
    row = course.begun(affair, Verb.SHOW)
    _require_over(row.consult_until, "partywork.asked_still")
    course.require_answered(row)
    course.require_last_day(until, row.law.show_days)
    put = course.put_to_people(actor, row, text)
    row.shown_from, row.shown_until = clock.today(), until
    course.step(
        actor,
        row,
        Verb.SHOW,
        facts.AffairShown,
        until=until.isoformat(),
        text=put,
        opinions=queries.opinions_of(row).count(),
    )
    return row


@action(allow=rules.may_serve)
def decide(actor: Actor, *, affair: int, vote: Vote) -> Affair:
    """The text that hung out, and no other, is adopted or not; by the program's own reckoning."""
    row = course.begun(affair, Verb.DECIDE)
    _require_over(row.shown_until, "partywork.shown_still")
    course.require_answered(row)
    course.require_past(vote.day, row.shown_until)
    course.require_figures(vote.entitled, vote.present, vote.agree, vote.oppose)
    law = row.law
    if not law.decide_quorum.met(vote.present, vote.entitled):
        raise Refused("partywork.no_quorum", field="present", share=str(law.decide_quorum))
    adopted = law.adopts(entitled=vote.entitled, present=vote.present, agree=vote.agree)
    row.decision = course.good(vote.words, most=WORDS_MAX, needed=not adopted)
    row.outcome = (Affair.Outcome.ADOPTED if adopted else Affair.Outcome.REJECTED).value
    row.decided_on = vote.day
    row.entitled, row.present = vote.entitled, vote.present
    row.agree, row.oppose = vote.agree, vote.oppose
    row.carry = vote.carry and adopted
    course.step(
        actor,
        row,
        Verb.DECIDE,
        facts.AffairDecided,
        outcome=row.outcome,
        on=vote.day.isoformat(),
        entitled=vote.entitled,
        present=vote.present,
        agree=vote.agree,
        oppose=vote.oppose,
        carry=row.carry,
        text=course.hash_of(queries.text_of(row).text),
    )
    return row


@action(allow=rules.may_serve)
def file_away(actor: Actor, *, affair: int, number: str) -> Affair:
    """Into the archive under its number; the hash of the whole file goes into the log."""
    row = course.begun(affair, Verb.FILE)
    row.file_number = course.good(number, field="number", most=FILE_NUMBER_MAX)
    row.filed_on, row.ended_at = clock.today(), clock.now()
    row.file_hash = sha256(file_of(row)).hexdigest()
    course.step(actor, row, Verb.FILE, facts.AffairFiled, file=row.file_hash)
    return row


@action(allow=rules.may_serve)
def withdraw(actor: Actor, *, affair: int, words: str) -> Affair:
    """It is not decided at all, and why; not once it was decided."""
    row = course.begun(affair, Verb.WITHDRAW)
    before = row.state
    row.why = course.good(words, most=WORDS_MAX)
    row.ended_at = clock.now()
    course.step(actor, row, Verb.WITHDRAW, facts.AffairWithdrawn, state=before)
    return row
