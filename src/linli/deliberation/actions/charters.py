"""Drafting a charter, and putting it in force when those whom it binds have ratified it.

Lock: the community's charters, in the order of their numbers.
"""

import hashlib
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import rfc8785
from django.db import IntegrityError, transaction
from pydantic import ValidationError

from linli.deliberation import rules
from linli.deliberation.models import Charter
from linli.deliberation.patterns import Pattern, discussion_days, ratifiers
from linli.deliberation.terms import Terms
from linli.facts import deliberation as facts
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused


def _refusal(error: ValidationError) -> Refused:
    """The parameter that does not fit is the field; what a pair must fulfil names its first half."""
    first = error.errors()[0]
    where = str(first["loc"][0]) if first["loc"] else first["msg"].rpartition(" ")[2]
    return Refused("deliberation.bad_term", field=where)


def digest_of(charter: Charter) -> str:
    """SHA-256 of what it says in canonical JSON: that this was ratified can be shown."""
    plain: Any = {
        "community": charter.community,
        "estate": charter.estate_id,
        "terms": charter.plain.plain(),
    }
    return hashlib.sha256(rfc8785.dumps(plain)).hexdigest()


@action(allow=rules.may_draft)
def draft(
    actor: Actor,
    *,
    community: int,
    pattern: Pattern,
    estate: int | None = None,
    terms: Mapping[str, Any] | None = None,
) -> Charter:
    """Lay a draft before everybody. A parameter that differs from the template is this draft's own."""
    try:
        whole = Terms.model_validate({**pattern.terms.plain(), **(terms or {})})
    except ValidationError as error:
        raise _refusal(error) from error
    rows = Charter.objects.within(community).select_for_update(of=("self",))
    known = list(rows.order_by("number"))
    person = actor.person or 0
    if any(each.initiator_id == person and each.state == "discussed" for each in known):
        raise Refused("deliberation.one_draft_at_a_time")
    values, theirs = whole.plain(), pattern.terms.plain()
    row = Charter(
        community=community,
        estate_id=estate,
        track=whole.track.value,
        number=known[-1].number + 1 if known else 1,
        template=pattern.key,
        terms=values,
        sources={k: v for k, v in pattern.sources.items() if values.get(k) == theirs.get(k)},
        initiator_id=person,
        initiator_body_id=actor.organisation,
        drafted_at=clock.now(),
        open_until=clock.today() + timedelta(days=discussion_days()),
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:  # two first drafts at once
        raise Refused("kernel.stale") from error
    fact = facts.CharterDrafted(
        charter=row.pk,
        community=community,
        estate=estate,
        number=row.number,
        template=pattern.key,
        digest=digest_of(row),
    )
    record(actor, fact, place=community)
    return row


def _locked(actor: Actor, charter: int) -> Charter:
    rows = Charter.objects.reached_by(actor).filter(pk=charter).select_for_update(of=("self",))
    row = found_or_refused(rows)
    if row.state != Charter.State.DISCUSSED:
        raise Refused("deliberation.settled_already")
    return row


def _settle(actor: Actor, row: Charter, state: Charter.State) -> None:
    row.state = state
    row.settled_by_id = actor.person
    row.settled_at = clock.now()
    row.save()


def _counted(counts: Mapping[str, int], decided_by: str) -> None:
    """Raises Refused unless the body may ratify and these counts carry it."""
    body = ratifiers().get(decided_by)
    if body is None:
        raise Refused("deliberation.no_such_choice", field="decided_by")
    if any(each < 0 for each in counts.values()):
        raise Refused("deliberation.bad_count", field="votes_for")
    votes = (counts["votes_for"], counts["votes_against"], counts["votes_abstain"])
    if sum(votes) > counts["entitled"]:
        raise Refused("deliberation.more_than_entitled", field="entitled")
    if not body.carried(counts["entitled"], *votes) or votes[0] <= votes[1]:
        raise Refused("deliberation.not_carried", field="votes_for")


@action(allow=rules.may_settle)
def ratify(  # noqa: PLR0913 (a decision is these)
    actor: Actor,
    *,
    charter: int,
    decided_by: str,
    decision: str,
    decided_on: date,
    since: date,
    counts: Mapping[str, int],
) -> Charter:
    """Write down that those whom it binds have ratified it; it holds from a later day on.

    `counts`: entitled, votes_for, votes_against, votes_abstain.
    """
    row = _locked(actor, charter)
    if not decision.strip():
        raise Refused("deliberation.no_number", field="decision")
    if decided_on > clock.today():
        raise Refused("deliberation.not_decided_yet", field="decided_on")
    if decided_on < row.open_until:
        raise Refused(
            "deliberation.discussed_too_short", field="decided_on", day=str(row.open_until)
        )
    if since <= clock.today():
        raise Refused("deliberation.back_dated", field="since")
    _counted(counts, decided_by)
    row.decided_by, row.decision, row.decided_on = decided_by, decision.strip(), decided_on
    row.since = since
    row.entitled = counts["entitled"]
    row.votes_for = counts["votes_for"]
    row.votes_against = counts["votes_against"]
    row.votes_abstain = counts["votes_abstain"]
    _settle(actor, row, Charter.State.IN_FORCE)
    fact = facts.CharterRatified(
        charter=row.pk,
        community=row.community,
        number=row.number,
        since=since.isoformat(),
        body=decided_by,
        decision=hashlib.sha256(row.decision.encode()).hexdigest(),
        entitled=row.entitled,
        votes_for=row.votes_for,
        votes_against=row.votes_against,
        votes_abstain=row.votes_abstain,
        digest=digest_of(row),
    )
    record(actor, fact, place=row.community)
    return row


@action(allow=rules.may_settle)
def reject(actor: Actor, *, charter: int) -> Charter:
    """Those whom it would bind did not want it: it never comes into force."""
    row = _locked(actor, charter)
    _settle(actor, row, Charter.State.REJECTED)
    fact = facts.CharterRejected(charter=row.pk, community=row.community, number=row.number)
    record(actor, fact, place=row.community)
    return row


@action(allow=rules.may_withdraw)
def withdraw(actor: Actor, *, charter: int) -> Charter:
    """Its initiator takes a draft back, to lay down a better one."""
    row = _locked(actor, charter)
    _settle(actor, row, Charter.State.WITHDRAWN)
    fact = facts.CharterWithdrawn(charter=row.pk, community=row.community, number=row.number)
    record(actor, fact, place=row.community)
    return row
