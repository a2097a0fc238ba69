"""The rule profile of an assembly: the one that it keeps, or before its notice the one in force."""

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from linli.kernel import clock
from linli.kernel.errors import Refused
from linli.kernel.profiles import ProfileError
from linli.places.models import Estate, Place
from linli.voting.models import Assembly, Teller
from linli.voting.profiles.loading import (
    HERE,
    choose,
    load,
    unpacked,
    with_own_rules,
)
from linli.voting.profiles.model import Profile, Rules


def profiles() -> dict[str, Profile]:
    """All of them: ours, and those in the folder that the settings name."""
    extra: Path | None = settings.VOTE_PROFILES
    return load((HERE, extra) if extra else (HERE,))


def code_of(estate: Estate) -> str:
    """The code of the estate's community."""
    return str(Place.objects.get(pk=estate.community_id).code)


def day_of(row: Assembly) -> date:
    """The day whose law holds: when the vote opens."""
    return clock.day_of(row.opens_at) if row.opens_at else clock.today()


def for_estate(estate: Estate, day: date | None = None) -> Profile:
    return choose(profiles().values(), code_of(estate), day or clock.today())


def profile_of(row: Assembly) -> Profile:
    if row.profile_hash:
        return _kept(_Kept(row.profile_hash, row))
    return for_estate(row.estate, day_of(row))


@dataclass(frozen=True)
class _Kept:
    """The profile of an announced assembly, told from others by its hash."""

    hash: str
    assembly: Assembly = field(compare=False)


@lru_cache(maxsize=64)
def _kept(kept: _Kept) -> Profile:
    """Read once: every ballot asks for it."""
    return unpacked(kept.assembly.profile or {})


def rules_of(row: Assembly, profile: Profile | None = None) -> Rules:
    """With what the estate's own rules of procedure set.

    Raises Refused("voting.not_left_to_the_estate") for what they may not set.
    """
    found = profile or profile_of(row)
    if not row.own_rules:
        return found.rules
    try:
        return with_own_rules(found.rules, row.own_rules)
    except ProfileError as error:
        raise Refused(
            "voting.not_left_to_the_estate",
            field="own_rules",
            parameter=str(error),
            article=found.article("estate_may_set"),
        ) from error


def tellers_least(profile: Profile) -> dict[str, int]:
    """Role -> how many of it there must be when the vote opens, and must have signed."""
    voting = profile.rules.voting
    roles = Teller.Role
    return {roles.TELLER: voting.tellers_min, roles.SCRUTINEER: voting.scrutineers_min}
