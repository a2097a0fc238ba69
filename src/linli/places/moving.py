"""What lies above the places and goes along when estates change their community.

Places do not know who lives where, nor what else hangs on a unit. A module that keeps a `community`
beside a unit registers in its AppConfig: who lives in an estate, and what of its own follows.
"""

from collections.abc import Callable, Collection, Sequence

#: From ids of estates to the ids of the people who live or own there.
Residents = Callable[[Sequence[int]], Collection[int]]
#: (estates, community before, community after): rows in force go along, in the same transaction.
Follower = Callable[[Sequence[int], int, int], None]

_residents: list[Residents] = []
_followers: list[Follower] = []


def register_residents(provider: Residents) -> None:
    if provider not in _residents:
        _residents.append(provider)


def register_follower(follower: Follower) -> None:
    if follower not in _followers:
        _followers.append(follower)


def residents_of(estates: Sequence[int]) -> set[int]:
    """People with a home in these estates."""
    return {person for ask in _residents for person in ask(estates)} if estates else set()


def take_along(estates: Sequence[int], before: int, after: int) -> None:
    """Tell all followers; called in the transaction of the reform."""
    for follow in _followers:
        follow(estates, before, after)
