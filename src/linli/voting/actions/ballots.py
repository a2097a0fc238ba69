"""Casting: on the web, by proxy, at the booth. One elector, one ballot, whatever the channel."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from linli.facts.ballots import BoothAdmitted
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.decision import ALLOWED, Decision
from linli.kernel.errors import require
from linli.kernel.fetch import found_or_refused
from linli.voting import ballot_rules as rules
from linli.voting import operations_booth as booth
from linli.voting.actions.common import require_may_stand
from linli.voting.ballot_queries import last_of
from linli.voting.deeds import VOTE
from linli.voting.entitlement import Right, mandate_stands, owners_of, right_for
from linli.voting.in_force import profile_of, rules_of
from linli.voting.models import Assembly, BoothPass, Proxy, RollEntry
from linli.voting.models.ballot import Channel
from linli.voting.operations_ballots import By, CastBallot, cast_ballot, seal_read
from linli.voting.queries import takes_ballots
from linli.voting.rules import WHY
from linli.voting.sealing import Sealed


@action(allow=rules.may_cast, deed=VOTE.key)
def cast_on_the_web(
    actor: Actor, *, assembly: Assembly, elector: int, choices: Mapping[Any, Any]
) -> CastBallot:
    """Cast, or replace where the profile allows it, the ballot of an elector of the roll.

    `elector` is its number on the roll; `choices`: matter's number -> agree, oppose, abstain, or
    in an election the candidates' numbers. A proxy who is bound to an opinion casts that one.
    Raises Refused: not open, sold, somebody else has cast it, a final ballot is there.
    """
    rules.require_channel(assembly, Channel.WEB)
    require(takes_ballots(assembly, clock.now()))
    right = right_for(actor.person or 0, assembly, elector)
    if right is None:
        raise rules.refused(assembly, "voting.not_an_elector")
    require(right.decision)
    if actor.helper is not None:
        require_hands_fit(assembly, right, actor.helper)
    by = By(
        channel=Channel.WEB,
        final=False,
        may_replace=rules_of(assembly).voting.web_ballot_replaceable,
        person=actor.person,
        owner=right.owner,
        helper=actor.helper,
        proxy=right.proxy.pk if right.proxy else None,
    )
    return cast_ballot(actor, assembly, right.entry, _sealed(assembly, right, choices), by)


def require_hands_fit(row: Assembly, right: Right, helper: int) -> None:
    """Who casts in an owner's name is bound like whoever holds a mandate to vote.

    Raises Refused: the right is a proxy's, who hands it on to nobody; nobody votes for another
    here; the helper is barred, or votes for as many as one may.
    """
    profile, law = profile_of(row), rules_of(row).proxies
    if right.owner is None:
        raise rules.refused(row, "voting.no_sub_mandate")
    require_may_stand(helper, row, right.entry, law, profile)


def _sealed(row: Assembly, right: Right, choices: Mapping[Any, Any]) -> Sealed:
    proxy = right.proxy
    if proxy is not None and proxy.opinion is not None:
        return Sealed(bytes(proxy.opinion), bytes(proxy.opinion_commit or b""))
    return seal_read(row, right.entry, choices)


# --- the booth ----------------------------------------------------------------------------------
#: How long somebody who was identified may take on the way to the screen and at it.
PASS_LASTS = timedelta(minutes=20)


@action(allow=rules.may_serve)
def admit_to_booth(
    actor: Actor,
    *,
    assembly: int,
    elector: int,
    owner: int | None = None,
    proxy: int | None = None,
) -> tuple[BoothPass, str]:
    """The official saw the papers of an owner, or of a mandate's holder: a number for the screen.

    `owner` is their row on the roster. Answers the pass and its number, which is said once.
    """
    row = found_or_refused(Assembly.objects.across_communities(WHY).filter(pk=assembly))
    rules.require_channel(row, Channel.KIOSK)
    rules.require_key(row)
    require(takes_ballots(row, clock.now()))
    entry = _entry(row, elector)
    last = last_of(entry.pk)
    if last is not None and last.final:
        raise rules.refused(row, "voting.voted_finally")
    holder = _mandate(row, entry, proxy) if proxy else None
    if holder is not None:
        require(mandate_stands(row, holder))
    if holder is None and owner not in owners_of(row, entry):
        raise rules.refused(row, "voting.not_an_elector", field="owner")
    made, number = booth.add_pass(
        row,
        entry,
        owner=None if holder else owner,
        proxy=holder,
        by=actor.person or 0,
        expires_at=clock.now() + PASS_LASTS,
    )
    record(actor, BoothAdmitted(booth_pass=made.pk, assembly=row.pk), place=row.community)
    return made, number


def _mandate(row: Assembly, entry: RollEntry, proxy: int) -> Proxy:
    rows = Proxy.objects.within(row.community).filter(pk=proxy, entry=entry, revoked_at=None)
    return found_or_refused(rows.select_related("entry__cast"))


def _entry(row: Assembly, elector: int) -> RollEntry:
    rows = RollEntry.objects.within(row.community).filter(assembly=row, number=elector)
    return found_or_refused(rows.select_related("cast"))


def whoever_has_the_number(_actor: Actor, **_: Any) -> Decision:
    """The pass itself is looked at under its lock."""
    return ALLOWED


@action(allow=whoever_has_the_number)
def cast_at_the_booth(
    actor: Actor, *, assembly: Assembly, number: str, choices: Mapping[Any, Any]
) -> CastBallot:
    """Whoever was let to the screen has chosen. Final, and the number is used up."""
    found = booth.take_pass(assembly, number)
    right = Right(found.entry, ALLOWED, found.owner_id, found.proxy)
    if found.proxy is None and found.owner_id not in owners_of(assembly, found.entry):
        raise rules.refused(assembly, "voting.sold_after_freezing")
    if found.proxy is not None:
        if found.proxy.revoked_at is not None:
            raise rules.refused(assembly, "voting.mandate_revoked")
        require(mandate_stands(assembly, found.proxy))
    by = By(
        channel=Channel.KIOSK,
        person=found.proxy.holder_id if found.proxy else None,
        owner=found.owner_id,
        helper=found.by_id,
        proxy=found.proxy_id,
    )
    return cast_ballot(actor, assembly, found.entry, _sealed(assembly, right, choices), by)
