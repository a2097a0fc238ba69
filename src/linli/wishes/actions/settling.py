"""The wisher: confirm, say what is missing, thank."""

from linli.facts import wishes as facts
from linli.identity.aliases import alias_of
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.wishes import operations, queries, rules
from linli.wishes.actions.claiming import good_minutes
from linli.wishes.actions.common import taken
from linli.wishes.kinds import Rating
from linli.wishes.models import Claim, Wish
from linli.wishes.states import Verb


@action(allow=rules.may_see, deed="wishes")
def confirm(
    actor: Actor,
    *,
    wish: int,
    minutes: int | None = None,
    words: str = "",
    rating: int | None = None,
) -> Wish:
    """It is done. `minutes` corrects what the helpers said; staff say what they saw.

    Points are awarded elsewhere, by who consumes the fact.
    """
    row = taken(actor, wish, Verb.CONFIRM)
    found = operations.locked_claim(row)
    if found is None:
        raise Refused("wishes.not_now")
    said = operations.good_text(words)
    if actor.is_official and not said:
        raise Refused("wishes.words_first", field="words")
    row.minutes = found.minutes if minutes is None else good_minutes(row, minutes)
    if rating is not None and rating not in Rating.values:
        raise Refused("wishes.no_such_choice", field="rating")
    row.rating = rating
    hidden = row.unnamed and rules.own(actor, row)
    row.confirmed_by_id = row.verifier_id if hidden else (actor.helper or actor.person)
    helpers = queries.helper_ids(found)
    operations.end_claim(found, Claim.End.FULFILLED)
    operations.move(actor, row, Verb.CONFIRM, said)
    operations.tell(
        actor,
        row,
        facts.WishConfirmed(
            wish=row.pk,
            wisher=0 if row.unnamed else row.wisher_id,
            helpers=helpers,
            verifier=row.confirmed_by_id or 0,
            minutes=row.minutes,
            hard=row.first,
            alias=alias_of(row.wisher_id) if row.unnamed else 0,
            ended_at=found.done_at.isoformat() if found.done_at else "",
        ),
    )
    return row


@action(allow=rules.may_see, deed="wishes")
def missing(actor: Actor, *, wish: int, words: str) -> Wish:
    """Not done yet: back to the helpers, with what is missing and the whole time anew."""
    row = taken(actor, wish, Verb.MISSING)
    found = operations.locked_claim(row)
    if found is None:
        raise Refused("wishes.not_now")
    row.due_at = clock.now() + queries.rules_on(row.community).claim_time
    operations.move(actor, row, Verb.MISSING, operations.good_text(words))
    operations.tell(actor, row, facts.WishMissing(wish=row.pk, claim=found.pk))
    return row


@action(allow=rules.may_see, deed="wishes")
def thank(actor: Actor, *, wish: int, words: str) -> Wish:
    """A word to the helpers, once; they read it."""
    row = taken(actor, wish, Verb.THANK)
    if row.thanks is not None:
        raise Refused("wishes.nothing_new")
    said = operations.good_text(words)
    found = queries.active_claim(row)
    if found is None:
        raise Refused("wishes.not_now")
    row.put("thanks", said)
    operations.move(actor, row, Verb.THANK, said)
    operations.tell(actor, row, facts.WishThanked(wish=row.pk, claim=found.pk))
    return row
