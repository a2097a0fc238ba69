"""The clock can be held, and days are Shanghai's."""

from datetime import UTC, date, datetime

import pytest

from linli.kernel import clock


def test_a_day_is_counted_in_shanghai():
    with clock.frozen(datetime(2026, 10, 1, 15, 59, tzinfo=UTC)):
        assert clock.today() == date(2026, 10, 1)
    with clock.frozen(datetime(2026, 10, 1, 16, 0, tzinfo=UTC)):
        assert clock.today() == date(2026, 10, 2)
        assert clock.now() == datetime(2026, 10, 1, 16, 0, tzinfo=UTC)


def test_a_naive_time_does_not_freeze():
    with pytest.raises(ValueError, match="aware"), clock.frozen(datetime(2026, 1, 1)):  # noqa: DTZ001
        pass
