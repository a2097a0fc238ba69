"""Staff: look wishes over, post for somebody in need, mark what goes first, set the rules."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError

from linli.facts import wishes as facts
from linli.identity.models import Person
from linli.identity.queries import neighbour
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.wishes import operations, parameters, rules
from linli.wishes.actions.common import make, require_pace, taken
from linli.wishes.kinds import Ground, Kind
from linli.wishes.models import CommunityRules, Wish
from linli.wishes.models.rules import GROUND_LENGTH, PHONE_LENGTH
from linli.wishes.states import OVER, State, Verb
from linli.wishes.wanted import Wanted


@action(allow=rules.may_see)
def approve(actor: Actor, *, wish: int) -> Wish:
    """Neighbours see it from now on."""
    row = taken(actor, wish, Verb.APPROVE)
    operations.move(actor, row, Verb.APPROVE)
    operations.tell(actor, row, facts.WishApproved(wish=row.pk))
    return row


@action(allow=rules.may_see)
def return_wish(actor: Actor, *, wish: int, ground: str, words: str = "") -> Wish:
    """Back to the wisher with the reason; also one that should not have been opened."""
    row = taken(actor, wish, Verb.RETURN)
    if ground not in Ground.values:
        raise Refused("wishes.no_such_choice", field="ground")
    note = operations.good_text(words, most=parameters.REASON_MAX)
    # the code stands first: the page shows it in the reader's language
    operations.move(actor, row, Verb.RETURN, f"{ground}\n{note}".strip())
    operations.tell(actor, row, facts.WishReturned(wish=row.pk, ground=ground))
    return row


@action(allow=rules.may_serve)
def verify(actor: Actor, *, wish: int) -> Wish:
    """Answer for a wish without a name: this member of staff alone sees whose it is, on record."""
    row = operations.locked_wish(wish)
    if not row.unnamed or State(row.state) in OVER:
        raise Refused("wishes.not_now")
    if rules.own(actor, row):
        raise Refused("wishes.not_your_own_review")
    if row.verifier_id == actor.person:
        raise Refused("wishes.taken_by_you")
    row.verifier_id = actor.person
    row.save(update_fields=["verifier"])
    operations.tell(actor, row, facts.WishVerifierTaken(wish=row.pk))
    return row


@action(allow=rules.may_serve)
def mark(actor: Actor, *, wish: int, first: bool, reason: str = "") -> Wish:
    """Put a wish first because its wisher is in difficulty; the list says "first" and no more."""
    row = operations.locked_wish(wish)
    if State(row.state) in OVER:
        raise Refused("wishes.not_now")
    # what goes first earns more
    if rules.own(actor, row) or rules.hands_help(actor, row):
        raise Refused("wishes.own_part")
    if row.first == first:
        raise Refused("wishes.nothing_new")
    said = operations.good_text(reason, field="reason", most=parameters.REASON_MAX)
    if first and not said:
        raise Refused("wishes.words_first", field="reason")
    operations.put_first(row, first=first, reason=said if first else "")
    operations.tell(actor, row, facts.WishPutFirst(wish=row.pk, first=first))
    return row


@action(allow=rules.may_post_for)
def post_for(
    actor: Actor, *, person: str, wanted: Wanted, files: Sequence[str] = (), reason: str = ""
) -> Wish:
    """Wish for somebody in need who lives in the reach of staff; `reason` puts it first."""
    who = _resident(actor, person)
    if who.pk == actor.person:
        raise Refused("wishes.no_such_person", field="person")
    if wanted.unnamed and files:
        raise Refused("wishes.no_picture", field="pictures")
    said = operations.good_text(reason, field="reason", most=parameters.REASON_MAX)
    community = who.community or 0
    require_pace(who.pk, community)
    row = make(actor, wisher=who.pk, community=community, wanted=wanted, files=files, proxy=True)
    if said:
        operations.put_first(row, first=True, reason=said)
    return row


def _resident(actor: Actor, number: str) -> Person:
    found = neighbour(actor, number)
    if found is None:
        raise Refused("wishes.no_such_person", field="person")
    return found


@action(allow=rules.may_set_rules)
def set_rules(
    actor: Actor, *, community: int, since: date, ground: str, values: dict[str, Any]
) -> CommunityRules:
    """A community's parameters from a day on; `ground` is by what it was decided."""
    if since < clock.today():
        raise Refused("wishes.past_day", field="since")
    if not ground.strip():
        raise Refused("wishes.words_first", field="ground")
    known = {*Kind.values, "picture", "everything"}
    if not set(values["review"]) <= known:
        raise Refused("wishes.no_such_choice", field="review")
    row = CommunityRules(
        community=community,
        since=since,
        ground=ground.strip()[:GROUND_LENGTH],
        person_id=actor.person or 0,
        at=clock.now(),
        **{**values, "desk": str(values.get("desk", ""))[:PHONE_LENGTH]},
    )
    try:
        row.save(force_insert=True)
    except IntegrityError as error:
        raise Refused("wishes.same_day", field="since") from error
    record(actor, facts.WishRulesSet(rules=row.pk, since=since.isoformat()), place=community)
    return row
