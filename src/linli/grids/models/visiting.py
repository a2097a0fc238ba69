"""Homes that somebody looks in at regularly."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from linli.grids.models.spans import Span, in_order
from linli.identity.models.sealing import Sealing
from linli.kernel.scoping import ScopedManager
from linli.places.models import Unit
from linli.places.models.sealed import new_binding


class HomeToVisit(Span, Sealing):
    """Asked for by the household itself or marked by staff.

    Why (old, ill, alone) concerns health and age: it is sealed, staff alone read it, and neither
    the visitor's list nor the device that keeps it offline knows it.
    """

    class Reason(models.TextChoices):
        ELDER_ALONE = "elder_alone", _("an elderly person lives alone")
        ELDER_COUPLE = "elder_couple", _("elderly people live by themselves")
        DISABLED = "disabled", _("somebody with a disability lives here")
        SICK = "sick", _("somebody is seriously ill")
        OTHER = "other", _("another reason")

    sealed = ("reason",)
    sealed_for = "binding"

    community = models.BigIntegerField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    #: A visit is due this many days after the last one.
    every = models.PositiveSmallIntegerField()
    binding = models.BigIntegerField(default=new_binding)
    reason = models.BinaryField(null=True)
    by_household = models.BooleanField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            in_order("visiting_ends_after_it_begins"),
            models.UniqueConstraint(
                fields=["unit"], condition=Q(until__isnull=True), name="a_home_is_marked_once"
            ),
            models.CheckConstraint(condition=Q(every__gte=1, every__lte=90), name="every_few_days"),
        ]
        indexes: ClassVar = [
            # the staff's list of a community
            models.Index(fields=["community", "id"])
        ]

    def __str__(self) -> str:
        return f"home to visit {self.pk}"
