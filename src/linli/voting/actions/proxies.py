"""Written mandates to vote for somebody. Limits and barred groups are the profile's."""

from collections.abc import Mapping, Sequence
from typing import Any

from linli.facts.ballots import ProxyGiven, ProxyRevoked
from linli.identity.models import Person
from linli.journal.operations import record
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.attachments import keeper
from linli.kernel.errors import Refused, require
from linli.kernel.fetch import found_or_refused
from linli.residence.queries import owners_of_units
from linli.voting import ballot_rules as rules
from linli.voting import operations_proxies as operations
from linli.voting.actions.common import locked, require_may_stand
from linli.voting.ballot_queries import has_voted
from linli.voting.entitlement import rights_of, still_given
from linli.voting.in_force import profile_of, rules_of
from linli.voting.models import Assembly, Proxy, RollEntry
from linli.voting.operations_ballots import seal_read
from linli.voting.states import State

#: Mandates are taken once the roll is frozen, until the close.
TAKEN_IN = frozenset({State.NOTICED, State.OPEN})
Opinion = Mapping[Any, Any]


def _open(assembly: int) -> Assembly:
    """One mandate at a time in an assembly, so that limits are counted one after the other."""
    row = locked(assembly)
    if row.frozen_at is None or State(row.state) not in TAKEN_IN:
        raise Refused("voting.no_mandates_now")
    return row


@action(allow=rules.may_give)
def give_proxy(
    actor: Actor, *, assembly: int, elector: int, holder: str, opinion: Opinion | None = None
) -> Proxy:
    """The elector's owner gives the mandate in the app to the person with this public number."""
    row = _open(assembly)
    rights = {r.entry.number: r for r in rights_of(actor.person or 0, row) if r.owner}
    right = rights.get(elector)
    if right is None:
        raise rules.refused(row, "voting.not_an_elector")
    chosen = right.decision.reason == "voting.co_owners_choose_one"
    if not chosen:
        require(right.decision)
    _require_delegates(row, [actor.person or 0])
    return _enter(actor, row, right.entry, holder, opinion, given_by=actor.person)


@action(allow=rules.may_serve)
def enter_proxy(  # noqa: PLR0913 (a mandate is these)
    actor: Actor,
    *,
    assembly: int,
    elector: int,
    holder: str,
    files: Sequence[str],
    opinion: Opinion | None = None,
) -> Proxy:
    """A mandate on paper with its scan (uploads of kind `operations.PAPER`).

    Nobody enters one for themselves. What is wrong with the mandate itself is said before anything
    of the elector is looked at, so that nobody learns in passing who has voted.
    """
    row = _open(assembly)
    rows = RollEntry.objects.within(row.community).filter(assembly=row, number=elector)
    entry = found_or_refused(rows)
    owners = owners_of_units(entry.units.values_list("unit", flat=True))
    _require_delegates(row, sorted(frozenset().union(*owners.values())))
    if _holder(holder, None).pk == actor.person:
        raise Refused("voting.own_mandate", field="holder")
    if not files:
        raise Refused("voting.mandate_scan_missing", field="papers")
    keeper().require_at_hand(actor, files=files, kind=operations.PAPER)
    made = _enter(actor, row, entry, holder, opinion, given_by=None)
    keeper().bind(actor, files=files, kind=operations.PAPER, owner=made.pk)
    return made


def _require_delegates(row: Assembly, people: list[int]) -> None:
    barred = rules_of(row).proxies.may_not_delegate
    for person in people if barred else ():
        require(rules.may_delegate(person, row, barred))


def _enter(  # noqa: PLR0913 (a mandate is these)
    actor: Actor,
    row: Assembly,
    entry: RollEntry,
    holder: str,
    opinion: Opinion | None,
    *,
    given_by: int | None,
) -> Proxy:
    profile, law = profile_of(row), rules_of(row).proxies
    if not law.allowed:
        raise Refused("voting.no_proxies", article=profile.article("proxies.allowed"))
    who = _holder(holder, given_by)
    require_may_stand(who.pk, row, entry, law, profile)
    living = Proxy.objects.within(row.community).filter(entry=entry, revoked_at=None)
    former = living.select_related("entry__cast").select_for_update(of=("self",)).first()
    if former is not None and still_given(row, former):
        raise Refused("voting.has_a_proxy")
    if has_voted(entry.pk):
        raise rules.refused(row, "voting.voted_already")
    sealed = None
    if law.opinion_bound:
        if not opinion:
            article = profile.article("proxies.opinion_bound")
            raise Refused("voting.opinion_missing", article=article)
        sealed = seal_read(row, entry, opinion)
    if former is not None:
        # of an owner who sold: it was over, and makes room
        operations.end_proxy(former)
    proxy = operations.add_proxy(row, entry, holder=who.pk, given_by=given_by, opinion=sealed)
    record(actor, ProxyGiven(proxy=proxy.pk, assembly=row.pk), place=row.community)
    return proxy


def _holder(number: str, given_by: int | None) -> Person:
    who = Person.objects.filter(public_id="".join(number.split()).upper(), is_active=True).first()
    if who is None or who.pk == given_by:
        raise Refused("voting.no_such_holder", field="holder")
    if who.level < Person.Level.REAL_NAME:
        raise Refused("voting.holder_without_name", field="holder")
    return who


@action(allow=rules.may_give)
def revoke_proxy(actor: Actor, *, assembly: int, proxy: int) -> Proxy:
    """The owner takes the mandate back, as long as no ballot was cast by it."""
    row = _open(assembly)
    rows = Proxy.objects.within(row.community).filter(pk=proxy, assembly=row, revoked_at=None)
    found = found_or_refused(rows.select_for_update(of=("self",)))
    own = {right.entry.pk for right in rights_of(actor.person or 0, row) if right.owner}
    if found.entry_id not in own:
        raise Refused("kernel.not_found")
    if has_voted(found.entry_id):
        raise rules.refused(row, "voting.voted_already")
    operations.end_proxy(found)
    record(actor, ProxyRevoked(proxy=found.pk, assembly=row.pk), place=row.community)
    return found
