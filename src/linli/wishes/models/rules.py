"""A community's parameters of wishes, from a day on."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from linli.identity.models import Person
from linli.kernel.immutable import Immutable
from linli.kernel.scoping import ScopedManager

GROUND_LENGTH = 200
PHONE_LENGTH = 20


class CommunityRules(Immutable):
    """The newest row whose day has come holds; before the first, the district's own values do.

    `review`: codes of kinds, `picture` or `everything`. `desk`: the telephone that
    wisher and helpers see for emergencies, a public number of the community.
    """

    community = models.BigIntegerField()
    since = models.DateField()
    review = ArrayField(models.CharField(max_length=12), default=list)
    claim_days = models.SmallIntegerField()
    offer_hours = models.SmallIntegerField()
    offer_people = models.SmallIntegerField()
    escalate_hours = models.SmallIntegerField()
    most_open = models.SmallIntegerField()
    most_minutes = models.SmallIntegerField()
    visit_level = models.SmallIntegerField()
    desk = models.CharField(max_length=PHONE_LENGTH, blank=True)
    #: By what it was decided.
    ground = models.CharField(max_length=GROUND_LENGTH)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["community", "since"], name="one_set_of_wish_rules_per_day"
            )
        ]

    def __str__(self) -> str:
        return f"rules of {self.community} since {self.since}"
