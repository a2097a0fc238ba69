"""Whose ballots somebody may cast: their own elector's, and those that they stand for. Reads only."""

from dataclasses import dataclass

from linli.kernel import clock
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.places.models import ElectorOwner, Title
from linli.voting.ballot_rules import may_be_proxy
from linli.voting.in_force import profile_of, rules_of
from linli.voting.models import Assembly, Ballot, Proxy, RollEntry, RollUnit
from linli.voting.plain_right import plain_right
from linli.voting.queries import entries_of, owner_sets


@dataclass(frozen=True, slots=True)
class Right:
    """An elector whose ballot the person may cast, as its `owner` or by a `proxy`, or why not."""

    entry: RollEntry
    decision: Decision
    owner: int | None = None
    proxy: Proxy | None = None

    @property
    def bound(self) -> bool:
        """The holder casts what the mandate says and chooses nothing."""
        return self.proxy is not None and self.proxy.opinion is not None


def mandates_of(person: int, row: Assembly) -> dict[int, Proxy]:
    """Elector's row -> the living mandate by which the person stands for it. One query."""
    rows = Proxy.objects.within(row.community).filter(assembly=row, holder=person, revoked_at=None)
    return {proxy.entry_id: proxy for proxy in rows.select_related("entry__cast")}


def rights_of(person: int, row: Assembly) -> list[Right]:
    """Their own electors first. Empty for whoever owns nothing there and stands for nobody."""
    mandates = mandates_of(person, row)
    own = [Right(mine.entry, mine.decision, mine.owner) for mine in entries_of(person, row)]
    if own and rules_of(row).counting.co_owners == "by_mandate":
        own = [_as_chosen(row, right, mandates) for right in own]
    mine = {right.entry.pk for right in own if right.decision}
    stood_for = [
        Right(proxy.entry, mandate_stands(row, proxy), proxy=proxy)
        for pk, proxy in mandates.items()
        if pk not in mine
    ]
    standing = {right.entry.pk for right in stood_for}
    return [right for right in own if right.entry.pk not in standing] + stood_for


def right_for(person: int, row: Assembly, elector: int) -> Right | None:
    """Of one elector, by its number. Mandates are asked for only where owning is not enough."""
    if rules_of(row).counting.co_owners != "by_mandate":
        plain = plain_right(person, row, elector)
        if plain is not None:
            entry, owner = plain
            return Right(entry, ALLOWED, owner)
    return next((r for r in rights_of(person, row) if r.entry.number == elector), None)


def _as_chosen(row: Assembly, right: Right, mandates: dict[int, Proxy]) -> Right:
    """Where co-owners must agree on one of themselves, that one has a mandate like a proxy."""
    if not right.decision or not _is_shared(right.entry):
        return right
    proxy = mandates.get(right.entry.pk)
    if proxy is not None:
        return Right(right.entry, mandate_stands(row, proxy), right.owner, proxy)
    article = profile_of(row).article("counting.co_owners")
    decision = denied("voting.co_owners_choose_one", article=article)
    return Right(right.entry, decision, right.owner)


def _is_shared(entry: RollEntry) -> bool:
    electors = RollUnit.objects.filter(entry=entry).values("elector")
    return ElectorOwner.objects.filter(elector__in=electors).values("owner").distinct().count() > 1


def mandate_stands(row: Assembly, proxy: Proxy) -> Decision:
    """Whether a living mandate is still good: whoever gave it may still vote, and its holder may."""
    if not still_given(row, proxy):
        article = profile_of(row).article("voting.sale_during_vote")
        return denied("voting.giver_sold", article=article)
    barred = rules_of(row).proxies.barred
    if not may_be_proxy(proxy.holder_id, row, proxy.entry, barred):
        return denied("voting.proxy_barred", article=profile_of(row).article("proxies.barred"))
    return ALLOWED


def still_given(row: Assembly, proxy: Proxy) -> bool:
    """A mandate ends with the right of whoever gave it. The developer's own homes are no sale.

    A written one names no account. It stands while the owners of the roll own, or where no home of
    the elector changed hands on its day or later: titles have days and no hours.
    """
    if proxy.entry.developer:
        return True
    if proxy.given_by_id is not None:
        found = entries_of(proxy.given_by_id, row)
        return any(mine.decision for mine in found if mine.entry.pk == proxy.entry_id)
    units = list(RollUnit.objects.filter(entry=proxy.entry).values_list("unit", "elector"))
    now = owner_sets(unit for unit, _elector in units)
    if any(now[unit][0] == elector for unit, elector in units if unit in now):
        return True
    day = clock.day_of(proxy.at)
    titles = Title.objects.filter(unit__in=list(now), until=None)
    before = titles.filter(since__lt=day).count() == len(units)
    return before and bool(owners_of(row, proxy.entry))


def may_follow(row: Assembly, person: int, right: Right, last: Ballot | None) -> Decision:
    """Whether the person may cast after the elector's last ballot on the web.

    For pages, before anybody fills anything in; `voting_cast_ballot` decides.
    """
    if last is None:
        return ALLOWED
    profile = profile_of(row)
    if last.final:
        return denied("voting.voted_finally", article=profile.article("counting.co_owners"))
    same = right.owner is not None and last.owner_id == right.owner
    if last.person_id != person and not same:
        return denied("voting.other_voted", article=profile.article("counting.co_owners"))
    if not rules_of(row, profile).voting.web_ballot_replaceable:
        article = profile.article("voting.web_ballot_replaceable")
        return denied("voting.voted_already", article=article)
    return ALLOWED


def owners_of(row: Assembly, entry: RollEntry) -> frozenset[int]:
    """Owners by the roster who may come to the booth for an elector, as the homes stand today.

    Of a home that was sold, as `queries.entries_of` has it. Two queries at most.
    """
    if entry.developer:
        return frozenset()
    units = list(RollUnit.objects.filter(entry=entry))
    now = owner_sets(unit.unit_id for unit in units)
    found = [now[unit.unit_id] for unit in units if unit.unit_id in now]
    rolled = {unit.elector_id for unit in units}
    same = [owners for elector, owners in found if elector in rolled]
    if same:
        return frozenset().union(*same)
    stands = rules_of(row).voting.sale_during_vote == "roll_stands"
    if stands or hasattr(entry, "cast") or len(found) < len(units) or not found:
        return frozenset()
    return frozenset.intersection(*(owners for _, owners in found))
