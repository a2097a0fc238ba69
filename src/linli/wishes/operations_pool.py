"""Composable writes on the pool, squads and pairs; inside a transaction only."""

from collections.abc import Iterable

from linli.identity.queries import records_of
from linli.kernel import clock
from linli.kernel.fetch import found_or_refused
from linli.wishes.matching import Match
from linli.wishes.models import Asked, Pair, Skills, Squad, SquadMember, Wish
from linli.wishes.operations import HELD


def ask(wish: Wish, matches: Iterable[Match]) -> list[int]:
    """Offer a locked wish to people; answers whom."""
    rows = [
        Asked(
            wish=wish,
            person_id=each.person,
            reasons=list(each.reasons),
            score=each.score,
            at=clock.now(),
        )
        for each in matches
    ]
    Asked.objects.bulk_create(rows)
    return [row.person_id for row in rows]


def locked_squad(squad: int) -> Squad:
    rows = Squad.objects.across_communities(HELD).filter(pk=squad, ended_at__isnull=True)
    return found_or_refused(rows.select_for_update(of=("self",)))


def locked_pair(pair: int) -> Pair:
    rows = Pair.objects.across_communities(HELD).filter(pk=pair, ended_at__isnull=True)
    return found_or_refused(rows.select_for_update(of=("self",)))


def join_squad(squad: Squad, person: int, *, leads: bool = False) -> None:
    SquadMember.objects.create(squad=squad, person_id=person, leads=leads, at=clock.now())


def leave_squad(row: SquadMember) -> bool:
    """Answers whether the squad ended by it: whoever led it left."""
    row.left_at = clock.now()
    row.save(update_fields=["left_at"])
    if row.leads:
        squad = row.squad
        squad.ended_at = row.left_at
        squad.save(update_fields=["ended_at"])
    return row.leads


def end_pair(row: Pair) -> None:
    row.ended_at = clock.now()
    row.save(update_fields=["ended_at"])


def forget_person(person: int) -> None:
    """After a person's erasure: out of the pool, out of squads and pairs."""
    mine = records_of(person)
    Skills.objects.across_communities("an erasure").filter(person__in=mine).delete()
    Asked.objects.filter(person__in=mine).delete()
    for member in SquadMember.objects.filter(person__in=mine, left_at__isnull=True):
        leave_squad(member)
    pairs = Pair.objects.across_communities("an erasure").filter(ended_at__isnull=True)
    for row in [*pairs.filter(helper__in=mine), *pairs.filter(elder__in=mine)]:
        end_pair(row)
