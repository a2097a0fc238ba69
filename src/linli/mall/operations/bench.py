"""What the figures need and nothing else does: a crowd with points, and the bare rows of an order."""

from uuid import UUID, uuid4

from django.db import connection, models, transaction

from linli.journal.models import Event
from linli.kernel import clock
from linli.ledger import operations as ledger
from linli.ledger.models import Hold
from linli.ledger.movements import Award
from linli.mall.models import Merchant, Offer, Order, OrderStep
from linli.mall.operations.shops import open_shop_account


def furnish(community: int, organisation: int, people: list[int], points: int) -> Offer:
    """A merchant, an offer without end, and points for everybody."""
    with transaction.atomic():
        books = ledger.open_ledger(community=community, unit="points")
        accounts = ledger.open_residents(books, people)
        ledger.award_batch(
            ledger=books.pk,
            issuer=ledger.issuer_of(books, 1),
            awards=[
                Award(key=f"bench:{uuid4()}", credit=account, amount=points)
                for account in accounts.values()
            ],
            expires_on=clock.today().replace(year=clock.today().year + 2),
        )
        shop = Merchant(
            community=community,
            organisation_id=organisation,
            state="approved",
            desk="-",
            place="-",
            since=clock.today(),
            at=clock.now(),
        )
        shop.account = open_shop_account(shop)
        shop.save()
        return Offer.objects.create(
            community=community,
            merchant=shop,
            kind="daily",
            title="bench",
            price=1,
            stock=1_000_000,
            since=clock.today(),
            place="-",
            days=[1, 2, 3, 4, 5, 6, 7],
            state="open",
            at=clock.now(),
        )


def _columns(model: type[models.Model]) -> str:
    fields = model._meta.concrete_fields  # noqa: SLF001 (Django's own name for it)
    return ", ".join(f'"{field.column}"' for field in fields if not field.primary_key)


def _copy(model: type[models.Model], pk: int, **changed: str | int | bytes | UUID | None) -> None:
    """The same row once more, with other values in some columns."""
    names = _columns(model)
    chosen = names
    for column in changed:
        chosen = chosen.replace(f'"{column}"', "%s", 1)
    table = model._meta.db_table  # noqa: SLF001 (Django's own name for it)
    order = [name for name in names.replace('"', "").split(", ") if name in changed]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({names}) SELECT {chosen} FROM {table} WHERE id = %s",  # noqa: S608 (names of our own)
            [*[changed[name] for name in order], pk],
        )


def bare(order: Order, step: int, event: int, number: int) -> None:
    """The locks and rows of one order as plain SQL, and nothing that decides about them.

    The copy is no live order: else its person would soon have too many.
    """
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM identity_person WHERE id = %s FOR UPDATE", [order.person_id])
        cursor.execute(
            "UPDATE mall_offer SET stock = stock - 1 WHERE id = %s AND stock > 0", [order.offer_id]
        )
        cursor.execute("UPDATE ledger_balance SET held = held WHERE account_id = %s", [order.debit])
        _copy(Hold, order.hold, key=f"bare:{number}:{uuid4()}")
        _copy(
            Order,
            order.pk,
            key=uuid4(),
            hold=-number,
            state="cancelled",
            code=None,
            code_hash=None,
        )
        _copy(OrderStep, step)
        _copy(Event, event)
