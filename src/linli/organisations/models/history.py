"""What happened to organisations and offices: bindings, corrections, grounds, covers. Public."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from linli.organisations import kinds
from linli.organisations.models.office import Office
from linli.organisations.models.organisation import Organisation


class Binding(models.Model):
    """An organisation belongs to an estate from a day until a day. Ended, never deleted."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="bindings"
    )
    estate = models.ForeignKey("places.Estate", on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True)
    ground = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(until__isnull=True),
                name="bound_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} at estate {self.estate_id}"


class Correction(models.Model):
    """One entry of the register was wrong: what stood there, what stands now, and why."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="corrections"
    )
    field = models.CharField(max_length=20)
    before = models.CharField(max_length=200, blank=True)
    after = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=200)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.field} of {self.organisation_id}"


class OfficeGround(models.Model):
    """What an office rests on: an election, an appointment, each with its day and document."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="grounds")
    kind = models.CharField(max_length=20, choices=kinds.GroundKind.choices)
    day = models.DateField()
    #: The number of the document, as it stands on it.
    document = models.CharField(max_length=80)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "kind"], name="one_ground_of_a_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for office {self.office_id}"


class Cover(models.Model):
    """Somebody does the work of an office for its holder, from a day to a day."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="covers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    #: The last day; a cover always has one.
    until = models.DateField()
    #: Set when it was taken back before.
    ended_at = models.DateTimeField(null=True)
    ground = models.CharField(max_length=200)

    class Meta:
        indexes: ClassVar = [
            # every request of a signed-in person asks which offices they cover today
            models.Index(fields=["person", "until"]),
            models.Index(fields=["office", "until"]),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until__gte=F("since")), name="cover_ends_after_it_begins"
            )
        ]

    def __str__(self) -> str:
        return f"cover of office {self.office_id}"
