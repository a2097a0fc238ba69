"""Estates, buildings, units, and who owns them from when to when.

Plain tables below the community, not nodes of the tree: an estate has thousands of units, they are
imported at once, and no page walks them as a tree.
"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from linli.kernel.scoping import ScopedManager
from linli.places.models.place import Place
from linli.places.models.sealed import RosterOwner
from linli.places.states import Stage


class Estate(models.Model):
    """A residential quarter (小区) in a community."""

    community = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="estates")
    name_zh = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60, blank=True)
    #: What staff answered when its rosters were read, by heading or word; see `roster.types`.
    answers = models.JSONField(default=dict)
    #: Raised by each change of its units; an answer to an older state is refused.
    version = models.PositiveIntegerField(default=0)
    since = models.DateField()
    #: An estate of which nothing is known is taken to be handed over: no rights are made up.
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.DELIVERY)
    #: Whether so much is handed over that the first owners' meeting is due; kept by operations, so
    #: that no page counts all units.
    ripe = models.BooleanField(default=False)
    #: Degrees north and east times a million, when known.
    latitude_micro = models.IntegerField(null=True)
    longitude_micro = models.IntegerField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(latitude_micro__isnull=True, longitude_micro__isnull=True)
                | Q(
                    latitude_micro__range=(-90_000_000, 90_000_000),
                    longitude_micro__range=(-180_000_000, 180_000_000),
                ),
                name="an_estate_lies_on_earth",
            ),
            # the command finds an estate by its name
            models.UniqueConstraint(fields=["community", "name_zh"], name="one_estate_per_name"),
        ]

    def __str__(self) -> str:
        return self.name_zh

    @property
    def name(self) -> str:
        """In the reader's language."""
        from linli.kernel.language import either

        return either(self.name_zh, self.name_en or self.name_zh)


class Building(models.Model):
    """A building, or a named part such as 商铺. `key` makes 1栋 and 01幢 one."""

    estate = models.ForeignKey(Estate, on_delete=models.PROTECT, related_name="buildings")
    key = models.CharField(max_length=40)
    label = models.CharField(max_length=40)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["estate", "key"], name="one_building_per_key"),
        ]

    def __str__(self) -> str:
        return self.label


class Unit(models.Model):
    """A flat, shop or parking space. Never deleted: one that is no more bears `gone`."""

    class Holding(models.TextChoices):
        DELIVERED = "delivered", _("handed over to its owners")
        UNDELIVERED = "undelivered", _("sold, not handed over")
        UNSOLD = "unsold", _("not sold, the developer's")

    community = models.BigIntegerField()
    estate = models.ForeignKey(Estate, on_delete=models.PROTECT, related_name="units")
    building = models.ForeignKey(Building, on_delete=models.PROTECT, related_name="units")
    parking = models.BooleanField(default=False)
    stair = models.CharField(max_length=40, blank=True)
    stair_key = models.CharField(max_length=40, blank=True)
    room = models.CharField(max_length=60)
    room_key = models.CharField(max_length=60)
    #: Numbers padded, so that 2栋 stands before 10栋.
    position = models.CharField(max_length=240)
    use = models.CharField(max_length=40, blank=True)
    #: 0.01 m²; null while it is not known.
    area_centi = models.BigIntegerField(null=True)
    holding = models.CharField(max_length=12, choices=Holding.choices, default=Holding.DELIVERED)
    #: Codes of findings that make it disputed (and `left_out`); empty when it is sound.
    disputes = ArrayField(models.CharField(max_length=20), default=list)
    #: Warnings of the roster that it came from.
    warnings = ArrayField(models.CharField(max_length=20), default=list)
    #: Keyed hash of its row in the last roster: equal rows change nothing.
    mark = models.BinaryField()
    corrected = models.BooleanField(default=False)
    gone = models.BooleanField(default=False)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["estate", "parking", "building", "stair_key", "room_key"],
                name="one_unit_per_address",
            ),
            models.CheckConstraint(
                condition=Q(area_centi__isnull=True) | Q(area_centi__gt=0), name="area_is_positive"
            ),
        ]
        indexes: ClassVar = [
            # the list of an estate's units, page by page
            models.Index(fields=["estate", "position", "id"]),
            # the search by room
            models.Index(fields=["community", "room_key"]),
            # what must be settled before a roll is frozen
            models.Index(fields=["estate", "id"], name="disputed_units", condition=~Q(disputes=[])),
        ]

    def __str__(self) -> str:
        return f"unit {self.pk}"

    @property
    def label(self) -> str:
        """1栋 一单元 101; needs the building."""
        return " ".join(filter(None, (self.building.label, self.stair, self.room)))

    @property
    def area(self) -> str:
        """In m² with two decimals; empty while it is not known."""
        if self.area_centi is None:
            return ""
        return f"{self.area_centi // 100}.{self.area_centi % 100:02}"


class Elector(models.Model):
    """A set of owners that casts one ballot in an estate (see `roster.electors`)."""

    estate = models.ForeignKey(Estate, on_delete=models.PROTECT, related_name="electors")
    #: Keyed hash of the set.
    mark = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["estate", "mark"], name="one_elector_per_owner_set"),
        ]

    def __str__(self) -> str:
        return f"elector {self.pk}"


class ElectorOwner(models.Model):
    """An owner in a set of owners."""

    elector = models.ForeignKey(Elector, on_delete=models.PROTECT, related_name="members")
    owner = models.ForeignKey(RosterOwner, on_delete=models.PROTECT, related_name="memberships")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["elector", "owner"], name="an_owner_once_in_a_set"),
        ]

    def __str__(self) -> str:
        return f"owner {self.owner_id} in elector {self.elector_id}"


class Title(models.Model):
    """An owner set owns a unit from a day to a day. Ended, never deleted."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="titles")
    elector = models.ForeignKey(Elector, on_delete=models.PROTECT, related_name="titles")
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit"], condition=Q(until__isnull=True), name="one_title_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"title {self.pk}"
