"""The roll of an assembly: once frozen, its rows never change. Objections to it, and deliveries."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from linli.kernel.immutable import Immutable
from linli.kernel.scoping import ScopedManager
from linli.places.models import SealedText
from linli.voting.models.assembly import Assembly


class RollEntry(Immutable):
    """One elector of a frozen roll. `number` is drawn for this assembly and tells no home."""

    community = models.BigIntegerField()
    assembly = models.ForeignKey(Assembly, on_delete=models.PROTECT, related_name="roll")
    number = models.PositiveIntegerField()
    area_centi = models.BigIntegerField()
    #: The weight on the second basis.
    persons = models.PositiveSmallIntegerField(default=1)
    #: Unsold homes and those not handed over, together one person.
    developer = models.BooleanField(default=False)
    #: Building of its first unit, for the turnout board.
    building = models.ForeignKey(
        "places.Building", on_delete=models.PROTECT, null=True, related_name="+"
    )
    #: Hides the homes behind `commit` until the owners' bundle opens them.
    salt = models.BinaryField(max_length=16)
    commit = models.CharField(max_length=64)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assembly", "number"], name="one_elector_per_number"),
        ]

    def __str__(self) -> str:
        return f"elector {self.number} of assembly {self.assembly_id}"


class RollUnit(Immutable):
    """A home of an elector on a frozen roll, with the owner set that the roll names."""

    assembly = models.ForeignKey(Assembly, on_delete=models.PROTECT, related_name="roll_units")
    entry = models.ForeignKey(RollEntry, on_delete=models.PROTECT, related_name="units")
    unit = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="+")
    #: None: the developer's, without an owner on the roster.
    elector = models.ForeignKey(
        "places.Elector", on_delete=models.PROTECT, null=True, related_name="+"
    )
    area_centi = models.BigIntegerField()
    #: The home as the elector's commitment names it; labels of homes may be corrected later.
    label = models.CharField(max_length=200, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assembly", "unit"], name="a_unit_once_on_a_roll"),
        ]
        indexes: ClassVar = [
            # which elector of the assembly somebody is, by the owner sets they belong to
            models.Index(fields=["assembly", "elector"]),
        ]

    def __str__(self) -> str:
        return f"unit {self.unit_id} on the roll of assembly {self.assembly_id}"


class Told(Immutable):
    """The notice had demonstrably reached this elector when the vote opened.

    Fixed in that moment: whatever is reported later, when choices may be known, changes nothing.
    """

    entry = models.OneToOneField(
        RollEntry, on_delete=models.PROTECT, primary_key=True, related_name="told"
    )
    assembly = models.ForeignKey(Assembly, on_delete=models.PROTECT, related_name="told")

    def __str__(self) -> str:
        return f"entry {self.entry_id}, told"


class RollObjection(models.Model):
    """Somebody says that the roll is wrong about a home. Answered before the roll is frozen."""

    class Ruling(models.TextChoices):
        WAITING = "waiting", _("waits for an answer")
        UPHELD = "upheld", _("upheld: the roll is corrected")
        REJECTED = "rejected", _("rejected")

    community = models.BigIntegerField()
    assembly = models.ForeignKey(Assembly, on_delete=models.PROTECT, related_name="objections")
    unit = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.ForeignKey(SealedText, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ruling = models.CharField(max_length=10, choices=Ruling.choices, default=Ruling.WAITING)
    answer = models.ForeignKey(SealedText, on_delete=models.PROTECT, null=True, related_name="+")
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        indexes: ClassVar = [
            # objections of an assembly, oldest first
            models.Index(fields=["assembly", "id"]),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ruling="waiting", answered_at__isnull=True)
                | ~Q(ruling="waiting") & Q(answered_at__isnull=False, answer__isnull=False),
                name="an_answered_objection_has_its_answer",
            )
        ]

    def __str__(self) -> str:
        return f"objection {self.pk} to the roll of assembly {self.assembly_id}"


class HandDelivery(Immutable):
    """The notice was brought to a home by hand, by post, or read at its door."""

    class Way(models.TextChoices):
        DOOR = "door", _("handed over at the door")
        BOX = "box", _("put into the letter box")
        POST = "post", _("sent by post")

    assembly = models.ForeignKey(Assembly, on_delete=models.PROTECT, related_name="deliveries")
    unit = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=10, choices=Way.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["assembly", "unit", "way"], name="a_way_of_delivery_once_per_unit"
            )
        ]

    def __str__(self) -> str:
        return f"{self.way} to unit {self.unit_id}"
