"""Distances on the ground between points in micro-degrees. Pure."""

from math import asin, cos, radians, sin, sqrt

#: Mean radius of the earth in metres (IUGG).
_RADIUS = 6_371_009
_MICRO = 1_000_000

#: Latitude and longitude in micro-degrees.
Point = tuple[int, int]


def distance_m(one: Point, other: Point) -> int:
    """Whole metres along a great circle; for nearness only, nothing is decided by it."""
    (lat1, lon1), (lat2, lon2) = (
        (radians(lat / _MICRO), radians(lon / _MICRO)) for lat, lon in (one, other)
    )
    part = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return round(2 * _RADIUS * asin(min(1.0, sqrt(part))))
