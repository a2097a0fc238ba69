"""Key-set pages: the next page starts after a key, so depth costs nothing and nothing is skipped.

The cursor is the key of the last row, as URL-safe base64 of JSON. It carries ids and times only.
"""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar, cast

from django.db import models
from django.db.models import Q

from linli.kernel.errors import Refused

M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Page(Generic[M]):
    """`items` in order, and the cursor of the next page or None at the end."""

    items: Sequence[M]
    next: str | None


def page_of(
    queryset: models.QuerySet[M], *, key: Sequence[str], after: str | None = None, size: int = 20
) -> Page[M]:
    """One page of `queryset`, ordered by `key` (``-`` for descending), after the cursor.

    The key must be unique as a whole, so its last part is a primary key. One query. Raises
    Refused("kernel.bad_cursor") for a cursor that we did not make.
    """
    ordered = queryset.order_by(*key)
    if after:
        ordered = ordered.filter(_after(queryset.model, key, _decode(after, len(key))))
    rows = list(ordered[: size + 1])
    more = len(rows) > size
    rows = rows[:size]
    return Page(rows, _encode(rows[-1], key) if more else None)


def _after(model: type[models.Model], key: Sequence[str], values: list[Any]) -> Q:
    """(a, b) after (x, y): a past x, or a = x and b past y; each part in its own direction.

    That a is not before x follows from it; said as well, an index scan starts there.
    """
    condition = Q()
    equal = Q()
    bound = Q()
    for part, value in zip(key, values, strict=True):
        name = part.lstrip("-")
        try:
            meta = model._meta  # noqa: SLF001 (Django's own name for it)
            found = meta.pk if name == "pk" else meta.get_field(name)
            field = cast("models.Field[Any, Any]", found)
            clean = field.to_python(value)
        except Exception as error:
            raise Refused("kernel.bad_cursor") from error
        past = "lt" if part.startswith("-") else "gt"
        bound = bound or Q(**{f"{name}__{past}e": clean})
        condition |= equal & Q(**{f"{name}__{past}": clean})
        equal &= Q(**{name: clean})
    return bound & condition


def _encode(row: models.Model, key: Sequence[str]) -> str:
    values = [getattr(row, part.lstrip("-")) for part in key]
    plain = [each.isoformat() if isinstance(each, date) else each for each in values]
    return base64.urlsafe_b64encode(json.dumps(plain).encode()).decode().rstrip("=")


def _decode(cursor: str, length: int) -> list[Any]:
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error, UnicodeDecodeError) as error:
        raise Refused("kernel.bad_cursor") from error
    simple = isinstance(values, list) and all(isinstance(each, str | int) for each in values)
    if not simple or len(values) != length:
        raise Refused("kernel.bad_cursor")
    return list(values)
