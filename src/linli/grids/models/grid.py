"""Grids: named sets of buildings and units of a community."""

from typing import ClassVar

from django.db import models
from django.db.models import CheckConstraint
from django.utils.translation import gettext_lazy as _

from linli.grids.models.spans import ONE_THING, Part, Span, in_order, once_at_a_time
from linli.kernel.language import either
from linli.kernel.scoping import ScopedManager

NAME_LENGTH = 40


class Grid(Span):
    """A named part of a community that one grid head answers for."""

    class Kind(models.IntegerChoices):
        """Smallest numbers, because a constraint compares them as ranges."""

        GENERAL = 1, _("grid of homes")
        SPECIAL = 2, _("grid of shops and premises")

    community = models.BigIntegerField()
    kind = models.PositiveSmallIntegerField(choices=Kind.choices, default=Kind.GENERAL)
    name_zh = models.CharField(max_length=NAME_LENGTH)
    name_en = models.CharField(max_length=NAME_LENGTH, blank=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            in_order("grid_ends_after_it_begins"),
            models.UniqueConstraint(
                fields=["community", "name_zh"],
                condition=models.Q(until__isnull=True),
                name="one_open_grid_per_name",
            ),
        ]

    def __str__(self) -> str:
        return f"grid {self.pk}"

    @property
    def name(self) -> str:
        """In the reader's language."""
        return either(self.name_zh, self.name_en)


class GridPart(Part):
    """What lies in a grid. `kind` is the grid's: one grid of a kind holds a building or unit."""

    grid = models.ForeignKey(Grid, on_delete=models.PROTECT, related_name="parts")
    kind = models.PositiveSmallIntegerField(choices=Grid.Kind.choices)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            CheckConstraint(condition=ONE_THING, name="grid_part_is_one_thing"),
            in_order("grid_part_ends_after_it_begins"),
            once_at_a_time("a_building_in_one_grid_of_a_kind", "building", "kind"),
            once_at_a_time("a_unit_in_one_grid_of_a_kind", "unit", "kind"),
        ]
        indexes: ClassVar = [
            # which grid does this home lie in
            models.Index(fields=["unit"]),
            models.Index(fields=["building"]),
        ]

    def __str__(self) -> str:
        return f"part {self.pk} of grid {self.grid_id}"
