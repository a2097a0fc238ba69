"""Writing down a rulebook and adopting it, by two. Lock: the ledger's row of the community."""

import hashlib
from collections.abc import Mapping
from typing import Any

import rfc8785
from pydantic import ValidationError

from linli.facts import timebank as facts
from linli.journal.operations import record
from linli.kernel import adopting
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.kernel.operations import settle
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
    head = adopting.written_down(Rulebook, actor, head)
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
        **head,
    )
    fact = facts.RulebookProposed(rulebook=made.pk, community=community, number=made.number)
    record(actor, fact, place=community)
    return made


def digest_of(book: Rulebook) -> str:
    """SHA-256 of the parameters in canonical JSON: what was adopted can be shown to be what applies."""
    plain: Any = {"since": book.since.isoformat(), "terms": book.plain.plain()}
    return hashlib.sha256(rfc8785.dumps(plain)).hexdigest()


@action(allow=rules.may_settle)
def adopt(actor: Actor, *, rulebook: int) -> Rulebook:
    """Put in force what another person wrote down; from a later day, never for the past."""
    row = settle(actor, Rulebook, rulebook, Rulebook.State.IN_FORCE, lock=lock_books)
    fact = facts.RulebookAdopted(
        rulebook=row.pk,
        community=row.community,
        number=row.number,
        since=row.since.isoformat(),
        decision=row.decision_digest,
        digest=digest_of(row),
    )
    record(actor, fact, place=row.community)
    return row


@action(allow=rules.may_settle)
def reject(actor: Actor, *, rulebook: int) -> Rulebook:
    """It is not what was decided: it never comes into force."""
    row = settle(actor, Rulebook, rulebook, Rulebook.State.REJECTED, lock=lock_books)
    fact = facts.RulebookRejected(rulebook=row.pk, community=row.community, number=row.number)
    record(actor, fact, place=row.community)
    return row
