"""Neighbours: take a wish on, alone or as a team, step back, say that it is done."""

from collections.abc import Sequence
from datetime import datetime

from linli.facts import wishes as facts
from linli.identity.models import Person
from linli.identity.operations import lock_people
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.wishes import operations, queries, rules
from linli.wishes.actions.common import taken
from linli.wishes.kinds import Source
from linli.wishes.models import Claim, Wish
from linli.wishes.states import Verb

BODIED = {Source.PARTY, Source.ORGANISATION}


def _require_able(actor: Actor, wish: Wish) -> None:
    """Not too many at once; and to a home comes only who proved their name."""
    person = actor.person or 0
    parameters = queries.rules_on(wish.community)
    if queries.claim_count(person) >= parameters.most_open:
        raise Refused("wishes.too_many_claims")
    level = Person.objects.values_list("level", flat=True).get(pk=person)
    if wish.visit and level < parameters.visit_level:
        raise Refused("wishes.prove_name_first")


def _body(wish: Wish, source: str, body: int | None) -> int | None:
    """The branch or organisation, where the source has one; a branch may be left out."""
    if source not in Source.values:
        raise Refused("wishes.no_such_choice", field="source")
    if source not in BODIED:
        return None
    if body is None:
        if source == Source.ORGANISATION:
            raise Refused("wishes.no_body", field="body")
        return None
    party = source == Source.PARTY
    known = [
        each.pk
        for each in queries.bodies_to_choose(wish.community)
        if (each.kind in queries.PARTY) == party
    ]
    if body not in known:
        raise Refused("wishes.no_such_choice", field="body")
    return body


@action(allow=rules.may_know)
def claim(
    actor: Actor, *, wish: int, source: str, body: int | None = None, team: bool = False
) -> Wish:
    """Take a wish on. `source` is as what, by one's own word; `team`: others may join."""
    lock_people(actor.person or 0)
    row = taken(actor, wish, Verb.CLAIM)
    _require_able(actor, row)
    time = queries.rules_on(row.community).claim_time
    found = _body(row, source, body)
    made = operations.begin_claim(actor, row, source=source, body=found, team=team, time=time)
    operations.move(actor, row, Verb.CLAIM)
    operations.tell(
        actor,
        row,
        facts.WishClaimed(wish=row.pk, claim=made.pk, source=source, body=found, team=team),
    )
    return row


@action(allow=rules.may_know)
def join(actor: Actor, *, wish: int) -> Wish:
    """Become one of a team."""
    lock_people(actor.person or 0)
    row = taken(actor, wish, Verb.JOIN)
    _require_able(actor, row)
    found = _active(row)
    operations.join(found, actor.person or 0)
    operations.move(actor, row, Verb.JOIN)
    operations.tell(actor, row, facts.WishJoined(wish=row.pk, claim=found.pk))
    return row


@action(allow=rules.may_know)
def leave(actor: Actor, *, wish: int, words: str = "") -> Wish:
    """Step back. A team goes on without one of its members, but not without who leads it."""
    row = taken(actor, wish, Verb.LEAVE)
    found = _active(row)
    said = operations.good_text(words)
    operations.leave(found, actor.person or 0)
    if found.leader_id != actor.person:
        operations.write(actor, row, Verb.LEAVE.value, said)
        operations.tell(actor, row, facts.WishLeft(wish=row.pk, claim=found.pk))
        return row
    operations.end_claim(found, Claim.End.LEFT)
    operations.move(actor, row, Verb.LEAVE, said)
    operations.tell(actor, row, facts.WishGivenUp(wish=row.pk, claim=found.pk))
    return row


def _done_at(actor: Actor, found: Claim, ended: datetime | None) -> datetime:
    """Raises Refused: before the claim, ahead of us, or while the actor was busy with another wish."""
    done = ended or clock.now()
    if not found.at.replace(second=0, microsecond=0) <= done <= clock.now():
        raise Refused("wishes.not_at_that_time", field="ended")
    if queries.is_busy(actor.person or 0, found, done):
        raise Refused("wishes.two_at_once", field="ended")
    return done


@action(allow=rules.may_know)
def prove(  # noqa: PLR0913 (the report of a helper is these)
    actor: Actor,
    *,
    wish: int,
    words: str,
    minutes: int,
    ended: datetime | None = None,
    files: Sequence[str] = (),
) -> Wish:
    """Say that it is done: what, how long, until when (now), pictures brought for ``wishes.proof``."""
    row = taken(actor, wish, Verb.PROVE)
    if row.due_at is not None and row.due_at <= clock.now():
        raise Refused("wishes.claim_over")
    found = _active(row)
    found.minutes = good_minutes(row, minutes)
    found.done_at = _done_at(actor, found, ended)
    found.save(update_fields=["minutes", "done_at"])
    operations.bind(actor, files, kind=operations.PROOF_OF, owner=found.pk)
    operations.move(actor, row, Verb.PROVE, operations.good_text(words))
    fact = facts.WishProved(wish=row.pk, claim=found.pk, minutes=found.minutes)
    operations.tell(actor, row, fact)
    return row


@action(allow=rules.by_clock)
def release(actor: Actor, *, wish: int) -> Wish:
    """Open again: the time of the claim is over. Raises Refused when somebody was faster."""
    row = taken(actor, wish, Verb.RELEASE)
    if row.due_at is None or row.due_at > clock.now():
        raise Refused("wishes.not_now")
    found = _active(row)
    operations.end_claim(found, Claim.End.LAPSED)
    operations.move(actor, row, Verb.RELEASE)
    operations.tell(actor, row, facts.WishReleased(wish=row.pk, claim=found.pk))
    return row


def _active(row: Wish) -> Claim:
    found = operations.locked_claim(row)
    if found is None:
        raise Refused("wishes.not_now")
    return found


def good_minutes(row: Wish, minutes: int) -> int:
    """Raises Refused outside of what counts for one wish."""
    if not 0 <= minutes <= queries.rules_on(row.community).most_minutes:
        raise Refused("wishes.too_many_minutes", field="minutes")
    return minutes
