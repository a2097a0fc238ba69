"""Sealing everything anew with the current key, in batches that can be broken off at any time."""

from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import F, Func, IntegerField, Q, QuerySet, Value

from linli.identity.models.sealing import Sealing
from linli.identity.vault import vault

BATCH = 200


def sealing_models() -> list[type[Sealing]]:
    """Every table with sealed fields, of this module and of later ones."""
    models = [model for model in apps.get_models() if issubclass(model, Sealing)]
    return sorted(models, key=lambda model: model._meta.label)  # noqa: SLF001 (Django's own name)


def _stale(model: type[Sealing]) -> "QuerySet[Any]":
    """Rows with a field whose key number (bytes 1 and 2 from 0) is not the current one."""
    rows = model._base_manager.all()  # noqa: SLF001 (all communities)
    wanted = Q()
    current = vault().ring.current
    for field in model.sealed:
        high, low = (
            Func(F(field), Value(n), function="get_byte", output_field=IntegerField())
            for n in (1, 2)
        )
        rows = rows.alias(**{f"{field}_key": high * 256 + low})
        # an empty field has no number, so it is neither below nor above
        wanted |= Q(**{f"{field}_key__lt": current}) | Q(**{f"{field}_key__gt": current})
    return rows.filter(wanted)


def reseal_batch(model: type[Sealing], size: int = BATCH) -> int:
    """Seal up to `size` rows anew in one transaction; answers how many. Locks them meanwhile."""
    with transaction.atomic():
        rows = list(_stale(model).select_for_update(of=("self",)).order_by("pk")[:size])
        for row in rows:
            for field in model.sealed:
                row.put(field, row.read(field))
            row.save(update_fields=list(model.sealed))
    return len(rows)
