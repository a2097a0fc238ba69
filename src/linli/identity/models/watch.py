"""Who looked at whose private fields."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from linli.identity.models.person import Person
from linli.kernel.immutable import Immutable
from linli.kernel.scoping import ScopedManager


class PrivateAccess(Immutable):
    """One look of staff at a person's private data; the person reads these rows.

    Reasons are codes: a free text could itself name people, and these rows are never erased.
    """

    class Field(models.TextChoices):
        SEARCH_NAME = "search_name", _("found by full name")
        SEARCH_PHONE = "search_phone", _("found by the last four digits of the phone")
        SEARCH_ID = "search_id", _("found by ID number")
        NAME = "name", _("full name")
        PHONE = "phone", _("phone number")
        ID_NUMBER = "id_number", _("ID number")
        PROPOSAL = "proposal", _("the texts of a correction or a transfer")
        FACTOR = "factor", _("a lost second proof: who asks was compared with the papers")
        SELECTION = "selection", _("the row in the list of a selection")

    class Reason(models.TextChoices):
        AT_THE_DESK = "at_the_desk", _("the person is at the desk")
        CHECK_PAPERS = "check_papers", _("compare with papers")
        CONTACT = "contact", _("reach the person about their own matter")
        DECIDE = "decide", _("decide a correction, a transfer or a report")
        EMERGENCY = "emergency", _("danger to life or property")
        LEGAL_ORDER = "legal_order", _("order of a court or an authority")
        SELECT = "select", _("select people who put themselves on the list")

    community = models.BigIntegerField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="looks")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=20)
    place = models.BigIntegerField(null=True)
    field = models.CharField(max_length=20, choices=Field.choices)
    reason = models.CharField(max_length=20, choices=Reason.choices)
    at = models.DateTimeField()

    objects = ScopedManager()

    class Meta:
        indexes: ClassVar = [
            # "who looked at my data", newest first
            models.Index(fields=["person", "-id"]),
            # how many numbers did this member of staff see today
            models.Index(fields=["by", "field", "at"]),
        ]

    def __str__(self) -> str:
        return f"{self.field} of {self.person_id} by {self.by_id}"


class LookAlert(models.Model):
    """A member of staff reached the day's limit of numbers seen; auditors read these rows."""

    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    place = models.BigIntegerField(null=True)
    day = models.DateField()
    looks = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["by", "day"], name="one_alert_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.by_id} on {self.day}"
