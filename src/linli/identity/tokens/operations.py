"""Noting the use of a key, and turning it into an actor."""

from django.http import HttpRequest

from linli.identity.models import ApiToken, TokenUse
from linli.identity.tokens.queries import is_open, uses_last_minute
from linli.identity.tokens.words import prefix_of, same
from linli.kernel import clock
from linli.kernel.actor import Actor, Capacity
from linli.kernel.errors import Refused

CALLS_A_MINUTE = 120


def actor_by_key(request: HttpRequest, key: str, scope: str) -> Actor | None:
    """The resident behind a key; None for a key that opens nothing.

    Every call with a good key is noted, refused ones too. Raises Refused: `identity.token_scope`
    when the key does not carry the scope, `kernel.too_many` above 120 calls a minute.
    """
    prefix = prefix_of(key)
    if prefix is None:
        return None
    token = ApiToken.objects.select_related("person").filter(prefix=prefix).first()
    if token is None or not same(key, bytes(token.digest)) or not is_open(token):
        return None
    if not token.person.is_active:
        return None
    if uses_last_minute(token) >= CALLS_A_MINUTE:
        raise Refused("kernel.too_many")
    operation = request.resolver_match.view_name if request.resolver_match else ""
    TokenUse.objects.create(
        token=token, at=clock.now(), method=request.method or "", operation=operation
    )
    if scope not in token.scopes:
        raise Refused("identity.token_scope")
    home = token.person.community
    reach = frozenset() if home is None else frozenset({home})
    return Actor(token.person.pk, Capacity.RESIDENT, home, reach)
