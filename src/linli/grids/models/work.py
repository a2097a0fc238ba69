"""What grid heads, workers, building heads and volunteers do: one entry, noted once."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.grids.models.post import Post
from linli.identity.models.sealing import Sealing
from linli.kernel.scoping import ScopedManager
from linli.places.models import Building, Unit
from linli.places.models.sealed import new_binding

TEXT_LENGTH = 1000
#: Degrees are stored as whole millionths, about 0.1 m.
LATITUDE = 90_000_000
LONGITUDE = 180_000_000


class Tag(models.TextChoices):
    """The six duties of a grid head (六员)."""

    POLICY = "policy", _("explaining policies")
    INFORMATION = "information", _("gathering information")
    MEDIATION = "mediation", _("settling disputes")
    HARDSHIP = "hardship", _("help in hardship")
    LOVE = "love", _("delivering kindness")
    PROPERTY = "property", _("watching over property services")


class Entry(Sealing):
    """A patrol, a task, or a visit. The words may name people, so they are sealed.

    `noted` is made by the device, one for each entry: an entry sent twice is one entry. `at` is
    the device's time, corrected by how far its clock was off when it sent (`skew_ms`, the server's
    time minus the device's); `device_at` is what the device said, `received_at` the server's time.
    """

    class Kind(models.TextChoices):
        PATROL = "patrol", _("patrol")
        TASK = "task", pgettext_lazy("grid", "task")
        VISIT = "visit", _("visit")

    class Outcome(models.TextChoices):
        """Of a visit."""

        MET = "met", _("all well")
        ABSENT = "absent", _("nobody at home")
        HELP = "help", _("needs help")

    sealed = ("text",)
    sealed_for = "binding"

    community = models.BigIntegerField()
    kind = models.CharField(max_length=8, choices=Kind.choices)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="entries")
    tags = ArrayField(models.CharField(max_length=12, choices=Tag.choices), default=list)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    building = models.ForeignKey(Building, on_delete=models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    #: Where the worker stood, given by the worker for this entry alone.
    latitude = models.IntegerField(null=True)
    longitude = models.IntegerField(null=True)
    binding = models.BigIntegerField(default=new_binding)
    text = models.BinaryField(null=True)
    noted = models.UUIDField(default=uuid.uuid4)
    at = models.DateTimeField()
    device_at = models.DateTimeField()
    received_at = models.DateTimeField()
    skew_ms = models.BigIntegerField(default=0)
    #: It came in more than 72 hours after it was done.
    late = models.BooleanField(default=False)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "noted"], name="an_entry_is_noted_once"),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(
                    latitude__range=(-LATITUDE, LATITUDE), longitude__range=(-LONGITUDE, LONGITUDE)
                ),
                name="a_point_lies_on_earth",
            ),
            models.CheckConstraint(
                condition=~Q(kind="visit") | (Q(unit__isnull=False) & ~Q(outcome="")),
                name="a_visit_names_home_and_outcome",
            ),
        ]
        indexes: ClassVar = [
            # my own entries, newest first
            models.Index(fields=["person", "-at", "-id"]),
            # the counts of a community and the staff's list, by time
            models.Index(fields=["community", "-at", "-id"]),
            # when was this home visited last
            models.Index(fields=["unit", "-at"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class EntryUse(models.Model):
    """An entry went on into something else: a duty, a notice. Filled in once, used everywhere."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="uses")
    kind = models.CharField(max_length=20)
    #: Empty until the other module has made it.
    of = models.BigIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entry", "kind"], name="an_entry_goes_on_once_per_kind")
        ]

    def __str__(self) -> str:
        return f"entry {self.entry_id} in {self.kind} {self.of}"
