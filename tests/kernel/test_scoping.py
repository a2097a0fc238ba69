"""A query on community data that names no community does not run."""

import pytest
from django.db import models

from linli.kernel.actor import VISITOR, Actor, Capacity
from linli.kernel.scoping import ScopedManager, UnscopedQueryError


class Scoped(models.Model):  # noqa: DJ008 (never shown)
    community = models.BigIntegerField()
    objects = ScopedManager()

    class Meta:
        app_label = "identity"
        managed = False


@pytest.mark.parametrize(
    "use",
    [
        list,
        len,
        bool,
        lambda rows: rows.count(),
        lambda rows: rows.exists(),
        lambda rows: rows.get(pk=1),
        lambda rows: rows.first(),
        lambda rows: rows.filter(pk=1).last(),
        lambda rows: list(rows.iterator()),
        lambda rows: rows.update(community=2),
        lambda rows: rows.delete(),
        lambda rows: rows.aggregate(models.Max("pk")),
        lambda rows: list(rows.values_list("pk")),
        lambda rows: rows.in_bulk([1]),
        lambda rows: rows.get_or_create(pk=1, community=1),
    ],
)
def test_every_way_of_reading_or_writing_fails_closed(db, use):
    with pytest.raises(UnscopedQueryError):
        use(Scoped.objects.all())


def where(rows) -> str:
    return str(rows.query).partition("WHERE")[2]


def test_a_named_scope_is_in_the_sql():
    actor = Actor(1, Capacity.STAFF, 9, frozenset({4, 5}))
    assert '"community" = 3' in where(Scoped.objects.within(3).filter(pk=1))
    assert '"community" IN (4, 5)' in where(Scoped.objects.reached_by(actor).order_by("pk"))
    assert not where(Scoped.objects.across_communities("a count for the district"))


def test_who_reaches_nothing_sees_nothing(db):
    assert list(Scoped.objects.reached_by(VISITOR)) == []


def test_reading_across_communities_needs_a_reason():
    with pytest.raises(ValueError, match="reason"):
        Scoped.objects.across_communities("")
