"""Entry points of appeals against a hiding. Locks: the thread, then the post, then the appeal."""

from linli.facts import threads as facts
from linli.journal.operations import record
from linli.kernel import clock, workdays
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.kernel.periods import in_force
from linli.threads import operations, parameters, queries, rules
from linli.threads.models import Appeal, Verdict
from linli.threads.private import holds_id_number
from linli.threads.states import AppealState, PostState
from linli.threads.text import clean


def _reason(text: str, field: str, most: int) -> str:
    text = clean(text)
    if not text:
        raise Refused("threads.reason_missing", field=field)
    if len(text) > most:
        raise Refused("threads.too_long", field=field, most=most)
    if holds_id_number(text):
        raise Refused("threads.id_number", field=field)
    return text


@action(allow=rules.may_appeal)
def appeal(actor: Actor, *, post: str, reason: str) -> Appeal:
    """Once against each hiding, with a reason; the post stays hidden until it is decided."""
    good = _reason(reason, "reason", parameters.APPEAL_MAX)
    row = operations.locked_post(post)
    verdict = queries.newest_verdicts([row.pk]).get(row.pk)
    if row.state != PostState.HIDDEN or verdict is None:
        raise Refused("threads.not_hidden")
    if (
        verdict.kind != Verdict.Kind.HIDDEN
        or Appeal.objects.across_communities("one appeal against each hiding")
        .filter(verdict=verdict)
        .exists()
    ):
        raise Refused("threads.appealed_before")
    now = clock.now()
    within = in_force(parameters.PERIODS, "appeal", verdict.at)
    if now > verdict.at + within:
        raise Refused("threads.appeal_too_late", days=within.days)
    made = Appeal(
        post=row,
        community=row.community,
        person_id=row.author_id,
        verdict=verdict,
        hidden_by_id=verdict.by_id,
        at=now,
        due_on=workdays.shifted(clock.today(), parameters.APPEAL_WORKDAYS),
    )
    made.put("reason", good)
    made.save()
    operations.turn(row.thread_id)
    fact = facts.Appealed(
        post=row.public_id, kind=row.thread.kind, of=row.thread.subject, author=row.author_id
    )
    record(actor, fact, place=row.community)
    return made


@action(allow=rules.may_decide_appeal)
def decide_appeal(actor: Actor, *, post: str, grant: bool, note: str) -> Appeal:
    """Show it again, or uphold the hiding; either with a reason that the author reads."""
    said = _reason(note, "note", parameters.NOTE_MAX)
    row = operations.locked_post(post)
    found = operations.locked_appeal(row.pk)
    if found is None or row.state != PostState.HIDDEN:
        raise Refused("kernel.stale")
    if found.hidden_by_id == actor.person:
        raise Refused("threads.another_decides")
    kind = Verdict.Kind.RESTORED if grant else Verdict.Kind.UPHELD
    ground = "" if grant else found.verdict.ground
    verdict = operations.verdict(actor, kind, said, ground)
    if grant:
        row.state = PostState.SHOWN
        row.save(update_fields=["state"])
    found.state = AppealState.GRANTED if grant else AppealState.REFUSED
    found.decided_by_id = actor.person
    found.decided_at = clock.now()
    found.save(update_fields=["state", "decided_by", "decided_at"])
    operations.judge(row, verdict)
    fact = facts.AppealGranted if grant else facts.AppealRefused
    record(
        actor,
        fact(post=row.public_id, kind=row.thread.kind, of=row.thread.subject),
        place=row.community,
    )
    return found
