"""Wrong passphrases of a holder are counted, as wrong codes are."""

from collections.abc import Callable
from typing import TypeVar

from linli.identity.signin.operations import forget_tries, give_back, take_try
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused

T = TypeVar("T")
KIND, WRONG = "passphrase", "voting.wrong_passphrase"


def counted(actor: Actor, act: Callable[[], T]) -> T:
    """Do what needs the actor's passphrase. Raises Refused after too many wrong ones, for a right one too.

    The try is counted before the passphrase is looked at, so that many at once are no way round;
    one that failed for another reason is given back. Not inside a transaction.
    """
    tried = (KIND, str(actor.person))
    take_try(tried)
    try:
        made = act()
    except Refused as refusal:
        if refusal.code != WRONG:
            give_back(tried)
        raise
    forget_tries(*tried)
    return made
