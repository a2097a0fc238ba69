"""A net under every query: rows of a community are read only by someone who named the community.

`Model.objects` of a scoped model refuses to run until the caller has said in whose name it reads:
`.within(community)`, `.reached_by(actor)` or, for maintenance, `.across_communities(reason)`.
Forgetting the scope is then a crash in the test, never a leak on a page.
"""

from collections.abc import Iterable
from typing import Any, Self, TypeVar

from django.db import models

from linli.kernel.actor import Actor

M_co = TypeVar("M_co", bound=models.Model, covariant=True)


class UnscopedQueryError(RuntimeError):
    """A query on community data ran without a scope."""


class ScopedQuerySet(models.QuerySet[M_co]):
    """Fails closed: evaluating it without a scope raises."""

    _scope_named = False

    def within(self, community: int) -> Self:
        """Rows of one community."""
        return self._named(self.filter(community=community))

    def reached_by(self, actor: Actor) -> Self:
        """Rows of the communities in the actor's reach."""
        return self._named(self.filter(community__in=actor.reach))

    def across_communities(self, reason: str) -> Self:
        """Every row of the district, for work that is above communities; says why."""
        if not reason:
            message = "reading across communities needs a reason"
            raise ValueError(message)
        return self._named(self.all())

    def _named(self, queryset: Self) -> Self:
        queryset._scope_named = True
        return queryset

    def _require_scope(self) -> None:
        if not self._scope_named:
            message = f"{self.model.__name__} was queried without naming a community"
            raise UnscopedQueryError(message)

    # Django's hooks -------------------------------------------------------------------------
    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc]  # the stubs leave it out
        clone._scope_named = self._scope_named
        return clone

    def _fetch_all(self) -> None:
        self._require_scope()
        super()._fetch_all()

    def iterator(self, *args: Any, **kwargs: Any) -> Any:
        self._require_scope()
        return super().iterator(*args, **kwargs)

    def count(self) -> int:
        self._require_scope()
        return super().count()

    def exists(self) -> bool:
        self._require_scope()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self._require_scope()
        return super().aggregate(*args, **kwargs)

    def update(self, **kwargs: Any) -> int:
        self._require_scope()
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._require_scope()
        return super().delete()

    def in_bulk(self, *args: Any, **kwargs: Any) -> dict[Any, M_co]:
        self._require_scope()
        return super().in_bulk(*args, **kwargs)

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        """Creating names its community in each row, so it needs no scope."""
        return super().bulk_create(objs, *args, **kwargs)


ScopedManager = models.Manager.from_queryset(ScopedQuerySet)
