"""A weighted median of whole numbers. Pure."""

from collections.abc import Iterable


def median(weighed: Iterable[tuple[int, int]]) -> int | None:
    """The smallest value at which half of the weight is reached: the lower median.

    >>> median([(1, 1), (9, 1)])
    1
    >>> median([(0, 3), (30, 4)])
    30
    >>> median([]) is None
    True
    """
    rows = sorted((value, weight) for value, weight in weighed if weight > 0)
    total, reached = sum(weight for _value, weight in rows), 0
    for value, weight in rows:
        reached += weight
        if 2 * reached >= total:
            return value
    return None
