"""Making a session, its way along the table of states, the time it takes up, what it promises."""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from linli.identity.models import Person
from linli.journal.outbox import require_district_transaction
from linli.kernel import clock
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.ledger import operations as ledger
from linli.ledger.models import Account, Ledger
from linli.ledger.movements import Movement
from linli.places.operations.estates import seal_text
from linli.timebank import queries
from linli.timebank.models import Busy, Decision, Mark, Member, Rulebook, Session
from linli.timebank.operations.checks import require_open, require_terms
from linli.timebank.states import LIVE, TRANSITIONS, WAITS, Pay, State, Verb, Where
from linli.timebank.wanted import Wanted

UNIT = Ledger.Unit.MINUTES


def locked(session: int) -> Session:
    """The row, locked. Raises Refused when there is none."""
    rows = Session.objects.across_communities("the rule has looked").select_for_update(of=("self",))
    return found_or_refused(rows.select_related("rulebook").filter(pk=session))


def lock_members(community: int, people: Iterable[int]) -> None:
    """Whatever is entered for these people waits until the commit; in one order for everybody."""
    require_district_transaction()
    wanted = sorted(set(people))
    rows = Member.objects.within(community).filter(person__in=wanted).order_by("person")
    known = {row.person_id for row in rows.select_for_update()}
    if known != set(wanted):
        new = [Member(community=community, person_id=each) for each in wanted if each not in known]
        Member.objects.bulk_create(new, ignore_conflicts=True)
        list(rows.select_for_update())


def book_for(community: int, wanted: Wanted) -> Rulebook:
    book = queries.book_on(community, wanted.day)
    if book is None:
        raise Refused("timebank.no_rules", field="starts_at")
    return book


def make(  # noqa: PLR0913 (what a session is)
    *,
    community: int,
    giver: Person,
    receiver: Person,
    wanted: Wanted,
    by: int,
    state: State,
    clerk: int | None = None,
    afterwards: bool = False,
) -> Session:
    """Checked by the rulebook of its day; takes up the time of the two."""
    book = book_for(community, wanted)
    require_terms(giver, receiver, wanted, book.plain)
    require_open(community, giver.pk, receiver.pk)
    lives = {Where.GIVER: giver, Where.RECEIVER: receiver}.get(Where(wanted.where))
    row = Session.objects.create(
        community=community,
        kind=wanted.kind,
        pay=wanted.pay,
        category=wanted.category,
        giver=giver,
        receiver=receiver,
        where=wanted.where,
        building_id=queries.building_of(lives.pk, community) if lives else None,
        starts_at=wanted.starts_at,
        ends_at=wanted.ends_at,
        day=wanted.day,
        words=seal_text(wanted.words) if wanted.words.strip() else None,
        state=state,
        by_id=by,
        clerk_id=clerk,
        afterwards=afterwards,
        rulebook=book,
        at=clock.now(),
    )
    _take_time(row)
    if state == State.ARRANGED:
        promise(row)
    return row


def _take_time(row: Session) -> None:
    during = DateTimeTZRange(row.starts_at, row.ends_at, "[)")
    try:
        with transaction.atomic():
            # in one order, so that two requests for the same two people meet at the same row
            for person in sorted((row.giver_id, row.receiver_id)):
                Busy.objects.create(
                    session=row, community=row.community, person_id=person, during=during
                )
    except IntegrityError as error:
        raise Refused("timebank.overlap", field="starts_at") from error


def move(row: Session, verb: Verb) -> None:
    """Along the table of states; what is over no longer takes up time. Saved by the caller."""
    transition = TRANSITIONS[verb]
    if State(row.state) not in transition.sources:
        raise Refused("timebank.not_now")
    before = State(row.state) in LIVE
    row.state = transition.target
    if row.state in WAITS:
        row.held_at = clock.now()
    after = transition.target in LIVE
    if before != after:
        rows = Busy.objects.within(row.community).filter(session=row)
        try:
            with transaction.atomic():
                rows.update(live=after)
        except IntegrityError as error:
            raise Refused("timebank.overlap") from error
    if not after:
        free_promise(row)


def decide(row: Session, verb: Verb, words: str, by: int) -> None:
    """With words that are sealed. Raises Refused("timebank.not_now")."""
    move(row, verb)
    Decision.objects.create(
        session=row, verb=verb, by_id=by, words=seal_text(words), at=clock.now()
    )


def account_of(row: Session, person: int) -> Account:
    return ledger.resident_account(community=row.community, unit=UNIT, person=person)


def payee(row: Session) -> Account:
    """Who gets what the receiver pays: the giver in an exchange, nobody when hours are redeemed."""
    if row.pay == Pay.EXCHANGE:
        return account_of(row, row.giver_id)
    book = ledger.open_ledger(community=row.community, unit=UNIT)
    return Account.objects.within(row.community).get(ledger=book, kind=Account.Kind.SETTLED)


def promise(row: Session) -> None:
    """The receiver's minutes are kept for it from now on. Raises Refused("ledger.not_enough")."""
    if row.pay == Pay.FREE or row.hold is not None:
        return
    giver = account_of(row, row.receiver_id)
    planned = int((row.ends_at - row.starts_at).total_seconds()) // 60
    made = ledger.hold(
        Movement(
            ledger=giver.ledger_id,
            key=f"time:{row.pk}:hold",
            debit=giver.pk,
            credit=payee(row).pk,
            amount=planned,
            kind=row.pay,
        )
    )
    row.hold = made.id
    row.save(update_fields=["hold"])


def free_promise(row: Session) -> None:
    if row.hold is not None and not row.transfers:
        ledger.release(row.hold)
        row.hold = None


def mark(row: Session, what: str, how: str, *, by: int, at: datetime) -> Mark:
    """Raises Refused when it was signed already."""
    made = Mark(session=row, what=what, how=how, by_id=by, at=at, received_at=clock.now())
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise Refused("timebank.signed_already") from error
    return made
