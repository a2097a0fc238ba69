"""What the figures need and nothing else writes: many open wishes at once."""

from django.db import connection, transaction

from linli.kernel import clock
from linli.wishes.kinds import Kind, Urgency
from linli.wishes.models import Wish

CHUNK = 2_000


def fill(community: int, wisher: int, count: int) -> None:
    """So many open wishes of one person; the words are sealed as everywhere."""
    kinds, levels = list(Kind.values), list(Urgency.values)
    now = clock.now()
    rows = []
    for number in range(count):
        urgency = levels[number % len(levels)]
        wish = Wish(
            community=community,
            wisher_id=wisher,
            kind=kinds[number % len(kinds)],
            urgency=urgency,
            rank=urgency,
            state="open",
            posted_at=now,
            opened_at=now,
        )
        wish.put("words", f"第 {number} 个心愿")
        rows.append(wish)
    with transaction.atomic():
        Wish.objects.bulk_create(rows, batch_size=CHUNK)


def settle() -> None:
    """What the database does by itself within a minute after such an import."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE wishes_wish")
