"""Composable writes on wishes; inside a transaction only."""

from datetime import timedelta
from typing import Any

from linli.facts import wishes as facts
from linli.facts.base import Fact
from linli.identity.queries import records_of
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.actor import SYSTEM, Actor
from linli.kernel.attachments import keeper
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.threads.private import holds_id_number
from linli.threads.text import clean
from linli.wishes import rules
from linli.wishes.models import Claim, Helper, Step, Wish
from linli.wishes.models.wish import FIRST
from linli.wishes.parameters import TEXT_MAX
from linli.wishes.states import OVER, TAKEN, TRANSITIONS, State, Verb

#: What files call the wishes and claims that own them.
PICTURE_OF = "wishes.wish"
PROOF_OF = "wishes.proof"
HELD = "the action's rule was asked before"


def good_text(text: str, *, field: str = "words", most: int = TEXT_MAX) -> str:
    """The cleaned text, which may be empty. Raises Refused when it is too long or holds an ID."""
    text = clean(text)
    if len(text) > most:
        raise Refused("wishes.too_long", field=field)
    if holds_id_number(text):
        raise Refused("wishes.id_number", field=field)
    return text


def locked_wish(wish: int) -> Wish:
    rows = Wish.objects.across_communities(HELD)
    return found_or_refused(rows.filter(pk=wish).select_for_update(of=("self",)))


def tell(actor: Actor, wish: Wish, fact: Fact) -> None:
    """Record what happened. What the wisher of a wish without a name does, nobody is seen doing."""
    hidden = wish.unnamed and rules.own(actor, wish)
    record(SYSTEM if hidden else actor, fact, place=wish.community)


def write(actor: Actor, wish: Wish, verb: str, words: str = "") -> Step:
    """One line more in the history."""
    hidden = wish.unnamed and rules.own(actor, wish)
    line = Step(
        wish=wish,
        wisher=wish.wisher_id,
        verb=verb,
        person_id=None if hidden else actor.person,
        helper_id=None if hidden else actor.helper,
        capacity=actor.capacity,
        at=clock.now(),
    )
    line.put("words", words)
    line.save()
    return line


def move(actor: Actor, wish: Wish, verb: Verb, words: str = "") -> None:
    """Take a locked wish over a transition, with its line of history. Sides are checked before.

    Saves the whole row, so set what changes beforehand.
    """
    transition = TRANSITIONS[verb]
    if transition.words and not words:
        raise Refused("wishes.words_first", field="words")
    wish.state = transition.target.value
    now = clock.now()
    if wish.state == State.OPEN:
        wish.opened_at = now if verb is Verb.APPROVE else wish.opened_at or now
        # others are asked now
        wish.offered_at = None
    if wish.state != State.CLAIMED:
        wish.due_at = None
    wish.closed_at = now if State(wish.state) in OVER else None
    wish.save()
    write(actor, wish, verb.value, words)


def put_first(wish: Wish, *, first: bool, reason: str) -> None:
    """Mark a locked wish, or take the mark away; why, staff alone read."""
    wish.first = first
    wish.rank = wish.urgency + (FIRST if first else 0)
    wish.put("reason", reason)
    wish.save(update_fields=["first", "rank", "reason"])


def begin_claim(  # noqa: PLR0913 (a claim is these)
    actor: Actor, wish: Wish, *, source: str, body: int | None, team: bool, time: timedelta
) -> Claim:
    """The one active claim of a locked wish, with its leader."""
    now = clock.now()
    claim = Claim.objects.create(
        wish=wish,
        community=wish.community,
        leader_id=actor.person or 0,
        team=team,
        source=source,
        body_id=body,
        at=now,
    )
    join(claim, actor.person or 0)
    wish.due_at = now + time
    return claim


def join(claim: Claim, person: int) -> None:
    Helper.objects.create(claim=claim, person_id=person, at=clock.now())


def leave(claim: Claim, person: int) -> None:
    rows = Helper.objects.filter(claim=claim, person__in=records_of(person), left_at__isnull=True)
    rows.update(left_at=clock.now())


def end_claim(claim: Claim, end: str) -> None:
    claim.end = end
    claim.ended_at = clock.now()
    claim.save(update_fields=["end", "ended_at"])


def locked_claim(wish: Wish) -> Claim | None:
    """The active claim of a wish; the wish itself is locked before."""
    rows = Claim.objects.across_communities(HELD).select_for_update(of=("self",))
    return rows.filter(wish=wish, end="").first()


def bind(actor: Actor, files: Any, *, kind: str, owner: int) -> None:
    if files:
        keeper().bind(actor, files=list(files), kind=kind, owner=owner)


def erase_of(person: int) -> None:
    """After a person's erasure: their wishes end and lose their words; so do their words elsewhere."""
    mine = records_of(person)
    every = Wish.objects.across_communities("an erasure runs over all communities")
    # those they helped with too, locked in the order of their ids
    on_it = Helper.objects.filter(person__in=mine, claim__end="", left_at__isnull=True)
    helped = on_it.values_list("claim__wish", flat=True)
    own = every.filter(wisher__in=mine)
    ids = sorted({*own.values_list("pk", flat=True), *helped})
    rows = list(every.filter(pk__in=ids).order_by("pk").select_for_update(of=("self",)))
    for wish in rows:
        if wish.wisher_id in mine:
            _forget(wish)
        else:
            _step_out(wish, mine)
    spoken = Step.objects.filter(person__in=mine)
    spoken.update(words=None)
    record(SYSTEM, facts.WishesErased(person=person, wishes=len(rows)))


def _forget(wish: Wish) -> None:
    claim = locked_claim(wish)
    if claim is not None:
        end_claim(claim, Claim.End.WITHDRAWN)
    if State(wish.state) not in OVER:
        wish.state = State.WITHDRAWN.value
        wish.closed_at = clock.now()
        wish.due_at = None
    for field in wish.sealed:
        wish.put(field, None)
    wish.unit = None
    wish.building = None
    wish.save()
    Step.objects.filter(wish=wish).update(words=None)
    keeper().drop(PICTURE_OF, wish.pk)


def _step_out(wish: Wish, people: frozenset[int]) -> None:
    """Out of what others wished for; without its leader a claim is over."""
    claim = locked_claim(wish)
    if claim is None:
        return
    for person in people:
        leave(claim, person)
    if claim.leader_id in people and State(wish.state) in TAKEN:
        end_claim(claim, Claim.End.LEFT)
        move(SYSTEM, wish, Verb.LEAVE)
