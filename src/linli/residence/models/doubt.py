"""Staff say that somebody does not belong to a home, where no owner is there who could end it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from linli.identity.models import Person
from linli.identity.models.sealing import Sealing
from linli.kernel.scoping import ScopedManager
from linli.places.models import Unit
from linli.residence.models.home import Residence
from linli.residence.states import DoubtState


class Doubt(Sealing):
    """A proposal to end a residence. The person may speak; a second member of staff decides.

    What both write is sealed in the name of the person whom it concerns.
    """

    sealed = ("reason", "says", "answer")

    community = models.BigIntegerField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    residence = models.ForeignKey(Residence, on_delete=models.PROTECT, related_name="doubts")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=DoubtState.choices, default=DoubtState.OPEN)
    reason = models.BinaryField(null=True)
    says = models.BinaryField(null=True)
    answer = models.BinaryField(null=True)
    raised_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    #: Until then the person may speak; a second person decides after it, or once they have spoken.
    speaks_until = models.DateTimeField()
    spoke_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["residence"], condition=Q(state="open"), name="one_open_doubt_per_residence"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(raised_by=F("decided_by")),
                name="a_second_person_ends_a_residence",
            ),
        ]
        indexes: ClassVar = [
            # the staff's queue
            models.Index(fields=["community", "state", "id"]),
            # what is doubted of mine
            models.Index(fields=["person", "-id"]),
        ]

    def __str__(self) -> str:
        return f"doubt {self.pk} ({self.state})"
