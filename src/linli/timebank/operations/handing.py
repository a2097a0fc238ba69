"""Hours that go from one person to another, here or into a community that takes hours of this one."""

from dataclasses import dataclass

from linli.identity.models import Person
from linli.kernel import clock
from linli.kernel.errors import Refused
from linli.ledger import operations as ledger
from linli.ledger.models import Account
from linli.ledger.movements import Movement
from linli.ledger.operations.clearing import clear
from linli.ledger.operations.limits import set_limits
from linli.timebank import queries
from linli.timebank.models import Rulebook
from linli.timebank.operations.passing import agreement_between
from linli.timebank.operations.sessions import UNIT, lock_members


@dataclass(frozen=True, slots=True)
class Way:
    """From whom, and where their hours lie; to whom, and where those live."""

    community: int
    giver: int
    other: int
    receiver: int

    @property
    def leaves(self) -> bool:
        return self.community != self.other


def way_to(community: int, giver: int, receiver: Person) -> Way:
    """To where the receiver lives now."""
    return Way(community, giver, receiver.community or community, receiver.pk)


def book_of(community: int) -> Rulebook:
    """Of today. Raises Refused("timebank.no_rules")."""
    book = queries.book_on(community, clock.today())
    if book is None:
        raise Refused("timebank.no_rules")
    return book


def lock_both(way: Way) -> None:
    """In the order of communities, as whoever moves hours between them does."""
    ends = {way.community: [way.giver], way.other: [way.receiver]}
    if not way.leaves:
        ends = {way.community: [way.giver, way.receiver]}
    for place in sorted(ends):
        lock_members(place, ends[place])


def room_of(way: Way) -> int | None:
    """What the receiver may still have by the rulebook where they live; None without a limit."""
    cap = book_of(way.other).plain.cap_minutes
    if cap is None:
        return None
    target = ledger.resident_account(community=way.other, unit=UNIT, person=way.receiver)
    return max(cap - ledger.locked(target.pk)[target.pk].posted, 0)


def hand_over(way: Way, minutes: int, *, key: str, kind: str, event: int) -> list[int]:
    """Answers the transfers: one, or both legs by the agreement of the two communities.

    The two must be locked. Raises Refused where no agreement is in force, where the limit between
    the two is reached, and where there is not enough.
    """
    source = ledger.resident_account(community=way.community, unit=UNIT, person=way.giver)
    target = ledger.resident_account(community=way.other, unit=UNIT, person=way.receiver)
    here, there = book_of(way.community), book_of(way.other)
    if way.leaves:
        agreement_between(way.community, way.other)
        set_limits(target, floor=0, cap=there.plain.cap_minutes)
        moved = clear(
            source=source,
            target=target,
            amount=minutes,
            key=key,
            rules=(here.pk, there.pk),
            event=event,
        )
        return [moved.out.id, *(each.id for each in moved.into)]
    ledger.locked(source.pk, target.pk)
    set_limits(target, floor=0, cap=here.plain.cap_minutes)
    return [_moved(source, target, minutes, key=key, kind=kind, event=event, book=here)]


def into_sink(  # noqa: PLR0913 (what a movement is)
    community: int, person: int, sink: str, minutes: int, *, key: str, kind: str, event: int
) -> int:
    """Into the donation pool, or where hours end."""
    source = ledger.resident_account(community=community, unit=UNIT, person=person)
    target = Account.objects.within(community).get(ledger=source.ledger_id, kind=sink)
    book = book_of(community)
    return _moved(source, target, minutes, key=key, kind=kind, event=event, book=book)


def _moved(  # noqa: PLR0913 (what a movement is)
    source: Account,
    target: Account,
    minutes: int,
    *,
    key: str,
    kind: str,
    event: int,
    book: Rulebook,
) -> int:
    return ledger.transfer(
        Movement(
            ledger=source.ledger_id,
            key=key,
            debit=source.pk,
            credit=target.pk,
            amount=minutes,
            kind=kind,
            rule_version=book.pk,
            event=event,
        )
    ).id
