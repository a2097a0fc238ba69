"""Disputes, decisions with reasons, appeals; and what staff note of people."""

from datetime import date

from linli.facts import timebank as facts
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused, require
from linli.kernel.fetch import found_or_refused
from linli.places.operations.estates import seal_text
from linli.timebank import rules, scope
from linli.timebank.actions.common import somebody, told
from linli.timebank.deeds import TIME
from linli.timebank.models import Session, Standing
from linli.timebank.operations import sessions, settling
from linli.timebank.states import DECISIONS, Reason, Verb


@action(allow=rules.may_take_part, deed=TIME.key)
def dispute(actor: Actor, *, session: int, words: str) -> Session:
    """It was otherwise, says one of the two: staff look at it before anything is entered."""
    row = sessions.locked(session)
    sessions.decide(row, Verb.HOLD, words, actor.person or 0)
    row.reason = Reason.DISPUTED
    row.save()
    told(actor, row, facts.SessionDecided, verb="dispute", credit=0)
    return row


@action(allow=rules.may_take_part, deed=TIME.key)
def appeal(actor: Actor, *, session: int, words: str) -> Session:
    """Say why the refusal is wrong; somebody else than before looks at it."""
    row = sessions.locked(session)
    sessions.decide(row, Verb.APPEAL, words, actor.person or 0)
    row.save()
    told(actor, row, facts.SessionDecided, verb=Verb.APPEAL, credit=0)
    return row


@action(allow=rules.may_decide)
def decide(actor: Actor, *, session: int, verb: str, words: str) -> Session:
    """Release or refuse what is looked at; grant or turn down an appeal."""
    step = Verb(verb)
    if step not in DECISIONS:
        raise Refused("timebank.not_now")
    row = sessions.locked(session)
    # whose hands were in it is asked again under the lock: an appeal may have come meanwhile
    require(rules.may_decide(actor, session=session))
    sessions.lock_members(row.community, rules.parties(row))
    sessions.decide(row, step, words, actor.person or 0)
    kept = 0
    if step in {Verb.RELEASE, Verb.GRANT}:
        # what was still to come back need not any more: only what came is given again
        kept, row.owed = row.owed, 0
        settling.reckon(row)
    row.save()
    event = told(actor, row, facts.SessionDecided, verb=step, credit=row.credit)
    settling.pay(row, event, kept=kept)
    return row


@action(allow=rules.may_note)
def note_standing(  # noqa: PLR0913 (what a standing is)
    actor: Actor, *, person: str, kind: str, ground: str, words: str, until: date | None = None
) -> Standing:
    """On papers that staff saw: free of minutes, insured, a guardian's consent. Not of oneself."""
    who = somebody(actor, person)
    if scope.share_a_home(actor.person or 0, who.pk):
        raise Refused("timebank.own_standing", field="person")
    if (kind == Standing.Kind.RECEIVES) == (ground == Standing.Ground.PAPERS):
        raise Refused("timebank.no_such_ground", field="ground")
    if until is not None and until < clock.today():
        raise Refused("timebank.past_day", field="until")
    row = Standing.objects.create(
        community=who.community or 0,
        person=who,
        kind=kind,
        ground=ground,
        words=seal_text(words),
        since=clock.today(),
        until=until,
        by_id=actor.person or 0,
        at=clock.now(),
    )
    fact = facts.StandingNoted(standing=row.pk, community=row.community, kind=kind, ground=ground)
    record(actor, fact, place=row.community)
    return row


@action(allow=rules.may_end_standing)
def end_standing(actor: Actor, *, standing: int) -> Standing:
    rows = Standing.objects.reached_by(actor).filter(pk=standing, ended_at=None)
    row = found_or_refused(rows.select_for_update())
    row.ended_by_id = actor.person
    row.ended_at = clock.now()
    row.save(update_fields=["ended_by", "ended_at"])
    fact = facts.StandingEnded(standing=row.pk, community=row.community, kind=row.kind)
    record(actor, fact, place=row.community)
    return row
