"""What people show, which badges hold, honours from the proposal to the end. Lock: the row."""

from collections.abc import Iterable
from datetime import date

from linli.facts import recognition as facts
from linli.identity.models import Person
from linli.identity.queries import neighbour, records_of
from linli.journal.operations import record
from linli.kernel import clock, workdays
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.recognition import rules
from linli.recognition.badges import editions, honour_kinds, public_days
from linli.recognition.kinds import kinds
from linli.recognition.models import EXTRA_PARTS, Adoption, Honour, Objection, Sharing
from linli.recognition.queries import objections_to, over
from linli.recognition.states import TRANSITIONS, Verb
from linli.recognition.states import Honour as State


@action(allow=rules.is_oneself)
def choose_sharing(actor: Actor, *, parts: Iterable[str]) -> Sharing | None:
    """What neighbours of my community may see from now on; nothing takes it back at once."""
    wanted = list(dict.fromkeys(parts))
    known = {*kinds(), *EXTRA_PARTS}
    if not known.issuperset(wanted):
        raise Refused("recognition.no_such_part", field="parts")
    person = Person.objects.select_for_update().get(pk=actor.person or 0)
    if person.community is None:
        raise Refused("recognition.no_community")
    rows = Sharing.objects.across_communities("one's own")
    rows.filter(person__in=records_of(person.pk)).delete()
    made = None
    if wanted:
        made = Sharing.objects.create(
            person=person, community=person.community, parts=wanted, since=clock.now()
        )
    fact = facts.SharingChosen(person=person.pk, community=person.community, parts=tuple(wanted))
    record(actor, fact, place=person.community)
    return made


@action(allow=rules.works_on_badges)
def adopt_badges(
    actor: Actor, *, community: int, edition: int, since: date, decision: str
) -> Adoption:
    """From a day on an edition holds; edition 0 ends badges, and what was given stays."""
    if edition and edition not in editions():
        raise Refused("recognition.no_such_edition", field="edition")
    if since < clock.today():
        raise Refused("recognition.back_dated", field="since")
    if not decision.strip():
        raise Refused("recognition.reason_first", field="decision")
    digest = editions()[edition].digest if edition else ""
    made = Adoption.objects.create(
        community=community,
        edition=edition,
        since=since,
        decision=decision.strip(),
        digest=digest,
        by_id=actor.person or 0,
        at=clock.now(),
    )
    fact = facts.BadgesAdopted(
        community=community, edition=edition, since=since.isoformat(), digest=digest
    )
    record(actor, fact, place=community)
    return made


# --- honours ------------------------------------------------------------------------------------
@action(allow=rules.may_propose)
def propose_honour(actor: Actor, *, community: int, person: str, kind: str, reason: str) -> Honour:
    """The person is asked first; nobody else sees it before they agree."""
    if kind not in honour_kinds():
        raise Refused("recognition.no_such_honour", field="kind")
    if not reason.strip():
        raise Refused("recognition.reason_first", field="reason")
    who = neighbour(actor, person)
    if who is None or who.community != community:
        raise Refused("recognition.no_such_neighbour", field="person")
    who = Person.objects.select_for_update().get(pk=who.pk)
    if who.pk in records_of(actor.person or 0):
        raise Refused("recognition.about_oneself", field="person")
    open_ones = Honour.objects.within(community).filter(
        person__in=records_of(who.pk),
        kind=kind,
        state__in=[State.OFFERED, State.PUBLIC, State.STANDS],
    )
    if open_ones.exists():
        raise Refused("recognition.honoured_already", field="kind")
    made = Honour(
        community=community,
        person=who,
        kind=kind,
        proposed_by_id=actor.person or 0,
        at=clock.now(),
    )
    made.put("reason", reason.strip())
    made.save()
    fact = facts.HonourProposed(honour=made.pk, community=community, person=who.pk, kind=kind)
    record(actor, fact, place=community)
    return made


def _locked(honour: int) -> Honour:
    rows = Honour.objects.across_communities("after the rule looked at the reach")
    return found_or_refused(rows.filter(pk=honour).select_for_update())


def _moved(row: Honour, verb: Verb) -> None:
    transition = TRANSITIONS[verb]
    if State(row.state) not in transition.sources:
        raise Refused("recognition.not_now")
    row.state = transition.target


@action(allow=rules.may_answer)
def answer_honour(actor: Actor, *, honour: int, agreed: bool) -> Honour:
    """Agree to be named, or not any more. Before it stands a no ends it; afterwards it stays theirs."""
    row = _locked(honour)
    if row.state == State.STANDS:
        if row.named == agreed:
            raise Refused("recognition.not_now")
    else:
        _moved(row, Verb.ACCEPT if agreed else Verb.DECLINE)
        if agreed:
            row.public_until = workdays.shifted(clock.today(), public_days())
    row.named = agreed
    row.save()
    until = row.public_until.isoformat() if row.public_until else ""
    fact = facts.HonourAnswered(
        honour=row.pk,
        community=row.community,
        person=row.person_id,
        agreed=agreed,
        public_until=until,
    )
    record(actor, fact, place=row.community)
    return row


@action(allow=rules.may_object)
def object_to(actor: Actor, *, honour: int, words: str) -> Objection:
    """By a neighbour in the days of publicity, once; staff read it."""
    row = _locked(honour)
    if row.state != State.PUBLIC or over(row):
        raise Refused("recognition.public_over")
    if not words.strip():
        raise Refused("recognition.reason_first", field="words")
    if objections_to(row).filter(person__in=records_of(actor.person or 0)).exists():
        raise Refused("recognition.objected_already")
    made = Objection(
        community=row.community, honour=row, person_id=actor.person or 0, at=clock.now()
    )
    made.put("words", words.strip())
    made.save()
    fact = facts.HonourObjected(honour=row.pk, community=row.community, person=row.person_id)
    record(actor, fact, place=row.community)
    return made


@action(allow=rules.may_settle)
def settle_honour(actor: Actor, *, honour: int, verb: str, words: str) -> Honour:
    """Confirm it after its public days, drop it before it stands, withdraw it later; with a reason."""
    row, step = _locked(honour), Verb(verb)
    if step not in {Verb.CONFIRM, Verb.DROP, Verb.WITHDRAW}:
        raise Refused("recognition.not_now")
    _moved(row, step)
    if step == Verb.CONFIRM and not over(row):
        raise Refused("recognition.still_public")
    if not words.strip():
        raise Refused("recognition.reason_first", field="words")
    if objections_to(row).filter(person__in=records_of(actor.person or 0)).exists():
        raise Refused("recognition.another_settles")
    row.put("answer", words.strip())
    row.named = row.named and step == Verb.CONFIRM
    row.settled_by_id = actor.person
    row.settled_at = clock.now()
    row.save()
    fact = facts.HonourSettled(
        honour=row.pk, community=row.community, person=row.person_id, verb=step
    )
    record(actor, fact, place=row.community)
    return row
