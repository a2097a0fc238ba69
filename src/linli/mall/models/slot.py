"""When a bookable offer is given: each time has its own places."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Slot(models.Model):
    """One time of an offer; `left` places are free. Its community is the offer's."""

    offer = models.ForeignKey("mall.Offer", on_delete=models.PROTECT, related_name="slots")
    starts_at = models.DateTimeField()
    minutes = models.SmallIntegerField()
    left = models.SmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            # also finds the times that are to come
            models.UniqueConstraint(fields=["offer", "starts_at"], name="one_slot_at_a_time"),
            # the last place is taken once
            models.CheckConstraint(
                condition=Q(left__gte=0, minutes__gt=0), name="a_slot_has_no_less_than_nothing"
            ),
        ]

    def __str__(self) -> str:
        return f"slot {self.pk} of offer {self.offer_id}"
