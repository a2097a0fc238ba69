"""Figures as they were counted on a day. What is withheld is not even stored."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from linli.kernel.scoping import ScopedManager
from linli.organisations.kinds import Sector


class Dimension(models.TextChoices):
    """By what a community's people are told apart, one at a time."""

    ALL = "all", _("the community")
    ESTATE = "estate", _("estate")
    BUILDING = "building", _("building")
    AGE = "age", _("age")
    ROLE = "role", _("role")


class Coverage(models.Model):
    """How far a group of a community's people has come. Null: withheld.

    `key`: an estate's or building's id, an age band's first age, or a role's code.
    """

    community = models.BigIntegerField()
    day = models.DateField()
    dimension = models.CharField(max_length=10, choices=Dimension.choices)
    key = models.CharField(max_length=20, blank=True)
    registered = models.PositiveIntegerField(null=True)
    proved = models.PositiveIntegerField(null=True)
    active = models.PositiveIntegerField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["community", "day", "dimension", "key"],
                name="a_group_is_counted_once_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dimension} {self.key} of {self.community} on {self.day}"


class Participation(models.Model):
    """How many people of a class took part in a community, and how often. Null: withheld."""

    community = models.BigIntegerField()
    day = models.DateField()
    #: The four-way class, or the party.
    sector = models.CharField(max_length=20, choices=Sector.choices)
    people = models.PositiveIntegerField(null=True)
    acts = models.PositiveIntegerField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["community", "day", "sector"], name="a_class_is_counted_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sector} of {self.community} on {self.day}"
