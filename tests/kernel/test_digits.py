"""What is a number in an address or a form."""

import pytest

from linli.kernel.digits import number_of


@pytest.mark.parametrize(
    ("text", "number"),
    [("7", 7), ("007", 7), ("9" * 18, 10**18 - 1)]
    + [(each, None) for each in ("", "-1", "²", "９", "1.5", " 7", "7\n", "9" * 19, "9" * 5000)],
)
def test_digits_of_ours_and_no_more_than_an_id_has(text, number):
    assert number_of(text) == number
