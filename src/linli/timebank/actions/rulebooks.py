"""Writing down a rulebook and adopting it, by two. Lock: the ledger's row of the community."""

import hashlib
from collections.abc import Mapping
from typing import Any

import rfc8785
from pydantic import ValidationError

from linli.facts import timebank as facts
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.timebank import rules
from linli.timebank.models import Rulebook
from linli.timebank.operations.books import lock_books
from linli.timebank.terms import Profile, Terms


@action(allow=rules.may_propose)
def propose(
    actor: Actor,
    *,
    community: int,
    profile: Profile,
    head: Mapping[str, Any],
    terms: Mapping[str, Any] | None = None,
) -> Rulebook:
    """Write down what was decided: `head` as the columns of a rulebook, `terms` where they differ.

    A parameter that differs from the scheme rests on the community's own decision.
    """
    if head["since"] <= clock.today():
        raise Refused("timebank.back_dated", field="since")
    if head["decided_on"] > clock.today():
        raise Refused("timebank.not_decided_yet", field="decided_on")
    try:
        whole = Terms.model_validate({**profile.terms.plain(), **(terms or {})})
    except ValidationError as error:
        raise Refused("timebank.no_such_terms") from error
    values = whole.plain()
    theirs = profile.terms.plain()
    lock_books(community)
    last = Rulebook.objects.within(community).order_by("-number").first()
    made = Rulebook.objects.create(
        community=community,
        number=last.number + 1 if last else 1,
        profile=profile.key,
        source=profile.source,
        sources={k: v for k, v in profile.sources.items() if values.get(k) == theirs.get(k)},
        terms=values,
        proposed_by_id=actor.person or 0,
        proposed_at=clock.now(),
        **head,
    )
    fact = facts.RulebookProposed(rulebook=made.pk, community=community, number=made.number)
    record(actor, fact, place=community)
    return made


def digest_of(book: Rulebook) -> str:
    """SHA-256 of the parameters in canonical JSON: what was adopted can be shown to be what applies."""
    plain: Any = {"since": book.since.isoformat(), "terms": book.plain.plain()}
    return hashlib.sha256(rfc8785.dumps(plain)).hexdigest()


def _settled(actor: Actor, rulebook: int, state: Rulebook.State) -> Rulebook:
    rows = Rulebook.objects.reached_by(actor)
    lock_books(found_or_refused(rows.filter(pk=rulebook)).community)
    row = found_or_refused(rows.filter(pk=rulebook).select_for_update())
    if row.state != Rulebook.State.PROPOSED:
        raise Refused("timebank.settled_already")
    row.state = state
    row.settled_by_id = actor.person
    row.settled_at = clock.now()
    row.save(update_fields=["state", "settled_by", "settled_at"])
    return row


@action(allow=rules.may_settle)
def adopt(actor: Actor, *, rulebook: int) -> Rulebook:
    """Put in force what another person wrote down; from a later day, never for the past."""
    row = _settled(actor, rulebook, Rulebook.State.IN_FORCE)
    if row.since <= clock.today():
        raise Refused("timebank.back_dated")
    fact = facts.RulebookAdopted(
        rulebook=row.pk,
        community=row.community,
        number=row.number,
        since=row.since.isoformat(),
        decision=hashlib.sha256(row.decision.encode()).hexdigest(),
        digest=digest_of(row),
    )
    record(actor, fact, place=row.community)
    return row


@action(allow=rules.may_settle)
def reject(actor: Actor, *, rulebook: int) -> Rulebook:
    """It is not what was decided: it never comes into force."""
    row = _settled(actor, rulebook, Rulebook.State.REJECTED)
    fact = facts.RulebookRejected(rulebook=row.pk, community=row.community, number=row.number)
    record(actor, fact, place=row.community)
    return row
