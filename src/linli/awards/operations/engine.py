"""From facts to awards: a deed is written down, reckoned and paid in one transaction.

Deeds of a community are reckoned one after the other, under the lock of its register; facts that
wait are taken along, so that a rush costs a few statements and not a few for each.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from dateutil.relativedelta import relativedelta
from django.db import connection

from linli.awards import queries
from linli.awards.deeds import Deed, deeds_of
from linli.awards.models import Deed as Row
from linli.awards.models import Register
from linli.awards.reckoning import Book, Outcome, day_of, reckon
from linli.awards.states import State
from linli.facts.awards import DeedHeld, DeedReckoned
from linli.journal.models import Event
from linli.journal.operations import record
from linli.journal.operations_bulk import record_many
from linli.journal.outbox import require_district_transaction
from linli.kernel import clock
from linli.kernel.actor import SYSTEM
from linli.ledger import operations as ledger
from linli.ledger.models import Account, Balance, Ledger
from linli.ledger.movements import Award

#: Facts that are reckoned together.
MOST = 200
UNIT = Ledger.Unit.POINTS


def lock_register(community: int) -> None:
    """Nobody else reckons deeds of this community until the commit."""
    require_district_transaction()
    rows = Register.objects.within(community)
    rows.get_or_create(community=community)
    rows.select_for_update().get(community=community)


def award(event: Event) -> int:
    """As `award_rows`: how many deeds."""
    return len(award_rows(event))


def award_rows(event: Event) -> list[Row]:
    """Reckon a fact, and those of its community that came soon after it; the deeds of this time."""
    community = event.payload.get("community") or event.place
    if community is None:
        return []
    lock_register(community)
    found = {each.pk: each for each in queries.waiting(community, event.pk, most=MOST)}
    found[event.pk] = event
    return award_events(community, [found[pk] for pk in sorted(found)])


def award_events(community: int, events: Sequence[Event]) -> list[Row]:
    """Write, reckon and pay the deeds of these facts that are not written yet, in their order."""
    known = set(
        Row.objects.within(community)
        .filter(event__in=[event.pk for event in events])
        .values_list("event", "kind", "person")
    )
    fresh = [
        (source.event, day_of(source.at), deed)
        for source in queries.sources(events)
        for deed in deeds_of(source)
        if (source.event, deed.kind, deed.person) not in known
    ]
    if not fresh:
        return []
    books = queries.books_of(community)
    past = queries.past_of(community, [deed for *_, deed in fresh], books)
    accounts = _accounts(community, {deed.person for *_, deed in fresh}) if books else {}
    frozen = {person for person, (_pk, stopped) in accounts.items() if stopped}
    rows = []
    for event, reported, deed in fresh:
        outcome = reckon(deed, books, past, reported=reported, frozen=deed.person in frozen)
        rows.append(_row(community, event, deed, outcome))
    _number(rows)
    _pay(community, rows, books, {person: pk for person, (pk, _stopped) in accounts.items()})
    Row.objects.bulk_create(rows, batch_size=1_000)
    _tell(community, rows)
    return rows


def _number(rows: Sequence[Row]) -> None:
    """Their ids before they are written: payments are named by them, and are written into them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('awards_deed', 'id')) FROM generate_series(1, %s)",
            [len(rows)],
        )
        for row, (number,) in zip(rows, cursor.fetchall(), strict=True):
            row.pk = number


def _row(community: int, event: int, deed: Deed, outcome: Outcome) -> Row:
    return Row(
        community=community,
        event=event,
        kind=deed.kind,
        person_id=deed.person,
        subject=deed.subject,
        other=deed.other,
        organiser=deed.organiser,
        verifier=deed.verifier,
        timed=deed.timed,
        minutes=deed.minutes,
        hard=deed.hard,
        ended=deed.ended,
        day=day_of(deed.ended),
        state=outcome.state,
        reason=outcome.reason,
        version_id=outcome.version,
        amount=outcome.amount,
        at=clock.now(),
    )


def _accounts(community: int, people: Iterable[int]) -> dict[int, tuple[int, bool]]:
    """Person -> account and whether it is frozen; opened where there is none."""
    book, wanted = ledger.open_ledger(community=community, unit=UNIT), set(people)
    rows = Balance.objects.filter(
        account__ledger=book, account__kind=Account.Kind.RESIDENT, account__person__in=wanted
    )
    found = {
        person: (pk, frozen)
        for person, pk, frozen in rows.values_list("account__person", "pk", "frozen")
    }
    new = wanted - set(found)
    if new:
        made = ledger.open_residents(book, new)
        found |= {person: (pk, False) for person, pk in made.items()}
    return found


def expiry(day: date, months: int) -> date:
    """The last day of what was earned on a day."""
    return day + relativedelta(months=months)


def _pay(
    community: int, rows: Sequence[Row], books: Iterable[Book], accounts: dict[int, int]
) -> None:
    """Pay what was awarded; each row then names its transfer."""
    by_version = {book.version: book for book in books}
    groups: dict[date, list[Row]] = defaultdict(list)
    for row in rows:
        if row.state == State.AWARDED and row.version_id is not None:
            months = by_version[row.version_id].rules[row.kind].months
            groups[expiry(row.day, months)].append(row)
    if not groups:
        return
    book = ledger.open_ledger(community=community, unit=UNIT)
    issuer = ledger.issuer_of(book, community)
    for day in sorted(groups):
        made = ledger.award_batch(
            ledger=book.pk,
            issuer=issuer,
            awards=[
                Award(
                    key=f"deed:{row.pk}",
                    credit=accounts[row.person_id],
                    amount=row.amount,
                    rule_version=row.version_id,
                    event=row.event,
                )
                for row in groups[day]
            ],
            expires_on=day,
        )
        for row, transfer in zip(groups[day], made, strict=True):
            row.transfer = transfer


def _tell(community: int, rows: Sequence[Row]) -> None:
    """The order of reckoning into the journal; whoever is held or refused hears of it."""
    record_many(
        SYSTEM,
        [
            DeedReckoned(
                community=community,
                deed=row.pk,
                source=row.event,
                person=row.person_id,
                kind=row.kind,
                state=row.state,
                reason=row.reason,
                version=row.version_id,
                amount=row.amount,
            )
            for row in rows
        ],
        place=community,
    )
    for row in rows:
        if row.state in {State.QUARANTINED, State.REFUSED}:
            fact = DeedHeld(deed=row.pk, community=community, person=row.person_id, state=row.state)
            record(SYSTEM, fact, place=community)
