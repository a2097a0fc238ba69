"""The wisher: post, change what was returned, withdraw."""

from collections.abc import Sequence

from linli.facts import wishes as facts
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.wishes import operations, rules
from linli.wishes.actions.common import fill, make, require_pace, taken
from linli.wishes.models import Claim, Wish
from linli.wishes.states import Verb
from linli.wishes.wanted import Wanted


@action(allow=rules.may_post, deed="wishes")
def post(actor: Actor, *, wanted: Wanted, files: Sequence[str] = ()) -> Wish:
    """Wish for something in one's own community, oneself or by a helper.

    `files` are ids of uploads brought for ``wishes.wish``; a picture would tell whose wish it is,
    so a wish without a name has none.
    """
    person, community = actor.person or 0, actor.place or 0
    if wanted.unnamed and actor.helper is not None:
        raise Refused("wishes.unnamed_by_oneself", field="unnamed")
    if wanted.unnamed and files:
        raise Refused("wishes.no_picture", field="pictures")
    require_pace(person, community)
    return make(actor, wisher=person, community=community, wanted=wanted, files=files, proxy=False)


@action(allow=rules.may_see, deed="wishes")
def send(actor: Actor, *, wish: int, wanted: Wanted) -> Wish:
    """Change a returned wish and send it again; whether it bears a name stays as it was."""
    row = taken(actor, wish, Verb.SEND)
    if wanted.unnamed != row.unnamed:
        raise Refused("wishes.no_such_choice", field="unnamed")
    fill(row, wanted)
    operations.move(actor, row, Verb.SEND, row.text)
    operations.tell(actor, row, facts.WishSentAgain(wish=row.pk))
    return row


@action(allow=rules.may_see, deed="wishes")
def withdraw(actor: Actor, *, wish: int) -> Wish:
    """Not wished for any more; who is on it is told."""
    row = taken(actor, wish, Verb.WITHDRAW)
    claim = operations.locked_claim(row)
    if claim is not None:
        operations.end_claim(claim, Claim.End.WITHDRAWN)
    operations.move(actor, row, Verb.WITHDRAW)
    fact = facts.WishWithdrawn(wish=row.pk, claim=claim.pk if claim else None)
    operations.tell(actor, row, fact)
    return row
