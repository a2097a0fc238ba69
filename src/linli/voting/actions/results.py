"""The result: counting, signing, publishing; objections to it."""

from collections import Counter
from datetime import timedelta
from typing import Any

from linli.facts import voting as facts
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused, require
from linli.kernel.fetch import found_or_refused
from linli.voting import audits, counting, operations, operations_editions, queries_official, rules
from linli.voting.actions.common import locked, taken
from linli.voting.deeds import OBJECT
from linli.voting.in_force import profile_of, tellers_least
from linli.voting.models import Assembly, ResultObjection, Signature
from linli.voting.states import State, Verb


@action(allow=rules.may_count)
def tally(actor: Actor, *, assembly: int) -> Assembly:
    """Count what the opened ballots say, and keep every number of the computation."""
    row = taken(assembly, Verb.TALLY)
    require(queries_official.is_there(row))
    missing = counting.unopened(row)
    if missing:
        raise Refused("voting.open_first", ballots=missing)
    differ = audits.to_read_again(row).count()
    if differ:
        raise Refused("voting.third_reading", sheets=differ)
    if audits.is_waiting(row):
        raise Refused("voting.audit_first")
    results: list[tuple[Any, bool, dict[str, Any]]] = counting.results_of(row)
    operations.store(row, results)
    adopted = tuple(matter.pk for matter, passed, _ in results if passed)
    failed = tuple(matter.pk for matter, passed, _ in results if not passed)
    operations.step(
        actor,
        row,
        Verb.TALLY,
        facts.VoteCounted,
        result_hash=row.result_hash,
        adopted=adopted,
        failed=failed,
    )
    return row


@action(allow=rules.may_count)
def sign(actor: Actor, *, assembly: int, result_hash: str) -> Assembly:
    """Stand for the result that was shown, by its hash. The last signature completes it."""
    row = taken(assembly, Verb.SIGN)
    if result_hash != row.result_hash:
        raise Refused("voting.another_result")
    teller = rules.teller_of(actor, row)
    if teller is None:
        raise Refused("voting.teller_only")
    if Signature.objects.filter(teller=teller).exists():
        raise Refused("voting.signed_already")
    Signature.objects.create(teller=teller, result_hash=result_hash, at=clock.now())
    complete = _is_complete(row)
    if complete:
        row.state = State.SIGNED
    operations.step(
        actor,
        row,
        Verb.SIGN,
        facts.ResultSigned,
        person=teller.person_id,
        role=str(teller.role),
        result_hash=result_hash,
        complete=complete,
    )
    return row


def _is_complete(row: Assembly) -> bool:
    """Nobody's signature is missing, and of each role there are as many as the place asks for."""
    if row.tellers.filter(ended_at=None, signature=None).exists():
        return False
    signed = Counter(row.tellers.filter(signature__isnull=False).values_list("role", flat=True))
    least = tellers_least(profile_of(row))
    return all(signed[role] >= number for role, number in least.items())


@action(allow=rules.may_convene)
def publish(actor: Actor, *, assembly: int) -> Assembly:
    """Publish it, with the root over all that it rests on, when it still is what was signed.

    Adopted matters (by the official result where that binds) become duties, which follows from
    the fact; files for the recount are made once
    the log has taken it.
    """
    row = taken(assembly, Verb.PUBLISH)
    if not operations.stands(row):
        raise Refused("voting.result_altered")
    days = profile_of(row).rules.publication.objection_days
    row.state, row.published_at = State.PUBLISHED, clock.now()
    row.objections_until = clock.today() + timedelta(days=days)
    root = operations_editions.keep_content(row)
    operations.step(
        actor,
        row,
        Verb.PUBLISH,
        facts.ResultPublished,
        result_hash=row.result_hash,
        content_root=root,
        adopted=queries_official.adopted_in(row),
        objections_until=row.objections_until.isoformat(),
    )
    return row


@action(allow=rules.may_object, deed=OBJECT.key)
def object_to_result(actor: Actor, *, assembly: int, text: str) -> ResultObjection:
    """Object to a published result, within its days. It delays nothing."""
    row = locked(assembly)
    if row.state != State.PUBLISHED:
        raise Refused("voting.not_now")
    if row.objections_until is None or clock.today() > row.objections_until:
        raise Refused(
            "voting.objections_over",
            until=str(row.objections_until),
            article=profile_of(row).article("publication.objection_days"),
        )
    made = ResultObjection.objects.create(
        community=row.community,
        assembly=row,
        person_id=actor.person or 0,
        text=operations.seal_text(text),
        at=clock.now(),
    )
    operations.tell(actor, row, facts.ResultObjected, objection=made.pk)
    return made


@action(allow=rules.may_convene)
def answer_result_objection(
    actor: Actor, *, assembly: int, objection: int, text: str
) -> ResultObjection:
    row = locked(assembly)
    found = found_or_refused(
        ResultObjection.objects.within(row.community)
        .filter(assembly=row, pk=objection)
        .select_for_update()
    )
    if found.answered_at:
        raise Refused("voting.answered_already")
    found.answer = operations.seal_text(text)
    found.answered_by_id = actor.person
    found.answered_at = clock.now()
    found.save()
    operations.tell(actor, row, facts.ResultObjectionAnswered, objection=found.pk)
    return found
