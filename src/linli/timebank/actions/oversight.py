"""The supervisor: drawing a month's sample, findings with consequences, what is still owed.

Locks: the session, then its members, then the ledger's own.
"""

import secrets
from datetime import date

from dateutil.relativedelta import relativedelta
from django.db import IntegrityError, transaction

from linli.facts import timebank as facts
from linli.journal.operations import record
from linli.journal.queries import checkpoint_of, log_numbered
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.places.operations.estates import seal_text
from linli.timebank import queries, rules, rules_oversight, sampling, scope_oversight
from linli.timebank.actions.common import told
from linli.timebank.models import Call, Sample, Session
from linli.timebank.operations import sessions, settling
from linli.timebank.states import State, Verb


def _seed() -> tuple[str, int | None]:
    """The root of the log's newest checkpoint: nobody chose it, and everybody can look it up."""
    log = log_numbered(None)
    newest = checkpoint_of(log.number) if log else None
    if newest is None or newest.size == 0:
        return secrets.token_hex(32), None
    return bytes(newest.root).hex(), newest.size


@action(allow=rules_oversight.may_draw)
def draw(actor: Actor, *, community: int, month: date) -> Sample:
    """Once for each month that is over; which sessions, follows from the seed alone."""
    first = month.replace(day=1)
    if first >= clock.today().replace(day=1):
        raise Refused("timebank.month_runs", field="month")
    book = queries.book_on(community, first + relativedelta(months=1, days=-1))
    found = scope_oversight.month_of(community, first)
    if book is None or not found:
        raise Refused("timebank.nothing_to_draw", field="month")
    seed, size = _seed()
    row = Sample(
        community=community,
        month=first,
        seed=seed,
        log_size=size,
        population=len(found),
        digest=sampling.digest_of(found),
        rulebook=book,
        by_id=actor.person or 0,
        at=clock.now(),
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Refused("timebank.drawn_already", field="month") from error
    drawn = sampling.drawn(found, seed=seed, percent=book.plain.audit_percent)
    Call.objects.bulk_create(
        Call(sample=row, community=community, session_id=number) for number in drawn
    )
    fact = facts.SampleDrawn(
        sample=row.pk,
        community=community,
        month=first.isoformat(),
        seed=seed,
        population=row.population,
        digest=row.digest,
        percent=book.plain.audit_percent,
        sessions=tuple(drawn),
    )
    record(actor, fact, place=community)
    return row


@action(allow=rules_oversight.may_find)
def find(actor: Actor, *, call: int, outcome: str, words: str) -> Call:
    """What the call showed. What was not so is taken back; both are told and may appeal."""
    rows = Call.objects.across_communities("the rule has looked").select_for_update(of=("self",))
    row = found_or_refused(rows.filter(pk=call))
    if row.outcome not in {Call.Outcome.OPEN, Call.Outcome.UNREACHED}:
        raise Refused("timebank.not_now")
    if outcome not in set(Call.Outcome.values) - {""}:
        raise Refused("kernel.not_found")
    row.outcome, row.words = outcome, seal_text(words)
    row.by_id, row.at = actor.person, clock.now()
    row.save()
    session = sessions.locked(row.session_id)
    sessions.lock_members(session.community, rules.parties(session))
    taken = 0
    if outcome == Call.Outcome.FALSE:
        sessions.decide(session, Verb.TAKE_BACK, words, actor.person or 0)
        taken = settling.take_back(session)
        session.save()
    told(actor, session, facts.SessionFound, outcome=outcome, taken=taken, owed=session.owed)
    return row


@action(allow=rules_oversight.collects)
def collect(actor: Actor, *, session: int) -> int:
    """Take what is owed of a session that was taken back, as far as there is something now."""
    row = sessions.locked(session)
    sessions.lock_members(row.community, rules.parties(row))
    if row.state not in {State.TAKEN_BACK, State.APPEALED, State.UPHELD} or not row.owed:
        raise Refused("timebank.not_now")
    taken = settling.collect(row)
    if not taken:
        raise Refused("timebank.not_now")
    row.save()
    told(actor, row, facts.HoursCollected, taken=taken, owed=row.owed)
    return taken


def owing() -> list[int]:
    """Sessions of which something is still owed; for the nightly job."""
    rows = Session.objects.across_communities("the nightly look at what is owed")
    return list(rows.filter(owed__gt=0).order_by("pk").values_list("pk", flat=True))
