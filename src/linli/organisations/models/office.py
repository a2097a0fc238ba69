"""Offices and who holds them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from linli.kernel import clock
from linli.kernel.actor import Capacity
from linli.kernel.language import either
from linli.organisations import kinds
from linli.organisations.models.organisation import Organisation


class Office(models.Model):
    """A person acts for an organisation, in a place, from a day until a day, on a ground."""

    CAPACITIES = (
        (Capacity.STAFF.value, _("staff")),
        (Capacity.AUDITOR.value, _("auditor")),
        (Capacity.DISTRICT_ADMIN.value, _("district administrator")),
        (Capacity.OFFICER.value, _("officer of an organisation")),
    )

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    capacity = models.CharField(max_length=20, choices=CAPACITIES)
    #: Code of the standard office in `kinds`; empty for one that the catalogue does not name.
    seat = models.CharField(max_length=20, blank=True, default="")
    #: What people call it: clerk, grid worker; the capacity alone gives rights.
    title_zh = models.CharField(max_length=40, blank=True)
    title_en = models.CharField(max_length=40, blank=True)
    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="+")
    #: Narrows the place to one estate.
    estate = models.ForeignKey(
        "places.Estate", on_delete=models.PROTECT, null=True, related_name="+"
    )
    since = models.DateField()
    #: The last day, still in office.
    until = models.DateField(null=True)
    #: Set when an office ended at once, in the course of a day.
    ended_at = models.DateTimeField(null=True)
    #: The document or decision that the appointment rests on.
    ground = models.CharField(max_length=200)
    end_ground = models.CharField(max_length=200, blank=True)

    #: Set on rows that are acted in by a substitute; see `queries.offices_of`.
    covered = False

    class Meta:
        indexes: ClassVar = [
            # every request of a signed-in person asks which offices they hold today
            models.Index(fields=["person", "since", "until"]),
            # the public page of a community: who holds its offices
            models.Index(fields=["place", "id"]),
            # the public page of an organisation: its people
            models.Index(fields=["organisation", "id"]),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="office_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.capacity} @{self.place_id}"

    @property
    def state(self) -> str:
        """`coming`, `held` or `over` on this day."""
        today = clock.today()
        if self.ended_at or (self.until and self.until < today):
            return "over"
        return "coming" if self.since > today else "held"

    @property
    def title(self) -> str:
        """What the office is called, in the reader's language; its capacity when it has no title."""
        named = either(self.title_zh, self.title_en)
        return named or str(self.get_capacity_display())

    @property
    def at_estate(self) -> int | None:
        """The estate that it serves: its own, else the organisation's. Needs the organisation."""
        return self.estate_id or self.organisation.estate_id

    @property
    def standard(self) -> kinds.Seat | None:
        return kinds.seat_of(self.organisation.kind, self.seat) if self.seat else None
