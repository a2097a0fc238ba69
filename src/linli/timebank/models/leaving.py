"""What becomes of hours when their holder dies or leaves: on papers, by two members of staff."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from linli.kernel.scoping import ScopedManager
from linli.places.models import SealedText
from linli.timebank.models.giving import Kinship
from linli.timebank.models.rulebook import Rulebook
from linli.timebank.states_leaving import Cause, Exit, Stage


class Departure(models.Model):
    """One person's going out of the time bank of a community.

    `paper` says which document was seen. `minutes` and `transfers` are what was moved when a second
    person carried it out; it is undone by transfers that name these, and by nothing else.
    """

    community = models.BigIntegerField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    cause = models.CharField(max_length=8, choices=Cause.choices)
    day = models.DateField()
    way = models.CharField(max_length=8, choices=Exit.choices)
    #: The heir, by the kinship that both had confirmed.
    kinship = models.ForeignKey(Kinship, on_delete=models.PROTECT, null=True, related_name="+")
    heir = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    paper = models.ForeignKey(SealedText, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=12, choices=Stage.choices, default=Stage.PROPOSED)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    second = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    second_at = models.DateTimeField(null=True)
    #: The rulebook that said what becomes of them.
    rulebook = models.ForeignKey(Rulebook, on_delete=models.PROTECT, related_name="+")
    minutes = models.BigIntegerField(default=0)
    transfers = models.JSONField(default=list)
    event = models.BigIntegerField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["community", "person"],
                condition=~Q(stage__in=["refused", "undone"]),
                name="leaves_once",
            ),
            models.CheckConstraint(
                condition=Q(way="inherit", heir__isnull=False, kinship__isnull=False)
                | ~Q(way="inherit") & Q(heir__isnull=True, kinship__isnull=True),
                name="an_inheritance_has_its_heir",
            ),
            models.CheckConstraint(
                condition=~Q(cause="died", way="keep"), name="the_dead_keep_nothing"
            ),
            models.CheckConstraint(
                condition=Q(second__isnull=True) | ~Q(second=F("by")),
                name="a_departure_has_two_hands",
            ),
        ]
        indexes: ClassVar = [
            # whether an account is closed for new hours
            models.Index(fields=["person"], name="departures_of_a_person"),
        ]

    def __str__(self) -> str:
        return f"departure {self.pk}"


class DepartureWord(models.Model):
    """Somebody does not agree, and what was decided about it; in order."""

    departure = models.ForeignKey(Departure, on_delete=models.PROTECT, related_name="said")
    verb = models.CharField(max_length=10)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    words = models.ForeignKey(SealedText, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.verb} of departure {self.departure_id}"
