"""When people are free, and groups of an estate."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from linli.kernel.scoping import ScopedManager

GROUP_LENGTH = 40


class FreeHours(models.Model):
    """When somebody is free in a usual week, by their own word; see `slots`."""

    community = models.BigIntegerField()
    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    slots = ArrayField(models.PositiveSmallIntegerField())
    at = models.DateTimeField()

    objects = ScopedManager()

    class Meta:
        indexes: ClassVar = [
            # how many of a community are free
            models.Index(fields=["community"]),
        ]

    def __str__(self) -> str:
        return f"free hours of {self.person_id}"


class Group(models.Model):
    """Neighbours of an estate who share a building or an interest, also before they move in."""

    class Kind(models.TextChoices):
        BUILDING = "building", _("building group")
        INTEREST = "interest", _("interest group")

    community = models.BigIntegerField()
    estate = models.ForeignKey("places.Estate", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    building = models.ForeignKey(
        "places.Building", on_delete=models.PROTECT, null=True, related_name="+"
    )
    title = models.CharField(max_length=GROUP_LENGTH)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["estate", "title"], name="one_group_per_name"),
            models.CheckConstraint(
                condition=Q(kind="building", building__isnull=False)
                | Q(kind="interest", building__isnull=True),
                name="a_building_group_has_a_building",
            ),
        ]

    def __str__(self) -> str:
        return f"group {self.pk}"


class GroupMember(models.Model):
    """Somebody in a group, until they leave it."""

    community = models.BigIntegerField()
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "group"], name="in_a_group_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in group {self.group_id}"
