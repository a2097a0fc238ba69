"""Blocking and reporting a person."""

from linli.facts import identity as facts
from linli.identity.models import Block, Person, Report
from linli.identity.operations import lock_people, save_row
from linli.identity.operations.watching import start_of_day
from linli.identity.parameters import REPORTS_PER_DAY, TEXT_MAX
from linli.identity.queries import neighbour
from linli.identity.rules import handles_report, home_of, made_report, oneself, who
from linli.identity.states import ReportState, may_follow
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused


def _neighbour(actor: Actor, public_id: str) -> Person:
    """Somebody of one's own community; anybody else does not exist for the asker."""
    found = neighbour(actor, public_id)
    if found is None:
        raise Refused("identity.no_such_person", field="public_id")
    if found.pk == actor.person:
        raise Refused("identity.not_on_yourself", field="public_id")
    return found


@action(allow=oneself)
def block(actor: Actor, *, public_id: str) -> Block:
    """Not to meet somebody any more; they are not told."""
    other = _neighbour(actor, public_id)
    row = Block(person_id=who(actor), blocked=other, at=clock.now())
    save_row(row)
    record(actor, facts.Blocked(person=who(actor)))
    return row


@action(allow=oneself)
def unblock(actor: Actor, *, block: int) -> None:
    gone, _ = Block.objects.filter(pk=block, person=actor.person).delete()
    if not gone:
        raise Refused("kernel.not_found")
    record(actor, facts.Unblocked(person=who(actor)))


@action(allow=oneself, deed="reports")
def report(actor: Actor, *, public_id: str, reason: str, text: str = "") -> Report:
    """Tell staff; the reporter reads the answer, the reported does not learn who it was."""
    other = _neighbour(actor, public_id)
    if reason not in Report.Reason.values:
        raise Refused("identity.no_such_choice", field="reason")
    if len(text.strip()) > TEXT_MAX:
        raise Refused("identity.text_too_long", field="text", limit=TEXT_MAX)
    lock_people(who(actor))  # two at once are counted one after the other
    mine = Report.objects.across_communities("a reporter's own reports of today")
    today = mine.filter(reporter=actor.person, at__gte=start_of_day()).count()
    if today >= REPORTS_PER_DAY:
        raise Refused("kernel.too_many")
    row = Report(
        community=home_of(other),
        reporter_id=who(actor),
        reported=other,
        reason=reason,
        at=clock.now(),
    )
    row.put("text", text.strip())
    save_row(row)
    record(actor, facts.ReportMade(report=row.pk, reported=other.pk, reason=reason))
    return row


def _locked(report: int) -> Report:
    rows = Report.objects.across_communities("the rule has checked who may")
    return rows.select_for_update(of=("self",)).get(pk=report)


def _go(row: Report, state: ReportState, by: int | None) -> None:
    if not may_follow(row.state, state):
        raise Refused("kernel.stale")
    row.state = state
    row.decided_by_id = by
    row.decided_at = clock.now()


@action(allow=handles_report)
def decide_report(actor: Actor, *, report: int, acted: bool, answer: str) -> Report:
    """Staff close a report with an answer to the reporter."""
    row = _locked(report)
    _go(row, ReportState.ACTED if acted else ReportState.DISMISSED, actor.person)
    if not answer.strip():
        raise Refused("identity.reason_missing", field="answer")
    if len(answer.strip()) > TEXT_MAX:
        raise Refused("identity.text_too_long", field="answer", limit=TEXT_MAX)
    row.put("answer", answer.strip())
    row.save()
    record(actor, facts.ReportDecided(report=row.pk, outcome=row.state))
    return row


@action(allow=made_report)
def withdraw_report(actor: Actor, *, report: int) -> Report:
    row = _locked(report)
    _go(row, ReportState.WITHDRAWN, actor.person)
    row.save()
    record(actor, facts.ReportWithdrawn(report=row.pk))
    return row
