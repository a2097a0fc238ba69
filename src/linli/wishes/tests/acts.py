"""What a refusal leaves as it was, and the row as the database has it."""

from datetime import UTC, datetime

import pytest

from linli.journal.models import Event
from linli.kernel.errors import Refused
from linli.wishes.models import Claim, Helper, Step, Wish

MONDAY = datetime(2026, 5, 11, 2, tzinfo=UTC)

ALL = "test"


def count() -> tuple[int, ...]:
    return (
        Wish.objects.across_communities(ALL).count(),
        Claim.objects.across_communities(ALL).count(),
        Helper.objects.count(),
        Step.objects.count(),
        Event.objects.count(),
    )


def refusal(call, *args, **kwargs) -> tuple[str, str | None]:
    before = count()
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    assert count() == before
    return caught.value.code, caught.value.field


def fresh(wish) -> Wish:
    return Wish.objects.across_communities(ALL).get(pk=wish.pk)


def last() -> Event:
    return Event.objects.latest("pk")
