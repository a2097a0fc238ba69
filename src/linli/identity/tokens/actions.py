"""Making and ending one's own keys."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from linli.facts.tokens import TokenEnded, TokenMade
from linli.identity.models import ApiToken, Person
from linli.identity.tokens.queries import is_open
from linli.identity.tokens.words import digest_of, new_key
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.api import scopes as known_scopes
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused

#: Days that a key may last, and open keys that a person may have.
LONGEST = 365
MOST = 20


def for_oneself(actor: Actor, **_: Any) -> Decision:
    return ALLOWED if actor.person is not None else denied("kernel.sign_in_first")


@action(allow=for_oneself)
def make_token(actor: Actor, *, label: str, scopes: Sequence[str], days: int) -> tuple[int, str]:
    """A new key: its id and its text, which nobody can show again."""
    person = found_or_refused(Person.objects.select_for_update().filter(pk=actor.person or 0))
    if not scopes or not set(scopes) <= set(known_scopes()):
        raise Refused("identity.no_such_scope", field="scopes")
    if not 1 <= days <= LONGEST:
        raise Refused("identity.token_days", field="days")
    if sum(map(is_open, ApiToken.objects.filter(person=person, ended_at=None))) >= MOST:
        raise Refused("identity.too_many_tokens")
    prefix, key = new_key()
    now = clock.now()
    token = ApiToken(
        person=person,
        prefix=prefix,
        digest=digest_of(key),
        scopes=sorted(set(scopes)),
        made_at=now,
        expires_at=now + timedelta(days=days),
    )
    token.put("label", label)
    token.save()
    record(actor, TokenMade(token=token.pk, person=person.pk, scopes=token.scopes, days=days))
    return token.pk, key


@action(allow=for_oneself)
def end_token(actor: Actor, *, token: int) -> None:
    """At once: the next call with it is refused."""
    mine = ApiToken.objects.select_for_update().filter(pk=token, person=actor.person)
    row = found_or_refused(mine)
    if row.ended_at is not None:
        raise Refused("identity.token_over")
    row.ended_at = clock.now()
    row.save(update_fields=["ended_at"])
    record(actor, TokenEnded(token=row.pk, person=row.person_id))
