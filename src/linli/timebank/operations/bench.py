"""A crowd for the bench, and the bare rows of a confirmation. It stays: the bench has a database of its own."""

from datetime import timedelta

from django.db import connection, transaction

from linli.identity.models import Person
from linli.kernel import clock
from linli.ledger import operations as ledger
from linli.timebank.books import profiles
from linli.timebank.models import Confirmation, Member, Rulebook, Session
from linli.timebank.operations.sessions import UNIT
from linli.timebank.states import Side, State

HOUR = timedelta(hours=1)

#: What a confirmation writes at the least: its row, the session, two balances, a transfer, the event.
_BARE = """
WITH said AS (
  INSERT INTO timebank_confirmation (session_id, side, by_id, paper, at)
  VALUES (%(session)s, 'receiver', %(receiver)s, false, now())
), entered AS (
  UPDATE timebank_session SET state = 'confirmed', credit = 60, settled_at = now()
  WHERE id = %(session)s
), event AS (
  INSERT INTO journal_event (type, actor, capacity, place, subject_kind, subject_id, payload, at)
  VALUES ('bench', %(receiver)s, 'resident', %(community)s, 'session', %(session)s::text,
    '{}'::jsonb, now())
), debited AS (
  UPDATE ledger_balance SET posted = posted - 60, seq = seq + 1 WHERE account_id = %(issuer)s
  RETURNING seq, posted
), credited AS (
  UPDATE ledger_balance SET posted = posted + 60, seq = seq + 1 WHERE account_id = %(giver)s
  RETURNING seq, posted
)
INSERT INTO ledger_transfer (ledger_id, key, request_hash, debit_id, credit_id, amount, kind,
  debit_seq, credit_seq, debit_after, credit_after, at)
SELECT %(ledger)s, 'bare' || %(session)s, '\\x01', %(issuer)s, %(giver)s, 60, 'bench',
  debited.seq, credited.seq, debited.posted, credited.posted, now() FROM debited, credited
"""


def sessions(community: int, count: int) -> list[Session]:
    """So many that their givers have confirmed; two new people each."""
    now = clock.now()
    people = Person.objects.bulk_create(
        [Person(community=community, level=Person.Level.REAL_NAME) for _ in range(2 * count)]
    )
    profile = profiles(clock.today())["national"]
    number = Rulebook.objects.within(community).count() + 1
    book = Rulebook.objects.create(
        community=community,
        number=number,
        state=Rulebook.State.IN_FORCE,
        since=clock.today() - timedelta(days=1),
        profile=profile.key,
        source=profile.source,
        sources=profile.sources,
        terms=profile.terms.plain(),
        decided_by=Rulebook.Decided.RESIDENTS,
        decision="bench",
        decided_on=clock.today(),
        proposed_by=people[0],
        proposed_at=now,
    )
    made = Session.objects.bulk_create(
        [
            Session(
                community=community,
                kind="voluntary",
                pay="free",
                category="comfort",
                giver=people[2 * n],
                receiver=people[2 * n + 1],
                where="outside",
                starts_at=now - 2 * HOUR,
                ends_at=now - HOUR,
                day=clock.today(),
                state=State.ENDED,
                by=people[2 * n],
                came_at=now - 2 * HOUR,
                went_at=now - HOUR,
                minutes=60,
                rulebook=book,
                at=now,
            )
            for n in range(count)
        ]
    )
    Confirmation.objects.bulk_create(
        [Confirmation(session=row, side=Side.GIVER, by_id=row.giver_id, at=now) for row in made]
    )
    Member.objects.bulk_create([Member(community=community, person=each) for each in people])
    ledger.open_residents(
        ledger.open_ledger(community=community, unit=UNIT), [each.pk for each in people]
    )
    return made


def confirm_bare(rows: list[Session], accounts: dict[int, int]) -> None:
    """The same rows without rules, one transaction each."""
    with transaction.atomic():
        book = ledger.open_ledger(community=rows[0].community, unit=UNIT)
    for row in rows:
        values = {
            "session": row.pk,
            "receiver": row.receiver_id,
            "community": row.community,
            "ledger": book.pk,
            "issuer": ledger.issuer_of(book, row.pk),
            "giver": accounts[row.giver_id],
        }
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_BARE, values)
