"""Fetching one row: what does not exist, or lies out of reach, is refused in the same way."""

from typing import TypeVar

from django.db import models

from linli.kernel.errors import Refused

M = TypeVar("M", bound=models.Model)


def found_or_refused(queryset: models.QuerySet[M]) -> M:
    """The first row. Raises Refused("kernel.not_found"), which tells nothing about why."""
    row = queryset.first()
    if row is None:
        raise Refused("kernel.not_found")
    return row
