"""Areas (片区): named sets of estates and buildings of a community. No level of the tree."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from linli.kernel.language import either
from linli.kernel.scoping import ScopedManager
from linli.places.models.homes import Building, Estate


class Area(models.Model):
    """It has a day on which it began and one on which it ended; areas may interleave and overlap."""

    community = models.BigIntegerField()
    name_zh = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60, blank=True)
    #: The decision or document. It is public.
    ground = models.CharField(max_length=200)
    since = models.DateField()
    until = models.DateField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["community", "name_zh"],
                condition=Q(until__isnull=True),
                name="one_area_per_name",
            ),
        ]

    def __str__(self) -> str:
        return self.name_zh

    @property
    def name(self) -> str:
        """In the reader's language."""
        return either(self.name_zh, self.name_en or self.name_zh)


class AreaPart(models.Model):
    """An estate, or one building of it, lies in an area from a day to a day. Never deleted."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="parts")
    estate = models.ForeignKey(Estate, on_delete=models.PROTECT, related_name="+")
    building = models.ForeignKey(Building, on_delete=models.PROTECT, null=True, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["area", "estate", "building"],
                condition=Q(until__isnull=True),
                nulls_distinct=False,
                name="a_part_once_in_an_area",
            ),
        ]

    def __str__(self) -> str:
        return f"part {self.pk} of area {self.area_id}"
